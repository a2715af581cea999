"""The measure of a build-up: its peak, and the months to a quarter, half, three quarters and nine tenths of it.

Time runs from the start of the mission to the first month end at which the strength is reached, in months of mean
length. Nothing is interpolated: the record has month ends only, and of the two readings this one gives the published
medians (docs/build-up.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from muster.generation.build_up.months import month_end, month_number, months_between

SHARES = (0.25, 0.5, 0.75, 0.9)
"""The shares of the peak by which a build-up is told."""


@dataclass(frozen=True)
class BuildUp:
    """The first months of one mission.

    `curve` holds (months since the start, people) at each month end on record, `months_to` the months to each of
    SHARES of `peak`.
    """

    mission: str
    start: date
    peak: int
    curve: tuple[tuple[float, int], ...]
    months_to: tuple[float, ...]

    @property
    def first_month_end(self) -> float:
        """Months from the start to the end of its month, on record or not."""
        return months_between(self.start, month_end(month_number(self.start)))


def measured(mission: str, start: date, people: Mapping[int, int], window_months: int) -> BuildUp | None:
    """The build-up in the first `window_months` month ends from the start; None where none of them has anybody."""
    first = month_number(start)
    numbers = [number for number in range(first, first + window_months) if number in people]
    peak = max((people[number] for number in numbers), default=0)
    if not peak:
        return None
    curve = tuple((months_between(start, month_end(number)), people[number]) for number in numbers)
    reached = tuple(next(months for months, there in curve if there >= share * peak) for share in SHARES)
    return BuildUp(mission, start, peak, curve, reached)
