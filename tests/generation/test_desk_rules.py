"""The rules of the desk: stations, days of the calendar, promises."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.generation.rules.calendar import (
    BLOCK,
    DUE,
    PROMISE,
    CalendarEntry,
    by_day,
    grid_span,
    months_on,
    weeks_of,
    without_doubles,
)
from muster.generation.rules.facts import DONE, LEFT_OUT, UNDER_WAY, WAITING
from muster.generation.rules.handover import BROKEN, KEPT, LAPSED, STANDING, promise_verdict
from muster.generation.rules.stations import NOWHERE, STATIONS, station_of
from muster.reference.phases import schedulable_phases

TODAY = date(2018, 10, 1)
ONE = timedelta(days=1)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
ONCE = settings(max_examples=30)


def entry(kind: str = DUE, start: date = TODAY, days: int = 1, **more: str) -> CalendarEntry:
    """Return an entry of the calendar."""
    values = {"reference": "case-1", "title": "Training", "case": "case-1", "phase": "training", **more}
    return CalendarEntry(kind, start, start + days * ONE, **values)  # type: ignore[arg-type]


def test_every_phase_of_a_schedule_stands_at_one_station() -> None:
    named = [phase for station in STATIONS for phase in station.phases]
    assert sorted(named) == sorted(phase.code for phase in schedulable_phases())


def test_a_case_without_a_phase_to_begin_stands_nowhere() -> None:
    assert station_of("") is NOWHERE


@ONCE
@given(DAYS)
def test_the_grid_of_a_month_is_whole_weeks_that_hold_it(day: date) -> None:
    first = day.replace(day=1)
    weeks = weeks_of(first, [])
    days = [one.day for week in weeks for one in week]
    assert all(len(week) == 7 and week[0].day.weekday() == 0 for week in weeks)
    assert days == [days[0] + number * ONE for number in range(len(days))]
    assert next(one for one in days if one.month == first.month) == first
    assert sum(one.is_in_month for week in weeks for one in week) == (months_on(first, 1) - first).days
    assert len(days) < (months_on(first, 1) - first).days + 13


@given(DAYS, st.integers(-400, 400))
def test_months_on_and_back_lead_to_the_same_month(day: date, months: int) -> None:
    first = day.replace(day=1)
    assert months_on(months_on(first, months), -months) == first


@given(st.integers(-20, 50), st.integers(1, 40))
def test_an_entry_is_on_each_of_its_days_and_on_no_other(shift: int, days: int) -> None:
    start, until = grid_span(TODAY)
    one = entry(BLOCK, TODAY + shift * ONE, days)
    told = by_day([one], start, until)
    assert one.until is not None
    assert {day for day, there in told.items() if there} == {day for day in told if one.start <= day < one.until}


def test_what_has_no_end_yet_is_on_every_later_day() -> None:
    told = by_day([CalendarEntry(BLOCK, TODAY, None, "b", "Port closed")], *grid_span(TODAY))
    assert all(there for day, there in told.items() if day >= TODAY)


def test_a_step_due_on_the_day_that_was_promised_is_told_once_as_the_promise() -> None:
    assert without_doubles([entry(DUE), entry(PROMISE)]) == [entry(PROMISE)]


def test_a_step_due_on_another_day_than_the_promise_is_told_besides() -> None:
    assert len(without_doubles([entry(DUE), entry(PROMISE, TODAY + ONE)])) == 2


def test_the_name_of_an_entry_stays_when_its_day_moves() -> None:
    assert entry(start=TODAY).uid == entry(start=TODAY + 40 * ONE).uid


def test_the_names_of_the_steps_of_a_case_differ() -> None:
    assert entry(phase="training").uid != entry(phase="movement").uid
    assert entry(DUE).uid != entry(PROMISE).uid


@pytest.mark.parametrize(
    ("stage", "promised_for", "done_on", "verdict"),
    [
        (DONE, TODAY, TODAY, KEPT),
        (DONE, TODAY - ONE, TODAY, BROKEN),
        (DONE, TODAY, None, LAPSED),
        (LEFT_OUT, TODAY - ONE, None, LAPSED),
        (UNDER_WAY, TODAY, None, STANDING),
        (WAITING, TODAY - ONE, None, BROKEN),
    ],
)
def test_what_came_of_a_promise(stage: str, promised_for: date, done_on: date | None, verdict: str) -> None:
    assert promise_verdict(stage, promised_for, done_on, TODAY) == verdict


def test_a_phase_done_later_than_the_day_that_is_looked_at_was_still_promised() -> None:
    assert promise_verdict(DONE, TODAY + ONE, TODAY + ONE, TODAY) == STANDING
