"""Muster's own forecast, in the shape that the record keeps."""

from collections.abc import Sequence
from datetime import date

from muster.statistics.store import Store
from muster.statistics.watch import QUANTILES, Explanation, Forecast, Panel, explain, forecast, read_record
from muster.statistics.watching.forecasting import Model, StateForecast

VERSION = "Muster watch 1"
"""To be raised whenever the same record would give other forecasts."""
MOST_REASONS = 4
MOST_ALIKE = 3


def own_forecasts(store: Store, month: date, horizons: Sequence[int]) -> list[StateForecast]:
    """Every State's forecasts from what was known at the end of a month, each with its weightiest reasons.

    Raises Refused where too few months are on record to learn from.
    """
    panel = read_record(store).as_of(f"{month:%Y-%m}")
    return [_kept(panel, one) for one in forecast(panel, f"{month:%Y-%m}", horizons)]


def _kept(panel: Panel, one: Forecast) -> StateForecast:
    return StateForecast(
        state=one.state,
        horizon=one.horizon,
        p25=one.p25,
        p100=one.p100,
        mean=one.mean,
        quantiles={f"{share:g}": value for share, value in zip(QUANTILES, one.quantiles, strict=True)},
        reasons=reason_words(explain(panel, one.month, one.horizon, one.state)),
    )


def reason_words(explained: Explanation) -> tuple[str, ...]:
    """The weightiest reasons in words: which way each pulls, then months that were alike and what followed them."""
    words = [
        f"{one.text[:1].upper()}{one.text[1:]} ({'raises' if one.weight > 0 else 'lowers'} the chance)"
        for one in explained.reasons[:MOST_REASONS]
        if one.weight
    ]
    if explained.alike:
        told = "; ".join(f"{one.state} {one.month}, then {one.total:,} deaths" for one in explained.alike[:MOST_ALIKE])
        words.append(f"Alike months: {told}")
    if explained.note:
        words.append(f"{explained.note[:1].upper()}{explained.note[1:]}")
    return tuple(words)


OWN = Model(VERSION, own_forecasts)
