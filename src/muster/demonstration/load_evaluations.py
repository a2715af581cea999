"""Enters evaluations of units in theatre and plans to do better, each step on its own day."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from muster.demonstration.rows import Row, read_rows
from muster.deployments.models import DeployedUnit
from muster.inspections.actions.evaluations import open_evaluation, step_evaluation, write_evaluation
from muster.inspections.actions.performance_plans import measure_done, open_plan, step_plan
from muster.inspections.evaluation_terms import (
    EvaluationContent,
    EvaluationTerms,
    MeasureTerms,
    PlanTerms,
    StandardTerms,
)
from muster.inspections.models import Evaluation, PerformancePlan
from muster.inspections.stages import EvaluationStage, ImprovementStage
from muster.parties.viewer import SYSTEM

STANDARD = ("area", "task", "standard", "indicator", "rating", "remark")


def rows_by(file: str, column: str) -> dict[str, list[Row]]:
    """Return the rows of a file by what they belong to."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(file):
        found[row[column]].append(row)
    return found


def known_evaluations() -> set[str]:
    """Return the evaluations on record."""
    return set(Evaluation.objects.values_list("reference", flat=True))


def load_evaluation(row: Row, known: set[str], standards: dict[str, list[Row]]) -> bool:
    """Enter an evaluation and take it as far as its row says; False where it is there."""
    reference = row["reference"]
    if reference in known:
        return False
    on_record = _not_before(row["unit"])
    opened = on_record(row.day("covers_until"))
    terms = EvaluationTerms(
        reference=reference,
        unit=row["unit"],
        kind=row["kind"],
        covers_from=row.day("covers_from"),
        covers_until=row.day("covers_until"),
        evaluator=row["evaluator"],
        source=row["source"],
        standing=row.standing,
    )
    open_evaluation(SYSTEM, terms, today=opened)
    lines = tuple(StandardTerms(**{name: one[name] for name in STANDARD}) for one in standards[reference])
    write_evaluation(SYSTEM, reference, EvaluationContent(row["rating"], row["summary"], lines), today=opened)
    steps = (
        (EvaluationStage.SHARED, "shared_on", ""),
        (EvaluationStage.COMMENTED, "commented_on", row["comment"]),
        (EvaluationStage.FINAL, "final_on", row["answer"]),
    )
    for stage, column, words in steps:
        if row[column]:
            day = on_record(row.day(column))
            step_evaluation(SYSTEM, reference, stage, day=day, today=day, words=words)
    return True


def known_plans() -> set[str]:
    """Return the plans to do better on record."""
    return set(PerformancePlan.objects.values_list("reference", flat=True))


def load_plan(row: Row, known: set[str], measures: dict[str, list[Row]]) -> bool:
    """Enter a plan to do better and take it as far as its row says; False where it is there."""
    reference = row["reference"]
    if reference in known:
        return False
    on_record = _not_before(row["unit"])
    own = measures[reference]
    terms = PlanTerms(
        reference=reference,
        unit=row["unit"],
        aim=row["aim"],
        due_on=row.day("due_on"),
        inspection=row["inspection"],
        evaluation=row["evaluation"],
        measures=tuple(MeasureTerms(one["words"], one["side"], one.day("due_on"), one["indicator"]) for one in own),
        source=row["source"],
        standing=row.standing,
    )
    open_plan(SYSTEM, terms, today=on_record(row.day("opened_on")))
    for stage, column in ((ImprovementStage.PROPOSED, "proposed_on"), (ImprovementStage.AGREED, "agreed_on")):
        if row[column]:
            day = on_record(row.day(column))
            step_plan(SYSTEM, reference, stage, day=day, today=day)
    for number, one in enumerate(own, start=1):
        if one["done_on"]:
            day = on_record(one.day("done_on"))
            measure_done(SYSTEM, reference, number, done_on=day, shown_by=one["shown_by"], today=day)
    return True


def _not_before(unit: str) -> Callable[[date], date]:
    """Return what gives a day, or the day on which the unit became known where that is later."""
    known = DeployedUnit.objects.get(reference=unit).known_from
    return lambda day: max(day, known)
