"""Women in a pledge against the year's target: the light, its limits, and for whom there is no target."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.pledges.rules.women import Light, light, target_column, women_standing
from muster.reference.unit_types import unit_type, unit_types

IN_2021 = date(2021, 6, 1)


@pytest.mark.parametrize(
    ("women", "people", "shown"),
    [
        (8, 100, Light.GREEN),
        (7, 100, Light.YELLOW),
        (80, 1000, Light.GREEN),
        (79, 1000, Light.YELLOW),
        (1, 1000, Light.YELLOW),
        (1, 1001, Light.RED),
        (0, 1, Light.RED),
        (120, 120, Light.GREEN),
    ],
)
def test_the_light_turns_at_the_target_and_at_a_tenth_of_a_per_cent(women: int, people: int, shown: Light) -> None:
    assert light(women, people, target_percent=8, yellow_minimum_percent=Decimal("0.1")) == shown


@given(st.integers(1, 2000), st.data())
def test_one_woman_more_never_makes_the_light_worse(people: int, data: st.DataObject) -> None:
    women = data.draw(st.integers(0, people - 1))
    order = [Light.RED, Light.YELLOW, Light.GREEN]
    lights = [light(one, people, target_percent=8, yellow_minimum_percent=Decimal("0.1")) for one in (women, women + 1)]
    assert order.index(lights[0]) <= order.index(lights[1])


@pytest.mark.parametrize(
    ("code", "target"),
    [("INF-COY", 8), ("STAFF-OFF", 18), ("UNMEM", 18), ("FPU", 13), ("SWAT-GU", 13), ("SPT", 23), ("IPO", 23)],
)
def test_each_kind_of_personnel_has_the_target_of_its_column(code: str, target: int) -> None:
    standing = women_standing(unit_type(code), 10, 100, day=IN_2021)
    assert standing is not None
    assert (standing.target_percent, standing.share) == (target, Decimal("10.0"))


@pytest.mark.parametrize("code", ["CIV-DEF", "EMER-SAR", "GPP-JUST", "GPP-CORR"])
def test_where_the_strategy_sets_no_target_nothing_is_said(code: str) -> None:
    assert women_standing(unit_type(code), 1, 10, day=IN_2021) is None


def test_outside_the_years_of_the_strategy_nothing_is_said() -> None:
    assert women_standing(unit_type("INF-COY"), 1, 10, day=date(2018, 12, 31)) is None
    assert women_standing(unit_type("INF-COY"), 1, 10, day=date(2028, 12, 31)) is not None
    assert women_standing(unit_type("INF-COY"), 1, 10, day=date(2029, 1, 1)) is None


def test_every_unit_of_troops_or_police_has_a_target() -> None:
    without = {kind.personnel_category for kind in unit_types() if not target_column(kind)}
    assert without == {"civil defence", "government-provided personnel"}
