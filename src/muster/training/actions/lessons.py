"""Writes the lessons of a course; what was taught before stays on record for the days before.

Whoever calls it has checked the actor and the terms, and records the event.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from muster.kit.clean_fields import require_clean_fields
from muster.training.actions.earlier_content import close, keep_earlier
from muster.training.models import Course, CourseLesson, LessonCover, StandardLine
from muster.training.models.content import CURRENT
from muster.training.rules.catalogue_terms import LessonTerms


def current_lessons(course: Course) -> list[CourseLesson]:
    """Return the lessons of a course as they are, with what they cover."""
    found = course.lessons.filter(CURRENT).prefetch_related("covers__line")
    return list(found.order_by("order", "pk"))


def keep_earlier_lesson(lesson: CourseLesson, day: date) -> None:
    """Put what a lesson said and covered beside it as believed until a day; the caller saves the lesson itself."""
    earlier = keep_earlier(lesson, day)
    if earlier is not None:
        covers = LessonCover.objects.filter(lesson=lesson)
        LessonCover.objects.bulk_create(
            LessonCover(lesson=earlier, line_id=one.line_id, minutes=one.minutes) for one in covers
        )


def write_lessons(course: Course, lessons: Sequence[LessonTerms], lines: Mapping[str, StandardLine], day: date) -> None:
    """Write the lessons of a course by their numbers, known from a day on; `lines` are those that they may cover."""
    known = {one.number: one for one in current_lessons(course)}
    for order, terms in enumerate(lessons, start=1):
        lesson = known.pop(terms.number, None)
        if lesson is None:
            lesson = CourseLesson(course=course, number=terms.number, known_from=day)
        elif _is_as(lesson, terms, order):
            continue
        else:
            keep_earlier_lesson(lesson, day)
        lesson.title, lesson.minutes, lesson.method = terms.title.strip(), terms.minutes, terms.method
        lesson.order, lesson.plan_id = order, terms.plan or lesson.plan_id
        require_clean_fields(lesson, f"Lesson {terms.number}")
        lesson.save()
        LessonCover.objects.filter(lesson=lesson).delete()
        LessonCover.objects.bulk_create(
            LessonCover(lesson=lesson, line=lines[one.line], minutes=one.minutes) for one in terms.covers
        )
    for gone in known.values():
        close(gone, day)


def _is_as(lesson: CourseLesson, terms: LessonTerms, order: int) -> bool:
    """Return whether a lesson says and covers what the terms say, at the same place."""
    said = (lesson.title, lesson.minutes, lesson.method, lesson.order, lesson.plan_id)
    covers = {(one.line.number, one.minutes) for one in lesson.covers.all()}
    wanted = (terms.title.strip(), terms.minutes, terms.method, order, terms.plan or lesson.plan_id)
    return said == wanted and covers == {(one.line, one.minutes) for one in terms.covers}
