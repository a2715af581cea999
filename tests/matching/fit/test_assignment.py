"""The assignment is the best there is, against all that there are; and names are the same or not."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.matching.fit.assignment import MOST_WAYS, Demand, Way, assign
from muster.matching.fit.words import line_keys, plain

SMALL = st.integers(1, 4)


def used(ways: list[Way], covered: list[int], supply: int) -> int:
    """Return how much of a supply an assignment takes."""
    return sum(way.needs(units) for way, units in zip(ways, covered, strict=True) if way.supply == supply)


def is_possible(demands: list[Demand], supplies: list[int], ways: list[Way], covered: list[int]) -> bool:
    """Return whether an assignment takes no more than there is, and covers no more than is wanted."""
    within = all(used(ways, covered, at) <= supply for at, supply in enumerate(supplies))
    given_to = [
        sum(units for way, units in zip(ways, covered, strict=True) if way.demand == at) for at in range(len(demands))
    ]
    return within and all(units <= one.wanted for units, one in zip(given_to, demands, strict=True))


def worth(demands: list[Demand], ways: list[Way], covered: list[int]) -> float:
    """Return the covered weight."""
    return sum(
        units * demands[way.demand].weight / demands[way.demand].whole for way, units in zip(ways, covered, strict=True)
    )


@st.composite
def tasks(draw: st.DrawFn) -> tuple[list[Demand], list[int], list[Way]]:
    """Return a small assignment: two demands, two supplies, up to four ways with their rates."""
    wanted = draw(st.lists(SMALL, min_size=2, max_size=2))
    demands = [Demand(one, one + draw(st.integers(0, 2)), draw(SMALL)) for one in wanted]
    supplies = draw(st.lists(st.integers(0, 5), min_size=2, max_size=2))
    index = st.integers(0, 1)
    ways = draw(st.lists(st.builds(Way, index, index, st.integers(1, 3), st.integers(1, 3)), max_size=4))
    return demands, supplies, ways


@given(tasks())
def test_nothing_is_taken_twice_and_no_other_assignment_covers_more(
    task: tuple[list[Demand], list[int], list[Way]],
) -> None:
    demands, supplies, ways = task
    found = assign(demands, supplies, ways)
    assert is_possible(demands, supplies, ways, found)
    ranges = (range(demands[way.demand].wanted + 1) for way in ways)
    best = max(
        worth(demands, ways, list(one)) for one in product(*ranges) if is_possible(demands, supplies, ways, list(one))
    )
    assert worth(demands, ways, found) == pytest.approx(best)


def test_the_cheaper_way_is_taken_first() -> None:
    ways = [Way(0, 0, cost_cents=500), Way(0, 1, cost_cents=100)]
    assert assign([Demand(3, 3)], [3, 2], ways) == [1, 2]


def test_a_group_beyond_the_search_still_counts_nothing_twice() -> None:
    number = MOST_WAYS + 1
    demands = [Demand(1, 1) for _ in range(number)]
    ways = [Way(at, 0) for at in range(number)]
    assert sum(assign(demands, [7], ways)) == 7


def test_large_quantities_that_compete_are_assigned_at_once() -> None:
    demands = [Demand(5000, 5000), Demand(4000, 4000), Demand(3000, 3000)]
    ways = [Way(0, 0, 2, 1), Way(1, 0, 3, 2), Way(2, 0, 1, 1), Way(0, 1, 1, 1)]
    found = assign(demands, [6000, 1000], ways)
    assert is_possible(demands, [6000, 1000], ways, found)
    assert found[2] == 3000


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Truck, cargo (5 t)", "trucks cargo 5 T", True),
        ("Générateur", "generateur", True),
        ("Bus", "Bu", False),
        ("Compass", "Compas", False),
        ("Truck", "Tractor", False),
        ("Gas mask", "Ga mask", False),
    ],
)
def test_names_are_the_same_without_case_accents_punctuation_and_plural(first: str, second: str, same: bool) -> None:
    assert (plain(first) == plain(second)) is same


def test_lines_of_one_name_have_keys_of_their_own() -> None:
    assert line_keys(["Medic", "medics", "Cook"]) == ["medic", "medic #2", "cook"]
