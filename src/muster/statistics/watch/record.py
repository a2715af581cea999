"""What is on record about deaths in conflict, with the days on which it became known; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from muster.kit.errors import Problem, Refused
from muster.statistics.watch.geography import Geography
from muster.statistics.watch.months import last_day, month_number, month_text
from muster.statistics.watch.panel import Panel

Days = NDArray[np.datetime64]


@dataclass(frozen=True, eq=False)
class Rows:
    """Counts as arrays of one length: the State's place in `Record.states`, the month's number or the year, deaths,
    the day on which the count became known, and the date of the file's edition.
    """

    state: NDArray[np.int64]
    period: NDArray[np.int64]
    deaths: NDArray[np.float64]
    known_on: Days
    vintage: Days

    def known(self, day: date) -> Rows:
        """One row for each State and period: what was known on the day.

        Of several editions the latest that was out by then; where all are later, the earliest, the nearest to what
        was known. A row without an edition's date counts as of the day on which it became known.
        """
        today = np.datetime64(day, "D")
        seen = self.known_on <= today
        state, period, deaths = self.state[seen], self.period[seen], self.deaths[seen]
        known_on, vintage = self.known_on[seen], self.vintage[seen]
        edition = np.where(np.isnat(vintage), known_on, vintage).astype("datetime64[D]")
        away = (edition - today).astype(np.int64)
        better = np.where(away <= 0, away, -away - (1 << 40))
        order = np.lexsort((known_on, better, period, state))
        state, period = state[order], period[order]
        last = np.ones(len(order), dtype=bool)
        last[:-1] = (state[1:] != state[:-1]) | (period[1:] != period[:-1])
        return Rows(state[last], period[last], deaths[order][last], known_on[order][last], vintage[order][last])


@dataclass(frozen=True, eq=False)
class Record:
    """All counts on record: States as ISO 3166 alpha-3 codes in alphabetical order, months, and years before them."""

    states: tuple[str, ...]
    months: Rows
    years: Rows
    geography: Geography

    @property
    def first_month(self) -> int:
        """The number of the first month on record. Raises Refused where there is none."""
        return int(self._periods().min())

    @property
    def last_month(self) -> int:
        """The number of the last month on record. Raises Refused where there is none."""
        return int(self._periods().max())

    def _periods(self) -> NDArray[np.int64]:
        if not len(self.months.period):
            raise Refused(problems=[_NOTHING])
        return self.months.period

    def as_of(self, month: str) -> Panel:
        """What was known at the end of `month` (`YYYY-MM`), which must be on record. Raises Refused."""
        number = month_number(month)
        first, last = self.first_month, self.last_month
        if not first <= number <= last:
            range_ = f"from {month_text(first)} to {month_text(last)}"
            raise Refused(
                problems=[Problem("month", f"{month_text(number)} is not on record", f"name a month {range_}")]
            )
        day = last_day(number)
        months, years = self.months.known(day), self.years.known(day)
        keep = months.period <= number
        present = np.unique(months.state[keep])
        place = np.full(len(self.states), -1)
        place[present] = np.arange(len(present))
        deaths = np.zeros((len(present), number - first + 1))
        reported = np.zeros(deaths.shape, dtype=bool)
        cells = place[months.state[keep]], months.period[keep] - first
        deaths[cells], reported[cells] = months.deaths[keep], True
        first_year, yearly = _yearly(years, place, len(present), first // 12)
        return Panel(
            states=tuple(self.states[index] for index in present),
            first_month=first,
            deaths=deaths,
            reported=reported,
            first_year=first_year,
            yearly=yearly,
            geography=self.geography.of(present),
        )


def _yearly(years: Rows, place: NDArray[np.int64], states: int, until: int) -> tuple[int, NDArray[np.float64]]:
    """The first year on record and deaths by State and year, up to the year before `until`."""
    keep = (years.period < until) & (place[years.state] >= 0)
    if not keep.any():
        return until, np.zeros((states, 0))
    first = int(years.period[keep].min())
    yearly = np.zeros((states, until - first))
    # Several countries of the source may stand for one State (before and after a change of name): added up.
    np.add.at(yearly, (place[years.state[keep]], years.period[keep] - first), years.deaths[keep])
    return first, yearly


_NOTHING = Problem(
    "conflict deaths",
    "no month is in the statistics store",
    "load a data set with `muster import views FOLDER`",
)
