"""What goes in and out of the API of rapid-deployment calls, drills and play-books."""

from datetime import date
from typing import Annotated

from pydantic import Field

from muster.generation.models import BreachDecisionKind, CallAnswerKind, InjectKind
from muster.kit.openapi import Answer, Body
from muster.kit.openapi.fields import WHOLE, Day, Line, LongLine, Reference, Title, Truth


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
