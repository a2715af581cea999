"""Courses that a viewer may see, with what is to come of them, and instructors."""

from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Prefetch, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.models import (
    Course,
    CourseLesson,
    CourseStageEvent,
    Instructor,
    InstructorEnd,
    InstructorQualification,
    LessonCover,
    StandardLine,
)
from muster.training.models.content import content_on
from muster.training.queries.standards import newest_version
from muster.training.rules.catalogue_sessions import Qualification, Teacher
from muster.training.rules.catalogue_terms import CoverTerms, LessonTerms
from muster.training.stages import CourseStage

COURSE_FIELDS = visibility.Fields(
    owner="institution_id",
    partner="institution__state_id",
    stage="stage",
    published_stages=(CourseStage.OFFERED, CourseStage.CLOSED),
)
"""A draft is the institution's own and its State's; what is offered is on the catalogue of every party."""

INSTRUCTOR_FIELDS = visibility.Fields(owner="institution_id", partner="institution__state_id")


def visible_courses(viewer: Viewer, day: date) -> QuerySet[Course]:
    """Return the courses known on `day` that the viewer may see, with `stage_then` and the `newest_version` in force.

    Whether a course is published is asked of today; a page of an earlier day shows the stage that it had then.
    """
    seen = known_on(Course.objects.filter(visibility.rows(viewer, COURSE_FIELDS)), day)
    events = known_on(CourseStageEvent.objects.filter(course=OuterRef("pk"), held_from__lte=day), day)
    then = Subquery(events.order_by("-held_from", "-pk").values("stage")[:1])
    found = seen.annotate(stage_then=Coalesce(then, F("stage")), newest_version=newest_version("standard", day))
    return found.select_related("institution__state", "standard_version").order_by("institution__name", "title")


def visible_course(viewer: Viewer, day: date, reference: str) -> Course:
    """Return one course; raises NotFound unless the viewer may see it on `day`."""
    found = visible_courses(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no course {reference!r} on record that you may see.")
    return found


def is_on_older_version(course: Any) -> bool:
    """Return whether a later version has taken over from the one that a course (of `visible_courses`) follows."""
    followed = course.standard_version
    return followed is not None and bool(course.newest_version) and course.newest_version != followed.version


def lesson_terms(course: Course, day: date | None = None) -> tuple[LessonTerms, ...]:
    """Return the curriculum of a course as it was on a day (None: as it is) with what it covers. Three queries."""
    line = Prefetch("line", queryset=StandardLine.objects.only("number", "standard_version_id", "order"))
    covers = Prefetch("covers", queryset=LessonCover.objects.order_by("line__order").prefetch_related(line))
    lessons = CourseLesson.objects.filter(content_on(day), course=course)
    return tuple(
        LessonTerms(
            one.number,
            one.title,
            one.minutes,
            one.method,
            tuple(CoverTerms(cover.line.number, cover.minutes) for cover in one.covers.all()),
            one.plan_id,
        )
        for one in lessons.order_by("order", "pk").prefetch_related(covers)
    )


def visible_instructors(viewer: Viewer, day: date) -> QuerySet[Instructor]:
    """Return the instructors known on `day` of the viewer's institution or State's institutions, with what they may.

    Each has `until_then`, the day until which it was known on `day` that they teach.
    """
    known = known_on(InstructorQualification.objects.order_by("standard", "valid_from"), day)
    found = known_on(Instructor.objects.filter(visibility.rows(viewer, INSTRUCTOR_FIELDS)), day)
    found = found.prefetch_related(Prefetch("qualifications", queryset=known, to_attr="known_qualifications"))
    ends = InstructorEnd.objects.filter(instructor=OuterRef("pk"))
    told = Subquery(known_on(ends, day).order_by("-known_from", "-pk").values("teaches_until")[:1])
    found = found.annotate(until_then=Case(When(Exists(ends), then=told), default=F("teaches_until")))
    return found.select_related("institution", "person").order_by("institution__name", "pk")


def visible_instructor(viewer: Viewer, day: date, number: int) -> Instructor:
    """Return one instructor. Raises NotFound."""
    found = visible_instructors(viewer, day).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no instructor {number} that you may see.")
    return found


def teacher_of(instructor: Instructor) -> Teacher:
    """Return an instructor as the rule sees one."""
    return Teacher(
        instructor.pk,
        instructor.teaches_from,
        instructor.teaches_until,
        tuple(Qualification(one.standard, one.valid_from, one.valid_until) for one in instructor.qualifications.all()),
    )
