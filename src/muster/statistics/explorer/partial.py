"""A State's means of years, those that cover only a part of their year told as the strength over that part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from muster.statistics.explorer.kept import kept
from muster.statistics.explorer.series import Scope, Year, years
from muster.statistics.figures.partial_years import MONTHS_A_YEAR, YearFigure, partial_year
from muster.statistics.store import Store


@dataclass(frozen=True)
class Told:
    """A year in one mission: the strength over the months that somebody was there, and whether they are told from the
    neighbouring years (see `figures.partial_years`)."""

    year: Year
    is_partial: bool


@kept
def told_years(store: Store, scope: Scope, as_of: date) -> tuple[Told, ...]:
    """The means of years of a State by mission; of a mission or the world as they are."""
    found = years(store, scope, as_of)
    if not scope.state:
        return tuple(Told(one, is_partial=False) for one in found)
    months = file_months(store, as_of)
    stored = {(one.mission, one.year): YearFigure(one.stored, one.months) for one in found}

    def around(one: Year, step: int) -> YearFigure | None:
        year = one.year + step
        if year not in months:
            return None
        return stored.get((one.mission, year)) or YearFigure(0, months[year])

    told = []
    for one in found:
        part = partial_year(around(one, -1), stored[one.mission, one.year], around(one, 1))
        told.append(Told(_over(one, part.count, part.months) if part else one, is_partial=part is not None))
    return tuple(told)


def strengths(found: Sequence[Told]) -> tuple[Year, ...]:
    """The years alone."""
    return tuple(one.year for one in found)


@kept
def file_months(store: Store, as_of: date) -> dict[int, int]:
    """The months that the file of years has of each, of those known on a day."""
    rows = store.query(
        "SELECT year(date), max(months_present) FROM contributions WHERE grain = 'year' AND known_on <= $as_of "
        "GROUP BY ALL ORDER BY 1",
        {"as_of": as_of},
    )
    return {year: months or MONTHS_A_YEAR for year, months in rows}


def _over(one: Year, count: int, months: int) -> Year:
    """The same over so many months; women and men in the same measure."""
    women = round(one.women * one.months / months)
    return replace(one, count=count, women=women, men=count - women if one.men else 0, months=months)
