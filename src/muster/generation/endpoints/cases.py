"""The API of cases, their phases and their log: the same queries and actions as the pages."""

from functools import partial

from django.db.models import Q
from ninja import Query, Router, Status

from muster.generation import actions
from muster.generation.endpoints.case_answers import case_answer, case_in_list
from muster.generation.endpoints.case_shapes import (
    CaseAnswer,
    CaseFilters,
    CaseInList,
    CaseNoteAnswer,
    ChangedCase,
    DurationsBody,
    FinishingPhase,
    NewCase,
    NewCaseNote,
    PromisingPhase,
    StartingPhase,
)
from muster.generation.endpoints.fields import CaseReference, ReasonedStep, ShortCode
from muster.generation.models import CaseNote, NoteKind
from muster.generation.queries import listed_cases
from muster.generation.queries.case_parts import case_seen
from muster.generation.queries.cases import visible_notes
from muster.generation.terms import CaseChange, CaseTerms
from muster.kit.openapi import (
    READ_ERRORS,
    WRITE_ERRORS,
    Filters,
    ListFilters,
    Page,
    page_of,
    page_of_rows,
)
from muster.missions.mandate_answers import mandate_flags
from muster.parties.request import MusterRequest

router = Router(tags=["cases"])


def _now(request: MusterRequest, case: str) -> CaseAnswer:
    return case_answer(request.viewer, case, request.today, request.today)


@router.get("/cases", response={200: Page[CaseInList], **READ_ERRORS}, summary="Cases")
def all_cases(request: MusterRequest, filters: Query[CaseFilters]) -> Page[CaseInList]:
    """The cases that the caller may see, with how each stands against its wanted day."""
    conditions = filters.chosen(
        mission="post__requirement__mission__acronym", state="state__code", variant="variant", is_drill="is_drill"
    )
    found = listed_cases(
        request.viewer,
        filters.day(request),
        today=request.today,
        only=Q(**conditions),
        stage=filters.stage or "",
        verdict=filters.lateness or "",
    )
    shape = partial(case_in_list, flags=mandate_flags(request.viewer, filters.day(request)))
    if isinstance(found, list):
        return page_of_rows(found, filters, shape)
    return page_of(found, filters, shape)


@router.post("/cases", response={201: CaseAnswer, **WRITE_ERRORS}, summary="Open a case")
def open_case(request: MusterRequest, body: NewCase) -> Status[CaseAnswer]:
    """Open a case for a State's unit and a post, by an officer of the register that generates the force."""
    terms = CaseTerms(**{**body.model_dump(), "variant": body.variant.value})
    made = actions.open_case(request.viewer, terms, today=request.today)
    return Status(201, _now(request, made.reference))


@router.get("/cases/{case}", response={200: CaseAnswer, **READ_ERRORS}, summary="One case")
def one_case(request: MusterRequest, case: CaseReference, filters: Query[Filters]) -> CaseAnswer:
    """A case as it stands on the day: phases, critical path, forecast, and who owes what."""
    return case_answer(request.viewer, case, filters.day(request), request.today)


@router.put("/cases/{case}", response={200: CaseAnswer, **WRITE_ERRORS}, summary="Change a case")
def change_case(request: MusterRequest, case: CaseReference, body: ChangedCase) -> CaseAnswer:
    """Change whose desk a case is on, its title, strength and wanted day: by an officer of the register."""
    change = CaseChange(**body.model_dump(exclude={"version"}))
    actions.change_case(request.viewer, case, change, today=request.today, expected_version=body.version)
    return _now(request, case)


@router.post("/cases/{case}/abandon", response={200: CaseAnswer, **WRITE_ERRORS}, summary="Give a case up")
def abandon_case(request: MusterRequest, case: CaseReference, body: ReasonedStep) -> CaseAnswer:
    """Give a case up: by an approver of the register."""
    actions.abandon_case(request.viewer, case, body.reason, today=request.today, expected_version=body.version)
    return _now(request, case)


@router.get("/cases/{case}/notes", response={200: Page[CaseNoteAnswer], **READ_ERRORS}, summary="Log of a case")
def case_notes(request: MusterRequest, case: CaseReference, filters: Query[ListFilters]) -> Page[CaseNoteAnswer]:
    """The log of a case, latest first."""
    day = filters.day(request)
    found = visible_notes(request.viewer, day).filter(case=case_seen(request.viewer, day, case))
    return page_of(found, filters, _note)


@router.post("/cases/{case}/notes", response={201: CaseNoteAnswer, **WRITE_ERRORS}, summary="Write into the log")
def add_note(request: MusterRequest, case: CaseReference, body: NewCaseNote) -> Status[CaseNoteAnswer]:
    """Write into the log of a case: by an officer of one of its sides."""
    made = actions.add_note(
        request.viewer,
        case,
        body.words,
        kind=NoteKind(body.kind),
        phase=body.phase,
        said_on=body.said_on,
        today=request.today,
    )
    return Status(201, _note(made))


def _note(one: CaseNote) -> CaseNoteAnswer:
    plain = {name: getattr(one, name) for name in ("kind", "phase", "words", "on", "known_from")}
    return CaseNoteAnswer.model_validate({"number": one.pk, "by": one.by and one.by.code, **plain})


@router.post("/cases/{case}/phases/{phase}/start", response={200: CaseAnswer, **WRITE_ERRORS}, summary="Begin a phase")
def start_phase(request: MusterRequest, case: CaseReference, phase: ShortCode, body: StartingPhase) -> CaseAnswer:
    """Begin a phase: by the side that leads it, or by the register."""
    actions.start_phase(
        request.viewer,
        case,
        phase,
        started_on=body.started_on,
        reason=body.reason,
        today=request.today,
        expected_version=body.version,
    )
    return _now(request, case)


@router.post(
    "/cases/{case}/phases/{phase}/finish", response={200: CaseAnswer, **WRITE_ERRORS}, summary="Finish a phase"
)
def finish_phase(request: MusterRequest, case: CaseReference, phase: ShortCode, body: FinishingPhase) -> CaseAnswer:
    """Finish a phase; the last one closes the case."""
    actions.finish_phase(
        request.viewer,
        case,
        phase,
        done_on=body.done_on,
        started_on=body.started_on,
        outcome=body.outcome,
        reason=body.reason,
        today=request.today,
        expected_version=body.version,
    )
    return _now(request, case)


@router.post(
    "/cases/{case}/phases/{phase}/leave-out", response={200: CaseAnswer, **WRITE_ERRORS}, summary="Leave it out"
)
def leave_out_phase(request: MusterRequest, case: CaseReference, phase: ShortCode, body: ReasonedStep) -> CaseAnswer:
    """Leave a phase out: by the register. It takes no time and holds nothing up."""
    actions.leave_out_phase(
        request.viewer, case, phase, reason=body.reason, today=request.today, expected_version=body.version
    )
    return _now(request, case)


@router.post(
    "/cases/{case}/phases/{phase}/promise", response={200: CaseAnswer, **WRITE_ERRORS}, summary="Promise a day"
)
def promise_phase(request: MusterRequest, case: CaseReference, phase: ShortCode, body: PromisingPhase) -> CaseAnswer:
    """Promise the day on which a phase is done: by the side that leads it."""
    actions.promise_phase(
        request.viewer,
        case,
        phase,
        promised_for=body.promised_for,
        words=body.words,
        today=request.today,
        expected_version=body.version,
    )
    return _now(request, case)


@router.put("/cases/{case}/phases/{phase}/durations", response={200: CaseAnswer, **WRITE_ERRORS}, summary="Durations")
def override_durations(
    request: MusterRequest, case: CaseReference, phase: ShortCode, body: DurationsBody
) -> CaseAnswer:
    """Replace the least, likely and most days of a phase that is not done."""
    actions.override_durations(
        request.viewer,
        case,
        phase,
        days=(body.least_days, body.likely_days, body.most_days),
        reason=body.reason,
        today=request.today,
        expected_version=body.version,
    )
    return _now(request, case)
