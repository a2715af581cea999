"""A State's first or last year in a mission: a year's mean that covers only a part of the year is no strength.

The yearly file divides the months' heads by twelve, so that 120 people who came in October read as 30. That file has no
months; but where the year before had nobody and the year after is whole, the year after tells the strength, and thus
how many months there were. This is the only way in which Muster puts months to a year's figure, and every figure that
it makes says so.
"""

from dataclasses import dataclass

MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class YearFigure:
    """A State in a mission in one year: the figure as stored (sum of the months' heads / 12) and the file's months."""

    stored: float
    months_present: int

    @property
    def mean(self) -> float:
        """The mean strength over the months that the file has."""
        return self.stored * MONTHS_A_YEAR / self.months_present

    @property
    def is_whole(self) -> bool:
        """Whether the file has all months of the year, and somebody was there."""
        return self.months_present == MONTHS_A_YEAR and self.stored > 0


@dataclass(frozen=True)
class PartialYear:
    """A year of which a State was there for a part: the mean strength over those months, and how many they were."""

    count: int
    months: int


def partial_first_year(before: YearFigure | None, year: YearFigure, after: YearFigure | None) -> PartialYear | None:
    """How many months of its first year a State was there, and with how many people.

    `before` and `after` are the years around it, `None` where the file does not have them. The rule holds where the
    year before had nobody and the year after is whole: months = round(12 x stored / mean of the year after), and
    count = 12 x stored / months. `None` where it does not hold: no such neighbours, the months are as many as the file
    has (nothing to explain), or the rounding of the stored figure to whole people leaves the months in doubt.
    """
    if before is None or before.stored > 0 or after is None or not after.is_whole or year.stored <= 0:
        return None
    months = _months(year.stored, after.mean)
    doubtful = _months(year.stored - 0.5, after.mean) != _months(year.stored + 0.5, after.mean)
    if doubtful or not 1 <= months < year.months_present:
        return None
    return PartialYear(round(year.stored * MONTHS_A_YEAR / months), months)


def partial_last_year(before: YearFigure | None, year: YearFigure, after: YearFigure | None) -> PartialYear | None:
    """The same for its last year: the year after has nobody, and the year before is whole."""
    return partial_first_year(after, year, before)


def partial_year(before: YearFigure | None, year: YearFigure, after: YearFigure | None) -> PartialYear | None:
    """The first or the last year of a State in a mission, whichever this is; `None` where it is neither."""
    return partial_first_year(before, year, after) or partial_last_year(before, year, after)


def _months(stored: float, mean: float) -> int:
    """Months that a strength of `mean` takes to add up to twelve times the stored figure."""
    return int(MONTHS_A_YEAR * stored / mean + 0.5)
