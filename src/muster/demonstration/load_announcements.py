"""Enters what States announced, which pledges came of it, and what they took back."""

from datetime import date

from muster.demonstration.load_parties import SECRETARIAT, organisation
from muster.demonstration.rows import Row
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.models import Announcement, Pledge


def known_announcements() -> set[str]:
    """Return the references of the announcements on record."""
    return set(Announcement.objects.values_list("reference", flat=True))


def load_announcement(row: Row, known: set[str]) -> bool:
    """Enter an announcement with what came of it; False where it is there."""
    if row["reference"] in known:
        return False
    announcement = Announcement(
        reference=row["reference"],
        register=organisation(SECRETARIAT),
        state=organisation(row["state"]),
        occasion=row["occasion"],
        announced_on=row.day("announced_on"),
        text=row["text"],
        unit_type=row["unit_type"],
        units=row.optional_integer("units"),
        strength=row.optional_integer("strength"),
        conditions=row["conditions"],
        source=row["source"],
        standing=row.standing,
    )
    actions.record_announcement(SYSTEM, announcement, today=row.day("known_from"))
    registered_on = row.optional_day("pledges_of_day")
    if registered_on is not None:
        _link(row, registered_on)
    ended_on = row.optional_day("ended_on")
    if ended_on is not None:
        actions.take_back(SYSTEM, row["reference"], ended_on=ended_on, reason=row["ended_reason"], today=ended_on)
    return True


def _link(row: Row, registered_on: date) -> None:
    """Tie the announcement to the pledges that its State registered on a day."""
    pledges = Pledge.objects.filter(state__code=row["state"], register__code=SECRETARIAT, submitted_on=registered_on)
    for reference in pledges.order_by("reference").values_list("reference", flat=True):
        actions.link_pledge(SYSTEM, row["reference"], reference, today=registered_on)
