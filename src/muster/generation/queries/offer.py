"""Offers: a State sees its own, the register those made to it; no State sees another's."""

from datetime import date

from django.db.models import QuerySet

from muster.generation.models import Offer
from muster.generation.models.selection import BarKind, SelectionBar
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on, true_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.models import PledgeVersion

OFFER_FIELDS = visibility.Fields(owner="state_id", addressee="request__register_id")
BAR_FIELDS = visibility.Fields(owner="register_id")


def visible_offers(viewer: Viewer, day: date) -> QuerySet[Offer]:
    """Return the offers that the viewer may see, known on `day`."""
    return (
        known_on(Offer.objects.filter(visibility.rows(viewer, OFFER_FIELDS)), day)
        .select_related("request__register", "post__requirement__mission", "state")
        .prefetch_related("pledges__pledge")
    )


def visible_offer(viewer: Viewer, day: date, reference: str) -> Offer:
    """Return one offer. Raises NotFound if there is none that the viewer may see."""
    found = visible_offers(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no offer {reference!r} that you may see as of {long_day(day)}.")
    return found


def visible_bars(viewer: Viewer, day: date) -> QuerySet[SelectionBar]:
    """Return the bars to selection known on `day`; they are the register's own, whatever a State is told of them."""
    seen = SelectionBar.objects.filter(visibility.rows(viewer, BAR_FIELDS))
    return known_on(seen, day).select_related("state", "mission", "register")


def bars_against(offer: Offer, unit_types: frozenset[str], day: date) -> list[SelectionBar]:
    """Return the bars in force on `day` against an offer of units of these types, for what the register must know.

    Never handed to a viewer as it is: `told_of` says what a State is told.
    """
    standing = true_on(SelectionBar.objects.filter(register=offer.request.register_id, state=offer.state_id), day)
    mission_id = offer.post.requirement.mission_id
    return [
        one
        for one in standing.select_related("state", "mission")
        if one.mission_id in (None, mission_id) and (not one.unit_type or one.unit_type in unit_types)
    ]


def types_of(offer: Offer) -> frozenset[str]:
    """Return the unit types of what is offered, an offer that the viewer was let see."""
    keys = [part.pledge_id for part in offer.pledges.all()]
    latest = PledgeVersion.objects.filter(pledge__in=keys, known_until__isnull=True)
    return frozenset(latest.values_list("unit_type", flat=True)) or frozenset({offer.unit_type})


def told_of(bar: SelectionBar) -> str:
    """Return what a State is told of a bar: of a vetting block that it is there and whom to ask, no reason."""
    where = bar.mission.acronym if bar.mission else "all missions"
    asks = bar.ask or bar.register.name
    if bar.kind == BarKind.VETTING:
        return f"A vetting block is on record for {where}. Ask {asks}."
    return f"{bar.get_kind_display().capitalize()} for {where}: {bar.reason}. Ask {asks}."
