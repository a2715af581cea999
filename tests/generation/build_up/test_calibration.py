"""A fit finds the behaviour that missions were made by, from one half of them, and is judged on the other."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation.build_up.calibration import (
    Case,
    Search,
    cases,
    fit,
    fits,
    halves,
    mean_score,
    reception_of,
    seed_of,
)
from muster.generation.build_up.judgement import RAMP_MONTHS, judged, ramp_times, times_of
from muster.generation.build_up.milestones import SHARES, BuildUp
from muster.generation.build_up.phases import usual_phases
from muster.generation.build_up.requirement import Sizes
from muster.generation.build_up.simulation import Behaviour

SIZES = Sizes({"battalion": 650, "company": 150, "platoon": 35}, {"battalion": 49, "company": 49, "platoon": 2})
TRUTH = Behaviour(0.6, 0.4, 0, 0, 0, 18, 1e9, 100)
SEARCH = Search(((0.1, 1.5), (0.0, 1.0), (0, 0), (0, 0), (0, 0)), anywhere=20, near=40, width=0.2, seed=3)
WINDOW = 36


def mission(place: int, months_to: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0)) -> BuildUp:
    people = 2000 + 100 * place
    return BuildUp(f"M{place}", date(2000, 1, 15), people, ((0.5, people),), months_to)


def made_by(behaviour: Behaviour, count: int) -> list[BuildUp]:
    """Missions whose times were drawn by a behaviour, one draw each."""
    group = cases([mission(place) for place in range(count)], usual_phases, SIZES, 1, seed=99)
    return [replace(one.build_up, months_to=tuple(times_of(one, [behaviour], WINDOW)[0].tolist())) for one in group]


def drawn(build_ups: list[BuildUp], draws: int = 100) -> list[Case]:
    return cases(build_ups, usual_phases, SIZES, draws, seed=1)


@given(st.lists(st.integers(0, 60), unique=True))
def test_halves_alternate_by_peak_whatever_the_order_given(places: list[int]) -> None:
    first, second = halves([mission(place) for place in places])
    names = [f"M{place}" for place in sorted(places, reverse=True)]
    assert ([one.mission for one in first], [one.mission for one in second]) == (names[::2], names[1::2])


def test_a_fit_finds_the_pace_and_the_spread_that_missions_were_made_by() -> None:
    group = drawn(made_by(TRUTH, 30), draws=60)
    found = fit(group, replace(TRUTH, pace=1.4, pace_spread=0.9), SEARCH, WINDOW)
    assert found.behaviour.pace == pytest.approx(TRUTH.pace, abs=0.15)
    assert found.behaviour.pace_spread == pytest.approx(TRUTH.pace_spread, abs=0.2)
    assert found.score <= mean_score(group, TRUTH, WINDOW) + 0.1


def test_a_fit_stays_within_its_bounds_and_leaves_the_rest_as_it_was() -> None:
    found = fit(drawn(made_by(TRUTH, 4), draws=10), TRUTH, replace(SEARCH, anywhere=5, near=5), WINDOW).behaviour
    assert 0.1 <= found.pace <= 1.5
    assert (found.held_percent, found.late_percent, found.reception) == (0, 0, TRUTH.reception)


def test_fits_on_resamples_differ_and_are_the_same_in_every_run() -> None:
    group, quick = drawn(made_by(TRUTH, 6), draws=10), replace(SEARCH, anywhere=4, near=4)
    found = fits(group, TRUTH, quick, WINDOW, resamples=3)
    assert found == fits(group, TRUTH, quick, WINDOW, resamples=3)
    assert len({one.behaviour.pace for one in found}) == 3


def test_chances_of_a_mission_do_not_depend_on_the_others() -> None:
    alone, beside = drawn([mission(3)])[0], drawn([mission(1), mission(3)])[1]
    assert (alone.chances.pace == beside.chances.pace).all()
    assert seed_of("M1", 1) != seed_of("M3", 1) != seed_of("M3", 2)


def test_reception_is_read_off_the_greatest_rises() -> None:
    one = replace(mission(0), curve=((0.5, 100), (1.5, 400), (2.5, 300)))
    other = replace(mission(1), curve=((0.5, 100), (1.5, 1000)))
    assert reception_of([one, other], 1.0) == 900
    assert reception_of([one, other], 0.0) == 300


def test_the_behaviour_that_made_the_missions_is_judged_right() -> None:
    told = judged(drawn(made_by(TRUTH, 80), 400), [mission(0)], [TRUTH], window_months=WINDOW, resamples=300, seed=0)
    assert np.mean(told.covered) == pytest.approx(0.8, abs=0.12)  # times at whole months cover a little more
    assert sum(line.is_foretold for line in told.lines) >= 14
    assert told.scores[0].energy == min(one.energy for one in told.scores)
    assert told.ahead[1] <= told.ahead[0] <= told.ahead[2]


def test_a_wrong_behaviour_is_judged_wrong() -> None:
    slow = replace(TRUTH, pace=1.5, pace_spread=0.0)
    told = judged(drawn(made_by(TRUTH, 40)), [mission(0)], [slow], window_months=WINDOW, resamples=300, seed=0)
    assert np.mean(told.covered) < 0.3
    assert sum(line.is_foretold for line in told.lines) < 8


def test_a_ramp_reaches_a_share_at_the_month_end_after_it() -> None:
    case = drawn([mission(0)])[0]
    first = case.chances.first_month_end
    assert ramp_times(case, 12)[0].tolist() == pytest.approx([first + whole for whole in (3, 6, 9, 11)])


def test_every_forecast_is_scored_on_every_share() -> None:
    told = judged(drawn([mission(0)]), [mission(1)], [TRUTH], window_months=WINDOW, resamples=10, seed=0)
    ramps = [f"ramp of {months} months" for months in RAMP_MONTHS]
    assert [one.name for one in told.scores] == ["simulation", *ramps, "the other half as it was"]
    assert {len(one.ranked) for one in told.scores} == {len(SHARES)}
