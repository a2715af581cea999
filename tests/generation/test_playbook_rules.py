"""Every step of a call stands somewhere on every day, once; and an exercise shows afterwards what was kept."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.generation.rules.facts import DONE, UNDER_WAY, WAITING
from muster.generation.rules.playbook import (
    LATER,
    NEXT,
    NOW,
    OVERDUE,
    TICKED,
    case_of_exercise,
    clock_problems,
    day_of_call,
    debrief,
    placed,
    tick_problems,
)
from muster.reference.phases import phases_of
from muster.reference.playbook import playbook_roles, playbook_step, playbook_steps
from tests.generation.samples import REQUESTED, case_facts

CODES = [one.code for one in playbook_steps()]
DONE_DAYS = st.dictionaries(st.sampled_from(CODES), st.integers(0, 100))


def test_every_step_begins_before_it_is_due_and_belongs_to_a_phase_of_a_rapid_call() -> None:
    codes = {one.code for one in phases_of("rapid")}
    assert all(0 <= one.from_day <= one.due_day for one in playbook_steps())
    assert {one.phase for one in playbook_steps()} == codes


def test_every_role_has_a_step_and_every_side_has_roles() -> None:
    assert {one.role for one in playbook_steps()} == {one.code for one in playbook_roles()}
    assert {one.side for one in playbook_roles()} == {"state", "secretariat", "mission"}


@given(done=DONE_DAYS, day=st.integers(-5, 130), ahead=st.integers(0, 30))
def test_a_step_is_done_overdue_now_next_or_later_by_its_days(done: dict[str, int], day: int, ahead: int) -> None:
    for one in placed(playbook_steps(), done, day, ahead):
        done_day = done.get(one.step.code)
        if one.standing == TICKED:
            assert done_day is not None
            assert done_day <= day
            continue
        assert done_day is None or done_day > day
        assert (one.standing == OVERDUE) == (one.step.due_day < day)
        assert (one.standing == NOW) == (one.step.from_day <= day <= one.step.due_day)
        assert (one.standing == NEXT) == (day < one.step.from_day <= day + ahead)
        assert (one.standing == LATER) == (one.step.from_day > day + ahead)


@given(done=DONE_DAYS, day=st.integers(0, 130))
def test_a_debrief_counts_each_step_once(done: dict[str, int], day: int) -> None:
    steps = placed(playbook_steps(), done, day, 7)
    told = debrief(steps)
    assert told.kept + told.late + told.missed + told.not_due == len(CODES)
    assert told.due == told.kept + told.late + told.missed
    assert (told.worst_days_late > 0) == (told.late > 0)


def test_a_step_done_two_days_after_its_day_is_late_by_two() -> None:
    step = playbook_step("answer-call")
    (one,) = placed([step], {step.code: step.due_day + 2}, 60, 7)
    assert one.days_late == 2
    assert debrief([one]).late == 1


def test_the_day_of_a_call_is_the_calendars_unless_an_exercise_has_a_clock() -> None:
    assert day_of_call(REQUESTED, REQUESTED + timedelta(days=12)) == 12
    assert day_of_call(REQUESTED, REQUESTED + timedelta(days=3), 40) == 40


def test_a_tick_is_refused_twice_before_the_request_and_for_a_day_to_come() -> None:
    today = REQUESTED + timedelta(days=5)
    assert tick_problems(False, today, REQUESTED, today) == []
    assert "done already" in tick_problems(True, today, REQUESTED, today)[0].message
    assert "before the request" in tick_problems(False, REQUESTED - timedelta(days=1), REQUESTED, today)[0].message
    assert "not come yet" in tick_problems(False, today + timedelta(days=1), REQUESTED, today)[0].message


def test_the_clock_of_an_exercise_goes_forwards_and_ends() -> None:
    assert clock_problems(10, 10, 120) == []
    assert clock_problems(9, 10, 120)
    assert clock_problems(121, 10, 120)


def test_a_phase_of_an_exercise_is_under_way_with_its_first_step_and_done_with_its_last() -> None:
    of_selection = [one.code for one in playbook_steps() if one.phase == "selection"]
    first, *others = of_selection
    assert others
    begun = case_of_exercise(case_facts("rapid"), playbook_steps(), {first: 2}, 10)
    assert begun.by_code["selection"].stage == UNDER_WAY
    assert begun.by_code["selection"].started_on == REQUESTED + timedelta(days=2)
    done = case_of_exercise(case_facts("rapid"), playbook_steps(), dict.fromkeys(of_selection, 4), 10)
    assert done.by_code["selection"].stage == DONE
    assert done.by_code["selection"].done_on == REQUESTED + timedelta(days=4)
    assert case_of_exercise(done, playbook_steps(), {first: 11}, 10).by_code["selection"].stage == WAITING


def test_dates_of_an_exercise_are_days_of_the_call() -> None:
    assert day_of_call(date(2018, 9, 1), date(2018, 10, 31)) == 60
