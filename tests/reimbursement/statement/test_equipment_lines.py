"""Lines of major equipment: presence, overstock, days without verification, part months."""

from fractions import Fraction

import pytest

from tests.reimbursement.statement.memoranda import only_line, stated, truck, verified, withheld


def test_a_full_month_of_ten_units_is_ten_rates() -> None:
    line = only_line(major_equipment=[truck()])
    assert (line.unit_days, line.amount_cents) == (310, 1_100_000)
    assert line.rate == 1100
    assert line.units == 10


def test_more_than_agreed_earns_nothing() -> None:
    statement = stated(major_equipment=[truck(verified=[verified(12, 12)])])
    assert statement.lines[0].units == 10
    assert statement.withheld == ()


@pytest.mark.parametrize("lease", ["wet", "dry", "maintenance-only"])
def test_what_is_not_present_is_not_paid_and_told(lease: str) -> None:
    statement = stated(major_equipment=[truck(lease=lease, verified=[verified(9, 9)])])
    assert statement.lines[0].units == 9
    assert [one[:3] for one in withheld(statement)] == [("Truck", "absent", 31)]


def test_days_without_verification_count_nothing_and_are_told() -> None:
    statement = stated(major_equipment=[truck(verified=[verified(10, 10, "2025-03-11", "2025-03-21")])])
    assert statement.lines[0].units == Fraction(100, 31)
    assert statement.totals.all_cents == 354_839  # 11,000 * 10 / 31 = 3,548.387...
    assert withheld(statement) == [("Truck", "not-verified", 210, 745_161)]


def test_a_line_never_verified_has_a_line_of_nothing() -> None:
    statement = stated(major_equipment=[truck(verified=[])])
    assert (statement.lines[0].unit_days, statement.lines[0].amount_cents) == (0, 0)
    assert withheld(statement) == [("Truck", "not-verified", 310, 1_100_000)]


def test_verified_days_outside_the_months_billed_do_not_count() -> None:
    wide = [truck(verified=[verified(10, 10, "2024-01-01", "2026-01-01")])]
    assert stated(major_equipment=wide).totals.all_cents == 1_100_000


def test_a_part_month_is_paid_by_days_over_the_days_of_the_month() -> None:
    line = only_line(**{"from": "2025-03-10", "until": "2025-03-20"}, major_equipment=[truck()])
    assert (line.units, line.amount_cents) == (Fraction(100, 31), 354_839)


def test_each_entry_has_a_line_in_each_month_billed_in_the_order_of_the_file() -> None:
    statement = stated(
        **{"from": "2025-02-20", "until": "2025-05-02"},
        major_equipment=[truck(item="B"), truck(item="A")],
    )
    assert [(line.month.name, line.item) for line in statement.lines] == [
        (month, item) for month in ("2025-02", "2025-03", "2025-04", "2025-05") for item in ("B", "A")
    ]


def test_a_weapon_that_is_out_takes_presence_first() -> None:
    statement = stated(major_equipment=[truck(weapon_out=True, verified=[verified(8, 8)])])
    assert [one[:3] for one in withheld(statement)] == [("Truck", "absent", 62), ("Truck", "weapon-out", 248)]


def test_what_serves_self_sustainment_is_withheld_whole_whatever_was_verified() -> None:
    lines = [truck(used_for_self_sustainment=True, weapon_out=True, verified=[verified(3, 3, "2025-03-16")])]
    statement = stated(major_equipment=lines)
    assert withheld(statement) == [("Truck", "used-for-self-sustainment", 310, 1_100_000)]


def test_what_a_dry_lease_loses_to_maintenance_is_told_for_the_units_paid() -> None:
    statement = stated(
        major_equipment=[truck(lease="dry", un_maintenance_cost="130", verified=[verified(9, 0)])],
        factors={"environment": "2"},
    )
    assert statement.totals.all_cents == 890_460  # 9 * 970 * 1.02
    assert withheld(statement) == [("Truck", "absent", 31, 98_940), ("Truck", "dry-lease-excess", 279, 27_540)]
