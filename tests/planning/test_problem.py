"""A problem is immutable, survives the way to a file and back, and knows its calendar."""

import dataclasses
import hashlib
from datetime import date

import pytest
from hypothesis import given, settings

from muster.planning import Problem
from tests.planning.builders import one_post_problem, small_problems


@settings(max_examples=40, deadline=None)
@given(small_problems())
def test_the_way_to_a_file_and_back_changes_nothing(problem: Problem) -> None:
    raw = problem.to_json_bytes()
    assert Problem.from_json_bytes(raw) == problem
    assert Problem.from_json_bytes(raw).to_json_bytes() == raw


def test_the_digest_is_that_of_the_file_where_there_is_one() -> None:
    raw = b"  " + one_post_problem().to_json_bytes()
    assert Problem.from_json_bytes(raw).sha256 == hashlib.sha256(raw).hexdigest()


def test_the_digest_of_a_problem_made_in_memory_is_that_of_its_canonical_bytes() -> None:
    problem = one_post_problem()
    assert problem.sha256 == hashlib.sha256(problem.to_json_bytes()).hexdigest()


def test_a_problem_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        one_post_problem().count = 7  # type: ignore[misc]


@pytest.mark.parametrize(
    ("unit", "period", "first_day"),
    [
        ("month", 0, date(2027, 1, 31)),
        ("month", 1, date(2027, 2, 28)),
        ("month", 14, date(2028, 3, 31)),
        ("month", -1, date(2026, 12, 31)),
        ("week", 2, date(2027, 2, 14)),
        ("day", -31, date(2026, 12, 31)),
    ],
)
def test_periods_have_first_days(unit: str, period: int, first_day: date) -> None:
    problem = one_post_problem()
    assert dataclasses.replace(problem, start=date(2027, 1, 31), unit=unit).period_start(period) == first_day  # type: ignore[arg-type]
