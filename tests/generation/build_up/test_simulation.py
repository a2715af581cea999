"""A simulated build-up does what its figures say, and the same again from the same seed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation.build_up.phases import Phase, usual_phases
from muster.generation.build_up.requirement import Requirement, UnitNeed
from muster.generation.build_up.simulation import (
    Behaviour,
    Chances,
    arrivals,
    chances_of,
    mixed,
    months_to_shares,
    strengths,
)
from muster.kit.errors import Refused

WINDOW = 36
TEN_WEEKS = 70 / (365.25 / 12)
AS_PLANNED = Behaviour(
    pace=1,
    pace_spread=0,
    held_percent=0,
    late_percent=0,
    late_months=0,
    held_months=18,
    reception=1e9,
    filled_percent=100,
)
BEHAVIOURS = st.builds(
    Behaviour,
    pace=st.floats(0.1, 1.5),
    pace_spread=st.floats(0, 1.5),
    held_percent=st.floats(0, 100),
    late_percent=st.floats(0, 60),
    late_months=st.floats(0, 36),
    held_months=st.floats(0, 18),
    reception=st.floats(50, 10_000),
    filled_percent=st.floats(0, 100),
)


def units(*people: int, is_ceiling: bool = False) -> Requirement:
    return Requirement("A", tuple(UnitNeed("INF-BN", count) for count in people), is_ceiling, "")


def drawn(requirement: Requirement, *, draws: int = 400, seed: int = 0, first: float = 0.5) -> Chances:
    phases = (Phase("only", "only", 10, 10, 10),)
    return chances_of(requirement, lambda _unit_type: phases, first_month_end=first, draws=draws, seed=seed)


def test_each_unit_takes_as_long_as_the_template_of_its_type() -> None:
    templates = {"INF-BN": (Phase("only", "only", 10, 10, 10),), "AVN-U": (Phase("only", "only", 20, 20, 20),)}
    kinds = ("AVN-U", "INF-BN", "AVN-U")
    wanted = Requirement("A", tuple(UnitNeed(kind, 100) for kind in kinds), False, "")
    chances = chances_of(wanted, templates.__getitem__, first_month_end=0.5, draws=2, seed=0)
    assert chances.case_months == pytest.approx(np.array([[2, 1, 2]] * 2) * TEN_WEEKS)


def test_units_arrive_when_their_cases_end() -> None:
    assert arrivals(drawn(units(650, 150)), AS_PLANNED) == pytest.approx(np.full((400, 2), TEN_WEEKS))


def test_strength_is_told_at_month_ends_from_the_first_after_the_arrival() -> None:
    there = strengths(drawn(units(650, 150), draws=1), AS_PLANNED, WINDOW)
    assert there[0, :4].tolist() == [0, 0, 800, 800]  # ends at 0.5, 1.5, 2.5 months; arrival at 2.3


def test_draws_take_turns_in_the_figures_of_several_behaviours() -> None:
    both = mixed([AS_PLANNED, replace(AS_PLANNED, pace=0.5)], 4)
    arrived = arrivals(drawn(units(650), draws=4), both)[:, 0]
    assert arrived == pytest.approx([TEN_WEEKS, TEN_WEEKS / 2, TEN_WEEKS, TEN_WEEKS / 2])


def test_half_the_pace_is_half_the_time() -> None:
    chances = drawn(units(650))
    faster = arrivals(chances, replace(AS_PLANNED, pace=0.5))
    assert faster == pytest.approx(arrivals(chances, AS_PLANNED) / 2)


def test_the_pace_is_shared_by_all_units_of_a_mission() -> None:
    arrived = arrivals(drawn(units(650, 150, 35)), replace(AS_PLANNED, pace_spread=0.5))
    assert (arrived == arrived[:, :1]).all()
    assert np.median(arrived) == pytest.approx(TEN_WEEKS, rel=0.1)
    assert arrived.std() > 0.5


def test_a_mission_is_held_up_as_often_and_as_long_as_told() -> None:
    held = arrivals(drawn(units(650, 150), draws=4000), replace(AS_PLANNED, held_percent=25)) - TEN_WEEKS
    assert (held == held[:, :1]).all()
    assert (held > 0.001).mean() == pytest.approx(0.25, abs=0.03)
    assert held.max() <= 18


def test_later_units_of_a_mission_come_in_one_wave() -> None:
    waves = replace(AS_PLANNED, late_percent=30, late_months=20)
    later = arrivals(drawn(units(*[150] * 30), draws=1000), waves) - TEN_WEEKS
    assert (later > 0.001).mean() == pytest.approx(0.3, abs=0.03)
    assert max(len({round(one, 6) for one in row if one > 0.001}) for row in later.tolist()) == 1
    assert later.max() <= 20


def test_people_arrive_no_faster_than_they_can_be_received() -> None:
    there = strengths(drawn(units(650, 650), draws=1), replace(AS_PLANNED, reception=500), WINDOW)
    assert there[0, :6].tolist() == [0, 0, 500, 1000, 1300, 1300]


def test_a_part_of_a_ceiling_never_comes_and_a_map_is_filled() -> None:
    partly = replace(AS_PLANNED, filled_percent=92.5)
    of_ceiling = strengths(drawn(units(*[150] * 40, is_ceiling=True)), partly, WINDOW)[:, -1]
    assert of_ceiling.mean() / 6000 == pytest.approx(0.925, abs=0.01)
    assert (strengths(drawn(units(*[150] * 40)), partly, WINDOW)[:, -1] == 6000).all()


def test_the_same_seed_gives_the_same_build_ups_and_another_others() -> None:
    def of(seed: int) -> list[list[float]]:
        chances = chances_of(units(650, 150), usual_phases, first_month_end=0.5, draws=20, seed=seed)
        told: list[list[float]] = strengths(chances, replace(AS_PLANNED, pace_spread=0.5), WINDOW).tolist()
        return told

    assert of(1) == of(1)
    assert of(1) != of(2)


@given(BEHAVIOURS, st.lists(st.integers(1, 900), min_size=1, max_size=12), st.booleans(), st.floats(0, 1.02))
def test_strength_never_falls_nor_exceeds_what_is_required(
    behaviour: Behaviour, people: list[int], is_ceiling: bool, first: float
) -> None:
    there = strengths(drawn(units(*people, is_ceiling=is_ceiling), draws=8, first=first), behaviour, WINDOW)
    rises = np.diff(there, axis=1)
    assert (rises >= 0).all()
    assert (rises <= behaviour.reception + 1e-6).all()
    assert (there <= sum(people) + 1e-6).all()


@given(BEHAVIOURS)
def test_simulated_times_lie_at_month_ends_within_the_window(behaviour: Behaviour) -> None:
    chances = drawn(units(650, 150, 35), draws=8)
    times = months_to_shares(strengths(chances, behaviour, WINDOW), chances.first_month_end)
    assert (np.diff(times, axis=1) >= 0).all()
    assert ((times - 0.5) % 1 == 0).all()
    assert times.max() <= WINDOW - 0.5


def test_a_build_up_of_nobody_takes_the_whole_window() -> None:
    assert months_to_shares(np.zeros((1, WINDOW)), 0.5).tolist() == [[35.5] * 4]


def test_a_requirement_without_units_is_refused() -> None:
    with pytest.raises(Refused, match="A: no unit is required; give one unit at least"):
        drawn(units())
