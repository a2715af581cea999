"""What the record keeps of a forecast, whoever made it, and the shape of what makes one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.statistics.store import Store

HORIZONS = (3, 6)
"""Months ahead for which forecasts are reckoned, the shorter first."""


@dataclass(frozen=True)
class StateForecast:
    """One State over the months after an origin.

    `p25`, `p100`: the chance (0 to 1) of a month with so many deaths or more; `mean`: deaths expected in the window;
    `quantiles` of that total by share as text ("0.05"); `reasons`: one sentence each, with its figures.
    """

    state: str
    horizon: int
    p25: float
    p100: float
    mean: float
    quantiles: Mapping[str, float]
    reasons: Sequence[str] = ()


Reckoner = Callable[[Store, date, Sequence[int]], Sequence[StateForecast]]
"""Makes every State's forecasts from what is known at the end of a month, for these horizons."""


@dataclass(frozen=True)
class Model:
    """What makes forecasts, and the name and version under which they are kept."""

    name: str
    reckon: Reckoner
