"""The mission factors: caps, points of the decision sheet, steps of the route."""

from fractions import Fraction
from typing import Any

import pytest

from muster.reimbursement.statement import MemorandumRefused, MissionFactors, read_memorandum
from tests.reimbursement.statement.memoranda import memorandum, raw


def factors(parameters: Any = None, **given: Any) -> MissionFactors:
    return read_memorandum(raw(memorandum(factors=given, parameters=parameters or {}))).factors


@pytest.mark.parametrize(
    ("points", "percent"),
    [
        (0, Fraction(0)), (1, Fraction(1, 7)), (21, Fraction(3)), (34, Fraction(34, 7)), (35, Fraction(5)),
        (36, Fraction(5)), (1000, Fraction(5)),
    ],
)  # fmt: skip
def test_points_are_a_seventh_of_a_percent_each_up_to_the_cap(points: int, percent: Fraction) -> None:
    assert factors(hostile={"points": points}).hostile == percent


@pytest.mark.parametrize("name", ["environment", "intensified", "hostile"])
def test_a_percentage_at_the_cap_is_taken_and_one_above_it_refused(name: str) -> None:
    assert getattr(factors(**{name: "5"}), name) == 5
    with pytest.raises(MemorandumRefused) as refusal:
        factors(**{name: "5.01"})
    assert refusal.value.lines == (f"factors.{name}: must be at most 5 percent, and is 5.01",)


def test_transport_has_no_cap() -> None:
    assert factors(transport="7.5").transport == Fraction("7.5")


@pytest.mark.parametrize("name", ["environment", "intensified", "hostile"])
def test_a_memorandum_may_set_its_own_cap(name: str) -> None:
    assert getattr(factors({"factor_cap_percent": 6}, **{name: "6"}), name) == 6
    with pytest.raises(MemorandumRefused, match=f"factors.{name}: must be at most 2.5 percent, and is 2.6"):
        factors({"factor_cap_percent": "2.5"}, **{name: "2.6"})


def test_points_are_cut_to_the_memorandums_own_cap() -> None:
    assert factors({"factor_cap_percent": "2.5"}, hostile={"points": 21}).hostile == Fraction("2.5")
    assert factors({"factor_cap_percent": 6}, hostile={"points": 70}).hostile == 6


def test_a_memorandum_may_set_its_own_divisor_of_points() -> None:
    assert factors({"hostile_points_divisor": 10}, hostile={"points": 21}).hostile == Fraction("2.1")


@pytest.mark.parametrize(
    ("route_km", "percent"),
    [(0, "0"), (799, "0"), (800, "0"), (1599, "0"), (1600, "0.25"), (2399, "0.25"), (2400, "0.5"), (8000, "2.25")],
)
def test_each_complete_step_of_the_route_beyond_the_first_adds_a_quarter_of_a_percent(
    route_km: int, percent: str
) -> None:
    assert factors(transport={"route_km": route_km}).transport == Fraction(percent)


def test_a_memorandum_may_set_its_own_step_and_percent() -> None:
    own = {"transport_step_km": 1000, "transport_percent_per_step": "0.4"}
    assert factors(own, transport={"route_km": 1999}).transport == 0
    assert factors(own, transport={"route_km": 3000}).transport == Fraction("0.8")
    assert factors({"transport_step_km": "0.5"}, transport={"route_km": 2}).transport == Fraction("0.75")
