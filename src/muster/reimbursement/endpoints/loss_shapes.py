"""What goes in and comes out of the API of losses. Money in whole US cents."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, WITHOUT_NUL, Day, LongLine, Prose, RecordId, Title, Truth, Version
from muster.reimbursement.loss_terms import MOST_ITEMS, LossContent, LossItemTerms, LossTerms
from muster.reimbursement.models import LossEvent
from muster.reimbursement.queries.losses import LossLine, result_of
from muster.reimbursement.rules.loss_stages import LossStage
from muster.reimbursement.rules.losses import LossBearer, LossKind
from muster.reimbursement.stages import LeaseKind

LossReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=80)]
LossVersion = Annotated[Version, Field(description="the version that was read; refused if it has moved on")]
Cents = Annotated[int, Field(ge=0, le=10**14), WHOLE]
Units = Annotated[int, Field(ge=1, le=100_000), WHOLE]
LineNumber = Annotated[int, Field(ge=1, le=100_000), WHOLE]
Years = Annotated[str, Field(pattern=r"^[0-9]{1,4}(\.[0-9]{1,2})?$", examples=["12.5"])]
Months = Annotated[str, Field(pattern=r"^[0-9]{1,5}(\.[0-9]{1,4})?$", examples=["5.5"])]
StepWords = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=500)]
Inquiry = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=120)]


class LossSummary(Sourced):
    """A case of loss or damage, at the stage of the day."""

    reference: str
    memorandum: str
    unit: str
    state: str
    mission: str
    kind: LossKind
    stage: LossStage
    stage_since: date
    happened_on: date
    place: str
    version: int
    known_from: date


class LostItemAnswer(Answer):
    """An item with what follows for it; value and repair of one unit, factor payments and amount of all."""

    number: int
    agreed: int | None = Field(description="the line of the memorandum from which it is; null: none")
    item: str
    quantity: int
    gfmv_cents: int
    life_years: Decimal
    months_used: Decimal
    months_counted: bool = Field(description="true: counted from the record, not entered")
    repair_cents: int | None = Field(description="null: lost outright")
    factors_cents: int
    factors_counted: bool = Field(description="true: reckoned from the mission factors on record, not entered")
    lease: LeaseKind
    is_special_case: bool
    is_minor: bool
    grade: str
    bearer: LossBearer
    amount_cents: int
    explanation: list[str]


class WholeLoss(LossSummary):
    """A case with its items: reckoned as of the day, or as the decision kept it."""

    description: str
    inquiry: str
    items: list[LostItemAnswer]
    collective_cents: int = Field(description="value of the major equipment of the event")
    amount_cents: int
    is_decided: bool
    evidence: list[int] = Field(description="numbers of documents")


class LostItemBody(Body):
    """An item. `agreed`: a line of the memorandum that gives what is left out. Months and factors null: counted.

    Years and months are decimal strings.
    """

    agreed: LineNumber | None = None
    item: Title = ""
    quantity: Units = 1
    gfmv_cents: Cents | None = None
    life_years: Years | None = None
    months_used: Months | None = None
    repair_cents: Cents | None = None
    factors_cents: Cents | None = None
    lease: LeaseKind | None = None
    is_special_case: Truth = False
    is_minor: Truth = False


Items = Annotated[list[LostItemBody], Field(max_length=MOST_ITEMS)]


class LossContentBody(Body):
    """What is told of an event."""

    kind: LossKind
    happened_on: Day
    place: Annotated[Title, Field(min_length=1)]
    description: Annotated[Prose, Field(min_length=1)]
    inquiry: Inquiry = ""
    items: Items = []


class NewLoss(LossContentBody):
    """A new case under a memorandum."""

    reference: LossReference
    memorandum: LossReference
    source: LongLine = ""


class LossBody(LossContentBody):
    """What a case says, all of it in place of what it said before."""

    version: LossVersion


class LossStepBody(Body):
    """A step of a case. `words`: what was found, the ground of the decision, the payment, or why it is refused."""

    stage: LossStage
    on: Day
    words: StepWords
    version: LossVersion


class LossEvidenceBody(Body):
    """A document of the caller's organisation as evidence."""

    document: RecordId
    version: LossVersion


def loss_summary(one: Any) -> LossSummary:
    """Return a case, loaded with its stage of the day, as a list answers it."""
    return LossSummary.model_validate(_summary(one))


def _summary(one: Any) -> dict[str, Any]:
    names = ("reference", "kind", "stage_since", "happened_on", "place", "version", "known_from")
    unit = one.memorandum.unit
    return {
        **sourced(one),
        **{name: getattr(one, name) for name in names},
        "stage": one.stage_then,
        "memorandum": one.memorandum.reference,
        "unit": unit.reference,
        "state": unit.state.code,
        "mission": unit.post.requirement.mission.acronym,
    }


def loss_answer(one: LossEvent, day: date) -> WholeLoss:
    """Return a case, loaded with its stage, items and evidence of `day`, as the API answers it."""
    result = result_of(one, day)
    evidence: Any = one.known_evidence  # type: ignore[attr-defined]
    return WholeLoss.model_validate(
        {
            **_summary(one),
            "description": one.description,
            "inquiry": one.inquiry,
            "items": [_item(line) for line in result.lines],
            "collective_cents": result.collective_cents,
            "amount_cents": result.amount_cents,
            "is_decided": result.is_decided,
            "evidence": [shown.document_id for shown in evidence],
        }
    )


def _item(line: LossLine) -> LostItemAnswer:
    names = (
        "number", "item", "quantity", "gfmv_cents", "life_years", "months_used", "months_counted", "repair_cents",
        "factors_cents", "factors_counted", "lease", "is_special_case", "is_minor",
    )  # fmt: skip
    stored = line.item
    return LostItemAnswer.model_validate(
        {
            **{name: getattr(stored, name) for name in names},
            "agreed": stored.agreed.number if stored.agreed else None,
            "grade": line.grade,
            "bearer": line.bearer,
            "amount_cents": line.amount_cents,
            "explanation": list(line.explanation),
        }
    )


def content_of(body: LossContentBody) -> LossContent:
    """Return what is told of an event as terms."""
    return LossContent(
        kind=body.kind.value,
        happened_on=body.happened_on,
        place=body.place,
        description=body.description,
        inquiry=body.inquiry,
        items=tuple(_item_terms(one) for one in body.items),
    )


def _item_terms(one: LostItemBody) -> LossItemTerms:
    converted = ("lease", "life_years", "months_used")
    said = {name: getattr(one, name) for name in LostItemBody.model_fields if name not in converted}
    return LossItemTerms(
        **said,
        lease=one.lease.value if one.lease else "",
        life_years=None if one.life_years is None else Decimal(one.life_years),
        months_used=None if one.months_used is None else Decimal(one.months_used),
    )


def loss_terms(body: NewLoss) -> LossTerms:
    """Return a new case as terms."""
    return LossTerms(body.reference, body.memorandum, content_of(body), body.source)
