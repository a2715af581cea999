"""What goes in and comes out of the API of sessions and of what participants say of them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, Code, Day, LongLine, RecordId, Version
from muster.training.endpoints.catalogue_fields import Mark, Seats, SessionReference, Words
from muster.training.queries.sessions import counts_by_state, kept_terms, seats_open_to
from muster.training.rules.catalogue_terms import KeptSeatsTerms, SessionTerms
from muster.training.stages import EnrolmentStage, SessionStage


class KeptSeats(Body):
    """Seats kept for a State until a day (excluded)."""

    state: Code
    seats: Seats
    until: Day


class SessionBody(Body):
    """A session of a course in `[held_from, held_until)`."""

    held_from: Day
    held_until: Day
    seats: Seats
    apply_by: Day | None = None
    place: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=120)] = ""
    announced_participants: Annotated[int, Field(ge=0, le=10_000), WHOLE] | None = None
    kept: Annotated[list[KeptSeats], Field(max_length=250)] = []
    instructors: Annotated[list[RecordId], Field(max_length=200)] = []
    source: LongLine = ""

    def terms(self, reference: str = "") -> SessionTerms:
        """Return the session."""
        plain = ("held_from", "held_until", "seats", "apply_by", "place", "announced_participants", "source")
        kept = tuple(KeptSeatsTerms(one.state, one.seats, one.until) for one in self.kept)
        said = {name: getattr(self, name) for name in plain}
        return SessionTerms(**said, reference=reference, kept=kept, instructors=tuple(self.instructors))


class NewSessionBody(SessionBody):
    """A session to be planned; without a reference it gets one of the course and its first day."""

    reference: SessionReference | None = None


class ChangedSessionBody(SessionBody):
    """A session as it is to be."""

    version: Version | None = None


class SessionStepBody(Body):
    """A step of a session; a cancellation has a reason."""

    stage: SessionStage
    reason: LongLine = ""
    version: Version | None = None


class StateCounts(Answer):
    """How many of a State stand at each stage."""

    state: str
    counts: dict[EnrolmentStage, int]


class KeptSeatsAnswer(Answer):
    """Seats kept for a State until a day (excluded)."""

    state: str
    seats: int
    until: date


class SessionAnswer(Sourced):
    """A session at the stage of the day, with its seats; `seats_left` are those that any State may have."""

    reference: str
    course: str
    title: str
    institution: str
    standard: str
    held_from: date
    held_until: date
    apply_by: date | None
    place: str
    stage: SessionStage
    seats: int
    seats_left: int
    kept: list[KeptSeatsAnswer]
    announced_participants: int | None
    participants: list[StateCounts]
    version: int


class SessionFeedbackAnswer(Answer):
    """The averages of marks; null where fewer than the least number have answered."""

    answers: int
    content: Decimal | None
    delivery: Decimal | None
    usefulness: Decimal | None


class SessionFeedbackBody(Body):
    """What one participant says."""

    content: Mark
    delivery: Mark
    usefulness: Mark
    words: Words = ""


def session_answer(row: Any) -> SessionAnswer:
    """Return the answer of a session (of `visible_sessions`)."""
    plain = ("reference", "held_from", "held_until", "apply_by", "place", "seats", "announced_participants", "version")
    return SessionAnswer(
        **{name: getattr(row, name) for name in plain},
        course=row.course.reference,
        title=row.course.title,
        institution=row.course.institution.code,
        standard=row.course.standard,
        stage=SessionStage(row.stage_then),
        seats_left=seats_open_to(row, "", row.asked_on),
        kept=[KeptSeatsAnswer(state=one.state, seats=one.seats, until=one.until) for one in kept_terms(row)],
        participants=[
            StateCounts(state=state, counts={EnrolmentStage(stage): count for stage, count in counts.items()})
            for state, counts in counts_by_state(row).items()
        ],
        **sourced(row),
    )
