"""Arrivals that happened as a table."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.deployments.tables.addresses import requirement_address
from muster.kit.tables import Column, Table


def _tour_address(row: Any) -> str:
    return reverse("tour", args=[row.tour.unit.reference, row.tour.rotation])


ARRIVALS = Table(
    name="arrivals",
    caption=gettext_lazy("Arrivals that happened"),
    empty=gettext_lazy("No arrival is on record as of this day."),
    order="-arrived_on",
    columns=[
        Column(
            "post",
            gettext_lazy("Post"),
            "post.reference",
            kind="link",
            lookup="post__reference",
            href=requirement_address,
        ),
        Column(
            "mission",
            gettext_lazy("Mission"),
            "post.requirement.mission.acronym",
            filter="choice",
            lookup="post__requirement__mission__acronym",
        ),
        Column("state", gettext_lazy("State"), "state.name", lookup="state__name"),
        Column("rotation", gettext_lazy("Rotation"), lookup="rotation"),
        Column("arrived_on", gettext_lazy("Arrived on"), kind="date", lookup="arrived_on"),
        Column(
            "day_is_known",
            gettext_lazy("Day known"),
            lambda row: _("yes") if row.day_is_known else _("month only"),
            filter="none",
            sortable=False,
        ),
        Column("personnel", gettext_lazy("People"), kind="integer", lookup="personnel"),
        Column("women", gettext_lazy("Of whom women"), kind="integer", lookup="women"),
        Column("staff_officers", gettext_lazy("Staff officers besides"), kind="integer", lookup="staff_officers"),
        Column("note", gettext_lazy("Note"), lookup="note"),
        Column("source", gettext_lazy("Source"), lookup="source"),
        Column("standing", gettext_lazy("Standing"), "get_standing_display", filter="none", sortable=False),
    ],
)

TO_COME = Table(
    name="lifts-to-come",
    caption=gettext_lazy("Lifts to come"),
    empty=gettext_lazy("No tour that you may see is to come. Tours are planned from the page of their unit."),
    order="on",
    columns=[
        Column("on", gettext_lazy("On"), kind="date"),
        Column("unit", gettext_lazy("Unit"), "tour.unit.title"),
        Column("rotation", gettext_lazy("Tour"), "tour.rotation", kind="link", href=_tour_address),
        Column("mission", gettext_lazy("Mission"), "tour.unit.post.requirement.mission.acronym", filter="choice"),
        Column("state", gettext_lazy("State"), "tour.unit.state.name", filter="choice"),
        Column("people", gettext_lazy("People"), kind="integer", total=True),
    ],
)
