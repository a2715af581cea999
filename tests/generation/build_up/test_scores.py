"""Scores are distances for one draw, and reward draws that scatter as what happens does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation.build_up.scores import energy_score, greatest_difference, ranked_probability_score

FIGURES = st.lists(st.floats(-50, 50), min_size=1, max_size=12)


def test_one_draw_scores_its_distance() -> None:
    assert energy_score(np.array([[0.0, 0.0]]), np.array([3.0, 4.0])) == 5
    assert ranked_probability_score(np.array([2.0]), 5.0) == 3


@given(FIGURES, st.floats(-50, 50))
def test_the_ranked_score_is_the_area_between_the_steps(draws: list[float], happened: float) -> None:
    """The integral of the squared difference of the two distribution functions, by its definition."""
    points = np.unique([*draws, happened])
    below = np.array([np.mean(np.array(draws) <= point) for point in points[:-1]])
    area = ((below - (points[:-1] >= happened)) ** 2 * np.diff(points)).sum()
    assert ranked_probability_score(np.array(draws), happened) == pytest.approx(area, abs=1e-9)


def test_the_right_spread_scores_better_than_a_narrow_or_a_wide_one() -> None:
    chance = np.random.default_rng(0)
    happened = chance.normal(0, 1, (2000, 2))
    scores = {
        spread: np.mean([energy_score(chance.normal(0, spread, (100, 2)), row) for row in happened])
        for spread in (0.2, 1.0, 3.0)
    }
    assert scores[1.0] == min(scores.values())


@given(FIGURES, FIGURES)
def test_the_difference_of_two_samples_is_symmetric_and_a_share(one: list[float], other: list[float]) -> None:
    first, second = np.array(one), np.array(other)
    assert 0 <= greatest_difference(first, second) <= 1
    assert greatest_difference(first, second) == greatest_difference(second, first)
    assert greatest_difference(first, first) == 0


def test_samples_apart_differ_wholly() -> None:
    assert greatest_difference(np.array([1.0, 2.0]), np.array([3.0])) == 1
