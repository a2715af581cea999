"""The crisis watch's forecast: how likely a State has 25 (100) deaths in a month of the next three or six months.

    >>> from muster.statistics.watch import forecast, read_record
    >>> record = read_record()  # the statistics store, once  # doctest: +SKIP
    >>> panel = record.as_of("2024-01")  # what was known at the end of that month  # doctest: +SKIP
    >>> forecast(panel, "2024-01", (3, 6))  # one Forecast a State and horizon  # doctest: +SKIP

`explain` gives the reasons behind one of them. Nothing here needs Django. scikit-learn and SciPy are loaded by the
first forecast, not by the import of this package. docs/watch.md tells how good it is.
"""

from muster.statistics.watch.forecasts import QUANTILES, Forecast, explain, forecast
from muster.statistics.watch.panel import Panel
from muster.statistics.watch.reading import read_record
from muster.statistics.watch.reasons import Explanation, Reason
from muster.statistics.watch.record import Record
from muster.statistics.watch.settings import Settings
from muster.statistics.watching.forecasting import HORIZONS

__all__ = [
    "HORIZONS",
    "QUANTILES",
    "Explanation",
    "Forecast",
    "Panel",
    "Reason",
    "Record",
    "Settings",
    "explain",
    "forecast",
    "read_record",
]
