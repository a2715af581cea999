"""A missed call is told by its day; what it leads to is proposed and never done."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.generation.rules.breach import (
    FOLLOWED,
    INCENTIVE,
    PROPOSED,
    CallFacts,
    answer_problems,
    breach_in_words,
    consequences,
    decision_problems,
)

DUE = date(2018, 10, 31)
CALL = CallFacts("kaz-rdl", "Rapid Deployment Level", date(2018, 9, 1), DUE, DUE, 30, 25)


def test_nothing_follows_before_the_day_has_passed() -> None:
    assert breach_in_words(CALL) == ""
    assert consequences(CALL) == ()


def test_the_day_after_everything_is_proposed_with_its_source() -> None:
    call = replace(CALL, today=DUE + timedelta(days=1))
    found = consequences(call)
    assert "1 days ago" in breach_in_words(call)
    assert [one.code for one in found] == ["level", "incentive", "confidence", "pool", "another-unit"]
    assert all(one.source and one.standing for one in found)


def test_the_incentive_is_shown_as_remembered_and_not_as_known() -> None:
    (incentive,) = [one for one in consequences(replace(CALL, refused_on=DUE)) if one.code == INCENTIVE]
    assert incentive.standing == "recalled-check"
    assert "25 %" in incentive.words


def test_a_refusal_misses_the_call_at_once_and_names_its_reason() -> None:
    call = replace(CALL, today=date(2018, 9, 5), refused_on=date(2018, 9, 4), refused_because="elections at home")
    assert "elections at home" in breach_in_words(call)
    assert len(consequences(call)) == 5


def test_a_unit_that_came_late_is_no_refusal() -> None:
    call = replace(CALL, today=DUE + timedelta(days=20), arrived_on=DUE + timedelta(days=10))
    assert [one.code for one in consequences(call)] == [INCENTIVE]


@given(days=st.integers(-60, 0), looked=st.integers(0, 400))
def test_a_unit_that_came_in_time_never_misses_the_call(days: int, looked: int) -> None:
    call = replace(CALL, arrived_on=DUE + timedelta(days=days), today=DUE + timedelta(days=looked))
    assert consequences(call) == ()


def test_a_refusal_without_a_reason_is_not_recorded_and_one_with_it_stands() -> None:
    assert answer_problems(False, False, " ", DUE, DUE)
    assert answer_problems(False, False, "no ships", DUE, DUE) == []
    assert answer_problems(True, True, "", DUE, DUE)
    assert answer_problems(False, True, "", DUE + timedelta(days=1), DUE)


def test_a_consequence_is_decided_once_with_a_reason_and_only_if_it_is_proposed() -> None:
    proposed = consequences(replace(CALL, refused_on=DUE))
    assert decision_problems("level", proposed, PROPOSED, "reviewed") == []
    assert decision_problems("level", proposed, FOLLOWED, "reviewed")
    assert decision_problems("level", proposed, PROPOSED, "")
    assert decision_problems("level", (), PROPOSED, "reviewed")
