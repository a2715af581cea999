"""What goes in and comes out of the API of plans to do better."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.inspections.endpoints.evaluation_shapes import EvaluationReference, VersionRead
from muster.inspections.endpoints.inspection_shapes import WITHOUT_NUL, Remark
from muster.inspections.evaluation_terms import MOST_LINES, MeasureTerms, PlanTerms
from muster.inspections.stages import ActingSide, ImprovementStage
from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import Day, LongLine, Reference

Aim = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=500)]


class PlanMeasureAnswer(Answer):
    """A measure: who does what by when; done and shown as of the day."""

    number: int
    words: str
    indicator: str
    to_act: ActingSide
    due_on: date
    done_on: date | None
    shown_by: str


class PerformancePlanAnswer(Sourced):
    """A plan to do better, at the stage of the day."""

    reference: str
    unit: str
    state: str
    mission: str
    evaluation: str | None = Field(description="the evaluation because of which it is")
    inspection: str | None = Field(description="the inspection because of which it is")
    aim: str
    due_on: date
    stage: ImprovementStage
    stage_since: date
    result: str = Field(description="how it ended, once it has")
    measures: list[PlanMeasureAnswer]
    version: int
    known_from: date


class PerformancePlanStepAnswer(Answer):
    """The stage to which a plan was taken. Whoever sends it back does not see the draft that it is again."""

    reference: str
    stage: ImprovementStage
    version: int


class PlanMeasureBody(Body):
    """A measure of a plan."""

    words: Annotated[Remark, Field(min_length=1)]
    to_act: ActingSide
    due_on: Day
    indicator: LongLine = ""


Measures = Annotated[list[PlanMeasureBody], Field(max_length=MOST_LINES)]


class NewPerformancePlan(Body):
    """The draft of a plan of a unit, because of an evaluation or an inspection of it, or of neither on record."""

    reference: EvaluationReference
    unit: Reference
    aim: Aim
    due_on: Day
    evaluation: EvaluationReference | None = None
    inspection: EvaluationReference | None = None
    measures: Measures = []
    source: LongLine = ""


class PerformancePlanBody(Body):
    """Aim, day and measures of a draft, all of them in place of those before."""

    aim: Aim
    due_on: Day
    measures: Measures
    version: VersionRead


class PerformancePlanStepBody(Body):
    """A step of a plan. `words`: what was reached, or why it is sent back or withdrawn."""

    stage: ImprovementStage
    on: Day
    words: Remark = ""
    version: VersionRead


class PerformancePlanMove(Body):
    """Another day for a plan that is agreed, with the reason."""

    due_on: Day
    reason: LongLine
    version: VersionRead


class PlanMeasureDone(Body):
    """When a measure was done, and what shows it."""

    done_on: Day
    shown_by: LongLine
    version: VersionRead


def performance_plan_answer(one: Any, day: date) -> PerformancePlanAnswer:
    """Return a plan, loaded with its stage and measures of `day`, as the API answers it."""
    names = ("reference", "aim", "due_on", "stage_since", "version", "known_from")
    return PerformancePlanAnswer.model_validate(
        {
            **sourced(one),
            **{name: getattr(one, name) for name in names},
            "unit": one.unit.reference,
            "state": one.unit.state.code,
            "mission": one.unit.post.requirement.mission.acronym,
            "evaluation": one.evaluation.reference if one.evaluation else None,
            "inspection": one.inspection.reference if one.inspection else None,
            "stage": one.stage_then,
            "result": one.result if one.stage_then in (ImprovementStage.MET, ImprovementStage.NOT_MET) else "",
            "measures": [_measure(row, day) for row in one.measures.all()],
        }
    )


def _measure(row: Any, day: date) -> PlanMeasureAnswer:
    is_done = row.done_on is not None and row.done_on <= day
    return PlanMeasureAnswer(
        number=row.number,
        words=row.words,
        indicator=row.indicator,
        to_act=row.side,
        due_on=row.due_on,
        done_on=row.done_on if is_done else None,
        shown_by=row.shown_by if is_done else "",
    )


def measure_terms(measures: list[PlanMeasureBody]) -> tuple[MeasureTerms, ...]:
    """Return what a caller sends as measures."""
    return tuple(MeasureTerms(one.words, one.to_act.value, one.due_on, one.indicator) for one in measures)


def performance_plan_terms(body: NewPerformancePlan) -> PlanTerms:
    """Return what a caller sends as the terms of a new plan."""
    return PlanTerms(
        reference=body.reference,
        unit=body.unit,
        aim=body.aim,
        due_on=body.due_on,
        inspection=body.inspection or "",
        evaluation=body.evaluation or "",
        measures=measure_terms(body.measures),
        source=body.source,
    )
