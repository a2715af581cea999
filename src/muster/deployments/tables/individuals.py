"""Posts for individuals, what is due for them, who serves, requests, nominees and shares, as tables."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.deployments.models import NominationStage, PersonnelRequestStage
from muster.deployments.queries.individuals_due import DueRow
from muster.deployments.rules.eligibility import RuleVerdict
from muster.deployments.rules.individuals_due import Due
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table

DUE_TONES: dict[Due, Tone] = {
    Due.VACANT: "short",
    Due.ARRIVAL_LATE: "short",
    Due.NOMINATION_LATE: "short",
    Due.NOMINATION_DUE: "due",
    Due.REQUEST_DUE: "due",
    Due.ON_ITS_WAY: "met",
    Due.NOT_YET: "neutral",
}
DUE_WORDS = {
    Due.VACANT: gettext_lazy("vacant"),
    Due.ARRIVAL_LATE: gettext_lazy("arrival late"),
    Due.NOMINATION_LATE: gettext_lazy("nomination late"),
    Due.NOMINATION_DUE: gettext_lazy("nomination due"),
    Due.REQUEST_DUE: gettext_lazy("request due"),
    Due.ON_ITS_WAY: gettext_lazy("nominee on the way"),
    Due.NOT_YET: gettext_lazy("nothing due yet"),
}
STAGE_TONES: dict[str, Tone] = {
    PersonnelRequestStage.DRAFT: "neutral",
    PersonnelRequestStage.SENT: "due",
    PersonnelRequestStage.FILLED: "met",
    PersonnelRequestStage.CANCELLED: "neutral",
    NominationStage.ARRIVED: "met",
    NominationStage.REJECTED: "short",
    NominationStage.WITHDRAWN: "neutral",
}
VERDICT_TONES: dict[RuleVerdict, Tone] = {
    RuleVerdict.MET: "met",
    RuleVerdict.NOT_MET: "short",
    RuleVerdict.NOT_KNOWN: "due",
}
VERDICT_WORDS = {
    RuleVerdict.MET: gettext_lazy("met"),
    RuleVerdict.NOT_MET: gettext_lazy("not met"),
    RuleVerdict.NOT_KNOWN: gettext_lazy("not known"),
}


def post_address(reference: str) -> str:
    """Return the address of a post's page."""
    return reverse("individual-post", args=[reference])


def due_badge(row: DueRow) -> Badge:
    """Return what is due as a badge."""
    return Badge(DUE_WORDS[row.due], DUE_TONES[row.due])


STAGE_WORDS = {**dict(PersonnelRequestStage.choices), **dict(NominationStage.choices)}


def stage_badge(row: Any) -> Badge:
    """Return the stage that a request or a nominee had on the day as of which it was read, as a badge."""
    return Badge(STAGE_WORDS[row.stage_then], STAGE_TONES.get(row.stage_then, "accent"))


def _person(number: int | None) -> str:
    return "" if number is None else _("person %(number)s") % {"number": number}


INDIVIDUAL_POSTS = Table(
    name="individual_posts",
    caption=gettext_lazy("Posts for individuals"),
    empty=gettext_lazy("No post for an individual is on record as of this day."),
    order="reference",
    columns=[
        Column("reference", gettext_lazy("Post"), kind="link", lookup="reference",
               href=lambda row: post_address(row.reference)),
        Column("title", gettext_lazy("Title"), lookup="title"),
        Column("mission", gettext_lazy("Mission"), "mission.acronym", lookup="mission__acronym", filter="choice"),
        Column("place", gettext_lazy("Place"), "get_place_display", lookup="place", filter="none", sortable=False),
        Column("category", gettext_lazy("Category"), "get_category_display", filter="none", sortable=False),
        Column("command", gettext_lazy("Command"), lambda row: _("yes") if row.is_command else "", filter="none",
               sortable=False),
        Column("needed_from", gettext_lazy("Needed from"), kind="date", lookup="needed_from"),
        Column("needed_until", gettext_lazy("Until"), kind="date", lookup="needed_until"),
        Column("ranks", gettext_lazy("Ranks"), lookup="ranks", hidden=True),
        Column("languages", gettext_lazy("Languages"), lookup="languages", hidden=True),
    ],
)  # fmt: skip

INDIVIDUALS_DUE = Table(
    name="individuals_due",
    caption=gettext_lazy("Replacements of individuals"),
    empty=gettext_lazy("Nothing is due: no post is yours to fill, and none of your people holds one."),
    order="",
    columns=[
        Column("due", gettext_lazy("Due"), due_badge, kind="badge"),
        Column("act_by", gettext_lazy("Act by"), kind="date"),
        Column("post", gettext_lazy("Post"), kind="link", href=lambda row: post_address(row.post)),
        Column("title", gettext_lazy("Title"), hidden=True),
        Column("mission", gettext_lazy("Mission"), filter="choice"),
        Column("category", gettext_lazy("Category"), filter="choice"),
        Column("place", gettext_lazy("Place"), filter="choice", hidden=True),
        Column("state", gettext_lazy("State"), filter="choice"),
        Column("person", gettext_lazy("Holder"), lambda row: _person(row.person), sortable=False),
        Column("leaves_on", gettext_lazy("Leaves on"), kind="date"),
        Column("nominate_by", gettext_lazy("Nominate by"), kind="date"),
        Column("arrives_on", gettext_lazy("Replacement there by"), kind="date"),
        Column("arrives_after", gettext_lazy("There after the block"), "through_blocks.arrives_on", kind="date"),
        Column("leaves_after", gettext_lazy("Leaves after the block"), "through_blocks.leaves_on", kind="date"),
        Column("overstay_days", gettext_lazy("Too long"), kind="integer", unit=gettext_lazy("days"), total=True),
    ],
)

ASSIGNMENTS = Table(
    name="assignments",
    caption=gettext_lazy("Who served here"),
    empty=gettext_lazy("Nobody whom you may see has served in this post."),
    order="-held_from",
    filters=False,
    columns=[
        Column("assignment", gettext_lazy("Assignment"), "pk", kind="integer",
               href=lambda row: reverse("assignment", args=[row.pk])),
        Column("person", gettext_lazy("Person"), lambda row: _person(row.person_id), sortable=False),
        Column("state", gettext_lazy("State"), "state.name", lookup="state__name"),
        Column("held_from", gettext_lazy("From"), kind="date", lookup="held_from"),
        Column("held_until", gettext_lazy("Until"), kind="date", lookup="held_until"),
        Column("ended_as", gettext_lazy("Ended as"), "get_ended_as_display", filter="none", sortable=False),
        Column("paid_by", gettext_lazy("Way home paid by"), lookup="paid_by"),
    ],
)  # fmt: skip

PERSONNEL_REQUESTS = Table(
    name="personnel_requests",
    caption=gettext_lazy("Requests for individuals"),
    empty=gettext_lazy("No request that you may see is on record as of this day."),
    order="-reference",
    columns=[
        Column("reference", gettext_lazy("Request"), kind="link", lookup="reference",
               href=lambda row: reverse("personnel-request", args=[row.reference])),
        Column("state", gettext_lazy("State"), "state.name", lookup="state__name", filter="choice"),
        Column("kind", gettext_lazy("Kind"), "get_kind_display", filter="none", sortable=False),
        Column("tour_months", gettext_lazy("Tour"), kind="integer", unit=gettext_lazy("months"), lookup="tour_months"),
        Column("sent_on", gettext_lazy("Sent on"), kind="date", lookup="sent_on"),
        Column("stage", gettext_lazy("Stage"), stage_badge, kind="badge", lookup="stage_then",
               choices=PersonnelRequestStage.choices),
    ],
)  # fmt: skip

REQUESTED_POSTS = Table(
    name="requested_posts",
    caption=gettext_lazy("Posts asked for, and by when each step is due"),
    empty=gettext_lazy("The request asks for no post."),
    order="",
    filters=False,
    illustrative=lambda row: False,
    columns=[
        Column("post", gettext_lazy("Post"), kind="link", href=lambda row: post_address(row.post)),
        Column("nominate_by", gettext_lazy("Nominate by"), kind="date"),
        Column("travel_by", gettext_lazy("At Travel by"), kind="date"),
        Column("arrives_on", gettext_lazy("There by"), kind="date"),
        Column("nominee", gettext_lazy("Nominee"), lambda row: _person(row.person), kind="link",
               href=lambda row: reverse("nomination", args=[row.nomination]) if row.nomination else ""),
        Column("stage", gettext_lazy("Stage"), "badge", kind="badge"),
        Column("candidates", gettext_lazy("Of your pool"), kind="link",
               href=lambda row: reverse("candidates", args=[row.request, row.post]) if row.candidates else ""),
    ],
)  # fmt: skip

FINDINGS = Table(
    name="eligibility",
    caption=gettext_lazy("Eligibility"),
    empty=gettext_lazy("No rule is asked of this category."),
    order="",
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column("rule", gettext_lazy("Rule")),
        Column("verdict", gettext_lazy("RuleVerdict"),
               lambda row: Badge(VERDICT_WORDS[row.verdict], VERDICT_TONES[row.verdict]), kind="badge"),
        Column("words", gettext_lazy("What is known")),
        Column("remedy", gettext_lazy("What would help")),
        Column("waiver", gettext_lazy("Waiver")),
        Column("source", gettext_lazy("Source")),
        Column("standing", gettext_lazy("How sure")),
    ],
)  # fmt: skip

SHARES = Table(
    name="headquarters_shares",
    caption=gettext_lazy("Headquarters posts and people by State"),
    empty=gettext_lazy("No State has people in a mission or in a headquarters post as of this day."),
    order="",
    illustrative=lambda row: False,
    columns=[
        Column("state", gettext_lazy("State")),
        Column("people", gettext_lazy("People"), kind="integer", total=True),
        Column("posts", gettext_lazy("Headquarters posts"), kind="integer", total=True),
        Column("due_posts", gettext_lazy("By its share of people"), lambda row: round(float(row.due_posts), 1),
               kind="decimal"),
        Column("balance", gettext_lazy("Balance"), lambda row: round(float(row.balance), 1), kind="decimal"),
        Column("command_posts", gettext_lazy("Command posts"), kind="integer", total=True),
        Column("due_command", gettext_lazy("By its share of people (command)"),
               lambda row: round(float(row.due_command_posts), 1), kind="decimal"),
    ],
)  # fmt: skip
