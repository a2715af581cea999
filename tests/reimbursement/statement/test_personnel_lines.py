"""Lines for personnel: the single rate of each day, ceilings, days without a rate."""

from datetime import date
from fractions import Fraction

import pytest

from muster.reference.reimbursement import rates_before
from muster.reimbursement.statement import MemorandumRefused, Statement, read_memorandum, statement_of
from muster.reimbursement.statement.personnel_rates import PersonnelRates, RateSpan, shipped_rates
from tests.reimbursement.statement.memoranda import memorandum, raw, stated, strength


def billed(start: str, until: str, *, rates: PersonnelRates | None = None, count: int = 100) -> Statement:
    content = memorandum(**{"from": start, "until": until}, personnel=[strength(count, 1000, start, until)])
    return statement_of(read_memorandum(raw(content)), rates)


def own_rates(*spans: tuple[str, str | None, str]) -> PersonnelRates:
    return PersonnelRates(
        RateSpan(
            date.fromisoformat(start).toordinal(),
            None if until is None else date.fromisoformat(until).toordinal(),
            Fraction(rate),
        )
        for start, until, rate in spans
    )


@pytest.mark.parametrize(
    ("month", "until", "rate"),
    [
        ("2014-07-01", "2014-08-01", 1332), ("2016-06-01", "2016-07-01", 1332), ("2016-07-01", "2016-08-01", 1365),
        ("2017-06-01", "2017-07-01", 1365), ("2017-07-01", "2017-08-01", 1410), ("2018-06-01", "2018-07-01", 1410),
        ("2018-07-01", "2018-08-01", 1428), ("2022-06-01", "2022-07-01", 1428), ("2022-07-01", "2022-08-01", 1448),
        ("2025-03-01", "2025-04-01", 1448),
    ],
)  # fmt: skip
def test_the_rate_of_the_day_is_paid_up_to_the_first_of_july(month: str, until: str, rate: int) -> None:
    (line,) = billed(month, until).lines
    assert line.rate == rate
    assert line.amount_cents == 100 * rate * 100


def test_days_on_both_sides_of_a_change_are_paid_at_their_own_rates() -> None:
    statement = billed("2018-06-16", "2018-07-16")
    assert [line.amount_cents for line in statement.lines] == [
        100 * 1410 * 15 * 100 // 30,
        round(Fraction(100 * 1428 * 15 * 100, 31)),
    ]


def test_a_rate_that_changes_within_a_month_is_paid_by_the_days_of_each_and_shown_as_their_mean() -> None:
    rates = own_rates(("2025-01-01", "2025-03-11", "1000"), ("2025-03-11", None, "1310"))
    (line,) = billed("2025-03-01", "2025-04-01", rates=rates).lines
    assert line.amount_cents == 100 * (10 * 1000 + 21 * 1310) * 100 // 31
    assert line.rate == Fraction(10 * 1000 + 21 * 1310, 31)
    assert line.units == 100


def test_the_mean_rate_counts_the_days_of_the_strength_alone() -> None:
    rates = own_rates(("2025-01-01", "2025-03-11", "1000"), ("2025-03-11", None, "1310"))
    (line,) = billed("2025-03-10", "2025-03-12", rates=rates).lines
    assert line.rate == 1155
    assert line.amount_cents == round(Fraction(100 * 2310 * 100, 31))


def test_a_day_before_july_2014_is_refused_by_name() -> None:
    with pytest.raises(MemorandumRefused) as refusal:
        billed("2014-06-30", "2014-07-02")
    assert refusal.value.lines == (
        "personnel[0]: no single rate for personnel is in force on 2014-06-30; bill other days",
    )


def test_a_day_between_two_rates_is_refused_by_name() -> None:
    rates = own_rates(("2025-01-01", "2025-03-11", "1000"), ("2025-03-12", None, "1310"))
    with pytest.raises(MemorandumRefused, match="is in force on 2025-03-11;"):
        billed("2025-03-01", "2025-04-01", rates=rates)


def test_a_day_after_the_last_rate_is_refused_by_name() -> None:
    rates = own_rates(("2025-01-01", "2025-03-11", "1000"))
    with pytest.raises(MemorandumRefused, match="is in force on 2025-03-11;"):
        billed("2025-03-01", "2025-04-01", rates=rates)


def test_a_memorandum_without_people_is_stated_for_days_before_july_2014() -> None:
    assert stated(**{"from": "2010-01-01", "until": "2010-02-01"}).totals.all_cents == 0


def test_two_rates_on_one_day_are_no_table_of_rates() -> None:
    with pytest.raises(ValueError, match="two rates hold on 2025-03-11"):
        own_rates(("2025-01-01", "2025-03-12", "1000"), ("2025-03-11", None, "1310"))
    with pytest.raises(ValueError, match="two rates hold on 2025-03-11"):
        own_rates(("2025-01-01", None, "1000"), ("2025-03-11", None, "1310"))


@pytest.mark.parametrize(
    ("count", "ceiling", "units"), [(100, 100, 100), (101, 100, 100), (99, 100, 99), (0, 100, 0), (1, 1, 1), (5, 0, 0)]
)
def test_people_are_paid_up_to_the_ceiling(count: int, ceiling: int, units: int) -> None:
    (line,) = stated(personnel=[strength(count, ceiling)]).lines
    assert (line.unit_days, line.amount_cents) == (31 * units, units * 144_800)


def test_each_entry_has_a_line_in_each_month_even_of_nothing() -> None:
    entries = [strength(10, 10, "2025-03-01", "2025-03-11"), strength(20, 20, "2025-04-01", "2025-04-16")]
    statement = stated(until="2025-05-01", personnel=entries)
    assert [(line.month.name, line.entry, line.unit_days) for line in statement.lines] == [
        ("2025-03", 0, 100), ("2025-03", 1, 0), ("2025-04", 0, 0), ("2025-04", 1, 300),
    ]  # fmt: skip
    assert [line.amount_cents for line in statement.lines] == [467_097, 0, 0, 1_448_000]


def test_days_outside_the_months_billed_do_not_count() -> None:
    statement = stated(personnel=[strength(10, 10, "2025-01-01", "2026-01-01")])
    assert [line.unit_days for line in statement.lines] == [310]


def test_the_components_before_the_single_rate_are_shown_and_never_billed() -> None:
    assert [(one.component, one.valid_until) for one in rates_before()][-1] == (
        "average of all components", date(2014, 7, 1),
    )  # fmt: skip
    first = min(span.start for span in shipped_rates().spans)
    assert date.fromordinal(first) == date(2014, 7, 1)
