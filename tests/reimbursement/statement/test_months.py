"""Calendar months: leap days, part months, ends of years."""

from datetime import date
from fractions import Fraction

import pytest

from muster.reimbursement.statement.months import billed_months
from tests.reimbursement.statement.memoranda import only_line, stated, strength, truck, verified


def names(start: str, until: str) -> list[tuple[str, int, int]]:
    months = billed_months(date.fromisoformat(start), date.fromisoformat(until))
    return [(one.name, one.until - one.start, one.days_in_month) for one in months]


def test_months_are_cut_to_the_days_billed() -> None:
    assert names("2025-01-31", "2025-03-02") == [("2025-01", 1, 31), ("2025-02", 28, 28), ("2025-03", 1, 31)]


def test_a_month_ends_where_the_next_begins() -> None:
    assert names("2025-11-01", "2026-01-01") == [("2025-11", 30, 30), ("2025-12", 31, 31)]
    assert names("2025-12-31", "2026-01-02") == [("2025-12", 1, 31), ("2026-01", 1, 31)]


@pytest.mark.parametrize(("year", "days"), [(2024, 29), (2025, 28), (2000, 29), (1900, 28)])
def test_february_has_its_days(year: int, days: int) -> None:
    assert names(f"{year}-02-01", f"{year}-03-01") == [(f"{year}-02", days, days)]


def test_the_last_days_of_the_calendar_can_be_billed() -> None:
    assert names("9999-12-01", "9999-12-31") == [("9999-12", 30, 31)]


def test_the_29th_of_february_is_a_twenty_ninth_of_its_month() -> None:
    line = only_line(**{"from": "2024-02-29", "until": "2024-03-01"}, personnel=[
        strength(29, 29, "2024-02-29", "2024-03-01")
    ])  # fmt: skip
    assert line.units == 1
    assert line.amount_cents == 144_800


def test_a_verified_period_over_several_months_is_cut_into_them() -> None:
    lines = stated(
        **{"from": "2024-01-01", "until": "2024-04-01"},
        major_equipment=[truck(verified=[verified(10, 10, "2024-01-31", "2024-03-02")])],
    ).lines
    assert [line.units for line in lines] == [Fraction(10, 31), 10, Fraction(10, 31)]
