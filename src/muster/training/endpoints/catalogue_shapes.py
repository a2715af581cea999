"""What goes in and comes out of the API of the catalogue."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, Code, Day, LongLine, RecordId, Title, Truth, Version, Word
from muster.training.models import Instructor, StandardVersion
from muster.training.queries.courses import is_on_older_version
from muster.training.queries.sessions import counts_by_state, kept_terms, seats_open_to
from muster.training.queries.standards import line_terms
from muster.training.rules.catalogue_curriculum import LineCover
from muster.training.rules.catalogue_terms import (
    CourseTerms,
    CoverTerms,
    KeptSeatsTerms,
    LessonTerms,
    LineTerms,
    SessionTerms,
)
from muster.training.stages import CourseStage, Coverage, EnrolmentStage, SessionStage

CourseReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=60)]
SessionReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=80)]
StandardCode = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=20)]
Short = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=12)]
LanguageCode = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=8)]
Minutes = Annotated[int, Field(ge=1, le=100_000), WHOLE]
Months = Annotated[int, Field(ge=1, le=600), WHOLE]
Seats = Annotated[int, Field(ge=1, le=10_000), WHOLE]
Mark = Annotated[int, Field(ge=1, le=5), WHOLE]
Percent = Annotated[int, Field(ge=0, le=100), WHOLE]
Words = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=1000)]


class StandardLineBody(Body):
    """A line of a standard."""

    number: Short
    title: Title
    least_minutes: Minutes | None = None
    is_required: Truth = True

    def terms(self) -> LineTerms:
        """Return the line."""
        return LineTerms(**self.model_dump())


class StandardBody(Body):
    """A version of a standard (`edition` is its name, for example the year) with its lines."""

    standard: StandardCode
    edition: StandardCode
    title: Title
    issued_on: Day
    note: LongLine = ""
    source: LongLine = ""
    lines: Annotated[list[StandardLineBody], Field(max_length=500)] = []


class StandardLinesBody(Body):
    """The lines of a version, all of them."""

    lines: Annotated[list[StandardLineBody], Field(max_length=500)]
    version: Version | None = None


class StandardLineAnswer(Answer):
    """A line of a standard."""

    number: str
    title: str
    least_minutes: int | None
    is_required: bool


class StandardAnswer(Sourced):
    """A version of a standard; `in_force` is the name of the one in force on the day."""

    standard: str
    version: str
    title: str
    issued_on: date
    in_force: str | None
    line_count: int
    record_version: int


class WholeStandardAnswer(StandardAnswer):
    """A version of a standard with its lines."""

    lines: list[StandardLineAnswer]


class CourseBody(Body):
    """A course and what it asks of participants."""

    title: Title
    standard: StandardCode
    standard_version: Short = ""
    language: LanguageCode = ""
    days: Annotated[int, Field(ge=1, le=1000), WHOLE] | None = None
    audience: Title = ""
    ranks: LongLine = ""
    least_service_years: Annotated[int, Field(ge=0, le=60), WHOLE] | None = None
    wanted_language: LanguageCode = ""
    medical_months: Months | None = None
    certificate_months: Months | None = None
    source: LongLine = ""

    def terms(self, reference: str, institution: str) -> CourseTerms:
        """Return the course."""
        said = {name: getattr(self, name) for name in CourseBody.model_fields}
        return CourseTerms(reference=reference, institution=institution, **said)


class NewCourseBody(CourseBody):
    """A course of the caller's institution."""

    reference: CourseReference
    institution: Code


class ChangedCourseBody(CourseBody):
    """A course as it is to be."""

    version: Version | None = None


class CourseStepBody(Body):
    """A step of a course."""

    stage: CourseStage
    version: Version | None = None


class CourseAnswer(Sourced):
    """A course at the stage of the day; `is_superseded`: a later version of its standard is in force."""

    reference: str
    title: str
    institution: str
    state: str | None
    standard: str
    standard_version: str | None
    is_superseded: bool
    stage: CourseStage
    language: str
    days: int | None
    audience: str
    ranks: str
    least_service_years: int | None
    wanted_language: str
    medical_months: int | None
    certificate_months: int | None
    version: int


class CoverBody(Body):
    """A line that a lesson covers; without minutes for all of the lesson's."""

    line: Short
    minutes: Minutes | None = None


class LessonBody(Body):
    """A lesson; `plan` is the number of a document."""

    number: Short
    title: Title
    minutes: Minutes
    method: Word = ""
    covers: Annotated[list[CoverBody], Field(max_length=500)] = []
    plan: RecordId | None = None

    def terms(self) -> LessonTerms:
        """Return the lesson."""
        covers = tuple(CoverTerms(one.line, one.minutes) for one in self.covers)
        return LessonTerms(self.number, self.title, self.minutes, self.method, covers, self.plan)


class CurriculumBody(Body):
    """The lessons of a course, all of them."""

    lessons: Annotated[list[LessonBody], Field(max_length=500)]
    version: Version | None = None


class CoverAnswer(Answer):
    """A line that a lesson covers."""

    line: str
    minutes: int | None


class LessonAnswer(Answer):
    """A lesson of a curriculum."""

    number: str
    title: str
    minutes: int
    method: str
    covers: list[CoverAnswer]


class LineCoverAnswer(Answer):
    """How far a line of the standard is covered."""

    number: str
    title: str
    is_required: bool
    least_minutes: int | None
    minutes: int
    lessons: list[str]
    extent: Coverage


class CurriculumAnswer(Answer):
    """The curriculum of a course, and how it covers the version of the standard that it follows."""

    course: str
    lessons: list[LessonAnswer]
    coverage: list[LineCoverAnswer]


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


class ApplicationBody(Body):
    """An application for a person of the caller's State; `exception` where a rule of the course is not met."""

    person: RecordId
    exception: LongLine = ""


class EnrolmentStepBody(Body):
    """A step of an enrolment."""

    stage: EnrolmentStage
    reason: LongLine = ""
    score: Percent | None = None
    version: Version | None = None


class EnrolmentAnswer(Sourced):
    """An enrolment at the stage of the day; the person by number. `rules` is what each rule said when it was asked."""

    number: int
    session: str
    course: str
    state: str
    person: int
    stage: EnrolmentStage
    rules: dict[str, str]
    exception: str
    score: int | None
    certificate: str | None
    version: int


class InstructorBody(Body):
    """Somebody whom the institution holds as an instructor, and since when they teach."""

    institution: Code
    person: RecordId
    teaches_from: Day
    teaches_until: Day | None = None


class QualificationBody(Body):
    """What an instructor is qualified for."""

    standard: StandardCode
    evidence: Annotated[Title, Field(min_length=1)]
    valid_from: Day
    valid_until: Day | None = None
    version: Version | None = None


class InstructorEndBody(Body):
    """Until when (excluded) an instructor teaches."""

    until: Day
    version: Version | None = None


class QualificationAnswer(Answer):
    """What an instructor is qualified for."""

    standard: str
    evidence: str
    valid_from: date
    valid_until: date | None


class InstructorAnswer(Answer):
    """An instructor; the person by number."""

    number: int
    institution: str
    person: int
    teaches_from: date
    teaches_until: date | None
    qualifications: list[QualificationAnswer]
    version: int


def _standard_values(row: Any) -> dict[str, Any]:
    return {
        "standard": row.standard,
        "version": row.version,
        "title": row.title,
        "issued_on": row.issued_on,
        "in_force": row.newest,
        "line_count": row.line_count,
        "record_version": row.edition,
        **sourced(row),
    }


def standard_answer(row: Any) -> StandardAnswer:
    """Return the answer of a version."""
    return StandardAnswer(**_standard_values(row))


def whole_standard_answer(row: StandardVersion, day: date) -> WholeStandardAnswer:
    """Return the answer of a version with its lines as they were on a day."""
    lines = [
        StandardLineAnswer(
            number=one.number, title=one.title, least_minutes=one.least_minutes, is_required=one.is_required
        )
        for one in line_terms(row, day)
    ]
    return WholeStandardAnswer(**_standard_values(row), lines=lines)


def course_answer(row: Any) -> CourseAnswer:
    """Return the answer of a course (of `visible_courses`)."""
    plain = (
        "reference", "title", "standard", "language", "days", "audience", "ranks", "least_service_years",
        "wanted_language", "medical_months", "certificate_months", "version",
    )  # fmt: skip
    return CourseAnswer(
        **{name: getattr(row, name) for name in plain},
        institution=row.institution.code,
        state=row.institution.state.code if row.institution.state else None,
        standard_version=row.standard_version.version if row.standard_version else None,
        is_superseded=is_on_older_version(row),
        stage=CourseStage(row.stage_then),
        **sourced(row),
    )


def lesson_answer(one: LessonTerms) -> LessonAnswer:
    """Return the answer of a lesson."""
    covers = [CoverAnswer(line=cover.line, minutes=cover.minutes) for cover in one.covers]
    return LessonAnswer(number=one.number, title=one.title, minutes=one.minutes, method=one.method, covers=covers)


def cover_answer(one: LineCover) -> LineCoverAnswer:
    """Return the answer of how far a line is covered."""
    return LineCoverAnswer(
        number=one.number,
        title=one.title,
        is_required=one.is_required,
        least_minutes=one.least_minutes,
        minutes=one.minutes,
        lessons=list(one.lessons),
        extent=one.extent,
    )


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


def enrolment_answer(row: Any) -> EnrolmentAnswer:
    """Return the answer of an enrolment (of `visible_enrolments`)."""
    return EnrolmentAnswer(
        number=row.pk,
        session=row.session.reference,
        course=row.session.course.reference,
        state=row.state.code,
        person=row.person_id,
        stage=EnrolmentStage(row.stage_then),
        rules=row.eligibility,
        exception=row.exception,
        score=row.score,
        certificate=row.credential.number if row.credential else None,
        version=row.version,
        **sourced(row),
    )


def instructor_answer(row: Instructor) -> InstructorAnswer:
    """Return the answer of an instructor (of `visible_instructors`)."""
    return InstructorAnswer(
        number=row.pk,
        institution=row.institution.code,
        person=row.person_id,
        teaches_from=row.teaches_from,
        teaches_until=row.until_then,  # type: ignore[attr-defined]  # annotated
        qualifications=[
            QualificationAnswer(
                standard=one.standard, evidence=one.evidence, valid_from=one.valid_from, valid_until=one.valid_until
            )
            for one in row.known_qualifications  # type: ignore[attr-defined]  # prefetched
        ],
        version=row.version,
    )
