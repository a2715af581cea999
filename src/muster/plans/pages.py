"""What the pages of plans, requirements and the situation show, as the kit's plain values."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.charts import Chart
from muster.kit.charts.coverage import Coverage as Bar
from muster.kit.charts.coverage import coverage_bars
from muster.kit.charts.gantt import LEGEND, Cover, Need, gantt, height_px
from muster.kit.charts.gantt import Gap as DrawnGap
from muster.kit.day_text import long_day
from muster.kit.pages import (
    Action,
    Crumb,
    ExplainInput,
    Explanation,
    KeyFigure,
    NextStep,
    PageHead,
    Reason,
)
from muster.matching.facts import Worth
from muster.matching.match import Match
from muster.missions.models import Post, Requirement, RequirementStage
from muster.missions.tables import stage_badge as requirement_badge
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.plans.coverage import Coverage, months_wanted, total
from muster.plans.models import PlanGap, PlannedStay, PlanStage, StoredPlan
from muster.plans.periods import Calendar
from muster.plans.queries import sees_reasons
from muster.plans.tables import stage_badge
from muster.pledges.levels import Level

FILES = ("plan.json", "problem.json", "plan.xlsx", "gaps.md", "gantt.svg")
PLANNERS_OWN_FILES = ("plan.json", "problem.json")
SOURCE = "register as of the planning day"


def files_for(viewer: Viewer, plan: StoredPlan) -> list[str]:
    """Return the files of a plan that the viewer may take; the planner's own speak of all States' pledges."""
    return [name for name in FILES if name not in PLANNERS_OWN_FILES or sees_reasons(viewer, plan)]


def plan_head(plan: StoredPlan, viewer: Viewer, *, illustrative: bool = False) -> PageHead:
    """Return the head of a plan's page; `illustrative` if it rests on records that are no published facts."""
    doors: list[Action] = []
    approves = viewer.organisation_id == plan.register_id and viewer.has_role(Role.APPROVER)
    if plan.stage == PlanStage.SOLVED and approves and not plan.assumptions:
        publish = reverse("publish-plan", args=[plan.reference])
        doors.append(Action(_("Publish"), publish, primary=True, method="post"))
    if plan.stage in (PlanStage.SOLVED, PlanStage.PUBLISHED):
        doors.append(Action(_("Compare"), f"{reverse('compare-plans')}?b={plan.reference}"))
        doors.append(Action(_("What happened"), reverse("plan-happened", args=[plan.reference])))
        if sees_reasons(viewer, plan):
            doors.append(Action(_("Prices"), reverse("plan-prices", args=[plan.reference])))
            doors.append(Action(_("What it would take"), reverse("plan-work-list", args=[plan.reference])))
            doors.append(Action(_("Under stress"), reverse("plan-stress", args=[plan.reference])))
    return PageHead(
        title=plan.title,
        crumbs=[Crumb(_("Plan"), reverse("plans")), Crumb(plan.reference)],
        lead=_("%(months)s months from the record of %(day)s.")
        % {"months": plan.horizon_months, "day": long_day(plan.planned_on)},
        status=stage_badge(plan),
        next_step=_next_step(plan),
        actions=doors,
        illustrative=illustrative,
    )


def _next_step(plan: StoredPlan) -> NextStep | None:
    """Return who must do what with the plan next."""
    steps = {
        PlanStage.SOLVED: (_("An approver of the Secretariat"), _("reads the plan and publishes it")),
        PlanStage.FAILED: (_("The planner's desk"), _("mends the record and plans again")),
    }
    if plan.assumptions and plan.stage == PlanStage.SOLVED:
        return None
    step = steps.get(PlanStage(plan.stage))
    return NextStep(*step) if step else None


def plan_figures(plan: StoredPlan, coverage: Sequence[Coverage], gaps: int, viewer: Viewer) -> list[KeyFigure]:
    """Return the plan's key figures: coverage, gaps, and how good the plan is proven to be."""
    every = total(coverage)
    note = _("each with its reason below") if sees_reasons(viewer, plan) else _("listed below")
    return [
        KeyFigure(
            _("Covered"),
            f"{every.share:.0%}",
            note=_("%(covered)s of %(needed)s unit-months")
            % {"covered": f"{every.covered_months:,}", "needed": f"{every.needed_months:,}"},
            tone="met" if every.share > 0.9 else "due",
            share=every.share,
        ),
        KeyFigure(_("Gaps"), gaps, note=note, tone="short" if gaps else "met", href="#gaps"),
        KeyFigure(_("Value"), plan.objective or 0, unit=_("points"), explanation=_value_explanation(plan)),
        KeyFigure(_("Proven bound"), int(plan.bound or 0), unit=_("points"), note=_("no plan can be worth more")),
        KeyFigure(
            _("Gap to the bound"),
            f"{plan.gap or 0:.2%}",
            note=_("the most that a better plan could add"),
            tone="accent",
        ),
    ]


def _value_explanation(plan: StoredPlan) -> Explanation:
    """Return how the value of a plan comes about, with the parameters that were kept with it."""
    return Explanation(
        formula=_("sum over the planned stays of value a month x months - cost of the start"),
        parameters=tuple(
            ExplainInput(row["key"], f"{row['value']} {row['unit']}", source=row["source"], standing=row["standing"])
            for row in plan.parameters
        ),
        note=_("Value a month = scale x priority x share of the strength x share of the level."),
    )


def gantt_of(
    plan: StoredPlan, posts: Sequence[Post], stays: Sequence[PlannedStay], gaps: Sequence[PlanGap], viewer: Viewer
) -> Chart | None:
    """Return the plan's Gantt, rows by mission and post; None where there is nothing to draw.

    The gaps are given: a reader who sees only some of the stays must not take the others' months for empty.
    """
    calendar = Calendar.of(plan.planned_on, plan.horizon_months)
    needs = [need for post in posts if (need := _need(plan, post, calendar))]
    covers = [_cover(stay) for stay in stays]
    if not needs and not covers:
        return None
    chart = gantt(
        needs,
        covers,
        plan.planned_on,
        title=_gantt_title(needs, gaps),
        summary=_gantt_summary(plan, viewer),
        source=SOURCE,
        window=(calendar.start, calendar.day(calendar.count)),
        gaps=[DrawnGap(_mission(gap.post), _row(gap.post), gap.gap_from, gap.gap_until) for gap in gaps],
    )
    # The text alternative would say again what the tables of stays and gaps on the same page and workbook say.
    return replace(chart, headings=(), rows=(), note=_("The same stays and gaps stand in the tables of this plan."))


def gantt_at_its_address(
    plan: StoredPlan, posts: Sequence[Post], gaps: Sequence[PlanGap], viewer: Viewer
) -> Chart | None:
    """Return what stands around the Gantt on the page, which fetches the drawing by itself; None where it is empty."""
    calendar = Calendar.of(plan.planned_on, plan.horizon_months)
    needs = [need for post in posts if (need := _need(plan, post, calendar))]
    if not needs:
        return None
    return Chart(
        id="gantt",
        spec={},
        title=_gantt_title(needs, gaps),
        summary=_gantt_summary(plan, viewer),
        source=SOURCE,
        note=_("The same stays and gaps stand in the tables below."),
        legend=LEGEND,
        height=height_px(len(needs) + len({need.group for need in needs})),
        address=reverse("plan-gantt", args=[plan.reference]),
    )


def _gantt_summary(plan: StoredPlan, viewer: Viewer) -> str:
    """Return how to read the Gantt; to a reader of a part, what the empty outlines are."""
    words = _("Rows are posts by mission; bars are pledges; hatched is where nobody stands.")
    if sees_reasons(viewer, plan):
        return words
    return words + " " + _("Where an outline is empty, another State stands.")


def _gantt_title(needs: Sequence[Need], gaps: Sequence[PlanGap]) -> str:
    """Return the finding of the Gantt: how much of the need is covered."""
    needed_days = sum((need.end - need.start).days for need in needs)
    open_days = sum((gap.gap_until - gap.gap_from).days for gap in gaps)
    share = 1 - open_days / needed_days if needed_days else 1.0
    return _("%(share)s of what %(posts)s posts need is covered") % {"share": f"{share:.0%}", "posts": len(needs)}


def _need(plan: StoredPlan, post: Post, calendar: Calendar) -> Need | None:
    """Return a post's need within the horizon, None where it has none."""
    span = months_wanted(plan, post)
    if span is None:
        return None
    return Need(
        _mission(post),
        _row(post),
        calendar.day(span[0]),
        calendar.day(span[1]),
        note=post.unit_type,
        href=reverse("requirement", args=[post.requirement.reference]),
    )


def _mission(post: Post) -> str:
    """Return the acronym of a post's mission."""
    return post.requirement.mission.acronym


def _row(post: Post) -> str:
    """Return the name of a post's row: its unit type and its reference."""
    return f"{post.unit_type} · {post.reference}"


def _cover(stay: PlannedStay) -> Cover:
    """Return a stay as a bar."""
    return Cover(
        group=_mission(stay.post),
        row=_row(stay.post),
        start=stay.stay_from,
        end=stay.stay_until,
        label=stay.pledge.state.name,
        state="committed" if stay.is_committed else "proposed",
        title=stay.pledge.reference,
        value="" if stay.is_committed else _("%(points)s points") % {"points": stay.value},
        href=reverse("pledge", args=[stay.pledge.reference]),
        illustrative=stay.pledge_illustrative,
    )


def coverage_chart(rows: Sequence[Coverage], title: str, chart_id: str) -> Chart | None:
    """Return needed and covered unit-months as bars; None where nothing is needed."""
    if not rows:
        return None
    bars = [Bar(row.name, row.needed_months, row.covered_months) for row in rows]
    return coverage_bars(bars, title=title, unit=_("unit-months"), id=chart_id, source=SOURCE)


def requirement_head(requirement: Requirement, viewer: Viewer) -> PageHead:
    """Return the head of a requirement's page."""
    doors: list[Action] = []
    is_own = viewer.organisation_id == requirement.mission.mandated_by_id and viewer.has_role(Role.OFFICER)
    if is_own and requirement.stage != RequirementStage.CLOSED:
        change = reverse("change-requirement", args=[requirement.reference])
        doors.append(Action(_("Change"), change, icon="edit"))
    asked = urlencode({"mission": requirement.mission.acronym})
    doors.append(Action(_("Whom to approach"), f"{reverse('outreach')}?{asked}"))
    return PageHead(
        title=requirement.title,
        crumbs=[
            Crumb(_("Requirements"), reverse("requirements")),
            Crumb(requirement.mission.acronym, reverse("mission", args=[requirement.mission.acronym])),
            Crumb(requirement.reference),
        ],
        lead=_("Priority %(priority)s; at most %(states)s State(s) at a time.")
        % {"priority": requirement.priority, "states": requirement.maximum_states},
        status=requirement_badge(requirement),
        actions=doors,
        illustrative=requirement.illustrative,
    )


def worth_explanation(pair: Match) -> Explanation | None:
    """Return how the value of an eligible pair comes about."""
    worth = pair.worth
    if worth is None:
        return None
    return Explanation(
        formula=_("scale x priority x strength share x level share x fit share = points a month"),
        inputs=(
            ExplainInput(_("Priority"), str(pair.post.priority)),
            ExplainInput(
                _("Strength share"), f"{worth.strength_share:.2f} ({pair.pledge.strength} / {pair.post.strength})"
            ),
            ExplainInput(_("Level share"), f"{worth.level_share:.2f} ({Level(pair.pledge.level).label})"),
            *_fit_input(worth),
            ExplainInput(_("Distance"), f"{worth.distance_km} km"),
            ExplainInput(_("Cost of a start"), f"{worth.start_cost_points} points"),
        ),
        note=_("The factors are rows of the parameter table; all are local choices."),
    )


def _fit_input(worth: Worth) -> tuple[ExplainInput, ...]:
    """Return the factor of the fit, where the post means a statement in force."""
    if worth.fit is None:
        return ()
    value = _("%(share)s (fit %(percent)s %%, %(gaps)s blocking gaps)") % {
        "share": f"{worth.fit_share:.2f}",
        "percent": worth.fit.percent,
        "gaps": worth.fit.gaps,
    }
    return (ExplainInput(_("Fit share"), value),)


def refusal_reasons(pair: Match) -> list[Reason]:
    """Return every rule that says no to a pair, in words."""
    return [Reason(says=finding.words, source=finding.rule) for finding in pair.refusals]
