"""What is earned where the State has reckoned nothing: people, months, the rate in force, and its source."""

from datetime import date
from fractions import Fraction

from muster.decisions.opportunities.money import reimbursed_for_people
from muster.reimbursement.statement.personnel_rates import PersonnelRates, RateSpan

RATES = PersonnelRates(
    [
        RateSpan(date(2018, 1, 1).toordinal(), date(2019, 1, 1).toordinal(), Fraction(1400), "one", "seen"),
        RateSpan(date(2019, 1, 1).toordinal(), None, Fraction(1500), "two", "recalled"),
    ]
)


def test_people_by_months_by_the_rate_with_its_source() -> None:
    found = reimbursed_for_people(120, date(2019, 1, 1), 12, RATES)
    assert found.earned_cents == 120 * 12 * 1500 * 100
    assert (found.source, found.standing) == ("two", "recalled")
    assert "120 people for 12 months at 1,500 US dollars" in found.words


def test_a_tour_over_two_rates_is_paid_at_their_mean_and_names_both() -> None:
    found = reimbursed_for_people(10, date(2018, 7, 1), 12, RATES)
    days = (date(2019, 1, 1) - date(2018, 7, 1)).days
    mean = Fraction(days * 1400 + (365 - days) * 1500, 365)
    assert found.earned_cents == round(10 * 12 * mean * 100)
    assert found.source == "one; two"


def test_no_cost_is_invented_and_so_no_balance() -> None:
    found = reimbursed_for_people(10, date(2019, 1, 1), 6, RATES)
    assert (found.cost_cents, found.net_cents) == (None, None)


def test_days_without_a_rate_earn_nothing_that_is_known() -> None:
    found = reimbursed_for_people(10, date(2017, 1, 1), 6, RATES)
    assert found.earned_cents is None
    assert found.words
