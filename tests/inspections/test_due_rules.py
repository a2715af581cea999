"""Inspections and monthly reports fall due by rule, and what is planned, done or late is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.inspections.rules.due import due_lines, first_of_month, months_of_presence
from muster.inspections.rules.due_facts import DueLine, DueNumbers, DueState, Inspected
from muster.inspections.stages import InspectionKind as Kind
from muster.inspections.stages import InspectionStage
from muster.kit.intervals import DateInterval, add_months

ARRIVAL = date(2018, 1, 31)
NUMBERS = DueNumbers(
    arrival_months=1,
    periodic_months=3,
    readiness_months=6,
    doubt_days=14,
    report_days=10,
    report_months_asked=12,
    soon_days=30,
)


def signed(kind: Kind, done_on: date, reference: str = "one", **more: object) -> Inspected:
    return Inspected(reference, kind, "signed", done_on, done_on, **more)  # type: ignore[arg-type]


def planned(kind: Kind, day: date, stage: str = "planned", **more: object) -> Inspected:
    return Inspected("plan", kind, stage, day, **more)  # type: ignore[arg-type]


def only(kind: Kind, *inspected: Inspected, today: date, until: date | None = None) -> list[DueLine]:
    return [one for one in due_lines(DateInterval(ARRIVAL, until), inspected, NUMBERS, today) if one.kind == kind]


def one_of(kind: Kind, *inspected: Inspected, today: date, until: date | None = None) -> DueLine:
    return only(kind, *inspected, today=today, until=until)[0]


def test_an_arrival_inspection_is_due_at_the_same_day_of_the_next_month_or_its_last() -> None:
    found = one_of(Kind.ARRIVAL, today=ARRIVAL)
    assert (found.due_on, found.state) == (date(2018, 2, 28), DueState.SOON)
    assert found.words == "arrived on 31 January 2018; it starts at once"


def test_on_its_last_day_nothing_is_overdue_and_a_day_after_it_is() -> None:
    assert one_of(Kind.ARRIVAL, today=date(2018, 2, 28)).state == DueState.SOON
    late = one_of(Kind.ARRIVAL, today=date(2018, 3, 1))
    assert late.state == DueState.OVERDUE
    assert late.words.endswith("; 1 day overdue")
    assert one_of(Kind.ARRIVAL, today=date(2018, 3, 3)).words.endswith("; 3 days overdue")


def test_what_is_planned_in_time_is_planned_and_what_is_planned_too_late_says_so() -> None:
    assert one_of(Kind.ARRIVAL, planned(Kind.ARRIVAL, date(2018, 2, 28)), today=ARRIVAL).state == DueState.PLANNED
    late = one_of(Kind.ARRIVAL, planned(Kind.ARRIVAL, date(2018, 3, 2)), today=ARRIVAL)
    assert (late.state, late.reference) == (DueState.SOON, "plan")
    assert late.words.endswith("planned for 2 March 2018; planned 2 days too late")


def test_what_was_planned_and_has_not_begun_is_told() -> None:
    found = one_of(Kind.ARRIVAL, planned(Kind.ARRIVAL, date(2018, 2, 5)), today=date(2018, 2, 10))
    assert "was planned for 5 February 2018 and has not begun" in found.words


def test_what_is_under_way_or_with_the_contingent_is_not_done() -> None:
    day = date(2018, 3, 5)
    under_way = one_of(Kind.ARRIVAL, planned(Kind.ARRIVAL, date(2018, 2, 5), "under-way"), today=day)
    assert (under_way.state, "under way, not signed" in under_way.words) == (DueState.OVERDUE, True)
    shared = one_of(Kind.ARRIVAL, planned(Kind.ARRIVAL, date(2018, 2, 5), "shared"), today=day)
    assert "the worksheet is with the contingent" in shared.words


def test_a_cancelled_inspection_counts_for_nothing() -> None:
    found = one_of(Kind.ARRIVAL, planned(Kind.ARRIVAL, date(2018, 2, 5), "cancelled"), today=ARRIVAL)
    assert (found.state, found.reference) == (DueState.SOON, "")


def test_what_is_done_in_time_is_done_and_what_was_late_says_by_how_much() -> None:
    done = one_of(Kind.ARRIVAL, signed(Kind.ARRIVAL, date(2018, 2, 28)), today=date(2018, 9, 1))
    assert (done.state, done.reference, done.words) == (DueState.DONE, "one", "done on 28 February 2018")
    late = one_of(Kind.ARRIVAL, signed(Kind.ARRIVAL, date(2018, 3, 1)), today=date(2018, 9, 1))
    assert (late.state, late.words) == (DueState.DONE_LATE, "done on 1 March 2018, 1 day late")


def test_periodic_inspections_follow_the_last_arrival_or_periodic_one() -> None:
    day = date(2018, 5, 1)
    assert one_of(Kind.PERIODIC, today=day).due_on == date(2018, 4, 30)
    after_arrival = one_of(Kind.PERIODIC, signed(Kind.ARRIVAL, date(2018, 2, 20)), today=day)
    assert after_arrival.due_on == date(2018, 5, 20)
    assert after_arrival.words == "3 months after the arrival inspection of 20 February 2018"
    first = signed(Kind.PERIODIC, date(2018, 5, 25), "first")
    found = only(Kind.PERIODIC, signed(Kind.ARRIVAL, date(2018, 2, 20)), first, today=date(2018, 6, 1))
    assert [(one.state, one.due_on, one.reference) for one in found] == [
        (DueState.LATER, date(2018, 8, 25), ""),
        (DueState.DONE_LATE, date(2018, 5, 20), "first"),
    ]


def test_an_ori_is_no_periodic_inspection_and_a_spot_check_neither() -> None:
    done = (signed(Kind.READINESS, date(2018, 4, 1)), signed(Kind.SPOT, date(2018, 4, 2), "two"))
    assert one_of(Kind.PERIODIC, *done, today=date(2018, 4, 3)).due_on == date(2018, 4, 30)
    assert one_of(Kind.READINESS, *done, today=date(2018, 4, 3)).due_on == date(2018, 10, 1)


def test_readiness_is_looked_at_every_half_year_and_at_once_where_there_is_doubt() -> None:
    assert one_of(Kind.READINESS, today=date(2018, 2, 1)).due_on == date(2018, 7, 31)
    doubted = planned(Kind.READINESS, date(2018, 3, 10), doubted_on=date(2018, 3, 1))
    found = one_of(Kind.READINESS, doubted, today=date(2018, 3, 5))
    assert (found.due_on, found.state) == (date(2018, 3, 15), DueState.PLANNED)
    assert "the mission doubts standards since 1 March 2018" in found.words
    done = signed(Kind.READINESS, date(2018, 3, 16), doubted_on=date(2018, 3, 1))
    found = one_of(Kind.READINESS, done, today=date(2018, 9, 20))
    assert (found.due_on, found.state) == (date(2018, 9, 16), DueState.OVERDUE)


def test_doubt_makes_an_ori_that_is_due_sooner_no_later() -> None:
    doubted = planned(Kind.READINESS, date(2018, 7, 30), doubted_on=date(2018, 7, 29))
    assert one_of(Kind.READINESS, doubted, today=date(2018, 7, 30)).due_on == date(2018, 7, 31)


def test_before_a_unit_leaves_it_is_inspected_and_nothing_else_falls_due_when_it_is_gone() -> None:
    until = date(2018, 4, 30)
    assert one_of(Kind.REPATRIATION, today=ARRIVAL, until=until).due_on == date(2018, 4, 29)
    assert only(Kind.PERIODIC, today=ARRIVAL, until=until) == []
    assert only(Kind.PERIODIC, today=ARRIVAL, until=date(2018, 5, 1)) != []
    assert only(Kind.REPATRIATION, today=ARRIVAL) == []
    done = one_of(Kind.REPATRIATION, signed(Kind.REPATRIATION, date(2018, 4, 30)), today=until, until=until)
    assert done.state == DueState.DONE_LATE


def test_a_report_is_due_for_each_month_with_a_day_of_presence() -> None:
    found = only(Kind.MONTHLY, today=date(2018, 3, 5), until=date(2018, 3, 1))
    assert [(one.month, one.due_on, one.state) for one in found] == [
        (date(2018, 1, 1), date(2018, 2, 10), DueState.OVERDUE),
        (date(2018, 2, 1), date(2018, 3, 10), DueState.SOON),
    ]


def test_the_report_of_the_month_that_runs_is_not_due_yet() -> None:
    (running,) = [one for one in only(Kind.MONTHLY, today=date(2018, 2, 27)) if one.month == date(2018, 2, 1)]
    assert running.state == DueState.LATER


def test_a_report_that_was_handed_in_is_done_and_one_that_was_not_is_overdue_though_it_is_written() -> None:
    january = signed(Kind.MONTHLY, date(2018, 2, 11), month=ARRIVAL)
    february = planned(Kind.MONTHLY, date(2018, 3, 1), "under-way", month=date(2018, 2, 1))
    found = {one.month: one for one in only(Kind.MONTHLY, january, february, today=date(2018, 3, 11))}
    assert found[date(2018, 1, 1)].state == DueState.DONE_LATE
    assert (found[date(2018, 2, 1)].state, found[date(2018, 2, 1)].reference) == (DueState.OVERDUE, "plan")


def test_reports_of_long_ago_are_asked_for_no_more() -> None:
    found = only(Kind.MONTHLY, today=date(2019, 6, 15))
    assert next(one.month for one in found) == date(2018, 6, 1)
    few = due_lines(DateInterval(ARRIVAL), (), replace(NUMBERS, report_months_asked=1), date(2019, 6, 15))
    assert sum(one.kind == Kind.MONTHLY for one in few) == 2


def test_a_unit_that_is_still_to_come_owes_nothing() -> None:
    assert due_lines(DateInterval(ARRIVAL), (), NUMBERS, ARRIVAL - timedelta(days=1)) == []


days = st.dates(date(2018, 1, 1), date(2021, 12, 31))
inspections = st.builds(
    Inspected,
    reference=st.uuids().map(str),
    kind=st.sampled_from(list(Kind)),
    stage=st.sampled_from([one.value for one in InspectionStage]),
    planned_for=days,
    done_on=st.none() | days,
    month=days.map(first_of_month),
    doubted_on=st.none() | days,
)


@given(days, st.none() | st.integers(1, 1200), st.lists(inspections, max_size=8), days)
def test_whatever_was_done_the_most_urgent_comes_first_and_nothing_is_due_twice(
    start: date, length: int | None, done: list[Inspected], today: date
) -> None:
    until = None if length is None else start + timedelta(days=length)
    found = due_lines(DateInterval(start, until), done, NUMBERS, today)
    states = list(DueState)
    urgency = [states.index(one.state) for one in found]
    assert urgency == sorted(urgency)
    still = [one for one in found if one.state not in (DueState.DONE, DueState.DONE_LATE)]
    keys = [(one.kind, one.month) for one in still]
    assert len(keys) == len(set(keys))
    for one in still:
        assert (one.state == DueState.OVERDUE) == (one.due_on < today)
        if one.kind in (Kind.PERIODIC, Kind.READINESS) and until is not None and "doubts" not in one.words:
            assert one.due_on < until


@given(days, st.integers(1, 800))
def test_every_day_of_presence_lies_in_one_month_that_is_reported(start: date, length: int) -> None:
    present = DateInterval(start, start + timedelta(days=length))
    months = list(months_of_presence(present, date(2025, 1, 1)))
    assert months == sorted(set(months))
    for day in (start, start + timedelta(days=length // 2), start + timedelta(days=length - 1)):
        assert first_of_month(day) in months
    assert all(present.overlaps(DateInterval(one, add_months(one, 1))) for one in months)


@pytest.mark.parametrize("stage", ["planned", "under-way", "shared", "cancelled"])
def test_only_what_is_signed_moves_the_next_one(stage: str) -> None:
    done = replace(signed(Kind.PERIODIC, date(2018, 4, 1)), stage=stage)
    (found,) = only(Kind.PERIODIC, done, today=date(2018, 4, 2))
    assert found.due_on == date(2018, 4, 30)
