"""A unit moves: it leaves the place where it stood on the day on which it holds the next."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.unit_keepers import kept_unit
from muster.deployments.models import UnitLocation
from muster.deployments.models.believed import keep_earlier
from muster.deployments.queries.strength import presence_of
from muster.deployments.rules.locations import Held, after_move, move_problems
from muster.deployments.terms import MoveTerms
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.kit.intervals import DateInterval
from muster.parties.viewer import Viewer


@transaction.atomic
def move_unit(actor: Viewer, reference: str, terms: MoveTerms, *, today: date) -> UnitLocation:
    """Record where a unit stands from a day on; its last place without an end ends then.

    Raises Refused for a day to come, one on which it is not present, or one before its last move.
    """
    unit = kept_unit(actor, reference, today, terms.standing)
    what = f"Move of {reference}"
    rows = list(unit.locations.order_by("held_from"))
    held = [Held(one.place, DateInterval(one.held_from, one.held_until)) for one in rows]
    if problems := move_problems(held, presence_of(unit).present, terms.place, terms.held_from, today):
        raise Refused(f"{what} cannot be recorded.", problems)
    for row, now in zip(rows, after_move(held, terms.place, terms.held_from), strict=False):
        if row.held_until != now.days.until:
            keep_earlier(row, today)
            row.held_until = now.days.until
            row.save()
    location = UnitLocation(
        unit=unit,
        place=terms.place.strip(),
        latitude=terms.latitude,
        longitude=terms.longitude,
        held_from=terms.held_from,
        known_from=terms.known_from or today,
        source=terms.source,
        standing=terms.standing,
    )
    require_clean_fields(location, what)
    location.save(force_insert=True)
    before = {"place": rows[-1].place} if rows else {}
    after = {"place": location.place, "held_from": location.held_from}
    audit.record(actor, "deployments:unit:moved", reference, before=before, after=after)
    return location
