"""The ladder as a plan: forward from today, back from the wanted arrival."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.decisions.rules.ladder import (
    ARRIVAL,
    Entered,
    Rung,
    after_arrival,
    contingents_at_once,
    entry_problems,
    plan_ladder,
)
from muster.reference.ladder import BEFORE, ladder_dependencies, ladder_rungs

TODAY = date(2024, 1, 20)
SHORT = (Rung("analysis", 10, ()), Rung("decision", 30, ("analysis",)), Rung("papers", 5, ("analysis",)),
         Rung(ARRIVAL, 20, ("decision", "papers")))  # fmt: skip


def days(count: int) -> timedelta:
    return timedelta(days=count)


def test_steps_begin_as_soon_as_those_before_them_allow() -> None:
    plan = plan_ladder(SHORT, {}, None, TODAY)
    assert {one.code: one.starts_on for one in plan.rungs} == {
        "analysis": TODAY, "decision": TODAY + days(10), "papers": TODAY + days(10), ARRIVAL: TODAY + days(40),
    }  # fmt: skip
    assert plan.arrival_on == TODAY + days(60)


def test_the_critical_path_leaves_out_what_may_slip() -> None:
    plan = plan_ladder(SHORT, {}, None, TODAY)
    assert plan.critical_path == ("analysis", "decision", ARRIVAL)
    assert next(one.slack_days for one in plan.rungs if one.code == "papers") == 25


def test_latest_days_are_reckoned_back_from_the_wanted_arrival() -> None:
    wanted = TODAY + days(100)
    plan = plan_ladder(SHORT, {}, wanted, TODAY)
    latest = {one.code: one.latest_start for one in plan.rungs}
    assert latest == {
        "analysis": wanted - days(60), "decision": wanted - days(50), "papers": wanted - days(25),
        ARRIVAL: wanted - days(20),
    }  # fmt: skip
    assert plan.start_by == wanted - days(60)
    assert plan.late_days == 0


def test_an_arrival_wanted_too_soon_is_late_by_its_days_and_says_which_step_is_late() -> None:
    plan = plan_ladder(SHORT, {}, TODAY + days(50), TODAY)
    assert plan.late_days == 10
    assert [one.code for one in plan.rungs if one.is_late] == ["analysis"]


def test_a_step_done_stands_on_its_days_and_takes_no_more() -> None:
    entered = {"analysis": Entered(TODAY - days(30), TODAY - days(3))}
    plan = plan_ladder(SHORT, entered, None, TODAY)
    assert plan.arrival_on == TODAY + days(50)
    assert plan.rungs[0].is_done
    assert not plan.rungs[0].is_critical


def test_a_step_under_way_ends_no_earlier_than_today() -> None:
    plan = plan_ladder(SHORT, {"analysis": Entered(TODAY - days(40))}, None, TODAY)
    assert plan.rungs[0].ends_on == TODAY


def test_a_ladder_without_an_arrival_is_none() -> None:
    with pytest.raises(ValueError, match="no step 'movement'"):
        plan_ladder(SHORT[:2], {}, None, TODAY)


LIKELY = {rung.code: rung.likely_days for rung in ladder_rungs() if rung.side == BEFORE}
STEPS = list(LIKELY)


def _of_the_table(lengths: dict[str, int]) -> list[Rung]:
    waits = {code: tuple(one.after for one in ladder_dependencies() if one.step == code) for code in STEPS}
    return [Rung(code, lengths.get(code, LIKELY[code]), waits[code]) for code in STEPS]


@given(st.dictionaries(st.sampled_from(STEPS), st.integers(0, 400)), st.integers(0, 60), st.sampled_from(STEPS))
def test_a_slip_of_a_critical_step_delays_the_arrival_by_as_much(lengths: dict[str, int], more: int, code: str) -> None:
    rungs = _of_the_table(lengths)
    plan = plan_ladder(rungs, {}, None, TODAY)
    slipped = [Rung(one.code, one.days + more, one.after) if one.code == code else one for one in rungs]
    slack = next(one.slack_days for one in plan.rungs if one.code == code)
    later = plan_ladder(slipped, {}, None, TODAY).arrival_on - plan.arrival_on
    assert later == days(max(0, more - slack))


@given(st.dictionaries(st.sampled_from(STEPS), st.integers(0, 400)))
def test_no_step_begins_before_those_that_it_waits_for_are_done(lengths: dict[str, int]) -> None:
    rungs = _of_the_table(lengths)
    placed = {one.code: one for one in plan_ladder(rungs, {}, None, TODAY).rungs}
    assert all(placed[one.code].starts_on >= placed[before].ends_on for one in rungs for before in one.after)


@given(st.dictionaries(st.sampled_from(STEPS), st.integers(0, 400)), st.integers(-100, 2000))
def test_an_arrival_is_late_exactly_if_a_step_had_to_begin_before_today(lengths: dict[str, int], ahead: int) -> None:
    plan = plan_ladder(_of_the_table(lengths), {}, TODAY + days(ahead), TODAY)
    assert plan.start_by is not None
    assert (plan.late_days > 0) is (plan.start_by < TODAY)
    assert plan.late_days == max(0, (TODAY - plan.start_by).days)


def test_the_next_contingent_trains_until_the_present_one_goes_home() -> None:
    after = after_arrival(date(2024, 3, 1), 12, 210)
    assert after.returns_on == date(2025, 3, 1)
    assert after.next_training_from == date(2025, 3, 1) - days(210)


def test_an_unsaid_tour_says_nothing_of_the_return() -> None:
    assert after_arrival(date(2024, 3, 1), None, 210).returns_on is None


def test_a_tour_of_a_year_with_seven_months_of_training_holds_three_contingents() -> None:
    """7.1, step 12: deployed, training, recovering."""
    assert contingents_at_once(12, 210, 180) == 3


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ((None, None, None), "nothing is said"),
        ((None, TODAY + days(1), None), "lies ahead"),
        ((None, None, TODAY + days(1)), "lies ahead"),
        ((None, TODAY, TODAY - days(1)), "before the start"),
    ],
)
def test_an_entry_that_cannot_be_is_told_with_its_remedy(entry: tuple[None, date, date], words: str) -> None:
    problems = entry_problems(*entry, TODAY)
    assert any(words in one.message and one.remedy for one in problems)


def test_an_entry_of_days_alone_is_right() -> None:
    assert entry_problems(30, None, None, TODAY) == []


def test_every_step_of_the_table_leads_to_the_arrival() -> None:
    waited_for = {one.after for one in ladder_dependencies()}
    assert set(STEPS) - waited_for == {ARRIVAL}
