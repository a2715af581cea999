"""The API of rapid-deployment calls, drills and play-books: the same queries and actions as the pages."""

from datetime import date
from typing import Any

from ninja import Query, Router, Status

from muster.generation import actions
from muster.generation.actions import CallTerms
from muster.generation.endpoints.call_shapes import (
    BreachAnswer,
    CasesOpened,
    Clock,
    Decision,
    GivenAnswer,
    NewCall,
    NewEvent,
    NewPackageCall,
    PlayBookAnswer,
    TakenBack,
    Tick,
)
from muster.generation.endpoints.fields import ShortCode
from muster.generation.queries.calls import answers_to, decisions_on, played, proposed_consequences
from muster.generation.queries.cases import visible_case
from muster.kit.errors import NotFound
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters
from muster.kit.openapi.fields import Reference
from muster.parties.request import MusterRequest

router = Router(tags=["rapid-deployment calls"])


def _found(request: MusterRequest, reference: str, day: date) -> Any:
    found = visible_case(request.viewer, day, reference)
    if found.variant != "rapid":
        raise NotFound(f"Case {reference!r} is no rapid-deployment call: it has no play-book.")
    return found


def _play_book(request: MusterRequest, reference: str, day: date) -> PlayBookAnswer:
    case = _found(request, reference, day)
    call = played(request.viewer, case, day)
    told = call.summary
    steps = []
    for one in call.steps:
        tick = call.ticks.get(one.step.code)
        plain = {name: getattr(one.step, name) for name in
                 ("code", "role", "phase", "from_day", "due_day", "what", "proof")}  # fmt: skip
        given = {"done_by": tick.by.code if tick and tick.by else None, "proof_given": tick.proof if tick else ""}
        steps.append({**plain, **given, "standing": one.standing, "done_day": one.done_day})
    answers = [
        {name: getattr(one, name) for name in ("answer", "said_on", "reason")}
        for one in answers_to(request.viewer, case, day)
    ]
    events = [{"day": one.day, "kind": one.kind, "words": one.words} for one in call.injects]
    return PlayBookAnswer.model_validate(
        {
            "case": case.reference,
            "drill": case.is_drill,
            "day": call.day,
            "days": call.days,
            "wanted_on": case.wanted_on,
            "arrival_p50": call.forecast.arrival_p50,
            "arrival_p90": call.forecast.arrival_p90,
            "kept": told.kept,
            "late": told.late,
            "missed": told.missed,
            "answers": answers,
            "events": events,
            "steps": steps,
        }
    )


def _breach(request: MusterRequest, reference: str, day: date) -> BreachAnswer:
    case = _found(request, reference, day)
    decided = {one.consequence: one for one in decisions_on(request.viewer, case, day)}
    rows = []
    for one in proposed_consequences(case, day):
        known = decided.get(one.code)
        said = {"decision": known.decision if known else None, "reason": known.reason if known else ""}
        rows.append({**vars(one), **said})
    return BreachAnswer.model_validate({"case": case.reference, "consequences": rows})


@router.post("/calls", response={201: PlayBookAnswer, **WRITE_ERRORS}, summary="Call a unit")
def call_unit(request: MusterRequest, body: NewCall) -> Status[PlayBookAnswer]:
    """Call a unit at the Rapid Deployment Level for a post, or open a drill of it: by the register."""
    case = actions.call_rapid_unit(request.viewer, CallTerms(**body.model_dump()), today=request.today)
    return Status(201, _play_book(request, case.reference, request.today))


@router.post("/calls/package", response={201: CasesOpened, **WRITE_ERRORS}, summary="Call a force package")
def call_units_of_package(request: MusterRequest, body: NewPackageCall) -> Status[CasesOpened]:
    """Call the units of a force package for the open published posts of a mission, all or none."""
    cases = actions.call_package(
        request.viewer,
        body.package,
        body.mission,
        prefix=body.reference,
        called_on=body.called_on,
        is_drill=body.is_drill,
        today=request.today,
    )
    return Status(201, CasesOpened(cases=[one.reference for one in cases]))


@router.get("/cases/{case}/play-book", response={200: PlayBookAnswer, **READ_ERRORS}, summary="The play-book of a call")
def one_play_book(request: MusterRequest, case: Reference, filters: Query[Filters]) -> PlayBookAnswer:
    """What each role does by when, what is done and what is overdue."""
    return _play_book(request, case, filters.day(request))


@router.post(
    "/cases/{case}/play-book/{step}", response={200: PlayBookAnswer, **WRITE_ERRORS}, summary="Tick a step as done"
)
def tick_a_step(request: MusterRequest, case: Reference, step: ShortCode, body: Tick) -> PlayBookAnswer:
    """Say that a step is done: by its side, or by the register."""
    actions.tick_step(request.viewer, case, step, done_on=body.done_on, proof=body.proof, today=request.today)
    return _play_book(request, case, request.today)


@router.post(
    "/cases/{case}/play-book/{step}/take-back", response={200: PlayBookAnswer, **WRITE_ERRORS}, summary="Untick a step"
)
def untick_a_step(request: MusterRequest, case: Reference, step: ShortCode, body: TakenBack) -> PlayBookAnswer:
    """Take a tick back, with the reason."""
    actions.take_back_tick(request.viewer, case, step, reason=body.reason, today=request.today)
    return _play_book(request, case, request.today)


@router.post("/cases/{case}/answer", response={200: PlayBookAnswer, **WRITE_ERRORS}, summary="Answer a call")
def answer_a_call(request: MusterRequest, case: Reference, body: GivenAnswer) -> PlayBookAnswer:
    """Accept or refuse a call: by the State, or by the register for it."""
    actions.answer_call(
        request.viewer, case, body.answer.value, said_on=body.said_on, reason=body.reason, today=request.today
    )
    return _play_book(request, case, request.today)


@router.post("/cases/{case}/drill/clock", response={200: PlayBookAnswer, **WRITE_ERRORS}, summary="Set a drill's clock")
def set_clock(request: MusterRequest, case: Reference, body: Clock) -> PlayBookAnswer:
    """Set the clock of a drill forwards: by the register."""
    actions.set_drill_day(request.viewer, case, body.day, today=request.today)
    return _play_book(request, case, request.today)


@router.post("/cases/{case}/drill/events", response={200: PlayBookAnswer, **WRITE_ERRORS}, summary="Bring an event in")
def bring_event_in(request: MusterRequest, case: Reference, body: NewEvent) -> PlayBookAnswer:
    """Bring an event into a drill: by the register."""
    actions.add_inject(request.viewer, case, body.words, kind=body.kind.value, today=request.today)
    return _play_book(request, case, request.today)


@router.get("/cases/{case}/breach", response={200: BreachAnswer, **READ_ERRORS}, summary="If a call is missed")
def one_breach(request: MusterRequest, case: Reference, filters: Query[Filters]) -> BreachAnswer:
    """What a missed call may lead to, and what was decided."""
    return _breach(request, case, filters.day(request))


@router.post("/cases/{case}/breach/{consequence}", response={200: BreachAnswer, **WRITE_ERRORS}, summary="Decide on it")
def decide(request: MusterRequest, case: Reference, consequence: ShortCode, body: Decision) -> BreachAnswer:
    """Decide on one consequence: by an approver of the register."""
    actions.decide_consequence(
        request.viewer, case, consequence, decision=body.decision.value, reason=body.reason, today=request.today
    )
    return _breach(request, case, request.today)
