"""What other rooms say: read where they are there, and said to be absent where they are not."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from muster.decisions.data import DataPoint
from muster.decisions.queries import opportunity_neighbours as neighbours
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM

DAY = date(2024, 1, 15)
STATE = Organisation(pk=1, code="KAZ", name="Kazakhstan")


def point(key: str, value: str, words: str = "") -> DataPoint:
    """Return a datum."""
    return DataPoint(key, key, value, "", words, "the register")


def test_a_rate_comes_with_its_interval_its_trend_and_its_source() -> None:
    found = neighbours.risk_of(
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
    found = neighbours.risk_of(points)
    assert found.rate is None
    assert found.absence


def test_a_room_that_is_not_there_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "LAW_READER", ("muster.no_such_room", "read"))
    monkeypatch.setattr(neighbours, "ROOM_READER", ("muster.no_such_room", "read"))
    assert neighbours.law_by_mission(SYSTEM, STATE, DAY, ["UNDOF"]) == {}
    assert neighbours.room_said(SYSTEM, STATE, DAY, DAY, "UNDOF") is None


def test_the_law_and_the_room_are_read_where_they_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    match = SimpleNamespace(task="sanctions", words="blockade", standing="not-covered", law="", condition="")
    left = SimpleNamespace(is_authorised=True, ceiling=430, held=139, left=291, act="KAZ-2024-01-19", words="291 left")

    def reader(place: tuple[str, str]) -> Any:
        if place == neighbours.LAW_READER:
            return lambda _viewer, _state, _day, missions: dict.fromkeys(missions, (match,))
        return lambda *_given, **_named: left

    monkeypatch.setattr(neighbours, "_reader", reader)
    (found,) = neighbours.law_by_mission(SYSTEM, STATE, DAY, ["UNDOF"])["UNDOF"]
    assert (found.task, found.standing) == ("sanctions", "not-covered")
    room = neighbours.room_said(SYSTEM, STATE, DAY, DAY, "UNDOF")
    assert room is not None
    assert (room.left, room.act) == (291, "KAZ-2024-01-19")
