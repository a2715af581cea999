"""What goes in and comes out of the API of evaluations."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.inspections.endpoints.inspection_shapes import WITHOUT_NUL, Category, Remark
from muster.inspections.evaluation_terms import MOST_LINES, EvaluationContent, EvaluationTerms, StandardTerms
from muster.inspections.queries.evaluation_context import ContextFact
from muster.inspections.rules.evaluation_stages import answer_shown, comment_shown, overall_problem
from muster.inspections.stages import EvaluationKind, EvaluationStage, Rating
from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import Day, LongLine, Prose, Reference, Title, Version

EvaluationReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=80)]
Words = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=8000)]
Office = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=120)]
VersionRead = Annotated[Version, Field(description="the version that was read; refused if it has moved on")]


class EvaluationAnswer(Sourced):
    """An evaluation of a unit over `[covers_from, covers_until)`, at the stage of the day."""

    reference: str
    unit: str
    state: str
    mission: str
    kind: EvaluationKind
    stage: EvaluationStage
    stage_since: date
    covers_from: date
    covers_until: date
    evaluator: str
    rating: Rating | None = Field(description="of the whole, the evaluator's own; null: being written, or not rated")
    comment_due_on: date | None
    version: int
    known_from: date


class EvaluatedStandardLine(Body):
    """How the unit does at a task by a standard, shown by an indicator; a rating of null: not rated yet."""

    area: Category = Field(description="code of the reference table evaluation_areas")
    task: Annotated[Title, Field(min_length=1)]
    standard: LongLine = ""
    indicator: LongLine = ""
    rating: Rating | None = None
    remark: Remark = ""


class EvaluationContextFact(Answer):
    """What stands beside the ratings: what it is about, and what the record says of it."""

    about: str
    says: str


class WholeEvaluationAnswer(EvaluationAnswer):
    """An evaluation with its lines, what stands beside them, and what was heard as of the day."""

    summary: str
    note: str = Field(description="a word of warning where the whole lies beyond its best or its worst line")
    standards: list[EvaluatedStandardLine]
    context: list[EvaluationContextFact]
    context_is_kept: bool = Field(description="true: as it was when the evaluation was shared; false: as of the day")
    comment: str = Field(description="the contributor's, once it has come")
    answer: str = Field(description="what became of the comment, once it is final")


class NewEvaluation(Body):
    """The draft of an evaluation of a unit over `[covers_from, covers_until)` by an office of the mission."""

    reference: EvaluationReference
    unit: Reference
    kind: EvaluationKind
    covers_from: Day
    covers_until: Day
    evaluator: Office
    source: LongLine = ""


class EvaluationContentBody(Body):
    """What an evaluation says, all of it in place of what it said."""

    rating: Rating | None = None
    summary: Prose = ""
    standards: Annotated[list[EvaluatedStandardLine], Field(max_length=MOST_LINES)]
    version: VersionRead


class EvaluationStepBody(Body):
    """A step of an evaluation. `words`: the comment, the answer to it, or why it is withdrawn."""

    stage: EvaluationStage
    on: Day
    words: Words = ""
    comment_due_on: Day | None = Field(None, description="shared: more time to comment than the least that is given")
    version: VersionRead


def _values(one: Any) -> dict[str, Any]:
    names = (
        "reference", "kind", "stage_since", "covers_from", "covers_until", "evaluator", "comment_due_on", "version",
        "known_from",
    )  # fmt: skip
    return {
        **sourced(one),
        **{name: getattr(one, name) for name in names},
        "stage": one.stage_then,
        "unit": one.unit.reference,
        "state": one.unit.state.code,
        "mission": one.unit.post.requirement.mission.acronym,
    }


def evaluation_answer(one: Any) -> EvaluationAnswer:
    """Return an evaluation of a list as the API answers it; a draft tells no rating there, as on the page."""
    is_draft = one.stage_then == EvaluationStage.DRAFT
    return EvaluationAnswer.model_validate(_values(one) | {"rating": None if is_draft else one.rating or None})


def whole_evaluation_answer(one: Any, context: list[ContextFact]) -> WholeEvaluationAnswer:
    """Return one evaluation, loaded with its lines, as the API answers it."""
    names = ("area", "task", "standard", "indicator", "remark")
    standards = [
        EvaluatedStandardLine.model_validate(
            {**{name: getattr(line, name) for name in names}, "rating": line.rating or None}
        )
        for line in one.lines
    ]
    return WholeEvaluationAnswer.model_validate(
        {
            **_values(one),
            "rating": one.rating or None,
            "summary": one.summary,
            "note": overall_problem(one.rating, [line.rating for line in one.lines]),
            "standards": standards,
            "context": [EvaluationContextFact(about=fact.about, says=fact.says) for fact in context],
            "context_is_kept": bool(one.context),
            "comment": comment_shown(one.stage_then, one.comment),
            "answer": answer_shown(one.stage_then, one.answer),
        }
    )


def evaluation_terms(body: NewEvaluation) -> EvaluationTerms:
    """Return what a caller sends as the terms of a new evaluation."""
    return EvaluationTerms(**body.model_dump(exclude={"kind"}), kind=body.kind.value)


def evaluation_content(body: EvaluationContentBody) -> EvaluationContent:
    """Return what a caller sends as the content of an evaluation."""
    standards = tuple(
        StandardTerms(**line.model_dump(exclude={"rating"}), rating=line.rating.value if line.rating else "")
        for line in body.standards
    )
    return EvaluationContent(body.rating.value if body.rating else "", body.summary, standards)
