"""Writes to instructors and their qualifications, by the institution at which they teach."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.models import Person, Purpose
from muster.people.purposes import purposes_of
from muster.people.queries import held_persons
from muster.reference.courses import course_standards
from muster.training.actions.courses import institution_of
from muster.training.models import Instructor, InstructorEnd, InstructorQualification
from muster.training.queries.courses import INSTRUCTOR_FIELDS


@transaction.atomic
def record_instructor(
    actor: Viewer, institution: str, person: int, *, teaches_from: date, teaches_until: date | None = None,
    today: date, known_from: date | None = None,
) -> Instructor:  # fmt: skip
    """Enter that a person, whom the institution holds as an instructor, teaches at it from a day on."""
    house = institution_of(actor, institution)
    found = _instructing_person(actor, person, house.pk)
    problems = _day_problems("until", teaches_from, teaches_until)
    if Instructor.objects.filter(institution=house, person=found).exists():
        problems.append(Problem("person", f"person {person} is an instructor already", "change that entry"))
    if problems:
        raise Refused("The instructor cannot be recorded.", problems)
    made = Instructor(institution=house, person=found, teaches_from=teaches_from, teaches_until=teaches_until)
    made.known_from = known_from or today
    require_clean_fields(made, "The instructor")
    made.save(force_insert=True)
    if teaches_until is not None:
        InstructorEnd.objects.create(instructor=made, teaches_until=teaches_until, known_from=made.known_from)
    after = {"person": person, "institution": house.code, "from": teaches_from, "until": teaches_until}
    audit.record(actor, "training:instructor:recorded", f"instructor {made.pk}", after=after)
    return made


@transaction.atomic
def end_instructor(
    actor: Viewer, number: int, until: date, *, today: date, expected_version: int | None = None
) -> Instructor:
    """Say until when (excluded) an instructor teaches at the institution."""
    found = _own_instructor(actor, number)
    require_version(f"Instructor {number}", found.version, expected_version)
    if problems := _day_problems("until", found.teaches_from, until):
        raise Refused(f"Instructor {number} cannot end then.", problems)
    before = found.teaches_until
    found.teaches_until = until
    found.version += 1
    found.save(update_fields=["teaches_until", "version"])
    InstructorEnd.objects.create(instructor=found, teaches_until=until, known_from=today)
    subject = f"instructor {number}"
    audit.record(actor, "training:instructor:ended", subject, before={"until": before}, after={"until": until})
    return found


@transaction.atomic
def record_qualification(
    actor: Viewer, number: int, standard: str, *, evidence: str, valid_from: date, valid_until: date | None = None,
    today: date, known_from: date | None = None, expected_version: int | None = None,
) -> InstructorQualification:  # fmt: skip
    """Enter what an instructor is qualified for: a standard, by what evidence, in `[valid_from, valid_until)`."""
    found = _own_instructor(actor, number)
    require_version(f"Instructor {number}", found.version, expected_version)
    problems = _day_problems("valid until", valid_from, valid_until)
    if standard not in course_standards():
        remedy = "give a code of the reference table of courses"
        problems.append(Problem("standard", f"{standard!r} is none", remedy))
    if not evidence.strip():
        problems.append(Problem("evidence", "there is none", "name the certificate or course"))
    if problems:
        raise Refused(f"The qualification of instructor {number} cannot be recorded.", problems)
    made = InstructorQualification(
        instructor=found, standard=standard, evidence=evidence.strip(), valid_from=valid_from, valid_until=valid_until,
        known_from=known_from or today,
    )  # fmt: skip
    require_clean_fields(made, "The qualification")
    made.save(force_insert=True)
    found.version += 1
    found.save(update_fields=["version"])
    after = {"standard": standard, "from": valid_from, "until": valid_until}
    audit.record(actor, "training:instructor:qualified", f"instructor {number}", after=after)
    return made


def _own_instructor(actor: Viewer, number: int) -> Instructor:
    seen = Instructor.objects.filter(visibility.rows(actor, INSTRUCTOR_FIELDS))
    found = seen.select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no instructor {number} that you may see.")
    visibility.require_owner(actor, found.institution_id, f"Instructor {number}")
    return found


def _instructing_person(actor: Viewer, number: int, institution: int) -> Person:
    held = held_persons(actor).filter(pk=number, organisation=institution, erased_on__isnull=True).first()
    if held is None:
        raise NotFound(f"Your organisation holds no person {number}.")
    if Purpose.INSTRUCTOR not in purposes_of(held):
        remedy = "keep the person as an instructor first"
        raise Refused("", [Problem(f"person {number}", f"is kept as {held.purpose}", remedy)])
    return held


def _day_problems(place: str, start: date, until: date | None) -> list[Problem]:
    if until is not None and until <= start:
        return [Problem(place, "is not after the first day", "give a later day, or none")]
    return []
