"""The class of a loss with the exact operators, and what is settled."""

from datetime import date
from fractions import Fraction

import pytest

from muster.reimbursement.statement import LossClass, LossSettlement, LossThresholds, settled_loss, shipped_thresholds

SHIPPED = shipped_thresholds(date(2025, 3, 1))
VALUE = Fraction(100_000)


def settled(repair: str, **given: Fraction) -> LossSettlement:
    return settled_loss(VALUE, Fraction(repair), SHIPPED, **given)


@pytest.mark.parametrize(
    ("repair", "kind"),
    [
        ("0", LossClass.REPAIR), ("9999.99", LossClass.REPAIR), ("10000", LossClass.SIGNIFICANT),
        ("75000", LossClass.SIGNIFICANT), ("75000.01", LossClass.TOTAL), ("200000", LossClass.TOTAL),
    ],
)  # fmt: skip
def test_ten_percent_is_significant_and_only_more_than_seventy_five_a_total_loss(repair: str, kind: LossClass) -> None:
    assert settled(repair).kind is kind


def test_below_a_total_loss_the_repair_is_settled() -> None:
    used = {"life_years": Fraction(10), "months_used": Fraction(60), "factors_paid": Fraction(500)}
    assert settled("75000", **used) == LossSettlement(LossClass.SIGNIFICANT, 7_500_000, Fraction(0), Fraction(0))
    assert settled("0.005").amount_cents == 1


def test_a_total_loss_is_worth_its_value_less_usage_charges_and_factor_payments() -> None:
    found = settled("80000", life_years=Fraction(10), months_used=Fraction(60), factors_paid=Fraction(500))
    assert found == LossSettlement(LossClass.TOTAL, 4_950_000, Fraction(50_000), Fraction(500))


def test_a_total_loss_of_which_nothing_was_paid_is_worth_its_value() -> None:
    assert settled("80000").amount_cents == 10_000_000


def test_a_total_loss_is_rounded_once_and_half_up() -> None:
    # 100,000 over 36 months, seven of them used: 80,555.555...
    assert settled("80000", life_years=Fraction(3), months_used=Fraction(7)).amount_cents == 8_055_556
    assert settled("80000", factors_paid=Fraction("0.005")).amount_cents == 10_000_000


@pytest.mark.parametrize("months", [120, 121, 500])
def test_a_total_loss_is_never_below_nothing(months: int) -> None:
    found = settled("80000", life_years=Fraction(10), months_used=Fraction(months), factors_paid=Fraction(1))
    assert found.amount_cents == 0


def test_what_is_worth_nothing_is_a_total_loss_of_nothing_only_with_a_repair() -> None:
    assert settled_loss(Fraction(0), Fraction(1), SHIPPED) == LossSettlement(
        LossClass.TOTAL, 0, Fraction(0), Fraction(0)
    )
    assert settled_loss(Fraction(0), Fraction(0), SHIPPED).amount_cents == 0


def test_the_thresholds_are_parameters() -> None:
    assert LossThresholds(Fraction(10), Fraction(75)) == SHIPPED
    own = LossThresholds(Fraction(20), Fraction("50.5"))
    assert settled_loss(VALUE, Fraction(19_999), own).kind is LossClass.REPAIR
    assert settled_loss(VALUE, Fraction(50_500), own).kind is LossClass.SIGNIFICANT
    assert settled_loss(VALUE, Fraction(50_501), own).kind is LossClass.TOTAL
