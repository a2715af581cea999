"""The one rounding to the cent, and numbers as they are written."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.reimbursement.statement.cents import as_dollars, cents_half_up, plain, shown
from tests.reimbursement.statement.memoranda import laundry, only_line, served, stated, truck, verified


@pytest.mark.parametrize(
    ("dollars", "cents"),
    [
        ("0", 0), ("0.004999999999999999999", 0), ("0.005", 1), ("0.0149", 1), ("0.015", 2), ("1.005", 101),
        ("2.675", 268), ("1000000000000.005", 100000000000001),
    ],
)  # fmt: skip
def test_an_exact_half_cent_goes_up_and_less_goes_down(dollars: str, cents: int) -> None:
    assert cents_half_up(Fraction(dollars)) == cents


@given(st.decimals(min_value=0, max_value=10**9, places=6))
def test_rounding_is_that_of_commerce(dollars: Decimal) -> None:
    expected = int((dollars * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    assert cents_half_up(Fraction(dollars)) == expected


def test_an_amount_is_rounded_once_and_half_up() -> None:
    # One person at 0.155 on one day of 31: half a cent exactly.
    line = only_line(self_sustainment=[laundry(rate="0.155", verified=[served(1, until="2025-03-02")])])
    assert line.amount_cents == 1
    less = laundry(rate="0.15499999999999999999999", verified=[served(1, until="2025-03-02")])
    assert only_line(self_sustainment=[less]).amount_cents == 0


def test_neither_the_rate_nor_the_units_are_rounded_before_the_amount() -> None:
    # 1/3 a month for 31 units over one day of 31: a third of a dollar, where a rate of 0.33 would give 0.33 a unit.
    thirds = truck(quantity=300, gfmv="4", life_years="1", maintenance="0", verified=[verified(300, 300)])
    assert only_line(major_equipment=[thirds]).amount_cents == 10_000


def test_totals_are_sums_of_the_rounded_lines() -> None:
    # Each line is 0.4 of a cent: the sum of them is nothing, and not what their sum would round to.
    small = [laundry(rate="0.124", verified=[served(1, until="2025-03-02")]) for _ in range(10)]
    assert stated(self_sustainment=small).totals.all_cents == 0


def test_an_amount_of_sixteen_digits_is_exact_to_the_last_cent() -> None:
    line = only_line(self_sustainment=[laundry(rate="9007199254740993.01", ceiling=1, verified=[served(1)])])
    assert line.amount_cents == 900719925474099301


@pytest.mark.parametrize(("cents", "words"), [(0, "0.00"), (5, "0.05"), (88333, "883.33"), (-5, "-0.05")])
def test_cents_are_written_as_dollars(cents: int, words: str) -> None:
    assert as_dollars(cents) == words


def test_an_exact_amount_is_shown_to_the_cent() -> None:
    assert shown(Fraction(2, 3)) == "0.67"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Fraction(18), "18"), (Fraction(0), "0"), (Fraction(1, 2), "0.5"), (Fraction(1, 40), "0.025"),
        (Fraction(270, 31), "270/31"), (Fraction(-5, 4), "-1.25"), (Fraction(-1, 3), "-1/3"), (Fraction(100), "100"),
    ],
)  # fmt: skip
def test_a_rational_number_is_a_decimal_where_it_is_one_and_else_a_fraction(number: Fraction, words: str) -> None:
    assert plain(number) == words


@given(st.fractions())
def test_a_number_is_written_without_loss(number: Fraction) -> None:
    assert Fraction(plain(number)) == number
