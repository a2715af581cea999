"""Deductions, premiums and painting on a statement out of the record: no database."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from muster.inspections.rules.verified import SignedInspection
from muster.inspections.rules.worksheet import EquipmentTerms, Worksheet
from muster.kit.intervals import DateInterval
from muster.reimbursement.rules.adjustments import AdjustmentRule, Switch
from muster.reimbursement.rules.record_adjustments import AdjustmentRecord, adjusted_statement, strength_by_month
from muster.reimbursement.rules.record_statement import MemorandumRecord, RecordStatement, record_statement
from muster.reimbursement.rules.record_terms import StrengthSpan
from muster.reimbursement.statement.terms import PaidKind
from tests.reimbursement.agreed import MARCH, QUARTER, agreed_item, agreed_version, on_record

RISK = Switch(AdjustmentRule.RISK_PREMIUM, True)


def adjusted(record: MemorandumRecord, beside: AdjustmentRecord, days: DateInterval = MARCH) -> RecordStatement:
    return adjusted_statement(record_statement(record, days), beside)


def painted(count: int, on: date = date(2018, 3, 5)) -> SignedInspection:
    line = EquipmentTerms(1, "Truck 1", 10, "Vehicles", "wet", 10, 10, painted=count)
    return SignedInspection("ai-1", "AI", on, Worksheet((line,)))


def test_nothing_switched_changes_nothing() -> None:
    made = adjusted(on_record(), AdjustmentRecord(()))
    assert made.adjustments == ()
    assert made.payable_cents() == made.owed_cents()


def test_a_premium_is_paid_to_the_unit_s_state_and_counts_with_personnel() -> None:
    made = adjusted(on_record(), AdjustmentRecord((RISK,), strength=(StrengthSpan(QUARTER, 100),)))
    (one,) = made.adjustments
    assert (one.payee, one.kind, one.adjustment.is_assumption) == ("", PaidKind.PERSONNEL, True)
    assert made.adjusted_cents() == 10 * 141_00
    assert made.payable_cents("") == made.owed_cents("") + 10 * 141_00


def test_painting_of_a_shared_item_is_paid_to_its_owner_once() -> None:
    item = agreed_item(paint_cents=500_00, owner="IND", maintainer="KAZ")
    cut = (
        agreed_version(days=DateInterval(date(2018, 1, 1), date(2018, 3, 11)), equipment=(item,)),
        agreed_version(number=2, days=DateInterval(date(2018, 3, 11), None), equipment=(item,)),
    )
    for versions in (cut[:1], cut):
        made = adjusted(on_record(*versions), AdjustmentRecord((), (painted(10),)))
        assert [(one.words, one.adjustment.amount_cents) for one in made.adjustments] == [
            ("Painting and repainting: Truck 1 (owner)", 10 * 500_00)
        ]


def test_of_two_lines_of_one_item_each_has_its_own_rate_and_no_unit_is_painted_twice() -> None:
    same = tuple(
        agreed_item(number, 4, item="Truck 1", paint_cents=rate) for number, rate in ((1, 500_00), (2, 900_00))
    )
    paid = {}
    for count in (3, 4, 6, 8):
        made = adjusted(on_record(agreed_version(equipment=same)), AdjustmentRecord((), (painted(count),)))
        paid[count] = [one.adjustment.amount_cents for one in made.adjustments]
    assert paid == {
        3: [3 * 500_00], 4: [4 * 500_00], 6: [4 * 500_00, 2 * 900_00], 8: [4 * 500_00, 4 * 900_00],
    }  # fmt: skip


def test_who_is_paid_a_part_is_given_its_adjustments_alone() -> None:
    item = agreed_item(paint_cents=500_00, owner="IND")
    beside = AdjustmentRecord((RISK,), (painted(10),), (StrengthSpan(QUARTER, 100),))
    made = adjusted(on_record(agreed_version(equipment=(item,))), beside)
    assert len(made.adjustments) == 2
    assert [one.adjustment.rule for one in made.only("KAZ").adjustments] == []


def test_strength_is_averaged_over_the_days_of_each_month() -> None:
    spans = (
        StrengthSpan(DateInterval(date(2018, 1, 1), date(2018, 2, 15)), 100),
        StrengthSpan(DateInterval(date(2018, 2, 15), date(2018, 3, 1)), 50),
    )
    assert strength_by_month(spans) == {"2018-01": 100, "2018-02": Fraction(75)}


def test_a_deduction_of_a_line_goes_to_the_payee_of_the_line() -> None:
    ended = Switch(AdjustmentRule.END_OF_OPERATIONS, True, start=date(2018, 3, 1))
    item = agreed_item(lease=agreed_item().lease, owner="IND", maintainer="IND")
    made = adjusted(on_record(agreed_version(equipment=(item,))), AdjustmentRecord((ended,)))
    by_payee = {one.payee: one.adjustment.amount_cents for one in made.adjustments}
    assert by_payee == {"IND": -10 * 100_00, "": -100 * 5_00}
    assert made.payable_cents("IND") == 10 * 100_00
    assert replace(made, adjustments=()).payable_cents("IND") == 10 * 200_00
