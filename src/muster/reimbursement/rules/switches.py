"""What may be said with the switch of a rule: each number only where the rule reads it, and within its bound. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from muster.kit.errors import Problem
from muster.reference.parameters import parameter
from muster.reimbursement.rules.adjustments.terms import AdjustmentRule

MOST_PERCENT: dict[AdjustmentRule, str] = {
    AdjustmentRule.ABSENT_EQUIPMENT: "absent_equipment_cap_percent",
    AdjustmentRule.RISK_PREMIUM: "risk_premium_percent",
    AdjustmentRule.ENABLING_PREMIUM: "enabling_premium_percent",
    AdjustmentRule.RAPID_INCENTIVE: "rdl_incentive_share_percent",
    AdjustmentRule.END_OF_OPERATIONS: "after_operations_percent",
    AdjustmentRule.PAINTING: "repaint_share_percent",
}
"""The rules that read a percentage, with the parameter that is the most (or, of the end of operations, the rest)."""

FOR_PEOPLE = (AdjustmentRule.RISK_PREMIUM, AdjustmentRule.ENABLING_PREMIUM)
FROM_A_DAY = (AdjustmentRule.END_OF_OPERATIONS,)
WHOLE = Decimal(100)


@dataclass(frozen=True)
class SwitchSaid:
    """What is said with a switch that is set on."""

    rule: AdjustmentRule
    holds_from: date | None
    holds_until: date | None
    percent: Decimal | None
    people: int | None
    premium_cents: Sequence[int | None]


def most_percent(rule: AdjustmentRule, on: date) -> Decimal | None:
    """Return the most that may be entered; None: the rule reads no percentage. After operations, less than all."""
    if rule not in MOST_PERCENT:
        return None
    return WHOLE if rule == AdjustmentRule.END_OF_OPERATIONS else parameter(MOST_PERCENT[rule], on).decimal


def switch_problems(said: SwitchSaid, on: date) -> list[Problem]:
    """Return what is wrong with a switch, a line each with its remedy."""
    return [*_day_problems(said), *_number_problems(said, on), *_premium_problems(said)]


def _day_problems(said: SwitchSaid) -> list[Problem]:
    if said.rule in FROM_A_DAY and said.holds_from is None:
        return [Problem("from", "is not given", "give the day on which operations ended")]
    if said.holds_from is not None and said.holds_until is not None and said.holds_until <= said.holds_from:
        return [Problem("until", f"{said.holds_until} is not after {said.holds_from}", "give a later day, or none")]
    return []


def _number_problems(said: SwitchSaid, on: date) -> list[Problem]:
    problems = []
    most = most_percent(said.rule, on)
    if said.percent is not None:
        if most is None:
            problems.append(Problem("percent", f"{said.rule.label} reads none", "leave it empty"))
        elif not 0 <= said.percent <= most:
            problems.append(Problem("percent", f"{said.percent} is not between 0 and {most}", "give one within"))
    if said.people is not None and said.rule not in FOR_PEOPLE:
        problems.append(Problem("people", f"{said.rule.label} reads none", "leave it empty"))
    return problems


def _premium_problems(said: SwitchSaid) -> list[Problem]:
    """Return what is wrong with the amounts of the premium: all three there, and none that grows with time."""
    amounts = said.premium_cents
    given = [one for one in amounts if one is not None]
    if said.rule != AdjustmentRule.RAPID_PREMIUM:
        return [Problem("premium", f"{said.rule.label} reads none", "leave the amounts empty")] if given else []
    if len(given) != len(amounts):
        return [Problem("premium", "an amount is missing", "give all three; 0 for a step that earns none")]
    if given != sorted(given, reverse=True):
        return [Problem("premium", "a later step earns more than a sooner one", "let the amounts fall with time")]
    return []
