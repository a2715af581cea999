"""Requirements and posts as tables."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.missions.models import Mission, Post, Requirement, RequirementStage
from muster.reference.unit_types import unit_types

TONES: dict[str, Tone] = {
    RequirementStage.DRAFT: "neutral",
    RequirementStage.PUBLISHED: "accent",
    RequirementStage.CLOSED: "neutral",
}


def stage_badge(requirement: Requirement) -> Badge:
    """Return the requirement's stage as a badge."""
    return Badge(requirement.get_stage_display(), TONES[requirement.stage])


def requirement_address(requirement: Requirement) -> str:
    """Return the address of a requirement's page."""
    return reverse("requirement", args=[requirement.reference])


def unit_type_choices() -> list[tuple[str, str]]:
    """Return the catalogue as choices: code, and code with name."""
    return [(kind.code, f"{kind.code} · {kind.name}") for kind in unit_types()]


REQUIREMENTS = Table(
    name="requirements",
    caption=_("Requirements of missions"),
    empty=_(
        "No requirement that you may see is on record as of this day. The Secretariat enters one by form or workbook."
    ),
    order="mission,reference",
    columns=[
        Column("reference", _("Requirement"), kind="link", href=requirement_address, lookup="reference"),
        Column(
            "mission",
            _("Mission"),
            "mission.acronym",
            lookup="mission__acronym",
            href=lambda row: reverse("mission", args=[row.mission.acronym]),
            kind="link",
        ),
        Column("title", _("Title"), lookup="title"),
        Column("priority", _("Priority"), kind="integer", lookup="priority"),
        Column("post_count", _("Posts"), kind="integer", lookup="post_count", total=True),
        Column("total_strength", _("Strength"), kind="integer", unit=_("people"), lookup="total_strength", total=True),
        Column("maximum_states", _("Most States"), kind="integer", lookup="maximum_states"),
        Column("stage", _("Stage"), stage_badge, kind="badge", lookup="stage", choices=RequirementStage.choices),
        Column("authority", _("Authority"), lookup="authority", hidden=True),
        Column(
            "standing", _("Standing of the record"), "get_standing_display", hidden=True, filter="none", sortable=False
        ),
        Column("source", _("Source"), lookup="source", hidden=True),
    ],
)


def mission_address(mission: Mission) -> str:
    """Return the address of a mission's page."""
    return reverse("mission", args=[mission.acronym])


MISSIONS = Table(
    name="missions",
    caption=_("Missions"),
    empty=_("No mission is on record as of this day. The Secretariat enters one by form."),
    order="acronym",
    columns=[
        Column("acronym", _("Mission"), kind="link", href=mission_address, lookup="acronym"),
        Column("name", _("Name"), lookup="name"),
        Column("mandated_by", _("Mandated by"), "mandated_by.name", lookup="mandated_by__name", filter="choice"),
        Column("region", _("Region"), lookup="region", filter="choice"),
        Column("host_states", _("Host"), lookup="host_states"),
        Column("headquarters", _("Headquarters"), lookup="headquarters"),
        Column("started_on", _("Started on"), kind="date", lookup="started_on"),
        Column("ended_on", _("Ended on"), kind="date", lookup="ended_on"),
        Column(
            "standing",
            _("Standing of the record"),
            "get_standing_display",
            hidden=True,
            filter="none",
            sortable=False,
        ),
        Column("source", _("Source"), lookup="source", hidden=True),
    ],
)


def statement_of_post(post: Post) -> str:
    """Return the address of the statement that a post means, nothing for a post that means none."""
    return reverse("statement", args=[post.statement.reference]) if post.statement else ""


POSTS = Table(
    name="posts",
    caption=_("Posts of the requirement"),
    filters=False,
    tools=False,
    columns=[
        Column("reference", _("Post")),
        Column("unit_type", _("Unit type")),
        Column("strength", _("Strength"), kind="integer", unit=_("people"), total=True),
        Column("needed_from", _("Needed from"), kind="date"),
        Column("needed_until", _("Needed until"), kind="date"),
        Column("is_lead", _("Lead"), lambda row: _("lead post") if row.is_lead else ""),
        Column("sector", _("Sector")),
        Column("location", _("Location")),
        Column("tasks", _("Tasks")),
        Column("languages", _("Languages")),
        Column("statement", _("Statement"), "statement.reference", kind="link", href=statement_of_post),
    ],
)
