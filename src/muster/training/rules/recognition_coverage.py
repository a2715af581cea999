"""How far the lessons of a course cover the lines of a standard, by minutes. Pure.

That a curriculum is held against the standard is seen (S33, seed000); that minutes measure it is a local choice, which
the reviewer's own verdict stands beside and may overrule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from muster.training.stages import Coverage


@dataclass(frozen=True)
class StandardLineFacts:
    """A line of the standard; `least_minutes` None: any time suffices."""

    key: int
    number: str
    title: str
    least_minutes: int | None = None
    is_required: bool = True


@dataclass(frozen=True)
class CoverFacts:
    """That a lesson covers a line: the minutes of it that do, and whether the lesson has a plan."""

    line: int
    lesson: str
    minutes: int
    has_plan: bool = False


@dataclass(frozen=True)
class CoveredLine:
    """A line with what covers it: minutes in all, lessons by number in their order, and what follows from both."""

    line: StandardLineFacts
    minutes: int
    lessons: tuple[str, ...]
    has_plan: bool
    computed: Coverage

    @property
    def missing_minutes(self) -> int:
        """Return how many minutes the line lacks; 0 where it lacks none or asks for none."""
        return max(0, (self.line.least_minutes or 0) - self.minutes)


def minutes_of(lesson_minutes: int, given: int | None) -> int:
    """Return the minutes of a lesson that count for a line: those given, never more than the lesson has; None: all."""
    return lesson_minutes if given is None else min(given, lesson_minutes)


def coverage_of(least_minutes: int | None, minutes: int) -> Coverage:
    """Return how far a line is covered: not at all without a minute, wholly with the least minutes, partly between."""
    if minutes <= 0:
        return Coverage.NOT
    return Coverage.FULL if minutes >= (least_minutes or 0) else Coverage.PARTLY


def coverage_matrix(lines: Sequence[StandardLineFacts], covers: Iterable[CoverFacts]) -> tuple[CoveredLine, ...]:
    """Return each line with what covers it, in the order of the lines."""
    by_line: dict[int, list[CoverFacts]] = {}
    for one in covers:
        by_line.setdefault(one.line, []).append(one)
    return tuple(_covered(line, by_line.get(line.key, [])) for line in lines)


def _covered(line: StandardLineFacts, covers: Sequence[CoverFacts]) -> CoveredLine:
    minutes = sum(one.minutes for one in covers)
    return CoveredLine(
        line=line,
        minutes=minutes,
        lessons=tuple(one.lesson for one in covers),
        has_plan=any(one.has_plan for one in covers),
        computed=coverage_of(line.least_minutes, minutes),
    )


def counted(verdicts: Iterable[str]) -> Mapping[Coverage, int]:
    """Return how many lines are covered wholly, partly and not at all; empty verdicts are left out."""
    given = [Coverage(one) for one in verdicts if one]
    return {one: given.count(one) for one in Coverage}
