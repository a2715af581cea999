"""Rules of a State's records of history, and the years in which it was seen in an operation. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem
from muster.statistics.rules.history_terms import DayPrecision, HistoryStage, HistoryTerms, PointKind

STEPS: dict[HistoryStage, tuple[HistoryStage, ...]] = {
    HistoryStage.DRAFT: (HistoryStage.PUBLISHED,),
    HistoryStage.PUBLISHED: (HistoryStage.DRAFT,),
}
"""What is published can be taken back by its State; a local choice."""


def history_problems(terms: HistoryTerms, today: date) -> list[Problem]:
    """Return why a record cannot be kept: a line each, with its remedy."""
    problems = []
    if not terms.title.strip():
        problems.append(Problem("title", "is empty", "say what it was", "title"))
    if terms.holds_from > today:
        problems.append(Problem("from", f"{terms.holds_from} is not yet", "history is what was", "holds_from"))
    if terms.holds_until is not None and terms.holds_until <= terms.holds_from:
        problems.append(
            Problem("until", "is not after its beginning", "give the first day after its end", "holds_until")
        )
    problems += [
        Problem(f"point {number}", "a figure has no number", "give the number, or make it a lesson")
        for number, point in enumerate(terms.points, start=1)
        if point.kind == PointKind.FIGURE and point.amount is None
    ]
    problems += [
        Problem(f"point {number}", "says nothing", "say what the figure counts, or what was learned")
        for number, point in enumerate(terms.points, start=1)
        if not point.words.strip()
    ]
    return problems


def step_problems(stage: str, following: str, *, source: str) -> list[Problem]:
    """Return why a record cannot take a step. What is published names its source."""
    if HistoryStage(following) not in STEPS[HistoryStage(stage)]:
        return [Problem("stage", f"what is {stage} cannot become {following}", "look at the record again")]
    if following == HistoryStage.PUBLISHED and not source.strip():
        return [Problem("source", "is empty", "name the source before others read it", "source")]
    return []


def day_words_of(day: date, precision: str) -> str:
    """Return a day no more exactly than it is known: 2018-10-28, 2018-10 or 2018."""
    return {DayPrecision.DAY: f"{day:%Y-%m-%d}", DayPrecision.MONTH: f"{day:%Y-%m}", DayPrecision.YEAR: f"{day:%Y}"}[
        DayPrecision(precision)
    ]


@dataclass(frozen=True)
class SeenYears:
    """A State was seen in an operation in each year of `[first, last]`, with at most `peak` people."""

    mission: str
    first: int
    last: int
    peak: int


def seen_years(rows: Iterable[tuple[str, int, int]]) -> list[SeenYears]:
    """Return unbroken runs of years out of (operation, year, people); years with nobody break a run."""
    found: list[SeenYears] = []
    for mission, year, people in sorted(rows):
        if people <= 0:
            continue
        last = found[-1] if found and found[-1].mission == mission else None
        if last is not None and year <= last.last + 1:
            found[-1] = SeenYears(mission, last.first, year, max(last.peak, people))
        else:
            found.append(SeenYears(mission, year, year, people))
    return sorted(found, key=lambda one: (one.first, one.mission))
