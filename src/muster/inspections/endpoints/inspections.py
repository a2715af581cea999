"""The API of inspections: lists, what is due, one with its worksheet, steps; the same actions as the pages."""

from dataclasses import asdict

from ninja import Query, Router, Status

from muster.inspections import actions
from muster.inspections.endpoints.inspection_shapes import (
    ContingentSignatureBody,
    InspectedEquipment,
    InspectedService,
    InspectionAnswer,
    InspectionDueAnswer,
    InspectionPlanBody,
    InspectionPlanDueBody,
    InspectionReference,
    InspectionSheetAnswer,
    InspectionSheetBody,
    InspectionStepBody,
    MonthlyReportBody,
    ReportCorrectionBody,
    due_answer,
    inspection_answer,
    sheet_terms,
)
from muster.inspections.inspection_terms import PlanTerms, StepTerms
from muster.inspections.models import Inspection
from muster.inspections.queries.due import due_rows
from muster.inspections.queries.inspections import sheet_seen, visible_inspection, with_events
from muster.inspections.queries.lists import listed_inspections
from muster.inspections.rules.serviceability import whole
from muster.inspections.stages import InspectionKind, InspectionStage
from muster.kit.errors import NotFound, Refused
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of, page_of_rows
from muster.kit.openapi.fields import Code, Reference
from muster.parties.request import MusterRequest

router = Router(tags=["inspections"])


class InspectionFilters(ListFilters):
    """Which inspections."""

    mission: Code | None = None
    state: Code | None = None
    unit: Reference | None = None
    kind: InspectionKind | None = None
    stage: InspectionStage | None = None


class InspectionDueFilters(ListFilters):
    """What is due of which units; `done` takes what was done along."""

    mission: Code | None = None
    state: Code | None = None
    unit: Reference | None = None
    done: bool = False


def _again(request: MusterRequest, reference: str) -> InspectionAnswer:
    return inspection_answer(visible_inspection(request.viewer, request.today, reference))


@router.get("/inspections", response={200: Page[InspectionAnswer], **READ_ERRORS}, summary="Inspections")
def inspections(request: MusterRequest, filters: Query[InspectionFilters]) -> Page[InspectionAnswer]:
    """The inspections and monthly reports that the caller may see, at the stage of the day."""
    day = filters.day(request)
    found = listed_inspections(request.viewer, day).filter(
        **filters.chosen(
            mission="unit__post__requirement__mission__acronym",
            state="unit__state__code",
            unit="unit__reference",
            kind="kind",
            stage="stage_then",
        )
    )
    ordered = with_events(found, day).order_by("-planned_for", "reference")
    return page_of(ordered, filters, inspection_answer)


@router.get("/inspections-due", response={200: Page[InspectionDueAnswer], **READ_ERRORS}, summary="Inspections due")
def inspections_due(request: MusterRequest, filters: Query[InspectionDueFilters]) -> Page[InspectionDueAnswer]:
    """What is due of the units of which the caller is a side, by rule, what is overdue first."""
    day = filters.day(request)
    chosen = {"mission": filters.mission or "", "state": filters.state or "", "unit": filters.unit or ""}
    rows = due_rows(request.viewer, day, with_done=filters.done, **chosen)
    return page_of_rows(rows, filters, due_answer)


@router.post(
    "/inspections-due/plan", response={201: list[InspectionAnswer], **WRITE_ERRORS}, summary="Plan all that fall due"
)
def plan_due(request: MusterRequest, body: InspectionPlanDueBody) -> Status[list[InspectionAnswer]]:
    """Plan all inspections of a mission that fall due by a day and are not planned: all of them or none."""
    made = actions.plan_due_inspections(request.viewer, body.mission, body.until, today=request.today)
    return Status(201, [_again(request, one.reference) for one in made])


@router.post("/inspections", response={201: InspectionAnswer, **WRITE_ERRORS}, summary="Plan an inspection")
def plan(request: MusterRequest, body: InspectionPlanBody) -> Status[InspectionAnswer]:
    """Plan an inspection of a unit."""
    terms = PlanTerms(body.unit, body.kind.value, body.planned_for, body.reason)
    made = actions.plan_inspection(request.viewer, terms, today=request.today)
    return Status(201, _again(request, made.reference))


@router.get("/inspections/{reference}", response={200: InspectionAnswer, **READ_ERRORS}, summary="An inspection")
def inspection(request: MusterRequest, reference: InspectionReference, filters: Query[Filters]) -> InspectionAnswer:
    """One inspection or monthly report."""
    return inspection_answer(visible_inspection(request.viewer, filters.day(request), reference))


@router.post(
    "/inspections/{reference}/steps", response={200: InspectionAnswer, **WRITE_ERRORS}, summary="Take an inspection on"
)
def step(request: MusterRequest, reference: InspectionReference, body: InspectionStepBody) -> InspectionAnswer:
    """Take an inspection to its next stage; begun, its worksheet is filled from what is agreed."""
    readiness = body.readiness.value if body.readiness else ""
    terms = StepTerms(body.on, body.reason, body.carried_from, body.carried_until, readiness, body.summary)
    actions.take_inspection_step(
        request.viewer, reference, body.stage.value, terms, today=request.today, expected_version=body.version
    )
    return _again(request, reference)


@router.post(
    "/inspections/{reference}/contingent",
    response={200: InspectionAnswer, **WRITE_ERRORS},
    summary="Sign for the contingent",
)
def contingent(
    request: MusterRequest, reference: InspectionReference, body: ContingentSignatureBody
) -> InspectionAnswer:
    """Sign a shared worksheet for the contingent, or record in words that it does not sign."""
    if (body.on is None) == (not body.refusal.strip()):
        raise Refused(f"Inspection {reference}: give the day of the signature, or why the contingent does not sign.")
    if body.on is not None:
        actions.sign_for_contingent(
            request.viewer, reference, on=body.on, remarks=body.remarks, today=request.today,
            expected_version=body.version,
        )  # fmt: skip
    else:
        actions.refuse_signature(
            request.viewer, reference, words=body.refusal, today=request.today, expected_version=body.version
        )
    return _again(request, reference)


@router.post(
    "/inspections/{reference}/correction",
    response={201: InspectionAnswer, **WRITE_ERRORS},
    summary="Correct a monthly report",
)
def correction(
    request: MusterRequest, reference: InspectionReference, body: ReportCorrectionBody
) -> Status[InspectionAnswer]:
    """Begin the correction of a report that is handed in; handed in itself, it takes the report's place."""
    made = actions.correct_report(
        request.viewer, reference, body.reason, today=request.today, expected_version=body.version
    )
    return Status(201, _again(request, made.reference))


def _sheet(request: MusterRequest, found: Inspection) -> InspectionSheetAnswer:
    sheet = sheet_seen(request.viewer, found)
    if sheet is None:
        raise NotFound(f"The worksheet of {found.reference} is not shared with you yet.")
    share = whole(sheet.equipment)
    return InspectionSheetAnswer(
        inspection=found.reference,
        version=found.version,
        agreed_in=str(found.basis) if found.basis else "",
        equipment=[InspectedEquipment(**asdict(one)) for one in sheet.equipment],
        self_sustainment=[InspectedService(**asdict(one)) for one in sheet.services],
        percent=share.percent,
        uncounted=share.uncounted,
        overstock=share.overstock,
    )


@router.get(
    "/inspections/{reference}/worksheet",
    response={200: InspectionSheetAnswer, **READ_ERRORS},
    summary="Worksheet of an inspection",
)
def worksheet(request: MusterRequest, reference: InspectionReference, filters: Query[Filters]) -> InspectionSheetAnswer:
    """The worksheet of an inspection, to those who may read it yet."""
    return _sheet(request, visible_inspection(request.viewer, filters.day(request), reference))


@router.put(
    "/inspections/{reference}/worksheet",
    response={200: InspectionSheetAnswer, **WRITE_ERRORS},
    summary="Write the worksheet of an inspection",
)
def put_worksheet(
    request: MusterRequest, reference: InspectionReference, body: InspectionSheetBody
) -> InspectionSheetAnswer:
    """Write a whole worksheet: all of it or nothing, with every problem by line."""
    actions.write_worksheet(
        request.viewer, reference, sheet_terms(body), today=request.today, expected_version=body.version
    )
    return _sheet(request, visible_inspection(request.viewer, request.today, reference))


@router.post(
    "/deployed-units/{unit}/monthly-reports",
    response={201: InspectionAnswer, **WRITE_ERRORS},
    summary="Open a monthly report",
)
def monthly_report(request: MusterRequest, unit: Reference, body: MonthlyReportBody) -> Status[InspectionAnswer]:
    """Open a unit's report for a month, with the lines of what is agreed."""
    made = actions.open_report(request.viewer, unit, body.month, today=request.today)
    return Status(201, _again(request, made.reference))
