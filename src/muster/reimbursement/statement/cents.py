"""Exact amounts and the one rounding to the cent."""

from fractions import Fraction

CENTS_PER_DOLLAR = 100


def cents_half_up(dollars: Fraction) -> int:
    """Return dollars (none negative) as whole cents, an exact half upwards."""
    doubled = 2 * CENTS_PER_DOLLAR * dollars.numerator + dollars.denominator
    return doubled // (2 * dollars.denominator)


def as_dollars(cents: int) -> str:
    """Return cents as dollars with two decimals: 88333 is "883.33"."""
    whole, part = divmod(abs(cents), CENTS_PER_DOLLAR)
    return f"{'-' if cents < 0 else ''}{whole}.{part:02d}"


def shown(dollars: Fraction) -> str:
    """Return an exact amount of dollars as it is shown: rounded half up to the cent."""
    return as_dollars(cents_half_up(dollars))


def plain(number: Fraction) -> str:
    """Return a rational number as people write it: as a decimal where it is one, else as a fraction ("22/7")."""
    rest = number.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return str(number)
    places = max(twos, fives)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"
