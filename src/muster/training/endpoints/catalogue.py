"""The API of standards, courses, sessions and enrolment; the same actions as the pages."""

from functools import partial
from typing import Any

from ninja import Query, Router, Status

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code, Day, RecordId
from muster.parties.request import MusterRequest
from muster.training.actions import courses as course_actions
from muster.training.actions import enrolments as enrolment_actions
from muster.training.actions import instructors as instructor_actions
from muster.training.actions import sessions as session_actions
from muster.training.actions import standards as standard_actions
from muster.training.actions.session_feedback import give_feedback
from muster.training.endpoints.catalogue_fields import CourseReference, SessionReference, StandardCode
from muster.training.endpoints.course_shapes import (
    ChangedCourseBody,
    CourseAnswer,
    CourseStepBody,
    NewCourseBody,
    course_answer,
)
from muster.training.endpoints.curriculum_shapes import CurriculumAnswer, CurriculumBody, cover_answer, lesson_answer
from muster.training.endpoints.enrolment_shapes import (
    ApplicationBody,
    EnrolmentAnswer,
    EnrolmentStepBody,
    enrolment_answer,
)
from muster.training.endpoints.instructor_shapes import (
    InstructorAnswer,
    InstructorBody,
    InstructorEndBody,
    QualificationBody,
    instructor_answer,
)
from muster.training.endpoints.session_shapes import (
    ChangedSessionBody,
    NewSessionBody,
    SessionAnswer,
    SessionFeedbackAnswer,
    SessionFeedbackBody,
    SessionStepBody,
    session_answer,
)
from muster.training.endpoints.standard_shapes import (
    StandardAnswer,
    StandardBody,
    StandardLinesBody,
    WholeStandardAnswer,
    standard_answer,
    whole_standard_answer,
)
from muster.training.queries.courses import (
    lesson_terms,
    visible_course,
    visible_courses,
    visible_instructor,
    visible_instructors,
)
from muster.training.queries.enrolments import feedback_of, visible_enrolment, visible_enrolments
from muster.training.queries.sessions import counted_sessions, visible_session, visible_sessions
from muster.training.queries.standards import line_terms, visible_version, visible_versions
from muster.training.rules.catalogue_curriculum import coverage
from muster.training.rules.catalogue_terms import FeedbackTerms, VersionTerms
from muster.training.stages import CourseStage, EnrolmentStage, SessionStage

router = Router(tags=["training"])


class StandardFilters(ListFilters):
    """Which versions of standards."""

    standard: StandardCode | None = None


class CourseFilters(ListFilters):
    """Which courses."""

    institution: Code | None = None
    standard: StandardCode | None = None
    stage: CourseStage | None = None


class SessionFilters(ListFilters):
    """Which sessions; `start` and `until` (excluded) bound their first day."""

    course: CourseReference | None = None
    institution: Code | None = None
    standard: StandardCode | None = None
    stage: SessionStage | None = None
    start: Day | None = None
    until: Day | None = None


class EnrolmentFilters(ListFilters):
    """Which enrolments."""

    session: SessionReference | None = None
    state: Code | None = None
    stage: EnrolmentStage | None = None


@router.get("/standards", response={200: Page[StandardAnswer], **READ_ERRORS}, summary="Versions of standards")
def standards(request: MusterRequest, filters: Query[StandardFilters]) -> Page[StandardAnswer]:
    """The versions of the standards that courses follow."""
    found = visible_versions(request.viewer, filters.day(request)).filter(**filters.chosen(standard="standard"))
    return page_of(found, filters, standard_answer)


@router.post(
    "/standards",
    response={201: WholeStandardAnswer, **WRITE_ERRORS},
    summary="Enter a version of a standard",
)
def new_standard(request: MusterRequest, body: StandardBody) -> Status[WholeStandardAnswer]:
    """Enter a version with its lines; for the Secretariat."""
    said = body.model_dump(exclude={"lines", "edition"})
    terms = VersionTerms(**said, version=body.edition, lines=tuple(one.terms() for one in body.lines))
    made = standard_actions.record_version(request.viewer, terms, today=request.today)
    found = visible_version(request.viewer, request.today, made.standard, made.version)
    return Status(201, whole_standard_answer(found, request.today))


@router.get(
    "/standards/{standard}/{version}",
    response={200: WholeStandardAnswer, **READ_ERRORS},
    summary="A version of a standard",
)
def standard(
    request: MusterRequest, standard: StandardCode, version: StandardCode, filters: Query[Filters]
) -> WholeStandardAnswer:
    """One version with its lines."""
    day = filters.day(request)
    return whole_standard_answer(visible_version(request.viewer, day, standard, version), day)


@router.put(
    "/standards/{standard}/{version}/lines",
    response={200: WholeStandardAnswer, **WRITE_ERRORS},
    summary="Write the lines of a standard",
)
def standard_lines(
    request: MusterRequest, standard: StandardCode, version: StandardCode, body: StandardLinesBody
) -> WholeStandardAnswer:
    """Write the lines of a version anew, all of them; for the Secretariat."""
    lines = [one.terms() for one in body.lines]
    standard_actions.write_lines(
        request.viewer, standard, version, lines, today=request.today, expected_version=body.version
    )
    found = visible_version(request.viewer, request.today, standard, version)
    return whole_standard_answer(found, request.today)


@router.get("/courses", response={200: Page[CourseAnswer], **READ_ERRORS}, summary="Courses")
def courses(request: MusterRequest, filters: Query[CourseFilters]) -> Page[CourseAnswer]:
    """The catalogue of courses, as far as the caller may see it."""
    chosen = filters.chosen(institution="institution__code", standard="standard", stage="stage_then")
    found = visible_courses(request.viewer, filters.day(request)).filter(**chosen)
    return page_of(found.order_by("reference"), filters, course_answer)


def _course(request: MusterRequest, reference: str) -> CourseAnswer:
    return course_answer(visible_course(request.viewer, request.today, reference))


@router.post("/courses", response={201: CourseAnswer, **WRITE_ERRORS}, summary="Enter a course")
def new_course(request: MusterRequest, body: NewCourseBody) -> Status[CourseAnswer]:
    """Enter a course of the caller's institution, as a draft."""
    terms = body.terms(body.reference, body.institution)
    made = course_actions.create_course(request.viewer, terms, today=request.today)
    return Status(201, _course(request, made.reference))


@router.get("/courses/{reference}", response={200: CourseAnswer, **READ_ERRORS}, summary="A course")
def course(request: MusterRequest, reference: CourseReference, filters: Query[Filters]) -> CourseAnswer:
    """One course."""
    return course_answer(visible_course(request.viewer, filters.day(request), reference))


@router.put("/courses/{reference}", response={200: CourseAnswer, **WRITE_ERRORS}, summary="Change a course")
def change_course(request: MusterRequest, reference: CourseReference, body: ChangedCourseBody) -> CourseAnswer:
    """Change what a course is and asks of participants."""
    found = visible_course(request.viewer, request.today, reference)
    terms = body.terms(reference, found.institution.code)
    course_actions.change_course(request.viewer, reference, terms, today=request.today, expected_version=body.version)
    return _course(request, reference)


@router.post("/courses/{reference}/steps", response={200: CourseAnswer, **WRITE_ERRORS}, summary="Offer or close")
def course_step(request: MusterRequest, reference: CourseReference, body: CourseStepBody) -> CourseAnswer:
    """Offer a course, or close it."""
    course_actions.step_course(
        request.viewer, reference, body.stage.value, today=request.today, expected_version=body.version
    )
    return _course(request, reference)


def _curriculum(request: MusterRequest, reference: str, day: Any) -> CurriculumAnswer:
    found = visible_course(request.viewer, day, reference)
    lessons = lesson_terms(found, day)
    covers = coverage(line_terms(found.standard_version, day), lessons)
    return CurriculumAnswer(
        course=reference,
        lessons=[lesson_answer(one) for one in lessons],
        coverage=[cover_answer(one) for one in covers],
    )


@router.get(
    "/courses/{reference}/curriculum",
    response={200: CurriculumAnswer, **READ_ERRORS},
    summary="The curriculum of a course",
)
def curriculum(request: MusterRequest, reference: CourseReference, filters: Query[Filters]) -> CurriculumAnswer:
    """The lessons of a course, and how they cover its standard."""
    return _curriculum(request, reference, filters.day(request))


@router.put(
    "/courses/{reference}/curriculum",
    response={200: CurriculumAnswer, **WRITE_ERRORS},
    summary="Write a curriculum",
)
def write_curriculum(request: MusterRequest, reference: CourseReference, body: CurriculumBody) -> CurriculumAnswer:
    """Write the lessons of a course anew, all of them."""
    lessons = [one.terms() for one in body.lessons]
    course_actions.write_curriculum(
        request.viewer, reference, lessons, today=request.today, expected_version=body.version
    )
    return _curriculum(request, reference, request.today)


def _session(request: MusterRequest, reference: str) -> SessionAnswer:
    return session_answer(visible_session(request.viewer, request.today, reference))


@router.post(
    "/courses/{reference}/sessions",
    response={201: SessionAnswer, **WRITE_ERRORS},
    summary="Plan a session",
)
def new_session(request: MusterRequest, reference: CourseReference, body: NewSessionBody) -> Status[SessionAnswer]:
    """Plan a session of a course."""
    terms = body.terms(body.reference or "")
    made = session_actions.create_session(request.viewer, reference, terms, today=request.today)
    return Status(201, _session(request, made.reference))


@router.get("/sessions", response={200: Page[SessionAnswer], **READ_ERRORS}, summary="Sessions")
def sessions(request: MusterRequest, filters: Query[SessionFilters]) -> Page[SessionAnswer]:
    """The sessions of courses that the caller may see, by their first day."""
    chosen = filters.chosen(
        course="course__reference",
        institution="course__institution__code",
        standard="course__standard",
        stage="stage_then",
        start="held_from__gte",
        until="held_from__lt",
    )
    day = filters.day(request)
    found = visible_sessions(request.viewer, day).filter(**chosen)
    return page_of(found, filters, session_answer, partial(counted_sessions, day=day))


@router.get("/sessions/{reference}", response={200: SessionAnswer, **READ_ERRORS}, summary="A session")
def session(request: MusterRequest, reference: SessionReference, filters: Query[Filters]) -> SessionAnswer:
    """One session with its seats and the participants by State."""
    return session_answer(visible_session(request.viewer, filters.day(request), reference))


@router.put("/sessions/{reference}", response={200: SessionAnswer, **WRITE_ERRORS}, summary="Change a session")
def change_session(request: MusterRequest, reference: SessionReference, body: ChangedSessionBody) -> SessionAnswer:
    """Change a session that is planned or open."""
    session_actions.change_session(
        request.viewer, reference, body.terms(), today=request.today, expected_version=body.version
    )
    return _session(request, reference)


@router.post(
    "/sessions/{reference}/steps",
    response={200: SessionAnswer, **WRITE_ERRORS},
    summary="Open, hold or cancel",
)
def session_step(request: MusterRequest, reference: SessionReference, body: SessionStepBody) -> SessionAnswer:
    """Open a session for enrolment, say that it was held, or cancel it."""
    session_actions.step_session(
        request.viewer, reference, body.stage.value, reason=body.reason, today=request.today,
        expected_version=body.version,
    )  # fmt: skip
    return _session(request, reference)


@router.get(
    "/sessions/{reference}/feedback",
    response={200: SessionFeedbackAnswer, **READ_ERRORS},
    summary="What participants say",
)
def feedback(request: MusterRequest, reference: SessionReference, filters: Query[Filters]) -> SessionFeedbackAnswer:
    """The averages of the marks of a session, once enough participants have answered."""
    day = filters.day(request)
    found = feedback_of(visible_session(request.viewer, day, reference), day)
    return SessionFeedbackAnswer(
        answers=found.answers, content=found.content, delivery=found.delivery, usefulness=found.usefulness
    )


@router.post(
    "/sessions/{reference}/feedback",
    response={201: SessionFeedbackAnswer, **WRITE_ERRORS},
    summary="Give feedback",
)
def new_feedback(
    request: MusterRequest, reference: SessionReference, body: SessionFeedbackBody
) -> Status[SessionFeedbackAnswer]:
    """Enter what one participant says, without a name."""
    give_feedback(request.viewer, reference, FeedbackTerms(**body.model_dump()), today=request.today)
    found = feedback_of(visible_session(request.viewer, request.today, reference), request.today)
    answer = SessionFeedbackAnswer(
        answers=found.answers, content=found.content, delivery=found.delivery, usefulness=found.usefulness
    )
    return Status(201, answer)


@router.get("/enrolments", response={200: Page[EnrolmentAnswer], **READ_ERRORS}, summary="Enrolments")
def enrolments(request: MusterRequest, filters: Query[EnrolmentFilters]) -> Page[EnrolmentAnswer]:
    """The enrolments that the caller may see: a State its own, an institution those of its sessions."""
    chosen = filters.chosen(session="session__reference", state="state__code", stage="stage_then")
    found = visible_enrolments(request.viewer, filters.day(request), request.today).filter(**chosen)
    return page_of(found, filters, enrolment_answer)


def _enrolment(request: MusterRequest, number: int) -> EnrolmentAnswer:
    return enrolment_answer(visible_enrolment(request.viewer, request.today, request.today, number))


@router.post(
    "/sessions/{reference}/enrolments",
    response={201: EnrolmentAnswer, **WRITE_ERRORS},
    summary="Apply for a seat",
)
def new_enrolment(
    request: MusterRequest, reference: SessionReference, body: ApplicationBody
) -> Status[EnrolmentAnswer]:
    """Apply for a person of the caller's State; refused with the reason of each rule that is not met."""
    made = enrolment_actions.apply_for_seat(
        request.viewer, reference, body.person, today=request.today, exception=body.exception
    )
    return Status(201, _enrolment(request, made.pk))


@router.get("/enrolments/{number}", response={200: EnrolmentAnswer, **READ_ERRORS}, summary="An enrolment")
def enrolment(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> EnrolmentAnswer:
    """One enrolment."""
    return enrolment_answer(visible_enrolment(request.viewer, filters.day(request), request.today, number))


@router.post(
    "/enrolments/{number}/steps",
    response={200: EnrolmentAnswer, **WRITE_ERRORS},
    summary="Answer or withdraw",
)
def enrolment_step(request: MusterRequest, number: RecordId, body: EnrolmentStepBody) -> EnrolmentAnswer:
    """Answer an application, withdraw it, or enter its result, whichever side's turn it is."""
    enrolment_actions.step_enrolment(
        request.viewer, number, body.stage.value, reason=body.reason, score=body.score, today=request.today,
        expected_version=body.version,
    )  # fmt: skip
    return _enrolment(request, number)


@router.get("/instructors", response={200: Page[InstructorAnswer], **READ_ERRORS}, summary="Instructors")
def instructors(request: MusterRequest, filters: Query[ListFilters]) -> Page[InstructorAnswer]:
    """The instructors of the caller's institution, or of its State's institutions."""
    found = visible_instructors(request.viewer, filters.day(request))
    return page_of(found, filters, instructor_answer)


def _instructor(request: MusterRequest, number: int) -> InstructorAnswer:
    return instructor_answer(visible_instructor(request.viewer, request.today, number))


@router.post("/instructors", response={201: InstructorAnswer, **WRITE_ERRORS}, summary="Enter an instructor")
def new_instructor(request: MusterRequest, body: InstructorBody) -> Status[InstructorAnswer]:
    """Enter that somebody teaches at the caller's institution."""
    made = instructor_actions.record_instructor(
        request.viewer, body.institution, body.person, teaches_from=body.teaches_from,
        teaches_until=body.teaches_until, today=request.today,
    )  # fmt: skip
    return Status(201, _instructor(request, made.pk))


@router.get("/instructors/{number}", response={200: InstructorAnswer, **READ_ERRORS}, summary="An instructor")
def instructor(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> InstructorAnswer:
    """One instructor with the qualifications."""
    return instructor_answer(visible_instructor(request.viewer, filters.day(request), number))


@router.post(
    "/instructors/{number}/qualifications",
    response={201: InstructorAnswer, **WRITE_ERRORS},
    summary="Enter a qualification",
)
def new_qualification(request: MusterRequest, number: RecordId, body: QualificationBody) -> Status[InstructorAnswer]:
    """Enter what an instructor is qualified for."""
    instructor_actions.record_qualification(
        request.viewer, number, body.standard, evidence=body.evidence, valid_from=body.valid_from,
        valid_until=body.valid_until, today=request.today, expected_version=body.version,
    )  # fmt: skip
    return Status(201, _instructor(request, number))


@router.post(
    "/instructors/{number}/end",
    response={200: InstructorAnswer, **WRITE_ERRORS},
    summary="End an instructor",
)
def end_instructor(request: MusterRequest, number: RecordId, body: InstructorEndBody) -> InstructorAnswer:
    """Say until when somebody teaches at the caller's institution."""
    instructor_actions.end_instructor(
        request.viewer, number, body.until, today=request.today, expected_version=body.version
    )
    return _instructor(request, number)
