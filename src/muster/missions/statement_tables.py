"""Statements of unit requirement, and the posts that mean one, as tables."""

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.missions.models import Post, StatementStage, StatementVersion

TONES: dict[str, Tone] = {
    StatementStage.DRAFT: "neutral",
    StatementStage.APPROVED: "accent",
    StatementStage.WITHDRAWN: "neutral",
}


def statement_badge(version: StatementVersion) -> Badge:
    """Return the stage of what is shown (read by `visible_statements`) as a badge."""
    stage = StatementStage(version.shown_stage)  # type: ignore[attr-defined]  # annotated by visible_statements
    return Badge(stage.label, TONES[stage])


def statement_address(version: StatementVersion) -> str:
    """Return the address of a statement's page."""
    return reverse("statement", args=[version.statement.reference])


def mission_words(version: StatementVersion) -> str:
    """Return the mission's acronym, or that the statement is generic."""
    return version.statement.mission.acronym if version.statement.mission else _now("generic")


STATEMENTS = Table(
    name="statements",
    caption=_("Statements of unit requirement"),
    empty=_(
        "No statement that you may see is on record as of this day. The Secretariat's planners write one by form or "
        "workbook, or make one from a generic statement; every party sees it once it is approved."
    ),
    columns=[
        Column(
            "reference",
            _("Statement"),
            "statement.reference",
            kind="link",
            href=statement_address,
            lookup="statement__reference",
        ),
        Column("title", _("Title"), lookup="title"),
        Column("mission", _("Mission"), mission_words, lookup="statement__mission__acronym", filter="text"),
        Column("unit_type", _("Unit type"), lookup="unit_type", filter="choice"),
        Column(
            "stage", _("Stage"), statement_badge, kind="badge", lookup="shown_stage", choices=StatementStage.choices
        ),
        Column("strength_minimum", _("Strength from"), kind="integer", unit=_("people"), lookup="strength_minimum"),
        Column("strength_maximum", _("to"), kind="integer", unit=_("people"), lookup="strength_maximum"),
        Column("notice_days", _("Notice"), kind="integer", unit=_("days"), lookup="notice_days"),
        Column("number", _("Version"), kind="integer", lookup="number"),
        Column("post_count", _("Posts"), kind="integer", lookup="post_count"),
        Column("approved_on", _("Approved on"), kind="date", lookup="approved_on"),
        Column("stated_by", _("Stated by"), "statement.stated_by.name", lookup="statement__stated_by__name",
               hidden=True),
        Column("made_from", _("Made from"), "statement.made_from.reference", lookup="statement__made_from__reference",
               hidden=True),
        Column("women", _("Women at least"), "women_minimum_percent", kind="integer", unit="%",
               lookup="women_minimum_percent", hidden=True),
        Column("source", _("Source"), lookup="source", hidden=True),
    ],
)  # fmt: skip


def requirement_of_post(post: Post) -> str:
    """Return the address of a post's requirement."""
    return reverse("requirement", args=[post.requirement.reference])


POSTS_OF_STATEMENT = Table(
    name="posts",
    caption=_("Posts that mean the statement"),
    empty=_("No post that you may see means this statement. The Secretariat attaches it to posts of its unit type."),
    filters=False,
    tools=False,
    illustrative="requirement.illustrative",
    columns=[
        Column("reference", _("Post"), kind="link", href=requirement_of_post),
        Column("mission", _("Mission"), "requirement.mission.acronym"),
        Column("sector", _("Sector")),
        Column("location", _("Location")),
        Column("strength", _("Strength"), kind="integer", unit=_("people"), total=True),
        Column("needed_from", _("Needed from"), kind="date"),
        Column("needed_until", _("Needed until"), kind="date"),
    ],
)
