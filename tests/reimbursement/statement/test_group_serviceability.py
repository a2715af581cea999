"""The serviceability threshold of a group, at its exact boundary, day by day."""

import pytest

from muster.reimbursement.statement import Statement
from tests.reimbursement.statement.memoranda import stated, truck, verified, withheld


def trucks(serviceable: int, present: int = 10, **changes: object) -> Statement:
    return stated(major_equipment=[truck(verified=[verified(present, serviceable)], **changes)])


def unit_days(statement: Statement) -> list[int]:
    return [line.unit_days for line in statement.lines]


def test_exactly_the_threshold_pays_every_unit_present() -> None:
    statement = trucks(9)
    assert unit_days(statement) == [310]
    assert statement.totals.all_cents == 1_100_000
    assert statement.withheld == ()


def test_one_below_the_threshold_pays_the_serviceable_units_alone() -> None:
    statement = trucks(8)
    assert unit_days(statement) == [248]
    assert withheld(statement) == [("Truck", "unserviceable", 62, 220_000)]


def test_the_threshold_is_of_what_is_agreed_and_not_of_what_is_present() -> None:
    statement = trucks(8, present=8)
    assert unit_days(statement) == [248]
    assert withheld(statement) == [("Truck", "absent", 62, 220_000)]
    assert withheld(trucks(7, present=8)) == [("Truck", "absent", 62, 220_000), ("Truck", "unserviceable", 31, 110_000)]


@pytest.mark.parametrize(("quantity", "serviceable", "paid"), [(11, 10, 341), (11, 9, 279), (1, 1, 31), (1, 0, 0)])
def test_the_threshold_is_held_in_whole_numbers(quantity: int, serviceable: int, paid: int) -> None:
    assert unit_days(trucks(serviceable, present=quantity, quantity=quantity)) == [paid]


def test_maintenance_alone_follows_the_threshold_too() -> None:
    assert unit_days(trucks(9, lease="maintenance-only")) == [310]
    assert unit_days(trucks(8, lease="maintenance-only")) == [248]


def test_a_dry_lease_pays_the_units_present_whatever_works() -> None:
    assert unit_days(trucks(0, lease="dry")) == [310]


def test_units_serviceable_beyond_what_is_agreed_help_no_other_item_of_the_group() -> None:
    both = [
        truck(item="A", quantity=5, group="G", verified=[verified(9, 9)]),
        truck(item="B", quantity=5, group="G", verified=[verified(5, 3)]),
    ]
    assert unit_days(stated(major_equipment=both)) == [155, 93]


def test_a_group_is_held_to_the_threshold_as_a_whole() -> None:
    both = [
        truck(item="A", quantity=10, group="G", verified=[verified(10, 10)]),
        truck(item="B", quantity=10, group="G", verified=[verified(10, 8)]),
    ]
    assert unit_days(stated(major_equipment=both)) == [310, 310]
    both[1]["verified"] = [verified(10, 7)]
    assert unit_days(stated(major_equipment=both)) == [310, 217]


def test_items_of_two_groups_and_items_without_one_are_held_apart() -> None:
    lines = [
        truck(item="A", group="G", verified=[verified(10, 10)]),
        truck(item="B", group="H", verified=[verified(10, 8)]),
        truck(item="C", verified=[verified(10, 8)]),
        truck(item="C", verified=[verified(10, 9)]),
    ]
    assert unit_days(stated(major_equipment=lines)) == [310, 248, 248, 310]


def test_a_dry_item_counts_in_its_group_and_is_itself_paid_by_presence() -> None:
    both = [
        truck(item="wet", group="G", verified=[verified(10, 10)]),
        truck(item="dry", group="G", lease="dry", verified=[verified(10, 8)]),
    ]
    assert unit_days(stated(major_equipment=both)) == [310, 310]
    both[1]["verified"] = [verified(10, 0)]
    both[0]["verified"] = [verified(10, 9)]
    assert unit_days(stated(major_equipment=both)) == [279, 310]


def test_an_item_whose_weapon_is_out_is_not_paid_and_counts_as_unserviceable_in_its_group() -> None:
    both = [
        truck(item="carrier", quantity=1, group="G", weapon_out=True, verified=[verified(1, 1)]),
        truck(item="truck", quantity=9, group="G", verified=[verified(9, 9)]),
    ]
    assert unit_days(stated(major_equipment=both)) == [0, 279]
    both[0] = truck(item="carrier", quantity=2, group="G", weapon_out=True, verified=[verified(2, 2)])
    both[1]["verified"] = [verified(9, 8)]
    statement = stated(major_equipment=both)
    assert unit_days(statement) == [0, 248]
    assert withheld(statement) == [("carrier", "weapon-out", 62, 220_000), ("truck", "unserviceable", 31, 110_000)]


def test_a_weapon_that_is_out_leaves_a_dry_lease_unpaid_too() -> None:
    assert unit_days(trucks(10, lease="dry", weapon_out=True)) == [0]


def test_what_serves_self_sustainment_is_not_paid_and_not_in_the_group() -> None:
    both = [
        truck(item="kitchen", group="G", used_for_self_sustainment=True, verified=[verified(10, 0)]),
        truck(item="truck", group="G", verified=[verified(10, 9)]),
    ]
    statement = stated(major_equipment=both)
    assert unit_days(statement) == [0, 310]
    assert withheld(statement) == [("kitchen", "used-for-self-sustainment", 310, 1_100_000)]


def test_what_serves_self_sustainment_helps_no_group_over_the_threshold() -> None:
    both = [
        truck(item="kitchen", group="G", used_for_self_sustainment=True, verified=[verified(10, 10)]),
        truck(item="truck", group="G", verified=[verified(10, 8)]),
    ]
    assert unit_days(stated(major_equipment=both)) == [0, 248]


def test_the_threshold_is_asked_anew_on_each_day_on_which_a_period_of_the_group_begins_or_ends() -> None:
    both = [
        truck(item="A", group="G", verified=[verified(10, 10, until="2025-03-11"), verified(10, 8, "2025-03-11")]),
        truck(item="B", group="G", verified=[verified(10, 7, until="2025-03-21"), verified(10, 10, "2025-03-21")]),
    ]
    # B: ten days 17 of 20 serviceable, ten days 15, eleven days 18.
    statement = stated(major_equipment=both)
    assert unit_days(statement) == [10 * 10 + 10 * 8 + 11 * 10, 10 * 7 + 10 * 7 + 11 * 10]


def test_an_item_of_the_group_that_nobody_verified_counts_as_unserviceable_on_those_days() -> None:
    both = [
        truck(item="A", group="G", verified=[verified(10, 9)]),
        truck(item="B", group="G", verified=[verified(10, 10, "2025-03-16")]),
    ]
    assert unit_days(stated(major_equipment=both)) == [15 * 9 + 16 * 10, 16 * 10]


def test_a_memorandum_may_set_its_own_threshold() -> None:
    lines = [truck(verified=[verified(10, 8)])]
    assert unit_days(stated(major_equipment=lines, parameters={"serviceability_threshold_percent": 80})) == [310]
    assert unit_days(stated(major_equipment=lines, parameters={"serviceability_threshold_percent": "80.01"})) == [248]


def test_a_line_of_nothing_agreed_earns_nothing() -> None:
    statement = trucks(3, present=3, quantity=0)
    assert unit_days(statement) == [0]
    assert statement.withheld == ()
