"""Plans, their gaps, stays and rotations as tables."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.plans.models import PlanGap, PlannedStay, PlanStage, StoredPlan

TONES: dict[str, Tone] = {
    PlanStage.QUEUED: "neutral",
    PlanStage.SOLVING: "accent",
    PlanStage.SOLVED: "met",
    PlanStage.FAILED: "short",
    PlanStage.PUBLISHED: "met",
}
REASONS = (
    ("no-pledge", _("no pledge of the type")),
    ("refused", _("refused by the rules")),
    ("not-ready", _("not ready yet")),
    ("too-short", _("too short for a tour")),
    ("placed-elsewhere", _("placed elsewhere")),
    ("limited", _("limits or cost")),
)


def stage_badge(plan: StoredPlan) -> Badge:
    """Return the plan's stage as a badge."""
    return Badge(plan.get_stage_display(), TONES[plan.stage])


def _reason(gap: PlanGap) -> Badge:
    """Return the gap's reason as a badge."""
    return Badge(dict(REASONS).get(gap.reason_code, gap.reason_code), "short" if gap.candidates == 0 else "due")


def _requirement_address(row: PlanGap | PlannedStay) -> str:
    """Return the address of the post's requirement, at the post."""
    return reverse("requirement", args=[row.post.requirement.reference]) + f"#{row.post.reference}"


PLANS = Table(
    name="plans",
    caption=_("Plans"),
    empty=_("No plan is on record yet. The Secretariat makes one from the record of a day."),
    order="-made_at",
    illustrative=lambda row: False,
    columns=[
        Column(
            "reference",
            _("Plan"),
            kind="link",
            href=lambda row: reverse("plan", args=[row.reference]),
            lookup="reference",
        ),
        Column("title", _("Title"), lookup="title"),
        Column("planned_on", _("As of"), kind="date", lookup="planned_on"),
        Column("horizon_months", _("Horizon"), kind="integer", unit=_("months"), lookup="horizon_months"),
        Column("stage", _("Stage"), stage_badge, kind="badge", lookup="stage", choices=PlanStage.choices),
        Column("objective", _("Value"), kind="integer", unit=_("points"), lookup="objective"),
        Column("bound", _("Bound"), kind="integer", unit=_("points"), lookup="bound"),
        Column("gap", _("Gap to the bound"), kind="percent", lookup="gap", decimals=2),
        Column("seconds", _("Solved in"), kind="decimal", unit=_("seconds"), lookup="seconds"),
        Column(
            "made_by",
            _("Made by"),
            lambda row: row.made_by.username if row.made_by else row.on_behalf_of,
            lookup="on_behalf_of",
            hidden=True,
        ),
        Column("made_at", _("Made on"), lambda row: row.made_at.date(), kind="date", lookup="made_at"),
    ],
)

GAPS = Table(
    name="gaps",
    caption=_("Gaps of the plan"),
    empty=_("The plan leaves no gap that you may see."),
    order="mission,gap_from",
    illustrative="post.requirement.illustrative",
    columns=[
        Column("post", _("Post"), "post.reference", kind="link", href=_requirement_address, lookup="post__reference"),
        Column(
            "mission",
            _("Mission"),
            "post.requirement.mission.acronym",
            lookup="post__requirement__mission__acronym",
            filter="choice",
        ),
        Column("unit_type", _("Unit type"), "post.unit_type", lookup="post__unit_type", filter="choice"),
        Column("gap_from", _("From"), kind="date", lookup="gap_from", filter="none"),
        Column("gap_until", _("Until"), kind="date", lookup="gap_until", filter="none"),
        Column("reason_code", _("Reason"), _reason, kind="badge", lookup="reason_code", choices=REASONS),
        Column("explanation", _("In words"), lookup="explanation"),
        Column("candidates", _("Eligible"), kind="integer", unit=_("pledges"), lookup="candidates", filter="none"),
        Column("refused", _("Refused"), kind="integer", unit=_("pledges"), lookup="refused", filter="none"),
    ],
)

OF_PLEDGES = frozenset({"explanation", "candidates", "refused"})


def gaps_table(shows_reasons: bool, plan: str = "") -> Table:
    """Return the table of gaps; without reasons no column speaks of States' pledges, to show or to filter.

    On the page of a `plan`, whoever sees reasons goes from a gap to who else could hold the post.
    """
    if not shows_reasons:
        return replace(GAPS, columns=[column for column in GAPS.columns if column.key not in OF_PLEDGES])
    if not plan:
        return GAPS
    doors = Column(
        "alternatives",
        _("Alternatives"),
        lambda row: _("who could come"),
        href=lambda row: reverse("plan-post", args=[plan, row.post.reference]),
        filter="none",
        sortable=False,
        export=lambda row: reverse("plan-post", args=[plan, row.post.reference]),
    )
    at = GAPS.columns.index(GAPS.by_key["explanation"])
    return replace(GAPS, columns=[*GAPS.columns[:at], doors, *GAPS.columns[at:]])


def plans_table(organisation_id: int | None) -> Table:
    """Return the table of plans for a party: who made one is told to their own organisation, to others for whom."""

    def maker(plan: StoredPlan) -> str:
        own = plan.made_by is not None and plan.register_id == organisation_id
        return plan.made_by.username if own and plan.made_by else plan.on_behalf_of

    columns = [replace(column, value=maker) if column.key == "made_by" else column for column in PLANS.columns]
    return replace(PLANS, columns=columns)


STAYS = Table(
    name="stays",
    caption=_("Stays of the plan"),
    empty=_("The plan has no stay that you may see."),
    order="mission,post,stay_from",
    illustrative="pledge_illustrative",
    columns=[
        Column("post", _("Post"), "post.reference", kind="link", href=_requirement_address, lookup="post__reference"),
        Column(
            "mission",
            _("Mission"),
            "post.requirement.mission.acronym",
            lookup="post__requirement__mission__acronym",
            filter="choice",
        ),
        Column(
            "pledge",
            _("Pledge"),
            "pledge.reference",
            kind="link",
            href=lambda row: reverse("pledge", args=[row.pledge.reference]),
            lookup="pledge__reference",
        ),
        Column("state", _("State"), "pledge.state.name", lookup="pledge__state__name"),
        Column("stay_from", _("From"), kind="date", lookup="stay_from", filter="none"),
        Column("stay_until", _("Until"), kind="date", lookup="stay_until", filter="none"),
        Column(
            "kind",
            _("Kind"),
            lambda row: Badge(_("agreed before"), "met") if row.is_committed else Badge(_("proposed"), "accent"),
            kind="badge",
            filter="none",
            sortable=False,
        ),
        Column("value", _("Value"), kind="integer", unit=_("points"), lookup="value", total=True),
    ],
)

COVERAGE = Table(
    name="coverage",
    caption=_("Coverage over the horizon"),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column("name", _("Mission")),
        Column("posts", _("Posts"), kind="integer", total=True),
        Column("needed_months", _("Needed"), kind="integer", unit=_("unit-months"), total=True),
        Column("covered_months", _("Covered"), kind="integer", unit=_("unit-months"), total=True),
        Column("open_months", _("Open"), kind="integer", unit=_("unit-months"), total=True),
        Column("share", _("Covered share"), kind="percent"),
    ],
)

ROTATIONS = Table(
    name="rotations",
    caption=_("Planned rotations and the arrivals that happened"),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column("state", _("State")),
        Column("post", _("Post")),
        Column("rotation", _("Rotation")),
        Column("planned_on", _("Planned"), kind="date"),
        Column("arrived_on", _("Arrived"), kind="date"),
        Column("months_late", _("Late by"), kind="integer", unit=_("months")),
        Column("personnel", _("People"), kind="integer"),
        Column("source", _("Source")),
    ],
)
