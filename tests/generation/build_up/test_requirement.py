"""A requirement is units with people, from maps or from a strength."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation.build_up.requirement import (
    MAP_FILE,
    Requirement,
    Sizes,
    people_by_type,
    requirement_of_strength,
    requirement_on_maps,
)
from muster.kit.errors import Refused
from muster.reference.unit_types import unit_types
from tests.generation.build_up.conftest import write_table

SIZES = Sizes({"battalion": 650, "company": 150, "platoon": 35}, {"battalion": 49, "company": 49, "platoon": 2})
APRIL_2014 = 2014 * 12 + 3


def on_maps(folder: Path, mission: str = "MINUSCA", months: int = 36) -> Requirement | None:
    return requirement_on_maps(folder, mission, APRIL_2014, APRIL_2014 + months, SIZES)


def test_the_map_of_the_first_months_with_most_people_is_taken(folder: Path) -> None:
    found = on_maps(folder)
    assert found is not None
    assert found.source == "Geo-PKO v2.1, Map no. 2, 2014-09"
    assert found.people == 2 * 650 + 3 * 150 + 35 + 75


def test_each_kind_marked_at_a_base_is_one_unit_and_the_others_are_infantry(folder: Path) -> None:
    found = on_maps(folder)
    assert found is not None
    assert people_by_type(found.units) == {
        "INF-BN": (2, 1300),
        "ENG-CON": (1, 150),
        "INF-COY": (3, 335),
        "MED-L2": (1, 75),
    }


def test_there_is_no_requirement_where_no_map_shows_a_unit(folder: Path) -> None:
    assert on_maps(folder, "UNMIS") is None
    assert on_maps(folder, months=1) is None


def test_a_symbol_that_is_no_number_is_refused_with_its_line(folder: Path) -> None:
    text = (folder / MAP_FILE).read_text(encoding="utf-8").splitlines()
    headings = tuple(text[0].split(","))
    write_table(folder / MAP_FILE, headings, [("m", "MINUSCA", "2014", "6", "some", *["0"] * (len(headings) - 5))])
    with pytest.raises(Refused, match='line 2: battalion is "some"; give a number of symbols'):
        on_maps(folder)


@given(st.integers(1, 60_000), st.booleans())
def test_units_made_from_a_strength_sum_up_to_it(strength: int, is_ceiling: bool) -> None:
    found = requirement_of_strength("A", strength, SIZES, is_ceiling=is_ceiling)
    assert found.people == strength
    assert found.is_ceiling == is_ceiling
    assert all(0 < unit.people <= 650 for unit in found.units)


@given(st.integers(1500, 60_000))
def test_about_half_of_the_people_stand_in_battalions(strength: int) -> None:
    people = people_by_type(requirement_of_strength("A", strength, SIZES, is_ceiling=True).units)["INF-BN"][1]
    assert strength * 0.49 - 650 < people <= strength * 0.49


@pytest.mark.parametrize("strength", [0, -1])
def test_nobody_is_no_requirement(strength: int) -> None:
    with pytest.raises(Refused, match="needs no unit"):
        requirement_of_strength("A", strength, SIZES, is_ceiling=False)


def test_every_type_named_is_in_the_catalogue(folder: Path) -> None:
    known = {kind.code for kind in unit_types()}
    found = on_maps(folder)
    assert found is not None
    assert {unit.unit_type for unit in found.units} <= known
