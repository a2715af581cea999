"""A State's year abroad: people, person-days, money, and what the record lacks."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.rules.strength import Report, UnitCount
from muster.kit.errors import NotAllowed, Refused
from muster.kit.intervals import DateInterval
from muster.reimbursement.queries import annual_sources
from muster.reimbursement.queries.annual_report import annual_report
from muster.reimbursement.queries.annual_sources import ClaimedMoney, give_claims, give_losses
from muster.reimbursement.rules.annual_report import LossYear, days_of_year, stays_in, unit_year
from tests.inspections.theatre import inspected_unit
from tests.record import DAY, Record
from tests.reimbursement.agreed import MOU, memorandum_of
from tests.reimbursement.economics_record import COMPANY, calculation

YEAR = DateInterval(date(2018, 1, 1), date(2019, 1, 1))


def counted(*reports: Report, start: date = date(2018, 3, 1), until: date | None = None) -> UnitCount:
    """Return a company of 120 as agreed, with reports."""
    return UnitCount("kaz-coy", "KAZ", "INF-COY", "contingent", 120, DateInterval(start, until), reports)


def test_person_days_follow_the_reports_and_the_agreed_strength_before_the_first() -> None:
    found = unit_year(counted(Report(date(2018, 3, 11), 90, 10)), "Company", "UNIFIL", YEAR)
    assert found is not None
    assert found.days == 306
    assert found.person_days == 10 * 120 + 296 * 100
    assert (found.most_people, found.is_reported) == (120, False)
    whole = unit_year(counted(Report(date(2018, 3, 1), 90, 10)), "Company", "UNIFIL", YEAR)
    assert whole is not None
    assert whole.is_reported


def test_a_unit_that_was_not_there_in_the_year_is_not_in_the_report() -> None:
    assert unit_year(counted(until=date(2018, 3, 2)), "", "", DateInterval(date(2018, 3, 2), date(2019, 1, 1))) is None
    one_day = unit_year(counted(until=date(2018, 3, 2)), "", "", YEAR)
    assert one_day is not None
    assert (one_day.days, one_day.person_days) == (1, 120)


@given(turn=st.integers(1, 364))
def test_cutting_the_year_anywhere_loses_no_person_day(turn: int) -> None:
    unit = counted(Report(date(2018, 4, 1), 90, 10), Report(date(2018, 8, 1), 60, 20), until=date(2018, 11, 5))
    middle = date.fromordinal(YEAR.start.toordinal() + turn)
    parts = [unit_year(unit, "", "", DateInterval(*days)) for days in ((YEAR.start, middle), (middle, YEAR.until))]
    whole = unit_year(unit, "", "", YEAR)
    assert whole is not None
    assert sum(one.person_days for one in parts if one) == whole.person_days


def test_stays_of_individuals_count_only_their_days_in_the_year() -> None:
    stays = [(date(2017, 12, 30), date(2018, 1, 3)), (date(2018, 12, 31), date(2019, 6, 1)),
             (date(2016, 1, 1), date(2017, 1, 1))]  # fmt: skip
    assert stays_in(stays, YEAR) == (2, 3)


def test_the_year_looked_at_counts_until_the_day_and_none_ahead_is_reported() -> None:
    assert days_of_year(2018, date(2018, 1, 1)) == DateInterval(date(2018, 1, 1), date(2018, 1, 2))
    assert days_of_year(2017, date(2018, 1, 1)) == DateInterval(date(2017, 1, 1), date(2018, 1, 1))
    assert days_of_year(2019, date(2018, 12, 31)) is None


@pytest.fixture
def sources() -> Iterator[None]:
    """Take back what a test names as sources."""
    kept = list(annual_sources._claims), list(annual_sources._losses)
    yield
    annual_sources._claims[:], annual_sources._losses[:] = kept


@pytest.mark.django_db
def test_a_state_reads_its_own_year_and_nobody_else_reads_it(record: Record) -> None:
    memorandum_of(inspected_unit(record))
    calculation(record)
    report = annual_report(record.parties.viewers["owning State"], DAY.year, as_of=DAY)
    assert [one.memorandum for one in report.money] == [MOU]
    assert report.money[0].owed_cents > 0
    assert report.person_days == sum(one.person_days for one in report.units) + report.individual_days > 0
    assert {one.calculation for one in report.costs} == {COMPANY}
    assert [one.item for one in report.equipment] == ["Armoured personnel carrier"]
    assert report.illustrative
    other = annual_report(record.parties.viewers["other State"], DAY.year, as_of=DAY)
    assert (other.money, other.equipment, other.costs) == ((), (), ())
    for kind in ("secretariat approver", "mission", "analyst", "training institution"):
        with pytest.raises(NotAllowed):
            annual_report(record.parties.viewers[kind], DAY.year, as_of=DAY)


@pytest.mark.django_db
def test_a_memorandum_that_is_a_draft_pays_nothing_yet(record: Record) -> None:
    made = memorandum_of(inspected_unit(record))
    made.stage = "draft"
    made.save()
    assert annual_report(record.parties.viewers["owning State"], DAY.year, as_of=DAY).money == ()


@pytest.mark.django_db
def test_a_year_of_which_no_report_can_be_made_is_refused_with_the_years_that_can(record: Record) -> None:
    for year in (DAY.year + 1, 2013):
        with pytest.raises(Refused, match=f"give a year from 2014 to {DAY.year}"):
            annual_report(record.parties.viewers["owning State"], year, as_of=DAY)
    assert annual_report(record.parties.viewers["owning State"], 2014, as_of=DAY).money == ()


@pytest.mark.django_db
def test_claims_and_losses_come_from_the_parts_that_keep_them(record: Record, sources: None) -> None:
    memorandum_of(inspected_unit(record))
    viewer = record.parties.viewers["owning State"]
    annual_sources._claims.clear()
    annual_sources._losses.clear()
    without = annual_report(viewer, DAY.year, as_of=DAY)
    assert without.money[0].claimed_cents is None
    assert "Losses are not on record." in without.notes
    give_claims(lambda viewer, state, days: [ClaimedMoney(MOU, 300, 200, 100)])
    give_losses(lambda viewer, state, days: [LossYear("loss-1", days.start, "Truck lost", 5_000)])
    found = annual_report(viewer, DAY.year, as_of=DAY)
    assert (found.money[0].claimed_cents, found.money[0].paid_cents, found.money[0].outstanding_cents) == (
        300,
        200,
        100,
    )
    assert [one.reference for one in found.losses] == ["loss-1"]
    assert not any("not on record" in note for note in found.notes)
    give_claims(lambda viewer, state, days: [])
    assert annual_report(viewer, DAY.year, as_of=DAY).money[0].claimed_cents == 0
