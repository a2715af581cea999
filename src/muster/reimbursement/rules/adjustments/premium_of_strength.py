"""A premium on the rate for personnel for some of the average strength of a year. Pure.

Source: section 9 of the dossier on reimbursement, on A/RES/67/261: existence seen, figures recalled. The year counts
from the day of the parameter `peacekeeping_year_start`; the average is over the months on record in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from muster.reimbursement.rules.adjustments.part_of_statement import lines_within, switched_days
from muster.reimbursement.rules.adjustments.terms import (
    Adjustment,
    AdjustmentFacts,
    AdjustmentRule,
    Switch,
    is_assumption,
)
from muster.reimbursement.statement import StatementLine
from muster.reimbursement.statement.cents import as_dollars, cents_half_up, plain, shown
from muster.reimbursement.statement.explanation import rule_words
from muster.reimbursement.statement.rates import PERCENT
from muster.reimbursement.statement.terms import PaidKind


@dataclass(frozen=True, slots=True)
class PremiumBounds:
    """The names of the two parameters of a premium: the most of the rate, and the most of the average strength."""

    rule: AdjustmentRule
    rate: str
    strength: str


def year_of(month: str, year_start: str) -> int:
    """Return the year that began last: of "2018-06" 2017 where years begin on 07-01."""
    year, number = int(month[:4]), int(month[5:])
    return year if number >= int(year_start[:2]) else year - 1


def average_strength(strength: Mapping[str, Fraction], month: str, year_start: str) -> Fraction:
    """Return the average strength of the months on record in the year of a month."""
    year = year_of(month, year_start)
    known = [people for name, people in strength.items() if year_of(name, year_start) == year]
    return sum(known, Fraction(0)) / len(known) if known else Fraction(0)


def premium_of_strength(facts: AdjustmentFacts, switch: Switch, bounds: PremiumBounds) -> Iterator[Adjustment]:
    """Yield the premium of each month on which the switch holds: so many people, at the percentage awarded."""
    start, until = switched_days(facts.statement, switch)
    lines = lines_within(facts.statement, start, until, PaidKind.PERSONNEL)
    for name, found in groupby(lines, key=lambda line: line.month.name):
        yield from _of_month(facts, switch, bounds, name, list(found))


def _of_month(
    facts: AdjustmentFacts, switch: Switch, bounds: PremiumBounds, name: str, lines: list[StatementLine]
) -> Iterator[Adjustment]:
    numbers = facts.numbers
    average = average_strength(facts.strength, name, numbers.peacekeeping_year_start)
    most = int(average * getattr(numbers, bounds.strength) / PERCENT)
    people = most if switch.people is None else min(switch.people, most)
    percent = Fraction(getattr(numbers, bounds.rate)) if switch.percent is None else switch.percent
    month = lines[0].month
    person_days = sum(line.unit_days for line in lines)
    rate = sum((line.rate * line.unit_days for line in lines), Fraction(0)) / person_days
    earned = min(people * (month.until - month.start), person_days)
    cents = cents_half_up(rate * earned / month.days_in_month * percent / PERCENT)
    if not cents:
        return
    told = (
        rule_words(bounds.rule),
        f"average strength of the year {plain(average)}, so at most {most} people; {people} earn it; "
        f"{numbers.said(bounds.strength)}, {numbers.said('peacekeeping_year_start')}",
        f"{plain(percent)} % of {shown(rate)} for {earned} person-days over {month.days_in_month} days = "
        f"{as_dollars(cents)}; {numbers.said(bounds.rate)}",
    )
    yield Adjustment(name, bounds.rule, bounds.rule.label, cents, told, is_assumption(bounds.rule))
