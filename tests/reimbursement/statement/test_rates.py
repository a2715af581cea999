"""Rates of a lease with the mission factors: the formulas, term by term."""

from fractions import Fraction
from typing import Any

import pytest

from muster.reimbursement.statement import dry_rate, wet_rate
from tests.reimbursement.statement.memoranda import laundry, only_line, stated, truck, withheld

FACTORS = {"environment": "2", "intensified": "1", "hostile": "4", "transport": "0.5"}


def rate(factors: dict[str, Any] | None = None, **changes: Any) -> Fraction:
    return only_line(major_equipment=[truck(**changes)], factors=factors or {}).rate


def test_the_dry_rate_is_value_over_months_of_life_and_the_no_fault_share_of_a_month() -> None:
    assert dry_rate(Fraction(120_000), Fraction(10), Fraction(0)) == 1000
    assert dry_rate(Fraction(120_000), Fraction(10), Fraction(1, 2)) == 1050
    assert dry_rate(Fraction("883.33"), Fraction("7.5"), Fraction("0.2")) == (
        Fraction("883.33") / 90 + Fraction(2, 1000) * Fraction("883.33") / 12
    )


def test_the_wet_rate_is_the_dry_rate_and_maintenance() -> None:
    assert wet_rate(Fraction(120_000), Fraction(10), Fraction(1, 2), Fraction("99.99")) == Fraction("1149.99")


def test_a_rate_is_a_third_where_it_is_a_third() -> None:
    assert dry_rate(Fraction(4), Fraction(1), Fraction(0)) == Fraction(1, 3)
    assert rate(gfmv="4", life_years="1", maintenance="0") == Fraction(1, 3)


def test_a_dry_lease_has_environment_and_intensified_operations_alone() -> None:
    assert rate(FACTORS, lease="dry") == 1000 * Fraction("1.03")


def test_a_wet_lease_adds_transport_and_half_of_hostile_action_to_maintenance() -> None:
    assert rate(FACTORS) == 1100 * Fraction("1.03") + 100 * Fraction("0.005") + 100 * Fraction("0.02")


def test_maintenance_alone_has_every_factor_of_a_wet_lease_on_maintenance() -> None:
    assert rate(FACTORS, lease="maintenance-only") == 100 * Fraction("1.03") + Fraction("0.5") + 2


def test_self_sustainment_has_hostile_action_whole_and_no_transport() -> None:
    line = only_line(self_sustainment=[laundry()], factors=FACTORS)
    assert line.rate == 10 * Fraction("1.07")


@pytest.mark.parametrize("absent", sorted(FACTORS))
def test_an_absent_factor_is_nothing(absent: str) -> None:
    rest = {name: value for name, value in FACTORS.items() if name != absent}
    assert rate(rest) == rate({**FACTORS, absent: "0"})


def test_without_factors_the_rate_is_the_lease_alone() -> None:
    assert rate() == 1100


def test_what_the_organisations_maintenance_costs_beyond_the_rate_is_off_the_dry_rate_before_the_factors() -> None:
    assert rate(FACTORS, lease="dry", un_maintenance_cost="130") == (1000 - 30) * Fraction("1.03")


@pytest.mark.parametrize("cost", ["0", "99.99", "100"])
def test_maintenance_that_costs_no_more_than_its_rate_takes_nothing_off(cost: str) -> None:
    statement = stated(major_equipment=[truck(lease="dry", un_maintenance_cost=cost)])
    assert statement.lines[0].rate == 1000
    assert statement.withheld == ()


def test_a_cent_beyond_the_rate_takes_a_cent_off() -> None:
    assert rate(lease="dry", un_maintenance_cost="100.01") == Fraction("999.99")


def test_the_dry_rate_ends_at_nothing() -> None:
    statement = stated(major_equipment=[truck(lease="dry", un_maintenance_cost="5000")], factors=FACTORS)
    assert statement.lines[0].rate == 0
    assert statement.totals.all_cents == 0
    assert withheld(statement) == [("Truck", "dry-lease-excess", 310, 1_030_000)]


@pytest.mark.parametrize("lease", ["wet", "maintenance-only"])
def test_the_cost_of_the_organisations_maintenance_counts_for_a_dry_lease_alone(lease: str) -> None:
    assert rate(FACTORS, lease=lease, un_maintenance_cost="5000") == rate(FACTORS, lease=lease)


def test_the_amount_is_reckoned_from_the_exact_rate_and_not_from_the_one_shown() -> None:
    line = only_line(major_equipment=[truck(gfmv="4", life_years="1", maintenance="0")])
    assert (line.rate, line.amount_cents) == (Fraction(1, 3), 333)
