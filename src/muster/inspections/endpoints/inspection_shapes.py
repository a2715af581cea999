"""What goes in and comes out of the API of inspections."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.inspections.models import Inspection
from muster.inspections.queries.due import DueRow
from muster.inspections.queries.inspections import stage_on
from muster.inspections.rules.worksheet import MOST_LINES, EquipmentTerms, ServiceTerms, Worksheet
from muster.inspections.stages import (
    InspectionKind,
    InspectionStage,
    Readiness,
    ServiceVerdict,
)
from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, Code, Day, LongLine, Prose, Reference, Title, Truth, Version

WITHOUT_NUL = r"^[^\x00]*$"
InspectionReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=90)]
Items = Annotated[int, Field(ge=0, le=100_000), WHOLE]
LineNumber = Annotated[int, Field(ge=1, le=100_000), WHOLE]
Days = Annotated[int, Field(ge=0, le=3650), WHOLE]
Remark = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=500)]
Category = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=60)]
Lease = Annotated[str, Field(json_schema_extra={"enum": ["", "wet", "dry", "wet; dry", "dry; wet"]}, max_length=8)]


class InspectionAnswer(Sourced):
    """An inspection, or a contingent's monthly report, at the stage of the day. Ends of days are excluded."""

    reference: str
    unit: str
    state: str
    mission: str
    kind: InspectionKind
    stage: InspectionStage
    planned_for: date
    due_on: date | None = Field(description="last day in time by rule; null: none is due")
    covers_from: date | None
    covers_until: date | None
    carried_from: date | None
    carried_until: date | None
    corrects: str | None = Field(description="the report in whose place this one is, once it is signed")
    reason: str
    readiness: str
    contingent_signed_on: date | None
    version: int
    known_from: date


class InspectionDueAnswer(Answer):
    """What is due of a unit, or was done."""

    unit: str
    state: str
    mission: str
    kind: InspectionKind
    month: date | None = Field(description="first day of the month of a report")
    due_on: date
    standing: str = Field(description="overdue, soon, planned, later, done late or done")
    inspection: str | None = Field(description="what is planned or done for it")
    words: str
    illustrative: bool


class InspectedEquipment(Body):
    """A line of major equipment; null: not counted yet. `by_hand` is worked out by the server."""

    number: LineNumber
    item: Annotated[Title, Field(min_length=1)]
    agreed: Items
    category: Category = ""
    lease: Lease = ""
    present: Items | None = None
    operational: Items | None = None
    painted: Items | None = None
    beyond_control: Truth = False
    remark: Remark = ""
    by_hand: Truth = False


class InspectedService(Body):
    """A category of self-sustainment; an empty verdict: not looked at yet."""

    number: LineNumber
    category: Annotated[Category, Field(min_length=1)]
    ceiling: Items | None = None
    served: Items | None = None
    verdict: Annotated[str, Field(json_schema_extra={"enum": ["", *ServiceVerdict]}, max_length=16)] = ""
    stock_days: Days | None = None
    remark: Remark = ""
    by_hand: Truth = False


class InspectionSheetBody(Body):
    """A whole worksheet, in place of the one on record."""

    equipment: Annotated[list[InspectedEquipment], Field(max_length=MOST_LINES)]
    self_sustainment: Annotated[list[InspectedService], Field(max_length=MOST_LINES)] = []
    version: Version | None = None


class InspectionSheetAnswer(Answer):
    """A worksheet with its share of serviceable items."""

    inspection: str
    version: int
    agreed_in: str
    equipment: list[InspectedEquipment]
    self_sustainment: list[InspectedService]
    percent: int | None = Field(description="serviceable of the agreed items counted, rounded down; null: none counted")
    uncounted: int
    overstock: int


class InspectionPlanBody(Body):
    """An inspection to be planned; the reason of an ORI is the doubt that calls for it at once."""

    unit: Reference
    kind: InspectionKind
    planned_for: Day
    reason: LongLine = ""


class InspectionPlanDueBody(Body):
    """All that falls due in a mission by a day."""

    mission: Code
    until: Day


class ReportCorrectionBody(Body):
    """What was wrong with a report that is handed in. `version` is the one that was read."""

    version: Version
    reason: Annotated[LongLine, Field(min_length=1)]


class InspectionStepBody(Body):
    """A step of an inspection."""

    stage: InspectionStage
    on: Day
    reason: LongLine = ""
    carried_from: Day | None = None
    carried_until: Day | None = Field(None, description="the day after the last one on the ground")
    readiness: Readiness | None = None
    summary: Prose = ""
    version: Version | None = None


class ContingentSignatureBody(Body):
    """The contingent signs, or says why it does not: one of the two."""

    on: Day | None = Field(None, description="signed on; null: it does not sign")
    remarks: Prose = ""
    refusal: Remark = ""
    version: Version | None = None


class MonthlyReportBody(Body):
    """The month of a report: any day of it."""

    month: Day


def inspection_answer(one: Inspection) -> InspectionAnswer:
    """Return an inspection read with its events as the API answers it."""
    names = (
        "reference", "kind", "planned_for", "due_on", "covers_from", "covers_until", "carried_from", "carried_until",
        "reason", "readiness", "contingent_signed_on", "version", "known_from",
    )  # fmt: skip
    values: dict[str, Any] = {name: getattr(one, name) for name in names}
    return InspectionAnswer.model_validate(
        {
            **sourced(one),
            **values,
            "stage": stage_on(one),
            "corrects": one.corrects.reference if one.corrects else None,
            "unit": one.unit.reference,
            "state": one.unit.state.code,
            "mission": one.unit.post.requirement.mission.acronym,
        }
    )


def due_answer(row: DueRow) -> InspectionDueAnswer:
    """Return a row of the due list as the API answers it."""
    return InspectionDueAnswer(
        unit=row.unit.reference,
        state=row.unit.state,
        mission=row.unit.mission,
        kind=row.line.kind,
        month=row.line.month,
        due_on=row.line.due_on,
        standing=row.line.state.value,
        inspection=row.line.reference or None,
        words=row.line.words,
        illustrative=row.illustrative,
    )


def sheet_terms(body: InspectionSheetBody) -> Worksheet:
    """Return what a caller sends as a worksheet."""
    return Worksheet(
        tuple(EquipmentTerms(**one.model_dump()) for one in body.equipment),
        tuple(ServiceTerms(**one.model_dump()) for one in body.self_sustainment),
    )
