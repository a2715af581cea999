"""The sides of a unit are told once of a basis that lapses, a report that is missing, and a mandate that ends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.deployments.actions import enter_legal_basis, record_strength, tell_of_units
from muster.deployments.rules.legal_basis import Instrument
from muster.deployments.rules.unit_notices import (
    BASIS_LAPSES,
    OUTLASTS_MANDATE,
    REPORT_MISSING,
    NoticeLimits,
    UnitFacts,
    due_notices,
)
from muster.deployments.terms import BasisTerms, StrengthTerms
from muster.kit.intervals import DateInterval
from muster.missions.models import MandatePeriod
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import COMPANY, company_in_theatre
from tests.record import DAY, Record

TODAY = date(2019, 1, 10)
LIMITS = NoticeLimits(basis_days=30, report_days=31, mandate_days=30)
FACTS = UnitFacts(
    title="Company",
    present=DateInterval(date(2018, 9, 30)),
    instruments=(Instrument("M", DateInterval(date(2018, 9, 30))),),
    reported_on=date(2019, 1, 1),
    mandate_until=date(2019, 8, 31),
)


def topics(facts: UnitFacts, day: date = TODAY) -> list[str]:
    return [one.topic for one in due_notices(facts, day, LIMITS)]


def ends(until: date) -> tuple[Instrument, ...]:
    return (Instrument("M", DateInterval(date(2018, 9, 30), until)),)


@pytest.mark.parametrize(("days", "told"), [(0, []), (1, [BASIS_LAPSES]), (30, [BASIS_LAPSES]), (31, [])])
def test_a_basis_that_lapses_is_told_within_its_days(days: int, told: list[str]) -> None:
    assert topics(replace(FACTS, instruments=ends(TODAY + timedelta(days=days)))) == told


def test_a_basis_that_is_followed_by_another_or_ends_with_the_presence_lapses_for_nobody() -> None:
    until = TODAY + timedelta(days=10)
    followed = (*ends(until), Instrument("N", DateInterval(until)))
    assert topics(replace(FACTS, instruments=followed)) == []
    assert topics(replace(FACTS, instruments=ends(until), present=DateInterval(date(2018, 9, 30), until))) == []


@pytest.mark.parametrize(("days", "told"), [(31, []), (32, [REPORT_MISSING])])
def test_a_report_is_missing_after_its_days(days: int, told: list[str]) -> None:
    assert topics(replace(FACTS, reported_on=TODAY - timedelta(days=days))) == told


def test_a_unit_that_never_reported_is_counted_from_its_first_day() -> None:
    (due,) = due_notices(replace(FACTS, reported_on=None), TODAY, LIMITS)
    assert (due.topic, due.body) == (REPORT_MISSING, "It is present since 30 September 2018.")


@pytest.mark.parametrize(("days", "told"), [(0, []), (1, [OUTLASTS_MANDATE]), (30, [OUTLASTS_MANDATE]), (31, [])])
def test_who_stays_past_a_mandate_is_told_as_its_end_comes_near(days: int, told: list[str]) -> None:
    until = TODAY + timedelta(days=days)
    assert topics(replace(FACTS, mandate_until=until)) == told
    home = replace(
        FACTS, mandate_until=until, present=DateInterval(date(2018, 9, 30), max(until, TODAY) + timedelta(1))
    )
    assert topics(home) == told
    if days:
        in_time = replace(FACTS, mandate_until=until, present=DateInterval(date(2018, 9, 30), until))
        assert topics(in_time) == []


def test_of_a_unit_that_is_not_present_nothing_is_told() -> None:
    gone = replace(FACTS, present=DateInterval(date(2018, 9, 30), TODAY), reported_on=None, instruments=())
    assert topics(gone) == []


def test_state_mission_and_secretariat_are_told_each_once(record: Record) -> None:
    company_in_theatre(with_tours=False)
    MandatePeriod.objects.all().delete()
    record_strength(SYSTEM, "unit-kaz", StrengthTerms(DAY, 110, 5), today=DAY)
    basis = BasisTerms(COMPANY.present_from, DAY + timedelta(days=20), "memorandum", "Memorandum")
    enter_legal_basis(SYSTEM, "unit-kaz", basis, today=DAY)
    assert [tell_of_units(SYSTEM, DAY) for _again in range(2)] == [3, 0]
    told = Notice.objects.filter(topic=BASIS_LAPSES)
    assert {one.organisation.code for one in told} == {"KAZ", "UNIFIL", "UN"}
    assert tell_of_units(SYSTEM, DAY + timedelta(days=31)) == 0
    assert tell_of_units(SYSTEM, DAY + timedelta(days=32)) == 3
