"""Stays as a table."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from muster.deployments.models import Stay, StayStage
from muster.deployments.tables.addresses import requirement_address
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table

TONES: dict[str, Tone] = {StayStage.AGREED: "accent", StayStage.UNDER_WAY: "met", StayStage.ENDED: "neutral"}


def stay_address(stay: Stay) -> str:
    """Return the address of a stay's page."""
    return reverse("stay", args=[stay.pk])


def stage_badge(stay: Stay) -> Badge:
    """Return the stay's stage as a badge."""
    return Badge(stay.get_stage_display(), TONES[stay.stage])


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
            href=requirement_address,
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
