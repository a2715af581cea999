"""Deductions, premiums and painting: each rule on its boundary, off by default, never below zero, monotone."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.reference.reimbursement import reimbursement_rules
from muster.reimbursement.rules.adjustments import (
    ON_BY_DEFAULT,
    AdjustmentRule,
    Painted,
    PledgedItem,
    QuarterLine,
    Switch,
    VerifiedQuarter,
    adjustments,
    is_assumption,
)
from muster.reimbursement.rules.adjustments.absent_equipment import lacking_share, quarters_in_a_row
from muster.reimbursement.rules.adjustments.premium_of_strength import average_strength, year_of
from muster.reimbursement.rules.adjustments.rapid_premium import step_of
from muster.reimbursement.statement.terms import PaidKind
from tests.reimbursement.billed import NUMBERS, QUARTERS, START, UNTIL, billed, facts_of, of, quarters, total, truck

PERSONNEL_RATE = Fraction("1428")
"""The single rate in force from July 2018 on, as the reference table has it."""
ABSENT, RISK, ENABLING = (
    AdjustmentRule.ABSENT_EQUIPMENT,
    AdjustmentRule.RISK_PREMIUM,
    AdjustmentRule.ENABLING_PREMIUM,
)
INCENTIVE, RAPID = AdjustmentRule.RAPID_INCENTIVE, AdjustmentRule.RAPID_PREMIUM
ENDED, PAINTED, WITHHELD = (
    AdjustmentRule.END_OF_OPERATIONS,
    AdjustmentRule.PAINTING,
    AdjustmentRule.PAINTING_WITHHELD,
)
FULL_STRENGTH = {f"{year}-{month:02d}": Fraction(100) for year in (2018, 2019) for month in range(1, 13)}


def test_every_rule_has_its_words_and_what_is_recalled_is_an_assumption_and_off() -> None:
    for rule in AdjustmentRule:
        assert reimbursement_rules()[rule].words
        assert not (is_assumption(rule) and rule in ON_BY_DEFAULT)
    assert is_assumption(ABSENT)
    assert not is_assumption(PAINTED)


# Absent or non-functional equipment


@pytest.mark.parametrize(
    ("operational", "months"),
    [
        ((5,), set()),
        ((5, 5), {"2018-10", "2018-11", "2018-12"}),
        ((5, 10, 5), set()),
        ((10, 5, 5), {"2019-01", "2019-02", "2019-03"}),
        ((5, 5, 10, 5), {"2018-10", "2018-11", "2018-12"}),
        ((10, 10, 10, 10), set()),
    ],
)
def test_the_amount_falls_from_the_second_report_in_a_row(operational: tuple[int, ...], months: set[str]) -> None:
    found = of(facts_of(quarters=quarters(*operational)), ABSENT)
    assert {one.month for one in found} == months
    assert all(one.amount_cents < 0 and one.is_assumption for one in found)


@pytest.mark.parametrize(("works", "percent"), [(9, 10), (7, 30), (6, 35), (0, 35)])
def test_the_cut_is_the_share_that_lacks_and_at_most_the_cap(works: int, percent: int) -> None:
    found = of(facts_of(quarters=quarters(10, works, works)), ABSENT)
    january = next(one for one in found if one.month == "2019-01")
    whole = next(
        one.amount_cents for one in billed().lines if one.kind is PaidKind.PERSONNEL and one.month.name == "2019-01"
    )
    assert january.amount_cents == -round(Fraction(whole * percent, 100))
    assert (january.kind, january.entry) == (PaidKind.PERSONNEL, 0)


def test_a_share_of_exactly_the_cap_is_not_cut_and_one_above_is() -> None:
    at_cap, above = (total(of(facts_of(quarters=quarters(10, works, works, agreed=100)), ABSENT)) for works in (65, 64))
    below = total(of(facts_of(quarters=quarters(10, 66, 66, agreed=100)), ABSENT))
    assert at_cap == above < below < 0


def test_a_lower_cap_can_be_entered() -> None:
    facts = facts_of(quarters=quarters(0, 0))
    assert total(of(facts, ABSENT, percent=Fraction(7))) * 5 == total(of(facts, ABSENT))


def test_what_is_beyond_the_contributors_control_lacks_nothing() -> None:
    assert of(facts_of(quarters=quarters(0, 0, 0, beyond_control=True)), ABSENT) == ()
    line, excused = QuarterLine("A", 5, 4), QuarterLine("B", 5, 0, beyond_control=True)
    assert lacking_share(VerifiedQuarter(START, QUARTERS[1], (line, excused))) == Fraction(1, 10)


def test_more_than_agreed_of_one_item_makes_up_for_nothing_of_another() -> None:
    lines = (QuarterLine("A", 5, 9), QuarterLine("B", 5, 4))
    assert lacking_share(VerifiedQuarter(START, QUARTERS[1], lines)) == Fraction(1, 10)
    assert lacking_share(VerifiedQuarter(START, QUARTERS[1], ())) == 0


def test_a_quarter_without_a_report_breaks_the_row() -> None:
    first, _missing, third = quarters(5, 5, 5)
    assert [row for _quarter, row in quarters_in_a_row((third, first))] == [1, 1]


def test_a_quarter_that_ends_in_mid_month_cuts_its_days_alone() -> None:
    lines = (QuarterLine("A", 2, 1),)
    middle = date(2018, 11, 16)
    found = of(
        facts_of(quarters=(VerifiedQuarter(START, QUARTERS[1], lines), VerifiedQuarter(QUARTERS[1], middle, lines))),
        ABSENT,
        percent=Fraction(20),
    )
    november = next(one for one in found if one.month == "2018-11")
    assert november.amount_cents == -round(PERSONNEL_RATE * 100 * 15 / 30 * 20)


# Premiums


@pytest.mark.parametrize(("rule", "people", "percent"), [(RISK, 10, 10), (ENABLING, 20, 15)])
def test_a_premium_is_at_most_its_share_of_the_rate_for_its_share_of_the_strength(
    rule: AdjustmentRule, people: int, percent: int
) -> None:
    facts = facts_of(strength=FULL_STRENGTH)
    found = of(facts, rule)
    assert {one.amount_cents for one in found} == {int(PERSONNEL_RATE * people * percent)}
    assert of(facts, rule, people=people + 1) == found
    assert total(of(facts, rule, people=people - 1)) * people == total(found) * (people - 1)
    assert total(of(facts, rule, percent=Fraction(5))) * percent == total(found) * 5


def test_whole_people_alone_earn_a_premium() -> None:
    strength = dict.fromkeys(FULL_STRENGTH, Fraction(99))
    assert {one.amount_cents for one in of(facts_of(strength=strength), RISK)} == {int(PERSONNEL_RATE * 9 * 10)}
    assert of(facts_of(strength=dict.fromkeys(FULL_STRENGTH, Fraction(9))), RISK) == ()


def test_nobody_earns_a_premium_who_is_not_there_and_none_is_known_without_strength() -> None:
    assert of(facts_of(), RISK) == ()
    few = facts_of(billed(people=4), strength=FULL_STRENGTH)
    assert {one.amount_cents for one in of(few, RISK)} == {int(PERSONNEL_RATE * 4 * 10)}


def test_a_premium_holds_on_the_days_of_its_switch() -> None:
    facts = facts_of(strength=FULL_STRENGTH)
    found = of(facts, RISK, start=date(2018, 9, 16), until=date(2018, 10, 1))
    assert [(one.month, one.amount_cents) for one in found] == [("2018-09", int(PERSONNEL_RATE * 10 * 10 / 2))]
    assert of(facts, RISK, start=UNTIL) == ()


def test_the_year_of_an_average_begins_with_july() -> None:
    assert [year_of(month, "07-01") for month in ("2018-06", "2018-07", "2019-06")] == [2017, 2018, 2018]
    strength = {"2018-06": Fraction(900), "2018-07": Fraction(100), "2019-06": Fraction(200)}
    assert average_strength(strength, "2018-12", "07-01") == 150
    assert average_strength(strength, "2017-06", "07-01") == 0


# Rapid deployment


def test_a_quarter_of_maintenance_is_paid_for_the_days_at_the_level_each_day_once() -> None:
    level = ((date(2018, 9, 16), date(2018, 10, 1)), (date(2018, 9, 20), date(2018, 9, 25)))
    facts = facts_of(rapid_level=level, pledged=(PledgedItem("Illustrative truck", 4, Fraction(60)),))
    (found,) = of(facts, INCENTIVE)
    assert (found.month, found.amount_cents) == ("2018-09", 100 * 4 * 60 // 4 // 2)
    assert of(facts_of(rapid_level=level), INCENTIVE) == ()


@pytest.mark.parametrize(
    ("days", "step"),
    [(0, "first"), (30, "first"), (31, "second"), (60, "second"), (61, "third"), (90, "third"), (91, "")],
)
def test_the_step_of_a_rapid_deployment_holds_up_to_its_last_day(days: int, step: str) -> None:
    assert step_of(days, NUMBERS) == (f"rdl_premium_{step}_days" if step else "")


@pytest.mark.parametrize(("day", "cents"), [(date(2018, 10, 31), 300), (date(2018, 11, 1), 200), (date(2019, 1, 1), 0)])
def test_the_premium_for_rapid_deployment_is_the_amount_entered_once(day: date, cents: int) -> None:
    facts = facts_of(requested_on=date(2018, 10, 1), deployed_on=day)
    assert total(of(facts, RAPID, premium_cents=(300, 200, 100))) == cents


def test_no_premium_without_an_amount_or_before_the_request() -> None:
    facts = facts_of(requested_on=date(2018, 10, 1), deployed_on=date(2018, 10, 2))
    assert of(facts, RAPID) == ()
    early = facts_of(requested_on=date(2018, 10, 1), deployed_on=date(2018, 9, 30))
    assert of(early, RAPID, premium_cents=(300, 200, 100)) == ()
    assert of(facts_of(), RAPID, premium_cents=(300, 200, 100)) == ()


# End of operations


def test_after_the_end_of_operations_half_is_paid_until_departure() -> None:
    facts = facts_of(departed_on=date(2019, 3, 16))
    found = of(facts, ENDED, start=date(2019, 2, 1))
    assert {one.month for one in found} == {"2019-02", "2019-03"}
    by_line = {(one.month, one.kind): one.amount_cents for one in found}
    whole = {(one.month.name, one.kind): one.amount_cents for one in billed().lines}
    for kind in (PaidKind.MAJOR_EQUIPMENT, PaidKind.SELF_SUSTAINMENT):
        assert by_line["2019-02", kind] == -whole["2019-02", kind] / 2
        assert abs(by_line["2019-03", kind] + Fraction(whole["2019-03", kind] * 15, 62)) <= 1
    assert ("2019-02", PaidKind.PERSONNEL) not in by_line


def test_without_the_day_on_which_operations_ended_nothing_is_taken_off() -> None:
    assert of(facts_of(departed_on=date(2019, 3, 16)), ENDED) == ()
    assert of(facts_of(), ENDED, start=UNTIL) == ()


# Painting


def test_painting_is_on_by_default_and_repainting_pays_more() -> None:
    painted = (Painted(0, date(2018, 8, 3), 10, 20_000), Painted(0, date(2019, 6, 3), 10, 20_000, True))
    first, second = adjustments(facts_of(painted=painted), [])
    assert [(one.month, one.amount_cents) for one in (first, second)] == [("2018-08", 200_000), ("2019-06", 238_000)]
    assert not first.is_assumption


@pytest.mark.parametrize(("units", "paid"), [(10, 10), (11, 11), (12, 11)])
def test_the_allowance_is_one_in_ten_beyond_the_authorised_quantity(units: int, paid: int) -> None:
    assert total(of(facts_of(painted=(Painted(0, START, units, 100),)), PAINTED)) == paid * 100


def test_units_are_painted_once_whenever_they_are_verified() -> None:
    painted = tuple(Painted(0, date(2018, month, 1), 6, 100) for month in (7, 8, 9))
    assert [one.amount_cents for one in of(facts_of(painted=painted), PAINTED)] == [600, 500]
    later = facts_of(billed(start=date(2018, 8, 1)), painted=painted)
    assert [one.amount_cents for one in of(later, PAINTED)] == [500]


def test_equipment_earns_nothing_until_it_is_painted_where_that_is_chosen() -> None:
    statement = billed(major_equipment=(truck(), truck(3, "Other truck"), truck(2, "Painted at home")))
    colours = {0: date(2018, 8, 1), 1: None}
    found = of(facts_of(statement, colours=colours), WITHHELD)
    assert {(one.month, one.entry) for one in found if one.entry == 0} == {("2018-07", 0)}
    assert sum(1 for one in found if one.entry == 1) == 12
    paid = sum(one.amount_cents for one in statement.lines if one.kind is PaidKind.MAJOR_EQUIPMENT and one.entry == 1)
    assert total(tuple(one for one in found if one.entry == 1)) == -paid


# All together

PARTS = st.tuples(*[st.integers(0, 12)] * 4)
DAYS = st.dates(START, UNTIL)
RULES = st.sets(st.sampled_from(list(AdjustmentRule)))


@given(PARTS, DAYS, st.one_of(st.none(), DAYS), RULES)
def test_deductions_never_take_a_line_below_zero(
    operational: tuple[int, ...], ended: date, painted: date | None, on: set[AdjustmentRule]
) -> None:
    facts = facts_of(quarters=quarters(*operational), colours={0: painted}, strength=FULL_STRENGTH)
    switches = [Switch(rule, rule in on, start=ended if rule is ENDED else None) for rule in AdjustmentRule]
    left = {(one.month.name, one.kind, one.entry): one.amount_cents for one in facts.statement.lines}
    for one in adjustments(facts, switches):
        assert one.rule in on
        assert one.amount_cents
        assert one.explanation
        if one.kind is not None and one.entry is not None:
            left[one.month, one.kind, one.entry] += one.amount_cents
    assert min(left.values()) >= 0


@given(PARTS, st.integers(0, 3))
def test_one_more_that_works_never_costs_anything(operational: tuple[int, ...], place: int) -> None:
    more = tuple(works + (number == place) for number, works in enumerate(operational))
    before, after = (total(of(facts_of(quarters=quarters(*one)), ABSENT)) for one in (operational, more))
    assert before <= after <= 0


@given(st.integers(1, 200), st.integers(0, 60))
def test_more_people_at_the_most_never_earn_less(strength: int, people: int) -> None:
    facts = facts_of(strength=dict.fromkeys(FULL_STRENGTH, Fraction(strength)))
    assert 0 <= total(of(facts, RISK, people=people)) <= total(of(facts, RISK, people=people + 1))


def test_all_off_is_nothing_and_the_order_of_switches_is_that_of_time() -> None:
    facts = facts_of(quarters=quarters(0, 0), painted=(Painted(0, START, 1, 100),), strength=FULL_STRENGTH)
    assert adjustments(facts, [Switch(rule, False) for rule in AdjustmentRule]) == ()
    assert adjustments(facts, [Switch(PAINTED, True), Switch(PAINTED, False)]) == ()


def test_what_is_trimmed_says_so() -> None:
    facts = facts_of(colours={0: None})
    found = adjustments(facts, [Switch(ENDED, True, start=START), Switch(WITHHELD, True)])
    trimmed = [one for one in found if one.rule is WITHHELD]
    assert trimmed
    assert all("never more than the line" in one.explanation[-1] for one in trimmed)
