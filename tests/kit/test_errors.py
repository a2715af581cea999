"""Errors have a name, one line, and every problem with its place and remedy."""

import pickle

import pytest

from muster.kit.errors import MusterError, NotAllowed, NotFound, Problem, Refused

STRENGTH = Problem("sheet Pledges, row 7, column Strength", "'many' is not a whole number", "write a whole number")
STATE = Problem("sheet Pledges, row 8, column State", "is blank", "fill it in")


def test_a_problem_is_told_in_one_line_with_place_and_remedy() -> None:
    assert str(STRENGTH) == (
        "sheet Pledges, row 7, column Strength: 'many' is not a whole number; write a whole number"
    )


def test_a_problem_without_place_or_remedy_leaves_no_stray_punctuation() -> None:
    assert str(Problem("", "the plan\nis stale", "")) == "the plan is stale"


@pytest.mark.parametrize("kind", [MusterError, Refused, NotAllowed, NotFound])
def test_every_message_is_one_line(kind: type[MusterError]) -> None:
    error = kind("no such\n  pledge")
    assert error.message == str(error) == "no such pledge"


def test_a_refusal_without_message_is_told_by_its_first_problem_and_the_number_of_others() -> None:
    assert Refused(problems=[STRENGTH]).message == str(STRENGTH)
    assert Refused(problems=[STRENGTH, STATE]).message == f"{STRENGTH} (and 1 more)"


def test_a_refusal_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="needs a message"):
        Refused()


def test_a_refusal_reaches_another_process_with_its_problems() -> None:
    """Jobs run in a worker, so errors must survive pickling."""
    told = pickle.loads(pickle.dumps(Refused("the workbook has errors", [STRENGTH])))
    assert (told.message, told.problems) == ("the workbook has errors", (STRENGTH,))
