"""Discrepancies as tables."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.inspections.queries.discrepancies import standing_on
from muster.inspections.stages import About, ActingSide, DiscrepancyStanding
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table

STANDING_TONES: dict[str, Tone] = {
    DiscrepancyStanding.OPEN: "short",
    DiscrepancyStanding.REPORTED: "due",
    DiscrepancyStanding.CLOSED: "met",
    DiscrepancyStanding.WAIVED: "neutral",
}


def standing_badge(standing: str) -> Badge:
    """Return a standing as a badge."""
    return Badge(DiscrepancyStanding(standing).label, STANDING_TONES[standing])


def discrepancy_address(row: Any) -> str:
    """Return the address of a discrepancy's page."""
    return reverse("discrepancy", args=[row.reference])


def _illustrative(row: Any) -> bool:
    return bool(row.inspection.illustrative)


COLUMNS = [
    Column("reference", _("Discrepancy"), kind="link", href=discrepancy_address),
    Column("standing", _("Standing"), lambda row: standing_badge(standing_on(row)), kind="badge"),
    Column("words", _("What differs")),
    Column("about", _("About"), lambda row: About(row.about).label, filter="choice"),
    Column("items", _("Items"), kind="integer"),
    Column("side", _("To act"), lambda row: ActingSide(row.side).label, filter="choice"),
    Column("due_on", _("Due on"), kind="date"),
]
DISCREPANCIES = Table(
    name="discrepancies",
    caption=_("Discrepancies"),
    empty=_("No discrepancy that you may see is on record. They are accepted from the worksheet of an inspection."),
    illustrative=_illustrative,
    columns=[
        *COLUMNS[:3],
        Column("unit", _("Unit"), "inspection.unit.title"),
        Column("state", _("State"), "inspection.unit.state.name", filter="choice"),
        Column("mission", _("Mission"), "inspection.unit.post.requirement.mission.acronym", filter="choice"),
        *COLUMNS[3:],
    ],
)
OF_INSPECTION = Table(
    name="discrepancies-of-it",
    caption=_("Discrepancies"),
    empty=_("No discrepancy has been accepted."),
    illustrative=_illustrative,
    columns=COLUMNS,
    tools=False,
    filters=False,
)
