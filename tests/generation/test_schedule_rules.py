"""The schedule of a case: what waits for what, slack and critical path, promises, blocks, and what is late."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation.models import PhaseStage
from muster.generation.rules import facts as stages
from muster.generation.rules.as_of import as_of
from muster.generation.rules.blocked_work import begin_of_work, end_of_work, merged, worked_days
from muster.generation.rules.facts import DONE, LEFT_OUT, UNDER_WAY, WAITING
from muster.generation.rules.forecast import Forecast
from muster.generation.rules.lateness import AT_RISK, IN_TIME, LATE, UNKNOWN, lateness, owed_now, promises
from muster.generation.rules.phases import STEPS, order_problems, step_problems, unfinished_before
from muster.generation.rules.schedule import remaining_days, schedule
from tests.generation.samples import REQUESTED, SCHEDULE, all_done_before, case_facts, with_block, with_phase

VARIANTS = ("formed-unit", "rehatting", "rapid", "small-team", "individual")
CODES = [one.code for one in case_facts().phases]


def after(days: int) -> date:
    """Return the day so many days after the request."""
    return REQUESTED + timedelta(days=days)


def test_stages_of_the_rules_are_those_on_record() -> None:
    assert {stages.WAITING, stages.UNDER_WAY, stages.DONE, stages.LEFT_OUT} == set(PhaseStage.values)


def test_a_new_case_arrives_after_its_longest_chain() -> None:
    found = schedule(case_facts(), REQUESTED, SCHEDULE)
    # Request 18, offers 21, selection 21, training 112, movement 42; induction 21.
    assert found.critical_path == ("request", "offers", "selection", "training", "movement", "induction")
    assert found.arrival_on == after(214)
    assert found.operational_on == after(235)
    assert found.by_code["memorandum"].start == after(60)
    # The visit ends 28 days before the movement may begin.
    assert found.by_code["pre-deployment-visit"].slack_days == 172 - 28 - (60 + 56 + 4)


def test_a_unit_that_is_rehatted_arrives_where_it_stands() -> None:
    found = schedule(case_facts("rehatting"), REQUESTED, SCHEDULE)
    assert "movement" not in found.by_code
    assert found.arrival_on == found.by_code["arrival-inspection"].start


def test_the_template_of_a_rapid_call_keeps_the_sixty_days() -> None:
    found = schedule(case_facts("rapid", "RDL"), REQUESTED, SCHEDULE)
    assert found.arrival_on is not None
    assert found.arrival_on <= after(60)


def test_a_phase_left_out_takes_no_time_and_its_lag_does_not_count() -> None:
    whole = schedule(all_done_before(case_facts(), "training"), after(60), SCHEDULE)
    without = schedule(
        with_phase(all_done_before(case_facts(), "training"), "training", stage=LEFT_OUT), after(60), SCHEDULE
    )
    assert whole.arrival_on is not None
    assert without.arrival_on is not None
    assert without.arrival_on < whole.arrival_on


def test_a_phase_under_way_past_its_likely_end_is_late_and_takes_what_the_rule_says() -> None:
    case = with_phase(all_done_before(case_facts(), "memorandum"), "memorandum", stage=UNDER_WAY, started_on=after(40))
    memorandum = schedule(case, after(40 + 55), SCHEDULE).by_code["memorandum"]
    assert not memorandum.is_late
    assert memorandum.finish == after(40 + 56)
    memorandum = schedule(case, after(40 + 60), SCHEDULE).by_code["memorandum"]
    assert memorandum.is_late
    assert memorandum.finish == after(40 + 60 + 12)  # half of the 24 days left to the most
    memorandum = schedule(case, after(40 + 100), SCHEDULE).by_code["memorandum"]
    assert memorandum.finish == after(40 + 100 + 25)  # a quarter of what it has taken


@given(elapsed=st.integers(0, 400))
def test_what_remains_is_at_least_a_day(elapsed: int) -> None:
    assert remaining_days(case_facts().by_code["memorandum"], elapsed, SCHEDULE) >= 1


def test_a_standing_promise_is_believed_and_a_broken_one_is_not() -> None:
    case = with_phase(
        all_done_before(case_facts(), "memorandum"),
        "memorandum",
        stage=UNDER_WAY,
        started_on=after(40),
        promised_for=after(70),
    )
    assert schedule(case, after(50), SCHEDULE).by_code["memorandum"].finish == after(70)
    late = schedule(case, after(71), SCHEDULE).by_code["memorandum"]
    assert late.is_late
    assert late.finish == after(40 + 56)
    assert late.due_on == after(70)


def test_a_block_moves_the_phase_and_all_that_waits_for_it() -> None:
    case = case_facts()
    plain = schedule(case, REQUESTED, SCHEDULE)
    movement = plain.by_code["movement"]
    assert movement.start is not None
    assert plain.arrival_on is not None
    held = with_block(case, ("movement",), (movement.start + timedelta(days=10), movement.start + timedelta(days=40)))
    moved = schedule(held, REQUESTED, SCHEDULE)
    assert moved.arrival_on == plain.arrival_on + timedelta(days=30)
    assert moved.by_code["training"].finish == plain.by_code["training"].finish


def test_a_block_without_an_end_lasts_as_long_as_the_parameter_says() -> None:
    case = all_done_before(case_facts(), "movement")
    today = after(400)
    held = schedule(with_block(case, ("movement",), (after(390), None)), today, SCHEDULE)
    assert held.by_code["movement"].start == today + timedelta(days=SCHEDULE.open_block_days)
    assert held.by_code["movement"].held_until == today + timedelta(days=SCHEDULE.open_block_days)


def test_a_phase_done_on_no_known_day_holds_nothing_up() -> None:
    case = with_phase(case_facts(), "request", stage=DONE)
    found = schedule(case, after(5), SCHEDULE)
    assert found.by_code["request"].finish is None
    assert found.by_code["offers"].start == after(5)


def test_an_arrival_that_nobody_dated_is_unknown() -> None:
    case = with_phase(all_done_before(case_facts(), "movement"), "movement", stage=DONE)
    found = schedule(case, after(300), SCHEDULE)
    assert found.has_arrived
    assert found.arrival_on is None


@given(
    start=st.integers(0, 100),
    days=st.integers(0, 100),
    spans=st.lists(st.tuples(st.integers(0, 150), st.integers(1, 40)), max_size=4),
)
def test_work_ends_after_so_many_days_outside_the_blocks(start: int, days: int, spans: list[tuple[int, int]]) -> None:
    told = [(date.fromordinal(1 + first), date.fromordinal(1 + first + length)) for first, length in spans]
    blocks = merged(told, 1, 60)
    begun = begin_of_work(1 + start, blocks)
    end = end_of_work(1 + start, days, blocks)
    assert end >= begun or days == 0
    assert worked_days(1 + start, end, blocks) == days
    assert all(last < first for (_a, last), (first, _b) in itertools.pairwise(blocks))


@given(data=st.data(), variant=st.sampled_from(VARIANTS), length=st.integers(1, 90), more=st.integers(0, 90))
def test_a_longer_block_never_brings_the_arrival_forward(
    data: st.DataObject, variant: str, length: int, more: int
) -> None:
    case = case_facts(variant)
    code = data.draw(st.sampled_from([one.code for one in case.phases]))
    first = after(data.draw(st.integers(0, 250)))
    arrivals = [
        schedule(with_block(case, (code,), (first, first + timedelta(days=days))), REQUESTED, SCHEDULE).arrival_on
        for days in (length, length + more)
    ]
    assert arrivals[0] is not None
    assert arrivals[1] is not None
    assert arrivals[0] <= arrivals[1]


@given(data=st.data(), today=st.integers(0, 400))
def test_finishing_a_phase_never_delays_the_arrival(data: st.DataObject, today: int) -> None:
    number = data.draw(st.integers(0, len(CODES) - 4))
    case = all_done_before(case_facts(), CODES[number])
    day = after(max(today, 10 * number))
    before = schedule(case, day, SCHEDULE).arrival_on
    done = with_phase(case, CODES[number], stage=DONE, started_on=day, done_on=day)
    found = schedule(done, day, SCHEDULE).arrival_on
    assert before is not None
    assert found is not None
    assert found <= before


def test_every_phase_ends_after_it_begins_and_after_what_it_waits_for() -> None:
    for variant in VARIANTS:
        for one in schedule(case_facts(variant), REQUESTED, SCHEDULE).phases:
            assert one.start is not None
            assert one.finish is not None
            assert REQUESTED <= one.start <= one.finish
            assert one.slack_days >= 0


def test_a_case_is_late_at_risk_or_in_time() -> None:
    wanted = date(2019, 6, 1)

    def told(even: date | None, most: date | None) -> tuple[str, int | None]:
        found = lateness(wanted, Forecast(even, most, None, None))
        return found.verdict, found.days_late

    assert told(date(2019, 6, 2), date(2019, 9, 1)) == (LATE, 1)
    assert told(date(2019, 6, 1), date(2019, 6, 2)) == (AT_RISK, 0)
    assert told(date(2019, 5, 1), date(2019, 6, 1)) == (IN_TIME, -31)
    assert told(None, None) == (UNKNOWN, None)


def test_what_could_be_worked_on_now_is_owed_by_the_side_that_leads_it() -> None:
    case = all_done_before(case_facts(), "authorisation")
    owed = owed_now(case, schedule(case, after(30), SCHEDULE))
    assert [(one.code, one.side) for one in owed] == [
        ("training", "state"),
        ("memorandum", "secretariat"),
        ("authorisation", "state"),
    ]
    assert owed[1].due_on == after(30 + 56)
    late = owed_now(case, schedule(case, after(30 + 60), SCHEDULE))
    assert next(one for one in late if one.code == "memorandum").days_overdue == 4


def test_what_is_held_up_says_until_when() -> None:
    case = with_block(all_done_before(case_facts(), "movement"), ("movement",), (after(100), after(500)))
    owed = owed_now(case, schedule(case, after(400), SCHEDULE))
    assert [(one.code, one.held_until) for one in owed] == [("movement", after(500))]


def test_promises_are_counted_kept_broken_and_standing() -> None:
    case = with_phase(case_facts(), "request", stage=DONE, done_on=after(10), promised_for=after(10))
    case = with_phase(case, "offers", stage=DONE, done_on=after(30), promised_for=after(29))
    case = with_phase(case, "selection", promised_for=after(35))
    case = with_phase(case, "authorisation", promised_for=after(60))
    found = promises(case, after(40))
    assert (found.kept, found.broken, found.standing) == (1, 2, 1)


def test_what_came_later_had_not_happened_on_an_earlier_day() -> None:
    case = all_done_before(case_facts(), "memorandum")
    case = with_phase(case, "authorisation", promised_for=after(40), promised_at=after(35))
    earlier = as_of(case, after(15)).by_code
    assert earlier["request"].stage == DONE
    assert (earlier["offers"].stage, earlier["offers"].done_on) == (UNDER_WAY, None)
    assert (earlier["selection"].stage, earlier["selection"].started_on) == (WAITING, None)
    assert earlier["authorisation"].promised_for is None


def test_a_phase_done_on_no_known_day_was_done_once_something_after_it_had_begun() -> None:
    case = with_phase(case_facts(), "request", stage=DONE)
    case = with_phase(case, "offers", stage=DONE)
    case = with_phase(case, "selection", stage=DONE, started_on=after(50), done_on=after(60))
    assert [as_of(case, after(49)).by_code[code].stage for code in ("request", "offers")] == [WAITING, WAITING]
    assert [as_of(case, after(50)).by_code[code].stage for code in ("request", "offers")] == [DONE, DONE]


@pytest.mark.parametrize("stage", STEPS)
@pytest.mark.parametrize("following", STEPS)
def test_every_step_is_legal_or_refused_with_the_legal_ways(stage: str, following: str) -> None:
    problems = step_problems(stage, following)
    assert bool(problems) == (following not in STEPS[stage])
    assert all("possible:" in str(one) for one in problems)


def test_a_phase_waits_for_what_comes_before_it_unless_a_reason_is_given() -> None:
    case = case_facts("rehatting")
    assert unfinished_before(case, "arrival-inspection") == [
        "authorisation",
        "memorandum",
        "training",
        "pre-deployment-visit",
        "clearances",
    ]
    assert "say why" in str(order_problems(case, "selection", "")[0])
    assert order_problems(case, "selection", "the State had trained for it") == []
