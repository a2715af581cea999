"""Stays and arrivals as tables."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.deployments.models import Arrival, Stay, StayStage
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table

TONES: dict[str, Tone] = {StayStage.AGREED: "accent", StayStage.UNDER_WAY: "met", StayStage.ENDED: "neutral"}


def stay_address(stay: Stay) -> str:
    """Return the address of a stay's page."""
    return reverse("stay", args=[stay.pk])


def stage_badge(stay: Stay) -> Badge:
    """Return the stay's stage as a badge."""
    return Badge(stay.get_stage_display(), TONES[stay.stage])


def _requirement_address(row: Stay | Arrival) -> str:
    """Return the address of the requirement that the row's post is in."""
    return reverse("requirement", args=[row.post.requirement.reference])


STAYS = Table(
    name="stays",
    caption=gettext_lazy("Units in theatre"),
    empty=gettext_lazy("No stay that you may see is on record as of this day."),
    order="mission,post,stay_from",
    columns=[
        Column(
            "unit",
            gettext_lazy("Unit"),
            lambda row: f"{row.pledge.state.name}, {row.post.unit_type}",
            kind="link",
            href=stay_address,
            lookup="pledge__state__name",
        ),
        Column(
            "post",
            gettext_lazy("Post"),
            "post.reference",
            kind="link",
            lookup="post__reference",
            href=_requirement_address,
        ),
        Column(
            "mission",
            gettext_lazy("Mission"),
            "post.requirement.mission.acronym",
            filter="choice",
            lookup="post__requirement__mission__acronym",
        ),
        Column("unit_type", gettext_lazy("Unit type"), "post.unit_type", lookup="post__unit_type", filter="choice"),
        Column(
            "strength",
            gettext_lazy("Strength"),
            "pledge_strength",
            kind="integer",
            unit=gettext_lazy("people"),
            lookup="pledge_strength",
            total=True,
        ),
        Column("stay_from", gettext_lazy("From"), kind="date", lookup="stay_from"),
        Column("stay_until", gettext_lazy("Until"), kind="date", lookup="stay_until"),
        Column("stage", gettext_lazy("Stage"), stage_badge, kind="badge", lookup="stage", choices=StayStage.choices),
        Column("source", gettext_lazy("Source"), lookup="source", hidden=True),
    ],
)

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
            href=_requirement_address,
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
