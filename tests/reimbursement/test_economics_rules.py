"""What a unit would earn and cost: no database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.standing import Standing
from muster.reimbursement.rules.economics.assumptions import assumptions_of
from muster.reimbursement.rules.economics.costs import cost_lines, tours, worth_after
from muster.reimbursement.rules.economics.edition_change import ItemRate, RateBook, edition_change
from muster.reimbursement.rules.economics.leases import wet_and_dry
from muster.reimbursement.rules.economics.outcome import outcome_of
from muster.reimbursement.rules.economics.plan_problems import plan_problems
from muster.reimbursement.rules.economics.reimbursed import (
    equipment_cents,
    memorandum_of,
    reimbursed_cents,
    serviceable_of,
)
from muster.reimbursement.rules.economics.sensitivity import swings
from muster.reimbursement.rules.economics.serviceability import group_worths, one_point_more, share_curve
from muster.reimbursement.rules.economics.terms import CostHead, UnitPlan
from muster.reimbursement.stages import LeaseKind
from muster.reimbursement.statement import statement_of
from tests.reimbursement.economics_terms import (
    COURSES,
    FLIGHTS,
    NOTHING,
    PAY,
    STUDY,
    planned_item,
    planned_service,
    unit_plan,
)


def test_a_month_is_reimbursed_as_the_statement_would_and_costs_what_the_state_says() -> None:
    (first, *_others) = outcome_of(unit_plan()).months
    assert (first.personnel_cents, first.equipment_cents, first.services_cents) == (14_100_000, 200_000, 100_000)
    people, flights, courses, study = 9_000_000, 5_000_000, 2_000_000, 300_000
    carriers, catering = 10_000_000 + 50_000, 60_000
    assert first.cost_cents == people + flights + courses + study + carriers + catering
    assert first.cumulative_cents == first.balance_cents == first.reimbursed_cents - first.cost_cents


def test_what_a_tour_costs_falls_in_its_first_month_and_the_purchase_once() -> None:
    lines = cost_lines(unit_plan())
    assert tours(unit_plan()) == 2
    assert [one.month for one in lines if one.words == "Flights"] == [0, 6]
    assert [one.month for one in lines if one.words == "Carrier 1: purchase"] == [0]
    assert [one.month for one in lines if one.words == "Study"] == [0]
    assert len([one for one in lines if one.words == "Pay and allowances"]) == 12
    assert tours(unit_plan(horizon_months=13)) == 3


def test_a_unit_breaks_even_in_the_month_after_which_nothing_is_short_any_more() -> None:
    found = outcome_of(unit_plan())
    assert found.breaks_even_in is not None
    assert all(one.cumulative_cents >= 0 for one in found.months[found.breaks_even_in.number - 1 :])
    assert found.months[found.breaks_even_in.number - 2].cumulative_cents < 0
    dear = outcome_of(unit_plan(costs=(replace(PAY, amount_cents=10_000_000),)))
    assert dear.breaks_even_in is None


def test_a_unit_of_nobody_with_nothing_earns_and_costs_nothing() -> None:
    found = outcome_of(NOTHING)
    assert (found.reimbursed_cents, found.cost_cents, found.balance_cents, found.worth_cents) == (0, 0, 0, 0)
    assert swings(NOTHING, Decimal(10)) == []
    assert group_worths(NOTHING) == []
    assert one_point_more(NOTHING) == 0
    assert [one.organisation_cents for one in wet_and_dry(NOTHING)] == [0, 0]


@given(
    strength=st.integers(0, 150),
    ceiling=st.integers(0, 150),
    share=st.integers(0, 100),
    horizon=st.integers(1, 30),
    tour=st.integers(1, 14),
)
def test_the_months_sum_to_the_whole_and_the_whole_to_the_statement_and_the_costs(
    strength: int, ceiling: int, share: int, horizon: int, tour: int
) -> None:
    plan = unit_plan(
        strength=strength, ceiling=ceiling, serviceable_percent=Decimal(share), horizon_months=horizon, tour_months=tour
    )
    found = outcome_of(plan)
    assert found.reimbursed_cents == found.statement.totals.all_cents == reimbursed_cents(plan)
    assert found.cost_cents == sum(found.cost_cents_by_head().values()) == sum(one.amount_cents for one in found.costs)
    assert found.months[-1].cumulative_cents == found.balance_cents
    for month in found.months:
        assert month.reimbursed_cents == sum(one.amount_cents for one in found.lines_in(month.number))
        assert month.cost_cents == sum(one.amount_cents for one in found.costs_in(month.number))


@given(quantities=st.lists(st.integers(0, 12), max_size=4), lower=st.integers(0, 100), more=st.integers(0, 100))
def test_more_that_is_serviceable_never_earns_less(quantities: list[int], lower: int, more: int) -> None:
    lines = tuple(planned_item(place, quantity=count, group="cars") for place, count in enumerate(quantities, start=1))
    plan = unit_plan(equipment=lines, horizon_months=2)
    low, high = (
        equipment_cents(replace(plan, serviceable_percent=Decimal(share))) for share in (lower, min(100, lower + more))
    )
    assert low <= high


def test_a_share_of_a_line_is_rounded_to_whole_units_a_half_upwards() -> None:
    for quantity, percent, units in ((10, 90, 9), (1, 95, 1), (3, 90, 3), (5, 50, 3), (1, 49, 0), (0, 100, 0)):
        line = planned_item(quantity=quantity)
        assert serviceable_of(unit_plan(serviceable_percent=Decimal(percent)), line) == units
    assert serviceable_of(unit_plan(), planned_item(serviceable_percent=Decimal(100))) == 10


def test_equipment_is_worth_its_price_at_first_and_its_residue_at_the_end_of_its_life() -> None:
    plan = unit_plan()
    assert worth_after(plan, 0) == 10 * 1_000_000
    assert worth_after(plan, 60) == 10 * 550_000
    assert worth_after(plan, 120) == worth_after(plan, 200) == 10 * 100_000
    shorter = unit_plan(equipment=(planned_item(national_life_years=Decimal(5)),))
    assert worth_after(shorter, 60) == 10 * 100_000


def test_under_dry_lease_the_state_has_no_upkeep_and_the_excess_is_taken_off() -> None:
    wet, dry = wet_and_dry(unit_plan(strength=0, services=(), costs=()))
    assert (wet.lease, dry.lease) == (LeaseKind.WET, LeaseKind.DRY)
    assert wet.reimbursed_cents == 12 * 10 * 20_000
    assert dry.reimbursed_cents == 12 * 10 * (10_000 - 2_000)
    assert wet.cost_cents - dry.cost_cents == 12 * 10 * 5_000
    assert (wet.organisation_upkeep_cents, dry.organisation_upkeep_cents) == (0, 12 * 10 * 12_000)
    assert dry.is_whole
    unknown = wet_and_dry(unit_plan(equipment=(planned_item(organisation_upkeep_cents=None),)))[1]
    assert not unknown.is_whole
    kept = wet_and_dry(unit_plan(equipment=(planned_item(lease=LeaseKind.MAINTENANCE_ONLY),)))
    assert kept[0].reimbursed_cents == kept[1].reimbursed_cents


def test_at_the_threshold_one_more_unit_brings_back_every_unit_present() -> None:
    (group,) = group_worths(unit_plan(serviceable_percent=Decimal(80)))
    assert (group.quantity, group.serviceable, group.needed, group.reaches) == (10, 8, 9, False)
    assert group.monthly_cents == 8 * 20_000
    assert group.next_unit_cents == group.jump_cents == 2 * 20_000
    (met,) = group_worths(unit_plan())
    assert met.reaches
    assert (met.next_unit_cents, met.jump_cents) == (0, 2 * 20_000)
    (dry,) = group_worths(unit_plan(equipment=(planned_item(lease=LeaseKind.DRY),)))
    assert (dry.next_unit_cents, dry.jump_cents) == (0, 0)


def test_the_worth_of_a_group_is_what_the_statement_pays_for_it() -> None:
    lines = (planned_item(1, group="cars"), planned_item(2, group="cars", quantity=5, gfmv_cents=2_400_000))
    plan = unit_plan(equipment=(*lines, planned_item(3)))
    names = [(one.group, one.quantity) for one in group_worths(plan)]
    assert names == [("cars", 15), ("Carrier 3 (line 3)", 10)]
    assert sum(one.monthly_cents for one in group_worths(plan)) == outcome_of(plan).months[0].equipment_cents


def test_the_curve_of_serviceability_rises_and_jumps_at_the_threshold() -> None:
    curve = {one.percent: one.monthly_cents for one in share_curve(unit_plan(), least=0)}
    assert len(curve) == 101
    assert curve[0] == 0
    assert curve[100] == curve[90] == 10 * 20_000
    assert curve[84] == 8 * 20_000
    assert list(curve.values()) == sorted(curve.values())


def test_one_more_point_is_worth_what_it_changes_through_the_horizon() -> None:
    fifty = unit_plan(equipment=(planned_item(quantity=100),), serviceable_percent=Decimal(50))
    assert one_point_more(fifty) == 12 * 20_000
    assert one_point_more(replace(fifty, serviceable_percent=Decimal(89))) == 12 * 11 * 20_000
    assert one_point_more(replace(fifty, serviceable_percent=Decimal(100))) == 0


def test_the_widest_swing_comes_first_and_none_changes_nothing() -> None:
    found = swings(unit_plan(environment_percent=Decimal(1)), Decimal(10))
    assert {one.assumption for one in found} == {
        "people", "serviceability", "rates of major equipment", "price of equipment", "upkeep of equipment",
        "rates of self-sustainment", "cost of self-sustainment", "mission factors", "single rate for personnel",
        "Pay and allowances", "Flights", "Courses", "Study",
    }  # fmt: skip
    assert [one.spread_cents for one in found] == sorted((one.spread_cents for one in found), reverse=True)
    balance = outcome_of(unit_plan()).balance_cents
    assert {(one.low_cents, one.high_cents) for one in swings(unit_plan(), Decimal(0))} == {(balance, balance)}
    (flights,) = (one for one in swings(unit_plan(), Decimal(10)) if one.assumption == "Flights")
    assert (flights.low_cents - balance, flights.high_cents - balance) == (1_000_000, -1_000_000)


def test_a_swing_reaches_from_the_lowest_to_the_highest_balance_even_on_one_side() -> None:
    (people,) = (one for one in swings(unit_plan(), Decimal(10)) if one.assumption == "people")
    assert people.low_cents < people.balance_cents
    assert people.high_cents < people.balance_cents
    assert people.spread_cents == people.balance_cents - min(people.low_cents, people.high_cents)


def test_costs_of_the_same_words_are_told_apart_by_their_number() -> None:
    twice = unit_plan(costs=(FLIGHTS, replace(FLIGHTS, number=4)))
    named = {one.assumption for one in swings(twice, Decimal(10)) if one.assumption.startswith("Flights")}
    assert named == {"Flights (cost 2)", "Flights (cost 4)"}


def test_factors_and_shares_are_held_to_their_bounds_when_they_are_varied() -> None:
    (serviceable,) = (one for one in swings(unit_plan(), Decimal(50)) if one.assumption == "serviceability")
    assert serviceable.high_cents == outcome_of(unit_plan(serviceable_percent=Decimal(100))).balance_cents
    capped = unit_plan(hostile_percent=Decimal(5))
    (factors,) = (one for one in swings(capped, Decimal(50)) if one.assumption == "mission factors")
    assert factors.high_cents == outcome_of(capped).balance_cents


def test_another_edition_changes_what_it_names_and_says_what_it_does_not() -> None:
    book = RateBook("later", {"carrier 1": ItemRate(2_400_000, Decimal(10), Decimal(0), 10_000)}, {})
    found = edition_change(unit_plan(), book)
    assert found.unmatched == ("Catering",)
    assert found.gain_cents == 12 * 10 * 10_000
    services = edition_change(unit_plan(), RateBook("services", {}, {"catering": Decimal(11)}))
    assert (services.unmatched, services.gain_cents) == (("Carrier 1",), 12 * 100 * 100)


def test_every_result_names_its_assumptions_with_their_standing() -> None:
    told = assumptions_of(unit_plan(), "Ministry", Standing.ILLUSTRATIVE)
    by_name = {one.name: one for one in told}
    assert by_name["people"].standing == Standing.ILLUSTRATIVE
    assert by_name["rate of Carrier 1"].standing == Standing.ENTERED
    assert by_name["serviceability threshold percent"].standing != Standing.ENTERED
    assert by_name["single rate for personnel"].source
    assert by_name["purchases"].standing == Standing.LOCAL_CHOICE


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        (unit_plan(start=date(2018, 3, 2)), "start"),
        (unit_plan(start=date(2014, 6, 1)), "start"),
        (unit_plan(horizon_months=121), "horizon months"),
        (unit_plan(tour_months=0), "tour months"),
        (unit_plan(serviceable_percent=Decimal(101)), "serviceable"),
        (unit_plan(hostile_percent=Decimal("5.1")), "hostile percent"),
        (unit_plan(transport_percent=Decimal(-1)), "transport percent"),
        (unit_plan(equipment=(planned_item(life_years=Decimal(0)),)), "equipment 1"),
        (unit_plan(equipment=(planned_item(residual_cents=1_000_001),)), "equipment 1"),
        (unit_plan(equipment=(planned_item(item=" "),)), "equipment 1"),
        (unit_plan(equipment=(planned_item(upkeep_cents=-1),)), "equipment 1"),
        (unit_plan(services=(planned_service(category=""),)), "self-sustainment 1"),
        (unit_plan(services=(planned_service(cost_cents=-1),)), "self-sustainment 1"),
        (unit_plan(costs=(replace(FLIGHTS, amount_cents=-1),)), "cost 2"),
        (unit_plan(costs=(replace(COURSES, words=" "),)), "cost 3"),
        (unit_plan(strength=-1), "people"),
    ],
)
def test_a_plan_that_cannot_be_reckoned_is_refused_with_the_remedy(plan: UnitPlan, place: str) -> None:
    (problem,) = plan_problems(plan)
    assert problem.place == place
    assert problem.remedy


def test_a_plan_that_can_be_reckoned_has_no_problem() -> None:
    assert plan_problems(unit_plan()) == plan_problems(NOTHING) == []
    assert unit_plan(costs=(STUDY,)).costs[0].head == CostHead.OTHER


def test_the_memorandum_of_a_plan_is_read_by_the_library_as_any_other() -> None:
    made = memorandum_of(unit_plan(environment_percent=Decimal("1.5")))
    assert made.factors.environment == Fraction(3, 2)
    assert statement_of(made).withheld == ()
