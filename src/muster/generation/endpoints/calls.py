"""The API of rapid-deployment calls, drills and play-books: the same queries and actions as the pages."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.generation import actions
from muster.generation.actions import CallTerms
from muster.generation.endpoints.fields import ShortCode
from muster.generation.models import BreachDecisionKind, CallAnswerKind, InjectKind
from muster.generation.queries.calls import answers_to, decisions_on, played, proposed_consequences
from muster.generation.queries.cases import visible_case
from muster.kit.errors import NotFound
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters
from muster.kit.openapi.fields import WHOLE, Day, Line, LongLine, Reference, Title, Truth
from muster.parties.request import MusterRequest

router = Router(tags=["rapid-deployment calls"])


class PlaybookStepAnswer(Answer):
    """A step of the play-book. Days are counted from the request; `standing` says where it stands today."""

    code: str
    role: str
    phase: str
    from_day: int
    due_day: int
    what: str
    proof: str
    standing: str
    done_day: int | None
    done_by: str | None
    proof_given: str


class EventAnswer(Answer):
    """An event that the leader of a drill brought in."""

    day: int
    kind: InjectKind
    words: str


class CallAnswerGiven(Answer):
    """What the State answered."""

    answer: CallAnswerKind
    said_on: date
    reason: str


class PlayBookAnswer(Answer):
    """A call as of a day. `drill`: for practice, nobody is called. `day` of `days`; arrivals are forecasts."""

    case: str
    drill: bool
    day: int
    days: int
    wanted_on: date
    arrival_p50: date | None
    arrival_p90: date | None
    kept: int
    late: int
    missed: int
    answers: list[CallAnswerGiven]
    events: list[EventAnswer]
    steps: list[PlaybookStepAnswer]


class ConsequenceAnswer(Answer):
    """What a missed call may lead to, with what was decided; nothing happens by itself."""

    code: str
    name: str
    words: str
    source: str
    standing: str
    decision: BreachDecisionKind | None
    reason: str


class BreachAnswer(Answer):
    """The consequences of a call; none while it is not missed, and none of a drill."""

    case: str
    consequences: list[ConsequenceAnswer]


class NewCall(Body):
    """A unit to be called for a post; `is_drill`: for practice only."""

    reference: Reference
    pledge: Reference
    post: Reference
    called_on: Day
    title: Title = ""
    desk_officer: Annotated[Line, Field(max_length=120)] = ""
    is_drill: Truth = False
    source: LongLine = ""


class NewPackageCall(Body):
    """A force package to be called for a mission; each case is given `reference` and a number."""

    package: Reference
    mission: Annotated[str, Field(pattern=r"^[^\x00/]+$", min_length=1, max_length=40)]
    reference: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=50)]
    called_on: Day
    is_drill: Truth = False


class CasesOpened(Answer):
    """The references of the cases that were opened."""

    cases: list[str]


class GivenAnswer(Body):
    """What the State says; a refusal needs a reason."""

    answer: CallAnswerKind
    said_on: Day
    reason: LongLine = ""


class Tick(Body):
    """A step that is done; without a day, today (in a drill: the day that is played)."""

    done_on: Day | None = None
    proof: LongLine = ""


class TakenBack(Body):
    """Why a tick is taken back."""

    reason: Annotated[LongLine, Field(min_length=1)]


class Clock(Body):
    """The day of the call to which the clock of a drill is set; forwards only."""

    day: Annotated[int, Field(ge=0, le=10_000), WHOLE]


class NewEvent(Body):
    """An event of a drill."""

    kind: InjectKind = InjectKind.OTHER
    words: Annotated[LongLine, Field(min_length=1)]


class Decision(Body):
    """What the register decides on a consequence, and why."""

    decision: BreachDecisionKind
    reason: Annotated[LongLine, Field(min_length=1)]


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
