"""Plans the demonstration as of its day, or finds the plan that is stored already."""

from dataclasses import dataclass
from datetime import date

from muster.demonstration.load_parties import SECRETARIAT, organisation
from muster.kit.day_text import long_day
from muster.parties.viewer import SYSTEM
from muster.plans import actions
from muster.plans.actions import Watcher
from muster.plans.build import build_problem
from muster.plans.models import PlanStage, StoredPlan
from muster.plans.queries import visible_plan, visible_plans
from muster.plans.record_of_day import record_of_day
from muster.reference.parameters import parameter

PLANNING_DAY = date(2018, 10, 1)
"""A month before Kazakhstan's company arrived in UNIFIL: what is planned can be held against what happened."""
SECONDS = 6
"""The demonstration's planning is to take less than ten seconds, loading the optimiser and storing included."""
TITLE = "Demonstration plan"


@dataclass(frozen=True)
class PlanOfTheDay:
    """The demonstration's plan, and whether it was stored before."""

    plan: StoredPlan
    was_stored: bool


def plan_of_the_day(watch: Watcher | None = None) -> PlanOfTheDay:
    """Return the published plan of the record as it stands; solve it unless the same problem was solved before."""
    horizon = parameter("plan_horizon_months", PLANNING_DAY).integer
    register = organisation(SECRETARIAT)
    problem = build_problem(record_of_day(SYSTEM, PLANNING_DAY, register_id=register.pk), horizon).problem
    stored = _solved(problem.sha256)
    if stored is None:
        asked = actions.request_plan(
            SYSTEM,
            register=register,
            day=PLANNING_DAY,
            horizon_months=horizon,
            seconds=SECONDS,
            title=f"{TITLE}: as of {long_day(PLANNING_DAY)}, {horizon} months",
        )
        actions.solve_plan(SYSTEM, asked.reference, watch=watch)
    reference = stored.reference if stored else asked.reference
    if visible_plan(SYSTEM, reference).stage == PlanStage.SOLVED:
        actions.publish_plan(SYSTEM, reference)
    return PlanOfTheDay(visible_plan(SYSTEM, reference), stored is not None)


def _solved(problem_sha256: str) -> StoredPlan | None:
    """Return the newest plan that answers this very problem, None where there is none."""
    done = visible_plans(SYSTEM).filter(
        planned_on=PLANNING_DAY,
        problem_sha256=problem_sha256,
        stage__in=(PlanStage.SOLVED, PlanStage.PUBLISHED),
        title__startswith=TITLE,
    )
    return done.order_by("-made_at").first()
