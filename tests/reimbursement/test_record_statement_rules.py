"""From what is on record of a memorandum to what is owed, and to whom: no database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.intervals import DateInterval
from muster.reimbursement.rules.record_statement import OWN, record_statement
from muster.reimbursement.rules.record_terms import StrengthSpan
from muster.reimbursement.rules.statement_days import days_problems, quarter_before
from muster.reimbursement.rules.statement_rows import line_rows, month_rows, withheld_rows
from muster.reimbursement.stages import LeaseKind
from muster.reimbursement.statement import MemorandumRefused
from muster.reimbursement.statement.terms import PaidKind, WithheldRule
from tests.reimbursement.agreed import (
    MARCH,
    QUARTER,
    agreed_category,
    agreed_item,
    agreed_version,
    factors,
    found,
    on_record,
)


def test_a_month_pays_people_units_and_services_as_agreed() -> None:
    made = record_statement(on_record(), MARCH)
    assert made.cents_by_kind() == {
        PaidKind.PERSONNEL: 100 * 1410_00,
        PaidKind.MAJOR_EQUIPMENT: 10 * 200_00,
        PaidKind.SELF_SUSTAINMENT: 100 * 10_00,
    }
    assert made.withheld_cents() == 0
    assert made.notes == ()


def test_an_amendment_cuts_the_month_and_each_part_has_its_own_terms() -> None:
    before = agreed_version(days=DateInterval(date(2018, 1, 1), date(2018, 3, 11)))
    after = agreed_version(number=2, days=DateInterval(date(2018, 3, 11), None), equipment=(agreed_item(quantity=5),))
    made = record_statement(on_record(before, after), MARCH)
    assert [(part.version, part.days.start.day) for part in made.parts] == [(1, 1), (2, 11)]
    paid = [line.unit_days for _part, line in made.lines if line.kind == PaidKind.MAJOR_EQUIPMENT]
    assert paid == [10 * 10, 5 * 21]


def test_factors_that_change_cut_the_days_and_hold_from_their_day() -> None:
    rising = (factors(until=date(2018, 3, 16)), factors(date(2018, 3, 16), environment_percent=Decimal(5)))
    made = record_statement(on_record(factors=rising), MARCH)
    rates = [line.rate for _part, line in made.lines if line.kind == PaidKind.MAJOR_EQUIPMENT]
    assert rates == [200, 210]


def test_a_region_with_factors_of_its_own_is_paid_by_them_alone() -> None:
    both = (factors(environment_percent=Decimal(1)), factors(environment_percent=Decimal(4), region="Sector East"))
    for region, rate in (("Sector East", 208), ("", 202), ("Sector West", 202)):
        made = record_statement(on_record(agreed_version(region=region), factors=both), MARCH)
        assert [line.rate for _part, line in made.lines if line.kind == PaidKind.MAJOR_EQUIPMENT] == [rate]


def test_points_and_the_route_are_reckoned_by_their_rules() -> None:
    version = agreed_version(route_km=2400)
    made = record_statement(on_record(version, factors=(factors(hostile_points=35),)), MARCH)
    (rate,) = (line.rate for _part, line in made.lines if line.kind == PaidKind.MAJOR_EQUIPMENT)
    assert rate == 200 + 100 * (Decimal("0.005") + Decimal("0.025"))


def test_where_one_owns_and_another_maintains_each_is_paid_its_part() -> None:
    shared = agreed_item(owner="IND", maintainer="KAZ", group="trucks")
    made = record_statement(on_record(agreed_version(equipment=(shared, agreed_item(2)))), MARCH)
    assert made.payees == (OWN, "IND", "KAZ")
    assert made.owed_cents("IND") == 10 * 100_00
    assert made.owed_cents("KAZ") == 10 * 100_00
    assert made.owed_cents() == sum(made.owed_cents(payee) for payee in made.payees)


def test_a_shared_item_counts_once_in_its_group() -> None:
    shared = agreed_item(1, 10, owner="IND", maintainer="KAZ", group="trucks")
    own = agreed_item(2, 10, group="trucks")
    parts = (found(operational=9), found("Truck 2", operational=9))
    both = replace(parts[0], equipment=parts[0].equipment + parts[1].equipment)
    made = record_statement(on_record(agreed_version(equipment=(shared, own)), verified=(both,)), MARCH)
    assert made.withheld_cents() == 0
    worse = found("Truck 2", operational=8)
    below = replace(both, equipment=(both.equipment[0], worse.equipment[0]))
    made = record_statement(on_record(agreed_version(equipment=(shared, own)), verified=(below,)), MARCH)
    assert {one.rule for _part, one in made.withheld} == {WithheldRule.UNSERVICEABLE}


def test_whoever_is_only_paid_a_part_is_given_its_own_lines() -> None:
    version = agreed_version(services=(agreed_category(provider="IND"),))
    part = record_statement(on_record(version, verified=(found(present=9, operational=9),)), MARCH).only("IND")
    assert [line.item for _part, line in part.lines] == ["Catering 1"]
    assert part.withheld_cents() == 0
    assert part.notes == ()


def test_what_is_verified_and_not_agreed_earns_nothing_and_is_told() -> None:
    made = record_statement(on_record(verified=(found("Boat"),)), MARCH)
    assert made.cents_by_kind()[PaidKind.MAJOR_EQUIPMENT] == 0
    assert "Boat is verified (ai-1) and not agreed: it earns nothing" in made.notes
    assert {one.rule for _part, one in made.withheld} == {WithheldRule.NOT_VERIFIED}


def test_of_lines_that_share_an_item_category_and_lease_tell_which_is_meant() -> None:
    same = (
        agreed_item(1, item="Truck"),
        agreed_item(2, item="Truck", lease=LeaseKind.DRY),
    )
    made = record_statement(on_record(agreed_version(equipment=same), verified=(found("truck", lease="dry"),)), MARCH)
    paid = {line.entry: line.unit_days for _part, line in made.lines if line.kind == PaidKind.MAJOR_EQUIPMENT}
    assert paid == {0: 0, 1: 10 * 31}


def test_a_service_that_the_organisation_gives_or_that_is_below_standard_is_withheld() -> None:
    for verdict, rule in (
        ("by-organisation", WithheldRule.SERVED_BY_UN),
        ("partly", WithheldRule.STANDARD_NOT_MET),
        ("not-met", WithheldRule.STANDARD_NOT_MET),
    ):
        part = found()
        services = (replace(part.services[0], line=replace(part.services[0].line, verdict=verdict)),)
        made = record_statement(on_record(verified=(replace(part, services=services),)), MARCH)
        assert [(one.rule, one.amount_cents) for _part, one in made.withheld] == [(rule, 100 * 10_00)]


def test_people_of_a_service_are_never_more_than_are_in_theatre() -> None:
    fewer = (StrengthSpan(QUARTER, 40),)
    made = record_statement(on_record(strength=fewer), MARCH)
    assert made.cents_by_kind()[PaidKind.SELF_SUSTAINMENT] == 40 * 10_00


def test_what_the_record_lacks_is_told() -> None:
    from_april = agreed_version(days=DateInterval(date(2018, 3, 11), None))
    strength = (StrengthSpan(QUARTER, 100, is_reported=False),)
    made = record_statement(on_record(from_april, factors=(), strength=strength), MARCH)
    assert [one.split(":")[0] for one in made.notes] == [
        "no version of the memorandum holds in 2018-03-01 to 2018-03-11 (until excluded)",
        "no mission factors are on record",
        "no strength is reported for 2018-01-01 to 2018-04-01 (until excluded)",
    ]


def test_days_before_the_single_rate_are_refused_by_name() -> None:
    early = DateInterval(date(2014, 6, 30), date(2014, 7, 2))
    record = on_record(
        agreed_version(days=DateInterval(date(2014, 1, 1), None)), strength=(StrengthSpan(early, 1),), verified=()
    )
    with pytest.raises(MemorandumRefused, match="2014-06-30"):
        record_statement(record, early)


def test_rows_are_numbered_and_their_sums_are_those_of_the_statement() -> None:
    made = record_statement(on_record(verified=(found(present=9, operational=8),)), QUARTER)
    rows = line_rows(made)
    assert [row.number for row in rows] == list(range(1, 10))
    months = month_rows(rows)
    assert [month.month for month in months] == ["2018-01", "2018-02", "2018-03"]
    assert sum(month.owed_cents for month in months) == made.owed_cents()
    assert sum(month.withheld_cents for month in months) == made.withheld_cents() > 0
    told = withheld_rows(rows)
    assert {one.withheld.rule for one in told} == {WithheldRule.ABSENT, WithheldRule.UNSERVICEABLE}
    assert all(one.restores for one in told)


@given(turn=st.integers(1, 89))
def test_cutting_the_days_anywhere_changes_no_line_by_more_than_a_cent_a_part(turn: int) -> None:
    record = on_record(verified=(found(present=9, operational=8),), factors=(factors(hostile_points=5),))
    middle = date.fromordinal(QUARTER.start.toordinal() + turn)
    whole = record_statement(record, QUARTER)
    halves = [
        record_statement(record, DateInterval(*days)) for days in ((QUARTER.start, middle), (middle, QUARTER.until))
    ]
    assert abs(whole.owed_cents() - sum(half.owed_cents() for half in halves)) <= 3


def test_the_quarter_before_a_day_is_the_last_that_is_over() -> None:
    assert quarter_before(date(2018, 4, 1)) == DateInterval(date(2018, 1, 1), date(2018, 4, 1))
    assert quarter_before(date(2018, 3, 31)) == DateInterval(date(2017, 10, 1), date(2018, 1, 1))


def test_days_in_the_wrong_order_or_too_many_are_refused_with_the_remedy() -> None:
    assert not days_problems(date(2018, 1, 1), date(2023, 1, 1))
    assert [one.field for one in days_problems(date(2018, 1, 1), date(2023, 1, 2))] == ["until"]
    assert [one.remedy for one in days_problems(date(2018, 1, 1), date(2018, 1, 1))] == ["give a later day"]
