"""Who reads what a State brought in, what became of it in the text, and what is overdue: the rules alone."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.consultations.rules.commitments import is_overdue
from muster.consultations.rules.sharing import (
    ORDER,
    OWN,
    PARTICIPANTS,
    SECRETARIAT,
    Reader,
    is_late,
    may_read,
    revision_problem,
    sharing_on,
    takes_input_on,
    widening_problem,
)
from muster.consultations.rules.tracing import (
    NOT_TAKEN,
    PARTLY,
    TAKEN,
    TextTask,
    likeness,
    proposed_trace,
    trace_problems,
    trace_shares,
)

DAY = date(2019, 8, 1)
ONE_DAY = timedelta(days=1)
DAYS = st.dates(date(2018, 1, 1), date(2020, 12, 31))
LEGAL = {(OWN, SECRETARIAT), (SECRETARIAT, PARTICIPANTS)}
DECIDED = (
    TextTask(1, "monitor-ceasefire", "observe the cessation of hostilities", "OP1"),
    TextTask(2, "mine-action", "clear mines along the Blue Line", "OP2"),
)


@given(st.sampled_from(ORDER), st.sampled_from(ORDER), st.booleans())
def test_a_position_is_shared_step_by_step_and_never_back(now: str, then: str, is_withdrawn: bool) -> None:
    problem = widening_problem(now, then, is_withdrawn=is_withdrawn)
    assert (problem == "") == ((now, then) in LEGAL and not is_withdrawn)


@given(st.sampled_from(Reader), st.sampled_from(sorted(LEGAL)))
def test_no_step_takes_a_position_from_who_could_read_it(reader: Reader, step: tuple[str, str]) -> None:
    before, after = step
    assert not may_read(reader, before) or may_read(reader, after)


def test_what_is_its_own_is_read_by_the_state_alone() -> None:
    assert [one for one in Reader if may_read(one, OWN)] == [Reader.STATE]
    assert [one for one in Reader if may_read(one, SECRETARIAT)] == [Reader.STATE, Reader.SECRETARIAT]
    assert Reader.NOBODY not in [one for one in Reader if may_read(one, PARTICIPANTS)]


@given(st.sampled_from(ORDER), st.booleans())
def test_words_are_changed_only_while_nobody_else_has_read_them(sharing: str, is_withdrawn: bool) -> None:
    assert (revision_problem(sharing, is_withdrawn=is_withdrawn) == "") == (sharing == OWN and not is_withdrawn)


@given(DAYS, DAYS, DAYS)
def test_sharing_on_a_day_only_ever_widens(first: date, second: date, day: date) -> None:
    submitted, shared = sorted((first, second))
    today, tomorrow = (ORDER.index(sharing_on(submitted, shared, one)) for one in (day, day + ONE_DAY))
    assert today <= tomorrow
    assert (sharing_on(submitted, shared, day) == OWN) == (day < submitted)


@given(DAYS, DAYS)
def test_what_comes_after_the_latest_useful_day_is_late(submitted: date, latest: date) -> None:
    assert is_late(submitted, latest) == (submitted > latest)
    assert not is_late(None, latest)
    assert not is_late(submitted, None)


@given(DAYS, DAYS, DAYS)
def test_input_is_taken_from_the_opening_until_the_close(first: date, second: date, day: date) -> None:
    opened, closed = sorted((first, second))
    assert takes_input_on(opened, closed, day) == (opened <= day < closed)
    assert takes_input_on(opened, None, day) == (opened <= day)
    assert not takes_input_on(None, None, day)


def test_a_task_that_is_new_in_the_text_is_proposed_as_taken() -> None:
    found = proposed_trace("mine-action", "", DECIDED, {"monitor-ceasefire"}, 50)
    assert (found.outcome, found.task) == (TAKEN, DECIDED[1])


def test_a_task_that_was_there_before_is_not_proposed_as_taken() -> None:
    found = proposed_trace("mine-action", "", DECIDED, {"mine-action"}, 50)
    assert (found.outcome, found.task) == ("", None)


def test_like_words_are_proposed_as_partly_taken_from_the_parameter_on() -> None:
    wanted = "clear all mines along the Blue Line"
    percent = likeness(wanted, DECIDED[1].words)
    assert percent == 92  # 6 words of 7 and 6 agree: 2 * 6 / 13
    assert proposed_trace("", wanted, DECIDED, set(), percent).outcome == PARTLY
    assert proposed_trace("", wanted, DECIDED, set(), percent + 1).outcome == ""
    assert proposed_trace("", wanted, (), set(), 0).outcome == ""


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_per_cent_and_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 100
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == (100 if one.split() else 0)


@given(st.sampled_from((TAKEN, PARTLY, NOT_TAKEN)), st.booleans(), st.sampled_from(("", "  ", "why")))
def test_a_trace_names_its_place_and_its_reason(outcome: str, has_place: bool, reason: str) -> None:
    places = {one.place for one in trace_problems(outcome, has_place=has_place, reason=reason)}
    assert ("text" in places) == (outcome != NOT_TAKEN and not has_place)
    assert ("reason" in places) == (outcome != TAKEN and not reason.strip())


def test_an_outcome_that_there_is_not_is_refused() -> None:
    assert [one.place for one in trace_problems("perhaps", has_place=True, reason="why")] == ["outcome"]


@given(st.lists(st.sampled_from((TAKEN, PARTLY, NOT_TAKEN, ""))))
def test_shares_count_every_input_once(outcomes: list[str]) -> None:
    shares = trace_shares(outcomes)
    assert shares.traced + shares.untraced == len(outcomes)
    if shares.share_taken is None:
        assert shares.traced == 0
    else:
        assert 0 <= shares.share_taken <= 1


@given(DAYS, st.none() | DAYS, DAYS)
def test_a_commitment_is_overdue_from_the_day_after_its_own_until_it_is_done(
    due: date, done: date | None, day: date
) -> None:
    assert is_overdue(due, done, day) == (day > due and (done is None or done > day))
