"""A case takes as long as the longest way through its phases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation.build_up.phases import Phase, case_months, in_order, usual_phases
from muster.kit.errors import Refused

WEEKS_PER_MONTH = 365.25 / 12 / 7


def fixed(code: str, weeks: float, *after: str) -> Phase:
    return Phase(code, code, weeks, weeks, weeks, after)


def months(*phases: Phase) -> float:
    return float(case_months(phases, (1,), np.random.default_rng(0))[0])


def test_phases_beside_each_other_take_as_long_as_the_longest() -> None:
    taken = months(fixed("move", 4, "train", "sign"), fixed("train", 10), fixed("sign", 6))
    assert taken == pytest.approx(14 / WEEKS_PER_MONTH)


def test_the_case_ends_with_its_last_phase_wherever_that_stands() -> None:
    assert months(fixed("short", 1), fixed("long", 9)) == pytest.approx(9 / WEEKS_PER_MONTH)


def test_a_phase_comes_after_those_that_it_waits_for() -> None:
    ordered = in_order([fixed("c", 1, "b"), fixed("b", 1, "a"), fixed("a", 1)])
    assert [phase.code for phase in ordered] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("phases", "told"),
    [
        ([fixed("a", 1, "b"), fixed("b", 1, "a")], "phases: a, b wait for each other; break the circle"),
        ([fixed("a", 1, "z")], "phase a: it waits for z, of which there is no phase"),
        ([Phase("a", "a", 3, 2, 4)], "phase a: 3, 2, 4 weeks are not in order"),
        ([Phase("a", "a", -1, 2, 4)], "phase a: -1, 2, 4 weeks are not in order"),
    ],
)
def test_phases_that_make_no_case_are_refused(phases: list[Phase], told: str) -> None:
    with pytest.raises(Refused, match=told):
        in_order(phases)


@given(st.integers(0, 2**32 - 1))
def test_a_usual_case_stays_between_its_shortest_and_its_longest_way(seed: int) -> None:
    shortest = months(*(fixed(one.code, one.low_weeks, *one.after) for one in usual_phases("INF-BN")))
    longest = months(*(fixed(one.code, one.high_weeks, *one.after) for one in usual_phases("INF-BN")))
    drawn = case_months(usual_phases("INF-BN"), (20, 3), np.random.default_rng(seed))
    assert drawn.shape == (20, 3)
    assert ((shortest <= drawn) & (drawn <= longest)).all()


def test_the_usual_case_goes_from_the_concept_to_the_movement() -> None:
    codes = [phase.code for phase in in_order(usual_phases("INF-BN"))]
    assert (codes[0], codes[-1]) == ("concept", "movement")
    assert not {"analysis", "soundings", "mandate", "induction"} & set(codes)


def test_a_lag_between_two_phases_is_waited_for() -> None:
    by_code = {phase.code: phase for phase in usual_phases("INF-BN")}
    (lag,) = [code for code in by_code["reconnaissance"].after if code not in ("selection",)]
    assert (by_code[lag].after, by_code[lag].low_weeks, by_code[lag].high_weeks) == (("selection",), 4, 4)


def test_units_of_one_group_share_a_template_and_aircraft_need_a_letter_of_assist() -> None:
    assert usual_phases("INF-BN") is usual_phases("INF-COY")
    weeks = {
        kind: {one.code: one.likely_weeks for one in usual_phases(kind)} for kind in ("INF-BN", "AVN-U", "ENG-CON")
    }
    assert weeks["AVN-U"]["memorandum"] == 10 > weeks["INF-BN"]["memorandum"] == 8
    assert weeks["ENG-CON"]["load-list"] == 5 > weeks["INF-BN"]["load-list"] == 4
    assert weeks["AVN-U"]["training"] < weeks["INF-BN"]["training"]
