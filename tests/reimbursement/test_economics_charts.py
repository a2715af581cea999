"""Charts of a calculation: what the title finds, and that Vega-Lite takes the specification."""

from decimal import Decimal

from muster.kit.charts import to_altair
from muster.reimbursement.pages.economics_charts import break_even_words, cumulative_chart, share_chart, tornado_chart
from muster.reimbursement.rules.economics.outcome import outcome_of
from muster.reimbursement.rules.economics.sensitivity import swings
from muster.reimbursement.rules.economics.serviceability import share_curve
from tests.reimbursement.economics_terms import NOTHING, planned_item, unit_plan


def test_the_charts_say_their_finding_and_are_drawn() -> None:
    plan = unit_plan()
    found = outcome_of(plan)
    moved = swings(plan, Decimal(10))
    cumulative, shares = cumulative_chart(found), share_chart(share_curve(plan))
    tornado = tornado_chart(moved, found.balance_cents, "10")
    assert cumulative.title == f"Breaks even: {break_even_words(found)}"
    assert shares.title == "The widest step is at 85 percent: US dollars 400.00 a month"
    assert tornado.title == f"The balance hangs most on: {moved[0].assumption}"
    assert [len(one.rows) for one in (cumulative, shares, tornado)] == [12, 51, len(moved)]
    for chart in (cumulative, shares, tornado):
        assert to_altair(chart).to_dict()


def test_a_plan_that_is_never_even_says_so_and_one_of_nothing_is_drawn() -> None:
    never = outcome_of(unit_plan(equipment=(planned_item(purchase_cents=10**10),)))
    assert cumulative_chart(never).title == "Breaks even: Never within 12 months"
    assert tornado_chart([], 0, "10").title == "Nothing is assumed that could be varied"
    flat = share_chart(share_curve(NOTHING)).title
    assert flat == "What is serviceable changes nothing from 50 percent on"
