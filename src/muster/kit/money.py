"""Amounts of money: whole hundredths of a currency's unit, exact, never a float."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from muster.kit.errors import MusterError

CENTS_PER_UNIT = 100
_CURRENCY_CODE = re.compile(r"[A-Z]{3}")


class CurrencyMismatch(MusterError):  # noqa: N818 - the name says what happened
    """Two amounts in different currencies were to be added or compared; convert one first."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as whole hundredths of the unit (`cents`) of a currency (ISO 4217 code, three capitals).

    Hundredths are used for every currency, also for those with other minor units. Raises ValueError for anything else.
    """

    cents: int
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.cents, int) or isinstance(self.cents, bool):
            raise ValueError(f"an amount is a whole number of cents, not {self.cents!r}")
        if not _CURRENCY_CODE.fullmatch(self.currency):
            raise ValueError(f"a currency is a code of three capitals, not {self.currency!r}")

    @classmethod
    def from_units(cls, units: Decimal | int, currency: str) -> Money:
        """The amount of `units` of the currency, rounded to the cent: half goes to the even cent."""
        return cls(_rounded(_exact(units) * CENTS_PER_UNIT), currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in a currency."""
        return cls(0, currency)

    @property
    def units(self) -> Decimal:
        """The amount in units of the currency with exactly two decimals."""
        sign = 1 if self.cents < 0 else 0
        return Decimal((sign, tuple(int(digit) for digit in str(abs(self.cents))), -2))

    def __add__(self, other: Money) -> Money:
        """Add; raises CurrencyMismatch."""
        return Money(self.cents + self._cents_of(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        """Subtract; raises CurrencyMismatch."""
        return Money(self.cents - self._cents_of(other), self.currency)

    def __neg__(self) -> Money:
        """The amount owed the other way."""
        return Money(-self.cents, self.currency)

    def __mul__(self, factor: int | Decimal) -> Money:
        """Multiply by a whole number or a Decimal; the exact product is rounded once, half to the even cent."""
        return Money(_rounded(self.cents * _exact(factor)), self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        """Compare; raises CurrencyMismatch."""
        return self.cents < self._cents_of(other)

    def __le__(self, other: Money) -> bool:
        """Compare; raises CurrencyMismatch."""
        return self.cents <= self._cents_of(other)

    def __str__(self) -> str:
        units, cents = divmod(abs(self.cents), CENTS_PER_UNIT)
        sign = "-" if self.cents < 0 else ""
        return f"{self.currency} {sign}{units:,}.{cents:02d}"

    def _cents_of(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self} and {other} are in different currencies; convert one first")
        return other.cents


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of amounts that are all in `currency`; zero of it where there are none. Raises CurrencyMismatch."""
    result = Money.zero(currency)
    for amount in amounts:
        result += amount
    return result


def _exact(number: Decimal | int) -> Fraction:
    if isinstance(number, bool) or not isinstance(number, Decimal | int):
        raise ValueError(f"money is reckoned with whole numbers and Decimals, not with {number!r}")
    if isinstance(number, Decimal) and not number.is_finite():
        raise ValueError(f"money is reckoned with finite numbers, not with {number}")
    return Fraction(number)


def _rounded(cents: Fraction) -> int:
    """The nearest whole number of cents; exactly half goes to the even one (Python's rounding of fractions)."""
    return round(cents)
