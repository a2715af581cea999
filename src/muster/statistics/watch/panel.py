"""Deaths by State and month, as known at the end of the panel's last month; pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.kit.errors import Problem, Refused
from muster.statistics.watch.geography import Geography
from muster.statistics.watch.months import month_text

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Panel:
    """State-based deaths: `deaths[s, t]` of `states[s]` in month number `first_month + t`; not reported counts as 0.

    `yearly[s, y]` are the deaths of year `first_year + y`, for the years before the first month. Nothing that became
    known after the last month is in it.
    """

    states: tuple[str, ...]
    first_month: int
    deaths: Matrix
    reported: NDArray[np.bool_]
    first_year: int
    yearly: Matrix
    geography: Geography

    @property
    def months(self) -> int:
        """How many months."""
        return int(self.deaths.shape[1])

    @property
    def last_month(self) -> int:
        """The number of the last month."""
        return self.first_month + self.months - 1

    def place(self, state: str) -> int:
        """Where a State stands in `states`. Raises Refused for one without any month on record."""
        try:
            return self.states.index(state)
        except ValueError:
            told = f"no deaths are on record for {state!r} by {month_text(self.last_month)}"
            remedy = "name a State of the data by its ISO 3166 alpha-3 code"
            raise Refused(problems=[Problem("iso3", told, remedy)]) from None

    def extended(self, most_years: int) -> tuple[Matrix, int]:
        """Deaths with the years before them spread evenly over their months, and how many months were put before.

        `most_years` before the first month are used: from 1990 on, where months begin with 2018.
        """
        years = self.yearly[:, -most_years:]
        lead = self.first_month % 12  # months of the first year before the first month: nothing is known of them
        before = np.hstack([np.repeat(years / 12, 12, axis=1), np.zeros((len(self.states), lead))])
        before = before if years.shape[1] else before[:, :0]
        return np.hstack([before, self.deaths]), before.shape[1]
