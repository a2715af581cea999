"""What a State records of its own history: words with one meaning each, and a record before it is stored. Pure."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from muster.kit.named import Named
from muster.kit.standing import Standing


class HistoryKind(Named):
    """What a record of history is about."""

    OPERATION = "operation", "Operation"
    UNIT = "unit", "Unit formed"
    EXERCISE = "exercise", "Exercise"
    CENTRE = "centre", "Training centre"
    LAW = "law", "Law or decision"


class DayPrecision(Named):
    """How exactly a day of history is known."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    YEAR = "year", "Year"


class PointKind(Named):
    """What a point of a record is: a figure, or a lesson that was drawn."""

    FIGURE = "figure", "Figure"
    LESSON = "lesson", "Lesson"


class HistoryStage(Named):
    """How far a record is: its State's own, or shown to every party."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


@dataclass(frozen=True)
class PointTerms:
    """A figure (`amount` of `unit`, and what it counts), or a lesson in words."""

    kind: str
    words: str
    amount: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class HistoryTerms:
    """What a record says. It held in `[holds_from, holds_until)`; no end: it still does."""

    kind: str
    title: str
    holds_from: date
    from_precision: str = DayPrecision.DAY.value
    holds_until: date | None = None
    until_precision: str = DayPrecision.DAY.value
    operation: str = ""
    place: str = ""
    led_by: str = ""
    text: str = ""
    points: tuple[PointTerms, ...] = ()
    source: str = ""
    standing: str = Standing.ENTERED.value


SAID = tuple(one.name for one in fields(HistoryTerms) if one.name not in {"points", "standing"})
"""What a record says in its own fields, beside its points."""
MOST_POINTS = 60
"""Figures and lessons of one record."""
