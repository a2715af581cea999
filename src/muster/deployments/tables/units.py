"""Deployed units and their tours as tables."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.deployments.models import DeployedUnit, TourStage
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table

TOUR_TONES: dict[str, Tone] = {
    TourStage.PLANNED: "neutral",
    TourStage.AGREED: "accent",
    TourStage.IN_THEATRE: "met",
    TourStage.HOME: "neutral",
    TourStage.CANCELLED: "neutral",
}


def unit_address(unit: DeployedUnit) -> str:
    """Return the address of a unit's page."""
    return reverse("deployed-unit", args=[unit.reference])


def tour_badge(stage: str) -> Badge:
    """Return a tour's stage as a badge."""
    return Badge(str(TourStage(stage).label), TOUR_TONES[stage])


def _tour_address(row: Any) -> str | None:
    return row["href"] or None


UNITS = Table(
    name="units",
    caption=_("Units in theatre"),
    empty=_("No deployed unit that you may see is on record as of this day."),
    order="mission,title",
    columns=[
        Column("title", _("Unit"), kind="link", href=unit_address, lookup="title"),
        Column("state", _("State"), "state.name", lookup="state__name", filter="choice"),
        Column(
            "mission",
            _("Mission"),
            "post.requirement.mission.acronym",
            lookup="post__requirement__mission__acronym",
            filter="choice",
        ),
        Column("unit_type", _("Unit type"), "post.unit_type", lookup="post__unit_type", filter="choice"),
        Column("inside", _("Serves inside"), lambda row: row.inside.title if row.inside else None,
               lookup="inside__title"),
        Column("strength", _("Agreed strength"), kind="integer", unit=_("people"), lookup="strength_then", total=True),
        Column("present_from", _("Present from"), kind="date", lookup="present_from"),
        Column("present_until", _("Present until"), kind="date", lookup="until_then"),
        Column("source", _("Source"), lookup="source", hidden=True),
    ],
)  # fmt: skip

TOURS = Table(
    name="tours",
    caption=_("Tours"),
    empty=_("No tour is on record. The rules propose them from the first arrival on."),
    filters=False,
    columns=[
        Column("rotation", _("Tour"), kind="link", href=_tour_address),
        Column("stage", _("Stage"), kind="badge"),
        Column("people", _("People"), kind="integer"),
        Column("request_by", _("State asked by"), kind="date"),
        Column("training_from", _("Training from"), kind="date"),
        Column("arrives_on", _("Arrives"), kind="date"),
        Column("leaves_on", _("Leaves"), kind="date"),
        Column("overlap_days", _("Overlap"), kind="integer", unit=_("days")),
        Column("mandate", _("Mandate"), kind="badge"),
        Column("findings", _("To be seen to")),
    ],
)

PROPOSED = replace(TOURS, name="proposed", tools=False)
INSIDE = replace(UNITS, name="inside", filters=False, tools=False)
"""What is shown as part of a page whose own tables leave as files."""

MOVES = Table(
    name="moves",
    caption=_("What the change moves"),
    empty=_("Nothing moves."),
    filters=False,
    tools=False,
    columns=[
        Column("rotation", _("Tour")),
        Column("arrives_before", _("Arrived"), kind="date"),
        Column("arrives_now", _("Arrives now"), kind="date"),
        Column("leaves_before", _("Left"), kind="date"),
        Column("leaves_now", _("Leaves now"), kind="date"),
        Column("findings", _("To be seen to")),
    ],
)

LIFTS = Table(
    name="lifts",
    caption=_("Lifts"),
    empty=_("All people come on one day and go on one day. Who plans the tour may split its lifts."),
    filters=False,
    tools=False,
    columns=[
        Column("way", _("Way"), "get_way_display"),
        Column("on", _("On"), kind="date"),
        Column("people", _("People"), kind="integer", total=True),
        Column("carried_by", _("Carried by")),
        Column("has_happened", _("Happened"), lambda row: _("yes") if row.has_happened else _("planned")),
    ],
)

BY_TOURS = Table(
    name="by-tours",
    caption=_("In theatre by its tours"),
    empty=_("No tour is in theatre or planned from this day on."),
    filters=False,
    tools=False,
    columns=[
        Column("start", _("From"), kind="date"),
        Column("until", _("Until (excluded)"), kind="date"),
        Column("people", _("People"), kind="integer"),
        Column("tours", _("Tours"), lambda row: ", ".join(dict.fromkeys(row.names))),
    ],
)
