"""The API of clearances and the arrival inspection of a case: the same queries and actions as the pages."""

from datetime import date
from typing import Any

from ninja import Query, Router, Status

from muster.generation.actions.clearances import ClearanceStep, plan_inspection, require_clearances, step_clearance
from muster.generation.endpoints.fields import CaseReference
from muster.generation.models import (
    Case,
    Clearance,
    ClearanceKind,
    ClearanceStage,
)
from muster.generation.queries.case_parts import case_seen
from muster.generation.queries.clearances import clearances_of, missing_clearances, planned_inspection
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters
from muster.kit.openapi.fields import Day, LongLine, RecordId, Version, Word
from muster.parties.request import MusterRequest

router = Router(tags=["movement of a case"])


class ClearanceAnswer(Answer):
    """One clearance of a case."""

    number: int
    kind: ClearanceKind
    host_state: str
    stage: ClearanceStage
    asked_on: date | None
    due_on: date | None
    answered_on: date | None
    answered_by: str
    note: str
    version: int


class ClearancesAnswer(Answer):
    """The clearances of a case, the kinds still missing for its arrival, and the planned arrival inspection."""

    case: str
    clearances: list[ClearanceAnswer]
    missing: list[ClearanceKind]
    arrival_on: date | None
    inspection_due_on: date | None


class NeededBody(Body):
    """The day by which the clearances are due."""

    due_on: Day


class ClearanceStepBody(Body):
    """The next stage of a clearance."""

    version: Version
    stage: ClearanceStage
    day: Day
    due_on: Day | None = None
    answered_by: Word = ""
    note: LongLine = ""


class InspectionBody(Body):
    """The arrival that the inspection follows."""

    arrival_on: Day


def _clearance(one: Clearance) -> dict[str, Any]:
    return {"number": one.pk, **{name: getattr(one, name) for name in set(ClearanceAnswer.model_fields) - {"number"}}}


def _clearances(request: MusterRequest, case: Case, day: date) -> ClearancesAnswer:
    rows = list(clearances_of(request.viewer, day, case))
    planned = planned_inspection(request.viewer, day, case)
    return ClearancesAnswer.model_validate(
        {
            "case": case.reference,
            "clearances": [_clearance(one) for one in rows],
            "missing": [one.kind for one in missing_clearances(rows, day)],
            "arrival_on": planned.arrival_on if planned else None,
            "inspection_due_on": planned.due_on if planned else None,
        }
    )


@router.get("/cases/{case}/clearances", response={200: ClearancesAnswer, **READ_ERRORS}, summary="Clearances of a case")
def case_clearances(request: MusterRequest, case: CaseReference, filters: Query[Filters]) -> ClearancesAnswer:
    """The clearances of a case, and what is missing for its arrival."""
    day = filters.day(request)
    return _clearances(request, case_seen(request.viewer, day, case), day)


@router.post("/cases/{case}/clearances", response={201: ClearancesAnswer, **WRITE_ERRORS}, summary="What is needed")
def post_clearances(request: MusterRequest, case: CaseReference, body: NeededBody) -> Status[ClearancesAnswer]:
    """Enter every kind of clearance as needed, due by a day."""
    require_clearances(request.viewer, case, due_on=body.due_on, today=request.today)
    return Status(201, _clearances(request, case_seen(request.viewer, request.today, case), request.today))


@router.post(
    "/cases/{case}/clearances/{number}", response={200: ClearanceAnswer, **WRITE_ERRORS}, summary="Next stage of one"
)
def post_clearance_step(
    request: MusterRequest, case: CaseReference, number: RecordId, body: ClearanceStepBody
) -> ClearanceAnswer:
    """Record that a clearance is asked for, granted, refused or not needed."""
    step = ClearanceStep(body.stage.value, body.day, body.due_on, body.answered_by, body.note)
    more: dict[str, Any] = {"today": request.today, "expected_version": body.version}
    return ClearanceAnswer.model_validate(_clearance(step_clearance(request.viewer, case, number, step, **more)))


@router.put("/cases/{case}/inspection", response={200: ClearancesAnswer, **WRITE_ERRORS}, summary="Plan the inspection")
def put_inspection(request: MusterRequest, case: CaseReference, body: InspectionBody) -> ClearancesAnswer:
    """Plan the arrival inspection, due within a month of the arrival."""
    plan_inspection(request.viewer, case, arrival_on=body.arrival_on, today=request.today)
    return _clearances(request, case_seen(request.viewer, request.today, case), request.today)
