"""An evaluation and a plan to do better of Kazakhstan's company, for tests. Every text names whose it is."""

from dataclasses import replace
from datetime import date

from muster.inspections.actions.evaluations import open_evaluation, step_evaluation, write_evaluation
from muster.inspections.actions.performance_plans import open_plan, step_plan
from muster.inspections.evaluation_terms import (
    EvaluationContent,
    EvaluationTerms,
    MeasureTerms,
    PlanTerms,
    StandardTerms,
)
from muster.inspections.models import Evaluation, PerformancePlan
from muster.parties.viewer import SYSTEM
from tests.record import DAY

TERMS = EvaluationTerms(
    reference="ev-kaz",
    unit="unit-kaz",
    kind="force-commander",
    covers_from=date(2018, 9, 30),
    covers_until=DAY,
    evaluator="Force commander's office",
    known_from=DAY,
)
PATROL = StandardTerms("OPERATIONS", "Patrols of Kazakhstan", "by day and night", "patrols a week", "met", "")
CAMP = StandardTerms("FORCE-PROT", "Camp of Kazakhstan", "held at all hours", "", "partly-met", "one tower is empty")
CONTENT = EvaluationContent("partly-met", "What was seen of Kazakhstan", (PATROL, CAMP))
TOWER = MeasureTerms("Man the tower of Kazakhstan", "contributor", date(2018, 12, 1), "a guard at all hours")
ROAD = MeasureTerms("Repair the road to the camp", "mission", date(2018, 12, 15))
PLAN = PlanTerms(
    reference="pip-kaz",
    unit="unit-kaz",
    aim="The camp of Kazakhstan is held at all hours",
    due_on=date(2019, 1, 1),
    measures=(TOWER, ROAD),
    known_from=DAY,
)


def evaluation_written(reference: str = TERMS.reference) -> Evaluation:
    """Return a draft with its ratings. The company has to be in theatre."""
    open_evaluation(SYSTEM, replace(TERMS, reference=reference), today=DAY)
    return write_evaluation(SYSTEM, reference, CONTENT, today=DAY)


def evaluation_shared() -> Evaluation:
    """Return an evaluation that is with the contributor for comment."""
    evaluation_written()
    return step_evaluation(SYSTEM, TERMS.reference, "shared", day=DAY, today=DAY)


def plan_proposed(reference: str = PLAN.reference) -> PerformancePlan:
    """Return a plan that is proposed to the contributor."""
    open_plan(SYSTEM, replace(PLAN, reference=reference), today=DAY)
    return step_plan(SYSTEM, reference, "proposed", day=DAY, today=DAY)


def evaluated_company() -> None:
    """Enter evaluations and plans of the company at the stages that pages of them need."""
    evaluation_written("ev-draft")
    evaluation_shared()
    plan_proposed()
    plan_proposed("pip-agreed")
    step_plan(SYSTEM, "pip-agreed", "agreed", day=DAY, today=DAY)
    open_plan(SYSTEM, replace(PLAN, reference="pip-draft"), today=DAY)
