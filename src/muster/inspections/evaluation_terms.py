"""What is said of an evaluation or a plan by whoever enters it, whichever door it comes through. Pure."""

from dataclasses import dataclass
from datetime import date

from muster.kit.standing import Standing

MOST_LINES = 200
"""Standards of an evaluation, or measures of a plan."""


@dataclass(frozen=True)
class StandardTerms:
    """A line: at a task, by a standard, shown by an indicator, the unit is rated so (empty: not rated yet)."""

    area: str
    task: str
    standard: str = ""
    indicator: str = ""
    rating: str = ""
    remark: str = ""


@dataclass(frozen=True)
class EvaluationTerms:
    """A new evaluation of a unit over `[covers_from, covers_until)`, by an office of the mission."""

    reference: str
    unit: str
    kind: str
    covers_from: date
    covers_until: date
    evaluator: str
    source: str = ""
    standing: str = Standing.ENTERED
    known_from: date | None = None


@dataclass(frozen=True)
class EvaluationContent:
    """What an evaluation says: the whole, the summary, and every standard."""

    rating: str
    summary: str
    standards: tuple[StandardTerms, ...]


@dataclass(frozen=True)
class MeasureTerms:
    """A measure: who does what by when, and what shows it."""

    words: str
    side: str
    due_on: date
    indicator: str = ""


@dataclass(frozen=True)
class PlanTerms:
    """A new plan of a unit, because of an inspection or an evaluation (their references), or of neither on record."""

    reference: str
    unit: str
    aim: str
    due_on: date
    inspection: str = ""
    evaluation: str = ""
    measures: tuple[MeasureTerms, ...] = ()
    source: str = ""
    standing: str = Standing.ENTERED
    known_from: date | None = None
