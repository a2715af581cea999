"""Why a line is what it is: each explanation names rule, source and the parameters that were used."""

from typing import Any

import pytest

from muster.kit.standing import LABELS, Standing
from muster.reference.reimbursement import reimbursement_rules
from muster.reimbursement.statement import Statement, explanation_of
from muster.reimbursement.statement.terms import RESTORES, WithheldRule
from tests.reimbursement.statement.memoranda import laundry, served, stated, strength, truck, verified


def told(statement: Statement, number: int = 0) -> str:
    return "\n".join(explanation_of(statement, statement.lines[number]))


def names_rules(text: str, *rules: str) -> bool:
    """Return whether a text has the words, the source and the standing of each rule."""
    found = (reimbursement_rules()[rule] for rule in rules)
    return all(f"{one.words} [{one.source}; {LABELS[Standing(one.standing)]}]" in text for one in found)


def test_every_line_ends_with_its_sum_proration_and_rounding() -> None:
    statement = stated(
        personnel=[strength(3, 3, until="2025-03-11")], major_equipment=[truck()], self_sustainment=[laundry()]
    )
    for number, sum_told in enumerate(
        (
            "30 unit-days over 31 days of 2025-03 at 1448.00 a month = 1401.29. ",
            "310 unit-days over 31 days of 2025-03 at 1100.00 a month = 11000.00. ",
            "3100 unit-days over 31 days of 2025-03 at 10.00 a month = 1000.00. ",
        )
    ):
        last = explanation_of(statement, statement.lines[number])[-1]
        assert last.startswith(sum_told)
        assert names_rules(last, "proration", "rounding")
        assert "proration = days" in last


def test_personnel_name_the_ceiling_and_each_rate_with_its_source() -> None:
    statement = stated(
        **{"from": "2018-06-16", "until": "2018-07-16"}, personnel=[strength(120, 100, "2018-06-16", "2018-07-16")]
    )
    assert names_rules(told(statement), "personnel")
    assert "120 present, ceiling 100" in told(statement)
    assert "100 people for 15 days at 1410.00, the single rate from 2017-07-01 on [S36 nation.com.pk" in told(statement)
    later = "100 people for 15 days at 1428.00, the single rate from 2018-07-01 on [S36 casquebleu.org"
    assert later in told(statement, 1)
    assert ("1428" in told(statement), "1410" in told(statement, 1)) == (False, False)


def test_a_wet_lease_names_rates_factors_threshold_and_days() -> None:
    factors = {"environment": "1.8", "intensified": "1.2", "hostile": {"points": 21}, "transport": {"route_km": 2400}}
    periods = [verified(10, 9, until="2025-03-11"), verified(9, 7, "2025-03-11")]
    text = told(stated(major_equipment=[truck(group="Trucks", verified=periods)], factors=factors))
    assert names_rules(
        text, "dry-rate", "wet-rate", "mission-factors", "hostile-points", "transport-steps",
        "serviceability-threshold", "absent", "unserviceable",
    )  # fmt: skip
    for words in (
        "120000 / (10 * 12) + 0 % * 120000 / 12 = 1000.00",
        "1000.00 + 100 = 1100.00",
        "environment 1.8 % + intensified 1.2 % = 3 % of the rate; factor_cap_percent = 5",
        "maintenance 100 * (transport 0.5 % + half of hostile 3 %) = 2.00",
        "21 points = 3 %; hostile_points_divisor = 7, factor_cap_percent = 5",
        "2400 km = 0.5 %; transport_percent_per_step = 0.25, transport_step_km = 800",
        'group "Trucks"; serviceability_threshold_percent = 90',
        "[2025-03-01, 2025-03-11): 10 present and 9 serviceable of 10 agreed; threshold reached on 10 of 10 days",
        "[2025-03-11, 2025-04-01): 9 present and 7 serviceable of 10 agreed; threshold reached on 0 of 21 days",
    ):
        assert words in text


def test_a_dry_lease_names_what_maintenance_took_off_and_no_threshold() -> None:
    text = told(stated(major_equipment=[truck(lease="dry", un_maintenance_cost="130.5")], factors={"hostile": "2"}))
    assert names_rules(text, "dry-rate", "dry-lease-excess", "present-units")
    assert "cost 130.5, rate 100, so 30.50 off, 969.50 left" in text
    assert "hostile" not in text.replace("hostile action half the maintenance", "")
    assert not names_rules(text, "serviceability-threshold")


def test_maintenance_alone_names_its_split() -> None:
    assert names_rules(told(stated(major_equipment=[truck(lease="maintenance-only")])), "maintenance-only")


@pytest.mark.parametrize("lease", ["wet", "maintenance-only"])
def test_a_cost_of_maintenance_without_effect_is_told_to_have_none(lease: str) -> None:
    text = told(stated(major_equipment=[truck(lease=lease, un_maintenance_cost="130")]))
    assert "un_maintenance_cost has no effect: the lease is not dry" in text
    assert "no effect" not in told(stated(major_equipment=[truck(lease=lease)]))


def test_overstock_is_told_with_its_rule() -> None:
    text = told(stated(major_equipment=[truck(verified=[verified(12, 12)])]))
    assert names_rules(text, "overstock")
    assert "2 of 12 present" in text


@pytest.mark.parametrize("rule", ["weapon-out", "used-for-self-sustainment"])
def test_an_item_that_is_not_paid_at_all_names_why(rule: str) -> None:
    assert names_rules(told(stated(major_equipment=[truck(**{rule.replace("-", "_"): True})])), rule)


def test_self_sustainment_names_factors_people_and_days_without_verification() -> None:
    periods = [served(120, 30, until="2025-03-11"), served(9, met=False, start="2025-03-21")]
    factors = {"environment": "1", "hostile": {"points": 7}}
    text = told(stated(self_sustainment=[laundry(verified=periods)], factors=factors))
    assert names_rules(
        text, "self-sustainment", "self-sustainment-factors", "hostile-points", "served-by-un", "standard-not-met",
        "not-verified",
    )  # fmt: skip
    for words in (
        "rate 10, ceiling 100",
        "environment 1 % + intensified 0 % + hostile 1 % = 2 %; factor_cap_percent = 5",
        "[2025-03-01, 2025-03-11): 120 people, 30 served by the organisation, standard met",
        "[2025-03-21, 2025-04-01): 9 people, 0 served by the organisation, standard not met",
        "10 days of 2025-03",
    ):
        assert words in text


def test_a_category_verified_on_every_day_says_nothing_of_verification() -> None:
    assert not names_rules(told(stated(self_sustainment=[laundry()])), "not-verified")


@pytest.mark.parametrize(
    ("name", "value", "where"),
    [
        ("serviceability_threshold_percent", 80, "equipment"), ("factor_cap_percent", "4.5", "equipment"),
        ("transport_step_km", 500, "equipment"), ("transport_percent_per_step", "0.3", "equipment"),
        ("hostile_points_divisor", 6, "equipment"), ("proration", "days", "equipment"),
        ("hostile_points_divisor", 6, "service"), ("factor_cap_percent", 4, "service"),
    ],
)  # fmt: skip
def test_a_parameter_set_by_the_memorandum_is_told_as_such(name: str, value: Any, where: str) -> None:
    lines: dict[str, Any] = (
        {"major_equipment": [truck()]} if where == "equipment" else {"self_sustainment": [laundry()]}
    )
    factors = {"hostile": {"points": 3}, "transport": {"route_km": 2400}}
    assert f"{name} = {value} (set by the memorandum)" in told(
        stated(**lines, factors=factors, parameters={name: value})
    )
    assert f"{name} = {value} (set" not in told(stated(**lines, factors=factors))


def test_the_second_month_tells_the_days_of_the_second_month() -> None:
    long = [verified(10, 10, until="2025-05-01")]
    statement = stated(until="2025-05-01", major_equipment=[truck(verified=long)])
    assert "[2025-04-01, 2025-05-01): 10 present" in told(statement, 1)
    assert "[2025-03" not in told(statement, 1)


@pytest.mark.parametrize("rule", list(WithheldRule))
def test_every_reason_to_withhold_is_a_rule_of_the_reference_and_says_what_restores_it(rule: WithheldRule) -> None:
    assert reimbursement_rules()[rule].words
    assert RESTORES[rule]
