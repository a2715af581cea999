"""Enters standards with their versions, courses with curricula, sessions, and illustrative participants of one session.

Of published sessions the number of participants is entered, never a person. The people of the illustrative session are
made up and say so by name; their data are entered as of the day of loading, since they are kept for a limited time
only. They have no reference, so they are loaded with their session or not at all.
"""

from collections import defaultdict
from datetime import date

from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import Row, read_rows
from muster.parties.acting import today
from muster.parties.viewer import SYSTEM
from muster.people.actions import register_person
from muster.people.models import Purpose
from muster.people.terms import PersonTerms
from muster.training.actions.courses import create_course, step_course, write_curriculum
from muster.training.actions.enrolments import apply_for_seat, step_enrolment
from muster.training.actions.instructors import record_instructor, record_qualification
from muster.training.actions.sessions import create_session, step_session
from muster.training.actions.standards import record_version
from muster.training.models import Course, Instructor, StandardVersion, TrainingSession
from muster.training.rules.catalogue_curriculum import parsed_covers
from muster.training.rules.catalogue_terms import (
    CourseTerms,
    KeptSeatsTerms,
    LessonTerms,
    LineTerms,
    SessionTerms,
    VersionTerms,
)


def rows_by(name: str, *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """Return the rows of a file by what stands in some of its columns, in their order."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in read_rows(name):
        found[tuple(row[column] for column in columns)].append(row)
    return found


def known_versions() -> set[str]:
    """Return the versions of standards on record."""
    return {str(one) for one in StandardVersion.objects.all()}


def load_version(row: Row, known: set[str], lines: dict[tuple[str, ...], list[Row]]) -> bool:
    """Enter a version of a standard with its lines; False where it is there."""
    if f"{row['standard']} {row['version']}" in known:
        return False
    listed = lines[(row["standard"], row["version"])]
    terms = VersionTerms(
        standard=row["standard"],
        version=row["version"],
        title=row["title"],
        issued_on=row.day("issued_on"),
        note=row["note"],
        source=row["source"],
        lines=tuple(
            LineTerms(one["number"], one["title"], one.optional_integer("least_minutes"), one.truth("is_required"))
            for one in listed
        ),
    )
    record_version(SYSTEM, terms, today=today(), known_from=row.day("issued_on"), standing=row.standing)
    return True


def known_courses() -> set[str]:
    """Return the courses on record."""
    return set(Course.objects.values_list("reference", flat=True))


def load_course(row: Row, known: set[str], lessons: dict[tuple[str, ...], list[Row]]) -> bool:
    """Enter a course with its curriculum and offer it; False where it is there."""
    if row["reference"] in known:
        return False
    terms = CourseTerms(
        reference=row["reference"],
        institution=row["institution"],
        title=row["title"],
        standard=row["standard"],
        standard_version=row["standard_version"],
        language=row["language"],
        days=row.optional_integer("days"),
        audience=row["audience"],
        ranks=row["ranks"],
        least_service_years=row.optional_integer("least_service_years"),
        wanted_language=row["wanted_language"],
        medical_months=row.optional_integer("medical_months"),
        certificate_months=row.optional_integer("certificate_months"),
        source=row["source"],
    )
    day = row.day("known_from")
    made = create_course(SYSTEM, terms, today=today(), known_from=day, standing=row.standing)
    listed = tuple(
        LessonTerms(one["number"], one["title"], one.integer("minutes"), one["method"], parsed_covers(one["covers"]))
        for one in lessons[(row["reference"],)]
    )
    if listed:
        write_curriculum(SYSTEM, made.reference, listed, today=today(), known_from=day)
    step_course(SYSTEM, made.reference, "offered", today=today(), on=day)
    return True


def known_sessions() -> set[str]:
    """Return the sessions on record."""
    return set(TrainingSession.objects.values_list("reference", flat=True))


class Sessions:
    """What the files of sessions share while they are loaded: which are new here, and their participants."""

    def __init__(self) -> None:
        self.known = known_sessions()
        self.instructors = {one.institution_id for one in Instructor.objects.all()}
        self.new: set[str] = set()

    def load_instructor(self, row: Row) -> bool:
        """Enter an instructor with a qualification; False where the institution has any."""
        house = organisation(row["institution"])
        if house.pk in self.instructors:
            return False
        terms = PersonTerms(Purpose.INSTRUCTOR, row["family_name"], row["given_names"], row["rank"])
        person = register_person(SYSTEM, terms, organisation=house, today=today())
        since = row.day("teaches_from")
        made = record_instructor(SYSTEM, house.code, person.pk, teaches_from=since, today=today(), known_from=since)
        for standard in row["standards"].split(";"):
            record_qualification(
                SYSTEM, made.pk, standard.strip(), evidence=row["evidence"], valid_from=since, today=today(),
                known_from=since,
            )  # fmt: skip
        return True

    def load_session(self, row: Row) -> bool:
        """Enter a session, with who teaches, and take it to its stage; False where it is there."""
        if row["reference"] in self.known:
            return False
        held_from = row.day("held_from")
        terms = SessionTerms(
            held_from=held_from,
            held_until=row.day("held_until"),
            seats=row.integer("seats"),
            apply_by=row.optional_day("apply_by"),
            place=row["place"],
            reference=row["reference"],
            announced_participants=row.optional_integer("announced_participants"),
            kept=_kept(row),
            instructors=self._teachers(row),
            source=row["source"],
        )
        known_from = row.day("known_from")
        create_session(SYSTEM, row["course"], terms, today=today(), known_from=known_from, standing=row.standing)
        step_session(SYSTEM, row["reference"], "open", today=today(), on=known_from)
        if row["stage"] == "held":
            step_session(SYSTEM, row["reference"], "held", today=today(), on=held_from)
        self.new.add(row["reference"])
        return True

    def _teachers(self, row: Row) -> tuple[int, ...]:
        if not row.truth("has_instructors"):
            return ()
        course = Course.objects.get(reference=row["course"])
        found = Instructor.objects.filter(
            institution=course.institution, qualifications__standard=course.standard
        ).distinct()
        return tuple(found.values_list("pk", flat=True))

    def load_participant(self, row: Row) -> bool:
        """Enter a made-up participant of a session and how far the enrolment is; False where the session was there."""
        if row["session"] not in self.new:
            return False
        terms = PersonTerms(Purpose.TRAINEE, row["family_name"], row["given_names"], row["rank"], row["sex"])
        person = register_person(SYSTEM, terms, organisation=organisation(row["state"]), today=today())
        day = row.day("applied_on")
        made = apply_for_seat(
            SYSTEM, row["session"], person.pk, today=today(), exception=row["exception"], on=day, standing=row.standing
        )
        for step in filter(None, row["steps"].split(";")):
            stage, _, on = step.strip().partition(":")
            step_enrolment(SYSTEM, made.pk, stage, reason=row["reason"], today=today(), on=date.fromisoformat(on))
        return True


def _kept(row: Row) -> tuple[KeptSeatsTerms, ...]:
    """Return the seats kept: `IND 2 2019-01-01; SRB 1 2019-01-01`."""
    parts = [one.split() for one in row["kept"].split(";") if one.strip()]
    return tuple(KeptSeatsTerms(state, int(seats), date.fromisoformat(until)) for state, seats, until in parts)
