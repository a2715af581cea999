"""How a curriculum covers the lines of a standard, by minutes. Pure.

Source: section 5.3 of the dossier (curriculum coverage against the standard); how minutes count is local choice.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from muster.kit.errors import Problem, Refused
from muster.training.rules.catalogue_terms import MOST_LINES, CoverTerms, LessonTerms, LineTerms
from muster.training.stages import Coverage


@dataclass(frozen=True)
class LineCover:
    """How far a line of the standard is covered: by which lessons, for how many minutes together."""

    number: str
    title: str
    is_required: bool
    least_minutes: int | None
    minutes: int
    lessons: tuple[str, ...]
    extent: Coverage

    @property
    def missing_minutes(self) -> int:
        """Return the minutes that the standard asks for and the curriculum lacks."""
        return max(0, (self.least_minutes or 0) - self.minutes)


def parsed_covers(text: str) -> tuple[CoverTerms, ...]:
    """Return the lines that a text names: `1.2; 2.5:60` is all of line 1.2's lesson and 60 minutes of line 2.5.

    Raises Refused where a part is none.
    """
    covers = []
    for part in (one.strip() for one in text.split(";")):
        if not part:
            continue
        line, colon, minutes = (one.strip() for one in part.partition(":"))
        if colon and not (minutes.isascii() and minutes.isdigit() and int(minutes) > 0):
            raise Refused("", [Problem("covers", f"{part!r} is no line", "write 2.5, or 2.5:60 for 60 minutes")])
        covers.append(CoverTerms(line, int(minutes) if colon else None))
    return tuple(covers)


def covers_text(covers: Sequence[CoverTerms]) -> str:
    """Return the text that `parsed_covers` reads."""
    return "; ".join(one.line if one.minutes is None else f"{one.line}:{one.minutes}" for one in covers)


def lesson_problems(lessons: Sequence[LessonTerms], lines: Collection[str]) -> list[Problem]:
    """Return what is wrong with lessons: numbers of their own, a title, minutes, and lines that the standard has.

    No line is covered for more minutes than its lesson has; a lesson may teach several lines at once, so the minutes of
    its lines together may be more than its own.
    """
    problems = []
    seen: set[str] = set()
    for one in lessons:
        place = f"lesson {one.number or '(without a number)'}"
        if not one.number.strip():
            problems.append(Problem(place, "has no number", "number it in its order", "number"))
        elif one.number in seen:
            problems.append(Problem(place, "is there twice", "give each lesson a number of its own", "number"))
        seen.add(one.number)
        if not one.title.strip():
            problems.append(Problem(place, "has no title", "say what it is about", "title"))
        if one.minutes < 1:
            problems.append(Problem(place, "lasts no minute", "give its minutes", "minutes"))
        problems += _cover_problems(place, one, lines)
    if len(lessons) > MOST_LINES:
        problems.append(Problem("lessons", f"there are {len(lessons)}", f"a curriculum has at most {MOST_LINES}"))
    return problems


def _cover_problems(place: str, lesson: LessonTerms, lines: Collection[str]) -> list[Problem]:
    problems = []
    named: set[str] = set()
    for cover in lesson.covers:
        if cover.line in named:
            problems.append(Problem(place, f"names line {cover.line} twice", "name each line once", "covers"))
        elif cover.line not in lines:
            known = "the course's version of the standard has no such line" if lines else "the course has no version"
            problems.append(Problem(place, f"covers line {cover.line!r}: {known}", "give a line of it", "covers"))
        named.add(cover.line)
        if cover.minutes is not None and not 0 < cover.minutes <= lesson.minutes:
            words = f"covers line {cover.line} for {cover.minutes} of its {lesson.minutes} minutes"
            problems.append(Problem(place, words, "give no more than the lesson lasts", "covers"))
    return problems


def coverage(lines: Sequence[LineTerms], lessons: Sequence[LessonTerms]) -> list[LineCover]:
    """Return how far each line is covered: fully by a lesson and the minutes asked for, partly by fewer, or not."""
    found = []
    for line in lines:
        by = [(lesson, cover) for lesson in lessons for cover in lesson.covers if cover.line == line.number]
        minutes = sum(lesson.minutes if cover.minutes is None else cover.minutes for lesson, cover in by)
        if not by:
            extent = Coverage.NOT
        elif minutes < (line.least_minutes or 0):
            extent = Coverage.PARTLY
        else:
            extent = Coverage.FULL
        numbers = tuple(lesson.number for lesson, _ in by)
        found.append(LineCover(line.number, line.title, line.is_required, line.least_minutes, minutes, numbers, extent))
    return found
