"""Writes to courses and their curricula, by the institution that gives them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.documents.queries import visible_documents
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer
from muster.reference.courses import course_standards
from muster.training.actions.lessons import current_lessons, keep_earlier_lesson, write_lessons
from muster.training.models import Course, CourseStageEvent, StandardLine, StandardVersion
from muster.training.queries.courses import COURSE_FIELDS, lesson_terms
from muster.training.queries.standards import lines_on
from muster.training.rules.catalogue_curriculum import covers_text, lesson_problems
from muster.training.rules.catalogue_sessions import next_course_stages
from muster.training.rules.catalogue_terms import CourseTerms, LessonTerms
from muster.training.stages import CourseStage

PLAIN = (
    "title", "standard", "language", "days", "audience", "ranks", "least_service_years", "wanted_language",
    "medical_months", "certificate_months", "source",
)  # fmt: skip


def institution_of(actor: Viewer, code: str) -> Organisation:
    """Return an institution that the actor acts for. Raises NotFound, NotAllowed, Refused for another kind."""
    found = organisation(code)
    visibility.require_owner(actor, found.pk, "A course")
    if found.kind != OrganisationKind.TRAINING_INSTITUTION:
        raise Refused(f"{found.name} is no training institution; courses are an institution's.")
    return found


def own_course(actor: Viewer, reference: str) -> Course:
    """Return a course of the actor's institution, locked. Raises NotFound, NotAllowed."""
    seen = Course.objects.filter(visibility.rows(actor, COURSE_FIELDS))
    found = seen.select_for_update(of=("self",)).select_related("institution").filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no course {reference!r} on record that you may see.")
    visibility.require_owner(actor, found.institution_id, f"Course {reference}")
    return found


@transaction.atomic
def create_course(
    actor: Viewer, terms: CourseTerms, *, today: date, known_from: date | None = None,
    standing: Standing = Standing.ENTERED,
) -> Course:  # fmt: skip
    """Enter a course of the actor's institution as a draft. Raises NotAllowed and Refused."""
    institution = institution_of(actor, terms.institution)
    problems = reference_problems(terms.reference, "reference")
    if Course.objects.filter(reference=terms.reference).exists():
        problems.append(Problem("reference", f"{terms.reference} is taken", "give another one"))
    day = known_from or today
    made = Course(reference=terms.reference, institution=institution, known_from=day, standing=standing)
    _write(made, terms, problems, day)
    CourseStageEvent.objects.create(course=made, stage=made.stage, held_from=day, known_from=day)
    audit.record(actor, "training:course:created", made.reference, after=_content(made))
    return made


@transaction.atomic
def change_course(
    actor: Viewer, reference: str, terms: CourseTerms, *, today: date, expected_version: int | None = None
) -> Course:
    """Change what a course is and asks of participants; its reference and institution stay."""
    found = own_course(actor, reference)
    require_version(f"Course {reference}", found.version, expected_version)
    before = _content(found)
    _write(found, terms, [], today)
    after = _content(found)
    if before != after:
        found.version += 1
        found.save(update_fields=["version"])
        audit.record(actor, "training:course:changed", reference, before=before, after=after)
    return found


@transaction.atomic
def step_course(
    actor: Viewer, reference: str, stage: str, *, today: date, expected_version: int | None = None,
    on: date | None = None,
) -> Course:  # fmt: skip
    """Offer a course, close it, or offer it again; from `on`, which the installation alone may set to another day."""
    found = own_course(actor, reference)
    require_version(f"Course {reference}", found.version, expected_version)
    ways = next_course_stages(found.stage)
    if stage not in ways:
        label = CourseStage(found.stage).label.lower()
        raise Refused(f"Course {reference} is {label}; it can become: {', '.join(ways) or 'nothing'}.")
    before, day = found.stage, (on or today) if actor.is_system else today
    found.stage = stage
    found.version += 1
    found.save(update_fields=["stage", "version"])
    CourseStageEvent.objects.create(course=found, stage=stage, held_from=day, known_from=day)
    audit.record(actor, "training:course:stepped", reference, before={"stage": before}, after={"stage": stage})
    return found


@transaction.atomic
def write_curriculum(
    actor: Viewer, reference: str, lessons: Sequence[LessonTerms], *, today: date, expected_version: int | None = None,
    known_from: date | None = None,
) -> Course:  # fmt: skip
    """Write the lessons of a course anew, all of them, with the lines that they cover.

    A lesson that stays keeps the plan that it has unless another one is named. What was taught before stays on record
    for the days before.
    """
    found = own_course(actor, reference)
    require_version(f"Course {reference}", found.version, expected_version)
    lines = _lines_of(found.standard_version)
    problems = lesson_problems(lessons, tuple(lines))
    plans = {one.plan for one in lessons if one.plan is not None}
    held = set(visible_documents(actor).filter(pk__in=plans).values_list("pk", flat=True))
    problems += [Problem("plan", f"there is no document {one} that you may see", "") for one in sorted(plans - held)]
    if problems:
        raise Refused(f"The curriculum of {reference} cannot be recorded.", problems)
    before = _curriculum(lesson_terms(found, None))
    write_lessons(found, lessons, lines, known_from or today)
    after = _curriculum(lesson_terms(found, None))
    if before != after:
        found.version += 1
        found.save(update_fields=["version"])
        audit.record(actor, "training:course:curriculum-written", reference, before=before, after=after)
    return found


def _write(course: Course, terms: CourseTerms, problems: list[Problem], day: date) -> None:
    """Put the terms into the record, known from a day on. Raises Refused with everything that is wrong."""
    if terms.standard not in course_standards():
        remedy = "give a code of the reference table of courses"
        problems.append(Problem("standard", f"{terms.standard!r} is none", remedy))
    if not terms.title.strip():
        problems.append(Problem("title", "there is none", "give the course's name"))
    version = None
    if terms.standard_version:
        version = StandardVersion.objects.filter(standard=terms.standard, version=terms.standard_version).first()
        if version is None:
            words = f"{terms.standard} has no version {terms.standard_version!r} on record"
            problems.append(Problem("version of the standard", words, "give one that is, or leave it empty"))
    if course.pk and course.standard_version_id != (version.pk if version else None):
        _move_covers(course, version, problems, day)
    if problems:
        raise Refused("The course cannot be recorded.", problems)
    for name in PLAIN:
        setattr(course, name, getattr(terms, name))
    course.standard_version = version
    require_clean_fields(course, "The course")
    course.save()


def _lines_of(version: StandardVersion | None) -> dict[str, StandardLine]:
    """Return the lines of a version as they are, by number; none of no version."""
    return {} if version is None else {one.number: one for one in lines_on(version, None)}


def _move_covers(course: Course, version: StandardVersion | None, problems: list[Problem], day: date) -> None:
    """Let lessons cover the lines of another version that have the same numbers; a line without one is a problem.

    What they covered before stays on record for the days before.
    """
    lines = _lines_of(version)
    for lesson in current_lessons(course):
        covers = list(lesson.covers.all())
        gone = [one.line.number for one in covers if one.line.number not in lines]
        for number in gone:
            words = f"covers line {number}, which the other version does not have"
            problems.append(Problem(f"lesson {lesson.number}", words, "change the curriculum first"))
        if covers and not gone:
            keep_earlier_lesson(lesson, day)
            lesson.save()
            for cover in covers:
                cover.line = lines[cover.line.number]
                cover.save(update_fields=["line"])


def _content(course: Course) -> dict[str, Any]:
    version = course.standard_version.version if course.standard_version else ""
    return {**{name: getattr(course, name) for name in PLAIN}, "standard_version": version, "stage": course.stage}


def _curriculum(lessons: Sequence[LessonTerms]) -> dict[str, Any]:
    return {"lessons": [{**asdict(one), "covers": covers_text(one.covers)} for one in lessons]}
