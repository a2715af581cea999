"""A State's year abroad: people, person-days, money, and what the record lacks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.rules.strength import Report, UnitCount
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.intervals import DateInterval
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.losses import report_loss, step_loss
from muster.reimbursement.actions.settlements import set_off_debt
from muster.reimbursement.claim_terms import SetOffTerms
from muster.reimbursement.models import LossItem
from muster.reimbursement.queries.annual_report import annual_report
from muster.reimbursement.queries.statements import statement_of_memorandum, statements_of_memoranda
from muster.reimbursement.rules.annual_report import days_of_year, stays_in, unit_year
from muster.reimbursement.rules.record_statement import RecordStatement
from tests.inspections.theatre import inspected_unit, signed
from tests.record import DAY, Record
from tests.reimbursement.agreed import MARCH, MOU, memorandum_of
from tests.reimbursement.claims_record import (
    AMOUNTS,
    Q1,
    Q2,
    certified,
    claimed_memorandum,
    drawn_up,
    indebted,
    taken_to,
)
from tests.reimbursement.economics_record import COMPANY, calculation
from tests.reimbursement.loss_record import CONTENT, HAPPENED_ON, RADIO, TERMS

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
    made.stage_events.update(stage="draft")
    assert annual_report(record.parties.viewers["owning State"], DAY.year, as_of=DAY).money == ()


@pytest.mark.django_db
def test_a_year_of_which_no_report_can_be_made_is_refused_with_the_years_that_can(record: Record) -> None:
    for year in (DAY.year + 1, 2013):
        with pytest.raises(Refused, match=f"give a year from 2014 to {DAY.year}"):
            annual_report(record.parties.viewers["owning State"], year, as_of=DAY)
    assert annual_report(record.parties.viewers["owning State"], 2014, as_of=DAY).money == ()


@pytest.mark.django_db
def test_claims_of_the_year_are_told_with_what_settles_them(record: Record) -> None:
    claimed_memorandum(inspected_unit(record), holds_from=date(2017, 7, 1))
    certified(date(2017, 10, 1))
    paid = certified(Q1)
    taken_to(drawn_up(Q2), "submitted")
    taken_to(drawn_up(Q2, payee="IND"), "submitted")
    drawn_up(date(2017, 7, 1))
    indebted()
    set_off_debt(SYSTEM, paid.reference, SetOffTerms("debt-kaz", DAY, 50, "Reason"), today=DAY)
    viewer = record.parties.viewers["owning State"]
    (money,) = annual_report(viewer, 2018, as_of=DAY).money
    total = AMOUNTS.total_cents
    assert (money.claimed_cents, money.paid_cents, money.outstanding_cents) == (2 * total, 50, total - 50)
    (before,) = annual_report(viewer, 2017, as_of=DAY).money
    assert (before.claimed_cents, before.paid_cents, before.outstanding_cents) == (total, 0, total)
    (earlier,) = annual_report(viewer, 2018, as_of=DAY - timedelta(days=1)).money
    assert (earlier.claimed_cents, earlier.paid_cents, earlier.outstanding_cents) == (0, 0, 0)


@pytest.mark.django_db
def test_a_claim_that_was_withdrawn_claims_nothing(record: Record) -> None:
    claimed_memorandum(inspected_unit(record), holds_from=Q1)
    taken_to(drawn_up(Q2), "submitted", "withdrawn")
    (money,) = annual_report(record.parties.viewers["owning State"], 2018, as_of=DAY).money
    assert money.claimed_cents == 0


@pytest.mark.django_db
def test_losses_of_the_year_are_told_with_their_stage_and_what_was_decided(record: Record) -> None:
    memorandum_of(inspected_unit(record))
    radar = replace(RADIO, gfmv_cents=60_000_000, repair_cents=None)
    report_loss(SYSTEM, replace(TERMS, memorandum=MOU, content=replace(CONTENT, items=(radar,))), today=DAY)
    viewer = record.parties.viewers["owning State"]
    (told,) = annual_report(viewer, 2018, as_of=DAY).losses
    assert (told.reference, told.on, told.stage, told.paid_cents) == (TERMS.reference, HAPPENED_ON, "Reported", None)
    assert told.words == f"Hostile act or forced abandonment, {CONTENT.place}"
    assert told.value_cents == 60_000_000
    for stage in ("investigated", "decided"):
        step_loss(SYSTEM, TERMS.reference, stage, words="Words of the step", day=DAY, today=DAY)
    (decided,) = annual_report(viewer, 2018, as_of=DAY).losses
    assert (decided.stage, decided.paid_cents) == ("Decided", LossItem.objects.get().decided_cents)
    assert decided.paid_cents
    assert annual_report(viewer, 2017, as_of=DAY).losses == ()


@pytest.mark.django_db
def test_what_was_refused_pays_nothing(record: Record) -> None:
    memorandum_of(inspected_unit(record))
    report_loss(SYSTEM, replace(TERMS, memorandum=MOU), today=DAY)
    step_loss(SYSTEM, TERMS.reference, "refused", words="Words of the refusal", day=DAY, today=DAY)
    (told,) = annual_report(record.parties.viewers["owning State"], 2018, as_of=DAY).losses
    assert (told.stage, told.paid_cents) == ("Refused", 0)


@pytest.mark.django_db
def test_two_memoranda_ask_no_more_than_one(record: Record) -> None:
    unit = inspected_unit(record)
    signed(line_1=(10, 8))
    memorandum_of(unit)
    calculation(record)
    viewer = record.parties.viewers["owning State"]

    def asked(memoranda: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            report = annual_report(viewer, 2018, as_of=DAY)
        assert len(report.money) == memoranda
        return len(queries)

    one = asked(1)
    memorandum_of(unit, "kaz-mou-2")
    claimed_memorandum(unit, holds_from=Q1)
    certified(Q2)
    report_loss(SYSTEM, replace(TERMS, memorandum=MOU), today=DAY)
    # The items of losses are asked for only where there are losses.
    assert asked(3) <= one + 1


def statement_rows(made: RecordStatement) -> tuple[object, ...]:
    """Return what a statement says."""
    lines = [(part.version, line.kind, line.item, line.units, line.amount_cents) for part, line in made.lines]
    return lines, [one.amount_cents for _part, one in made.withheld], made.notes, made.owed_cents()


@pytest.mark.django_db
def test_statements_of_memoranda_are_those_of_each_in_order(record: Record) -> None:
    unit = inspected_unit(record)
    signed(line_1=(10, 8))
    first, second = memorandum_of(unit), claimed_memorandum(unit, holds_from=Q1)
    viewer = record.parties.viewers["owning State"]
    made = statements_of_memoranda(viewer, [second, first], MARCH, as_of=DAY)
    alone = [statement_of_memorandum(viewer, one, MARCH, as_of=DAY) for one in (second, first)]
    assert [one.reference for one in made] == [second.reference, first.reference]
    assert [statement_rows(one) for one in made] == [statement_rows(one) for one in alone]
    assert made[0].owed_cents() != made[1].owed_cents()
    assert statements_of_memoranda(viewer, [], MARCH, as_of=DAY) == []
    with pytest.raises(NotFound, match=MOU):
        statements_of_memoranda(record.parties.viewers["analyst"], [first], MARCH, as_of=DAY)
