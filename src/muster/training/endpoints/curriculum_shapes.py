"""What goes in and comes out of the API of curricula, and how they cover a standard."""

from typing import Annotated

from pydantic import Field

from muster.kit.openapi import Answer, Body
from muster.kit.openapi.fields import RecordId, Title, Version, Word
from muster.training.endpoints.catalogue_fields import Minutes, Short
from muster.training.rules.catalogue_curriculum import LineCover
from muster.training.rules.catalogue_terms import CoverTerms, LessonTerms
from muster.training.stages import Coverage


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
