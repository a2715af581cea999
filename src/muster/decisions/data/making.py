"""Makes data: a plain value with its words, or the named absence of one. An absence is no zero."""

from datetime import date
from decimal import Decimal

from muster.decisions.data import keys
from muster.decisions.data.point import DataPoint
from muster.kit.facts import SourcedFact

RECORD = "Muster record"
PLACES = 3


def absent(key: str, label: str, words: str, source: str = "") -> DataPoint:
    """Return a datum of which nothing is known: its value is empty, its words say what would fill it."""
    return DataPoint(key, label, "", "", words, source)


def decimal_text(number: float | Decimal, places: int = PLACES) -> str:
    """Return a number as a plain decimal, the same on every machine."""
    return f"{number:.{places}f}"


def dollars(cents: int) -> str:
    """Return cents as dollars, a plain decimal with two places."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def yes_or_no(holds: bool) -> str:
    """Return the value of a datum that is asked for with yes or no."""
    return keys.YES if holds else keys.NO


def source_of(fact: SourcedFact) -> str:
    """Return where a fact of the record is from, with its standing."""
    return f"{fact.source or RECORD} ({fact.get_standing_display()})"


def latest(*days: date | None) -> date | None:
    """Return the last of the days that are given."""
    return max((one for one in days if one is not None), default=None)
