"""Strength by day, category and sex; the legal basis of everybody in theatre; locations that follow each other."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.rules.legal_basis import Instrument, basis_findings
from muster.deployments.rules.locations import Held, after_move, move_problems
from muster.deployments.rules.strength import (
    NOBODY,
    Report,
    Strength,
    UnitCount,
    by_category,
    changes,
    strength_on,
    support_days,
    total_on,
)
from muster.kit.intervals import DateInterval

START, END = date(2018, 10, 31), date(2020, 2, 1)
COMPANY = UnitCount("kaz", "KAZ", "INF-COY", "troops", 120, DateInterval(START, END))
DAYS = st.dates(date(2018, 9, 1), date(2020, 4, 1))
REPORTS = st.lists(
    st.builds(Report, DAYS, st.integers(0, 900), st.integers(0, 90), st.integers(0, 9), st.integers(0, 9)),
    max_size=6,
    unique_by=lambda one: one.on,
)
INTERVALS = st.builds(
    lambda start, days: DateInterval(start, start + timedelta(days=days) if days else None), DAYS, st.integers(0, 500)
)
INSTRUMENTS = st.lists(st.builds(Instrument, st.just("MOU"), INTERVALS, st.booleans()), max_size=4)


def test_until_the_first_report_a_unit_has_the_agreed_strength_and_then_the_reported_one() -> None:
    unit = replace(COMPANY, reports=(Report(date(2019, 5, 1), 116, 3, support_men=2),))
    assert strength_on(unit, START - timedelta(days=1)) == NOBODY
    assert strength_on(unit, date(2019, 4, 30)) == Strength(unsexed=120)
    assert strength_on(unit, date(2019, 5, 1)) == Strength(men=116, women=3, support=2)
    assert strength_on(unit, END - timedelta(days=1)).people == 119, "the support element stands outside the strength"
    assert strength_on(unit, END) == NOBODY


@given(reports=REPORTS, day=DAYS)
def test_the_strength_of_a_day_is_that_of_one_report_of_its_presence(reports: list[Report], day: date) -> None:
    found = strength_on(replace(COMPANY, reports=tuple(reports)), day)
    within = sorted((one.on, one.men, one.women) for one in reports if START <= one.on <= day)
    if not START <= day < END:
        assert found == NOBODY
    elif within:
        assert (found.men, found.women, found.unsexed) == (*within[-1][1:], 0)
    else:
        assert found == Strength(unsexed=120)


@given(reports=REPORTS, day=DAYS)
def test_categories_add_up_to_the_whole_and_nothing_changes_between_two_days_of_change(
    reports: list[Report], day: date
) -> None:
    police = UnitCount("fpu", "BGD", "FPU", "police", 140, DateInterval(date(2019, 1, 1)))
    units = [replace(COMPANY, reports=tuple(reports)), police]
    assert sum(by_category(units, day).values(), NOBODY) == total_on(units, day)
    before = max(changes(units, date(2018, 9, 1), day + timedelta(days=1)))
    assert total_on(units, before) == total_on(units, day)


@given(reports=REPORTS, day=DAYS)
def test_a_support_element_is_there_on_the_days_on_which_it_is_counted(reports: list[Report], day: date) -> None:
    unit = replace(COMPANY, reports=tuple(reports))
    assert any(one.contains(day) for one in support_days(unit)) == bool(strength_on(unit, day).support)


@given(present=INTERVALS, instruments=INSTRUMENTS, day=DAYS)
def test_there_is_a_finding_exactly_where_a_day_of_presence_has_no_instrument(
    present: DateInterval, instruments: list[Instrument], day: date
) -> None:
    only_day = DateInterval(day, day + timedelta(days=1))
    covered = any(one.valid.contains(day) for one in instruments)
    assert bool(basis_findings("kaz", only_day, [], instruments)) != covered
    whole = basis_findings("kaz", present, [], instruments)
    assert bool(whole) or not present.contains(day) or covered


@given(instruments=INSTRUMENTS, day=DAYS)
def test_a_support_element_wants_an_instrument_that_covers_it(instruments: list[Instrument], day: date) -> None:
    only_day = DateInterval(day, day + timedelta(days=1))
    codes = [one.code for one in basis_findings("kaz", only_day, [only_day], instruments)]
    covered = any(one.valid.contains(day) and one.covers_support for one in instruments)
    assert ("support-without-basis" in codes) != covered


def test_a_gap_names_its_days_and_what_to_do() -> None:
    memorandum = Instrument("MOU", DateInterval(date(2018, 12, 1)))
    (finding,) = basis_findings("kaz", COMPANY.present, [], [memorandum])
    assert finding.words == "no instrument covers the unit from 31 October 2018 until 1 December 2018"
    assert finding.remedy == "enter the instrument that covers these days, or agree one"


@given(moves=st.lists(st.integers(0, 600), max_size=8), day=DAYS)
def test_accepted_moves_never_leave_a_unit_in_two_places(moves: list[int], day: date) -> None:
    held: tuple[Held, ...] = ()
    for count, days in enumerate(moves):
        on = START + timedelta(days=days)
        if not move_problems(held, COMPANY.present, f"place {count}", on, END):
            held = after_move(held, f"place {count}", on)
    there = [one.place for one in held if one.days.contains(day)]
    assert len(there) <= 1
    assert not held or bool(there) == (day >= held[0].days.start)


@pytest.mark.parametrize(
    ("place", "on", "words"),
    [
        (" ", date(2019, 5, 1), "there is none"),
        ("Naqoura", date(2020, 3, 1), "has not come yet"),
        ("Naqoura", date(2018, 10, 1), "is not present"),
        ("Naqoura", date(2018, 11, 1), "it came to Ebel es Saqi"),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_a_remedy(place: str, on: date, words: str) -> None:
    held = [Held("Ebel es Saqi", DateInterval(date(2018, 11, 1)))]
    (problem,) = move_problems(held, COMPANY.present, place, on, END)
    assert words in problem.message
    assert problem.remedy
