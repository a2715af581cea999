"""A course of KAZCENT on the small record: a standard with lines, a curriculum, instructors, a session, people."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM, Viewer
from muster.people.actions import register_person
from muster.people.models import Person, PersonCredential
from muster.people.service_actions import record_credential, record_details
from muster.people.terms import PersonTerms
from muster.training.actions.courses import create_course, step_course, write_curriculum
from muster.training.actions.enrolments import apply_for_seat
from muster.training.actions.instructors import record_instructor, record_qualification
from muster.training.actions.sessions import create_session, step_session
from muster.training.actions.standards import record_version
from muster.training.models import Course, Enrolment, Instructor, StandardVersion, TrainingSession
from muster.training.rules.catalogue_terms import (
    CourseTerms,
    CoverTerms,
    KeptSeatsTerms,
    LessonTerms,
    LineTerms,
    SessionTerms,
    VersionTerms,
)
from tests.record import DAY, KNOWN, Record

COURSE, SESSION = "kazcent-poc", "kazcent-poc-2018-11-05"
FROM, UNTIL = date(2018, 11, 5), date(2018, 11, 16)
APPLY_BY = date(2018, 10, 20)
LINES = (
    LineTerms("1", "Title of line 1", 45),
    LineTerms("2.5", "Protection of civilians", 60),
    LineTerms("3", "Title of line 3", None, is_required=False),
)
LESSONS = (
    LessonTerms("L1", "Lesson on line 1", 45, "lecture", (CoverTerms("1"),)),
    LessonTerms("L2", "Lesson on line 2.5", 90, "exercise", (CoverTerms("2.5", 40),)),
)
TERMS = CourseTerms(
    reference=COURSE,
    institution="KAZCENT",
    title="Title of kazcent-poc",
    standard="POC",
    standard_version="2017",
    days=11,
    source="Source of kazcent-poc",
)
SESSION_TERMS = SessionTerms(FROM, UNTIL, 2, apply_by=APPLY_BY, place="Almaty", reference=SESSION)


def kazcent(record: Record) -> Organisation:
    """Return KAZCENT, as an institution of Kazakhstan."""
    found = record.parties.organisations["KAZCENT"]
    found.state = record.parties.organisations["KAZ"]
    found.save(update_fields=["state"])
    return found


def standard(version: str = "2017", issued_on: date = KNOWN) -> StandardVersion:
    """Enter a version of the standard on the protection of civilians with three lines."""
    terms = VersionTerms("POC", version, f"Title of POC {version}", issued_on, lines=LINES)
    return record_version(SYSTEM, terms, today=KNOWN)


def course(record: Record, *, offered: bool = True, **changes: object) -> Course:
    """Enter KAZCENT's course with its curriculum; `changes` replace any of its terms."""
    kazcent(record)
    if not StandardVersion.objects.exists():
        standard()
    made = create_course(SYSTEM, replace(TERMS, **changes), today=KNOWN)  # type: ignore[arg-type]
    write_curriculum(SYSTEM, made.reference, LESSONS, today=KNOWN)
    if offered:
        step_course(SYSTEM, made.reference, "offered", today=KNOWN)
    made.refresh_from_db()
    return made


def session(record: Record, terms: SessionTerms = SESSION_TERMS, *, opened: bool = True) -> TrainingSession:
    """Plan a session of KAZCENT's course, entered first where it is not there, and open it."""
    if not Course.objects.filter(reference=COURSE).exists():
        course(record)
    made = create_session(SYSTEM, COURSE, terms, today=KNOWN)
    if opened:
        made = step_session(SYSTEM, made.reference, "open", today=KNOWN)
    return made


def instructor(record: Record, today: date = DAY) -> Instructor:
    """Enter somebody who teaches at KAZCENT, without a qualification."""
    house = kazcent(record)
    person = register_person(
        SYSTEM, PersonTerms("instructor", "Family of the instructor"), organisation=house, today=today
    )
    return record_instructor(SYSTEM, "KAZCENT", person.pk, teaches_from=KNOWN, today=today)


def qualify(number: int, valid_from: date = KNOWN, valid_until: date | None = None) -> None:
    """Qualify an instructor for the protection of civilians."""
    record_qualification(
        SYSTEM, number, "POC", evidence="Certificate of the instructor", valid_from=valid_from,
        valid_until=valid_until, today=DAY,
    )  # fmt: skip


def trainee(record: Record, name: str, state: str = "KAZ", rank: str = "captain", today: date = DAY) -> Person:
    """Enter a participant of courses whom a State holds."""
    terms = PersonTerms("trainee", name, "Given", rank)
    return register_person(SYSTEM, terms, organisation=record.parties.organisations[state], today=today)


def officer(record: Record, name: str, state: str = "KAZ", today: date = DAY) -> Person:
    """Enter an individual with details of service, a language test and an examination."""
    terms = PersonTerms("individual", name, "Given", "captain")
    made = register_person(SYSTEM, terms, organisation=record.parties.organisations[state], today=today)
    record_details(SYSTEM, made.pk, born_on=date(1985, 1, 1), service_from=date(2010, 7, 1), today=today)
    for kind, subject, since in (("language", "en", date(2018, 1, 1)), ("medical", "", date(2018, 8, 1))):
        proof = PersonCredential(kind=kind, subject=subject, valid_from=since)
        record_credential(SYSTEM, made.pk, proof, today=today)
    return made


def applied(actor: Viewer, person: Person, today: date = DAY, reference: str = SESSION) -> Enrolment:
    """Apply for a person."""
    return apply_for_seat(actor, reference, person.pk, today=today)


TODAY = datetime.now(UTC).date()
COMING = "kazcent-poc-coming"


def catalogue_walked_over(record: Record) -> dict[str, int]:
    """Enter for a walk a draft course, an offered one with two sessions, an instructor, and enrolments of two States.

    One session lies ahead of the day of the test run: whoever takes part in it is still seen by the institution.
    """
    course(record, wanted_language="en")
    session(record)
    course(record, offered=False, reference="kazcent-draft", title="Title of kazcent-draft", source="")
    teacher = instructor(record, TODAY)
    qualify(teacher.pk)
    start = TODAY + timedelta(days=30)
    coming = replace(
        SESSION_TERMS, held_from=start, held_until=start + timedelta(days=5), apply_by=None, reference=COMING,
        instructors=(teacher.pk,), kept=(KeptSeatsTerms("KAZ", 1, TODAY),),
    )  # fmt: skip
    session(record, coming)
    numbers = {}
    for name, state in (("enrolment", "KAZ"), ("foreign_enrolment", "IND")):
        person = trainee(record, f"Family of the trainee of {state}", state, today=TODAY)
        made = apply_for_seat(SYSTEM, COMING, person.pk, today=TODAY, exception=f"Exception of {state}", on=DAY)
        numbers[name] = made.pk
    return {"instructor": teacher.pk, **numbers}
