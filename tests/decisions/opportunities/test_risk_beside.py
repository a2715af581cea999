"""The risk of a mission beside an opportunity: read out of data, and said to be absent where there is none."""

from decimal import Decimal

import pytest

from muster.decisions.data import DataPoint
from muster.decisions.queries.opportunity_law_and_risk import risk_of


def point(key: str, value: str, words: str = "") -> DataPoint:
    """Return a datum."""
    return DataPoint(key, key, value, "", words, "the register")


def test_a_rate_comes_with_its_interval_its_trend_and_its_source() -> None:
    found = risk_of(
        [
            point("fatality-rate", "0.82", "0.82 deaths"),
            point("fatality-low", "0.4"),
            point("fatality-high", "1.5"),
            point("threat-trend", "rising"),
        ]
    )
    assert (found.rate, found.low, found.high) == (Decimal("0.82"), Decimal("0.4"), Decimal("1.5"))
    assert (found.trend, found.source, found.words) == ("rising", "the register", ("0.82 deaths",))


@pytest.mark.parametrize("points", [[], [point("fatality-rate", "", "no statistics imported")]])
def test_without_a_rate_the_absence_is_named_and_never_nought(points: list[DataPoint]) -> None:
    found = risk_of(points)
    assert found.rate is None
    assert found.absence
