"""Money is exact, knows its currency, and rounds only where that is said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.money import CurrencyMismatch, Money, total

DOLLARS = st.builds(Money, st.integers(-(10**15), 10**15), st.just("USD"))


@given(DOLLARS, DOLLARS, DOLLARS)
def test_addition_is_that_of_whole_numbers(a: Money, b: Money, c: Money) -> None:
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + b - b == a
    assert a + -a == Money.zero("USD")


@given(DOLLARS, st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_multiplying_by_whole_numbers_distributes(amount: Money, m: int, n: int) -> None:
    assert amount * m + amount * n == amount * (m + n)


@given(DOLLARS, st.decimals(-1000, 1000, places=6))
def test_a_product_is_never_more_than_half_a_cent_off(amount: Money, factor: Decimal) -> None:
    exact = amount.cents * int(factor * 10**6)
    assert abs((amount * factor).cents * 10**6 - exact) * 2 <= 10**6


@pytest.mark.parametrize(("cents", "rounded"), [(1, 0), (3, 2), (5, 2), (7, 4), (-1, 0), (-3, -2)])
def test_exactly_half_a_cent_goes_to_the_even_cent(cents: int, rounded: int) -> None:
    assert (Money(cents, "USD") * Decimal("0.5")).cents == rounded


def test_units_are_rounded_to_the_cent_half_to_even() -> None:
    assert Money.from_units(Decimal("12.345"), "USD") == Money(1234, "USD")
    assert Money.from_units(Decimal("12.355"), "USD") == Money(1236, "USD")


@given(DOLLARS)
def test_units_and_back_is_the_same_amount(amount: Money) -> None:
    assert Money.from_units(amount.units, "USD") == amount


def test_amounts_are_shown_with_currency_thousands_and_two_decimals() -> None:
    assert str(Money(123_456_705, "USD")) == "USD 1,234,567.05"
    assert str(Money(-5, "EUR")) == "EUR -0.05"


@given(st.lists(DOLLARS))
def test_a_total_is_the_sum_of_cents(amounts: list[Money]) -> None:
    assert total(amounts, "USD").cents == sum(amount.cents for amount in amounts)


def test_currencies_do_not_mix() -> None:
    one, other = Money(1, "USD"), Money(1, "EUR")
    with pytest.raises(CurrencyMismatch, match="different currencies"):
        one + other
    with pytest.raises(CurrencyMismatch):
        one < other  # noqa: B015
    with pytest.raises(CurrencyMismatch):
        total([other], "USD")


def test_floats_never_become_money() -> None:
    with pytest.raises(ValueError, match="whole number of cents"):
        Money(1.5, "USD")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="whole numbers and Decimals"):
        Money(1, "USD") * 1.5  # type: ignore[operator]
    with pytest.raises(ValueError, match="finite"):
        Money(1, "USD") * Decimal("NaN")
    with pytest.raises(ValueError, match="three capitals"):
        Money(1, "usd")
