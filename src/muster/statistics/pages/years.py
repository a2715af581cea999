"""The means of years as rows of a table, with a note on those that hold a part of their year only."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from muster.statistics.explorer.partial import Told
from muster.statistics.figures.partial_years import MONTHS_A_YEAR


@dataclass(frozen=True)
class YearRow:
    """One year in one mission, and what is to be known of its figure."""

    year: int
    mission: str
    count: int
    women: int
    men: int
    share: float | None
    stored: float
    months: int
    note: str


def year_rows(found: Sequence[Told]) -> list[YearRow]:
    """Return the rows of the table."""
    return [
        YearRow(
            told.year.year, told.year.mission, told.year.count, told.year.women, told.year.men, told.year.share,
            told.year.stored, told.year.months, _note(told),
        )
        for told in found
    ]  # fmt: skip


def partial_notes(found: Sequence[Told]) -> list[str]:
    """Return a sentence on each year that a State was there for a part of only."""
    return [
        _("%(mission)s in %(year)d: ") % {"mission": told.year.mission, "year": told.year.year} + _note(told)
        for told in found
        if told.is_partial
    ]


def _note(told: Told) -> str:
    one = told.year
    words = {"stored": f"{one.stored:g}", "months": one.months, "count": f"{one.count:,}"}
    if told.is_partial:
        return _("stored %(stored)s is %(count)s people over %(months)d of 12 months, told from the neighbouring "
                 "years") % words  # fmt: skip
    if one.months == MONTHS_A_YEAR:
        return ""
    return _("the file has %(months)d of 12 months") % words
