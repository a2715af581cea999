"""What a plan's files say, as plain rows: read once from what the viewer may see, written in several forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from muster.kit.standing import Standing
from muster.parties.viewer import Viewer
from muster.plans.coverage import Coverage, plan_coverage
from muster.plans.models import PlanGap, PlannedStay, StoredPlan
from muster.plans.queries import sees_reasons, visible_gaps, visible_planned_stays

WITHHELD = "told to the plan's Secretariat only"


@dataclass(frozen=True)
class StayRow:
    """A stay of the plan, `[stay_from, stay_until)`; `value_points` is 0 for one agreed before."""

    mission: str
    requirement: str
    post: str
    unit_type: str
    state: str
    pledge: str
    personnel: int
    stay_from: date
    stay_until: date
    kind: str
    value_points: int
    illustrative: bool


@dataclass(frozen=True)
class GapRow:
    """A post that nobody holds in `[gap_from, gap_until)`. Words and counts are there for the plan's Secretariat."""

    mission: str
    requirement: str
    post: str
    unit_type: str
    gap_from: date
    gap_until: date
    reason: str
    explanation: str
    candidates: int | None
    refused: int | None
    illustrative: bool


@dataclass(frozen=True)
class PlanReport:
    """All that a report of a plan shows, as far as its reader may see it. Objective and bound in points."""

    reference: str
    title: str
    planned_on: date
    horizon_months: int
    status: str
    objective: int
    bound: float
    gap: float
    problem_sha256: str
    stays: tuple[StayRow, ...]
    gaps: tuple[GapRow, ...]
    by_mission: tuple[Coverage, ...]
    by_unit_type: tuple[Coverage, ...]
    parameters: tuple[Mapping[str, str], ...]

    @property
    def holds_illustrative(self) -> bool:
        """Return whether anything in the report is made up for demonstration."""
        return any(row.illustrative for row in self.stays) or any(row.illustrative for row in self.gaps)


def plan_report(viewer: Viewer, plan: StoredPlan) -> PlanReport:
    """Return the report of a solved plan as the viewer may see it."""
    shows_reasons = sees_reasons(viewer, plan)
    covered = plan_coverage(viewer, plan)
    return PlanReport(
        reference=plan.reference,
        title=plan.title,
        planned_on=plan.planned_on,
        horizon_months=plan.horizon_months,
        status=plan.status,
        objective=plan.objective or 0,
        bound=plan.bound or 0.0,
        gap=plan.gap or 0.0,
        problem_sha256=plan.problem_sha256,
        stays=tuple(_stay_row(stay) for stay in visible_planned_stays(viewer, plan)),
        gaps=tuple(_gap_row(gap, shows_reasons) for gap in visible_gaps(viewer, plan)),
        by_mission=tuple(covered.by_mission),
        by_unit_type=tuple(covered.by_unit_type),
        parameters=tuple(plan.parameters),
    )


def _stay_row(stay: PlannedStay) -> StayRow:
    """Return a stay as a row."""
    requirement = stay.post.requirement
    return StayRow(
        mission=requirement.mission.acronym,
        requirement=requirement.reference,
        post=stay.post.reference,
        unit_type=stay.post.unit_type,
        state=stay.pledge.state.name,
        pledge=stay.pledge.reference,
        personnel=stay.pledge_strength,
        stay_from=stay.stay_from,
        stay_until=stay.stay_until,
        kind="agreed before" if stay.is_committed else "proposed",
        value_points=stay.value,
        illustrative=stay.pledge_illustrative or requirement.illustrative,
    )


def _gap_row(gap: PlanGap, shows_reasons: bool) -> GapRow:
    """Return a gap as a row; what speaks of States' pledges only where the reader may see it."""
    requirement = gap.post.requirement
    return GapRow(
        mission=requirement.mission.acronym,
        requirement=requirement.reference,
        post=gap.post.reference,
        unit_type=gap.post.unit_type,
        gap_from=gap.gap_from,
        gap_until=gap.gap_until,
        reason=gap.reason_code,
        explanation=gap.explanation if shows_reasons else WITHHELD,
        candidates=gap.candidates if shows_reasons else None,
        refused=gap.refused if shows_reasons else None,
        illustrative=requirement.illustrative,
    )


def mark(illustrative: bool) -> str:
    """Return the mark of an illustrative row, empty for another."""
    return Standing.ILLUSTRATIVE.label if illustrative else ""
