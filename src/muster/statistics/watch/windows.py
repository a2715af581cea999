"""What happened in the months after a month: the outcomes that the models learn from and are judged on; pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Windows:
    """By State and month: the greatest month and the total of the `horizon` months after it.

    Only months whose window lies wholly within the data have a column: `columns` of them.
    """

    horizon: int
    greatest: NDArray[np.float64]
    total: NDArray[np.float64]

    @property
    def columns(self) -> int:
        """How many months have an outcome."""
        return int(self.total.shape[1])


def windows(deaths: NDArray[np.float64], horizon: int) -> Windows:
    """The outcomes of every month that has one; `deaths` by State and month."""
    count = max(deaths.shape[1] - horizon, 0)
    if not count:
        empty = np.zeros((len(deaths), 0))
        return Windows(horizon, empty, empty)
    parts = np.stack([deaths[:, 1 + step : 1 + step + count] for step in range(horizon)])
    return Windows(horizon, parts.max(axis=0), parts.sum(axis=0))
