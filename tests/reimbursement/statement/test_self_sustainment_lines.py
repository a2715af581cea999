"""Lines of self-sustainment: ceilings, people whom the organisation serves, the standard."""

from fractions import Fraction

import pytest

from tests.reimbursement.statement.memoranda import laundry, served, stated, withheld


@pytest.mark.parametrize(
    ("people", "by_un", "paid"),
    [(100, 0, 100), (99, 0, 99), (101, 0, 100), (120, 30, 70), (80, 30, 50), (80, 80, 0), (80, 90, 0), (0, 0, 0),
     (1, 0, 1)],
)  # fmt: skip
def test_people_up_to_the_ceiling_are_paid_without_those_whom_the_organisation_serves(
    people: int, by_un: int, paid: int
) -> None:
    statement = stated(self_sustainment=[laundry(verified=[served(people, by_un)])])
    assert [(line.unit_days, line.amount_cents) for line in statement.lines] == [(paid * 31, paid * 1000)]


def test_people_served_are_told_up_to_those_who_would_be_paid() -> None:
    statement = stated(self_sustainment=[laundry(verified=[served(80, 90)])])
    assert withheld(statement) == [("Laundry", "served-by-un", 80 * 31, 80_000)]


def test_nothing_is_paid_while_the_standard_is_not_met() -> None:
    periods = [served(100, 10, met=False, until="2025-03-11"), served(100, 10, start="2025-03-11")]
    statement = stated(self_sustainment=[laundry(verified=periods)])
    assert statement.lines[0].units == Fraction(90 * 21, 31)
    assert withheld(statement) == [
        ("Laundry", "served-by-un", 310, 10_000), ("Laundry", "standard-not-met", 900, 29_032),
    ]  # fmt: skip


def test_days_without_verification_count_nothing() -> None:
    statement = stated(self_sustainment=[laundry(verified=[served(100, start="2025-03-22")])])
    assert (statement.lines[0].unit_days, statement.lines[0].amount_cents) == (1000, 32_258)


def test_a_category_never_verified_has_a_line_of_nothing_in_each_month() -> None:
    statement = stated(until="2025-05-01", self_sustainment=[laundry(verified=[])])
    assert [(line.month.name, line.amount_cents) for line in statement.lines] == [("2025-03", 0), ("2025-04", 0)]


def test_a_category_is_any_name() -> None:
    statement = stated(self_sustainment=[laundry(category="Gynäkologie, level 2+3")])
    assert statement.lines[0].item == "Gynäkologie, level 2+3"


def test_people_served_may_be_left_out_where_there_are_none() -> None:
    period = served(100)
    del period["served_by_un"]
    assert stated(self_sustainment=[laundry(verified=[period])]).totals.self_sustainment_cents == 100_000
