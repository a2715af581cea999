"""What adjustments are said in: the rules by name, the facts and numbers they read, the switches, and what comes out.

An adjustment is added to a statement: a deduction is negative. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from fractions import Fraction

from muster.kit.named import Named
from muster.kit.standing import Standing
from muster.reference.parameters import parameter
from muster.reference.reimbursement import reimbursement_rules
from muster.reimbursement.statement import Statement
from muster.reimbursement.statement.terms import PaidKind


class AdjustmentRule(Named):
    """A rule that can be switched on and off; each is a row of the reference table `reimbursement_rules`."""

    ABSENT_EQUIPMENT = "absent-equipment", "Absent or non-functional equipment"
    RISK_PREMIUM = "risk-premium", "Risk premium"
    ENABLING_PREMIUM = "enabling-premium", "Key enabling capability premium"
    RAPID_INCENTIVE = "rapid-incentive", "Incentive of the rapid deployment level"
    RAPID_PREMIUM = "rapid-premium", "Premium for rapid deployment"
    END_OF_OPERATIONS = "end-of-operations", "End of operations"
    PAINTING = "painting", "Painting and repainting"
    PAINTING_WITHHELD = "painting-withheld", "Withheld until painted"
    HOSTILE_YEAR = "hostile-year", "Hostile acts of a year taken together"


ON_BY_DEFAULT = frozenset({AdjustmentRule.PAINTING})
"""What holds without a switch: the one rule that was seen and is no option of the organisation."""


def is_assumption(rule: str) -> bool:
    """Return whether a rule is recalled only: what follows from it is shown as an assumption."""
    return reimbursement_rules()[rule].standing != Standing.SEEN


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule set on or off, on the days `[start, until)` (None: without bound).

    `percent` and `people` are what was awarded or agreed (None: the most that the rule allows). `premium_cents` are
    the amounts of the rapid deployment premium by step, the soonest first. `start` of the end of operations is the day
    on which they ended.
    """

    rule: AdjustmentRule
    is_on: bool
    start: date | None = None
    until: date | None = None
    percent: Fraction | None = None
    people: int | None = None
    premium_cents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """A line of major equipment in a quarterly verification; `beyond_control`: what lacks is not the contributor's."""

    item: str
    agreed: int
    operational: int
    beyond_control: bool = False


@dataclass(frozen=True, slots=True)
class VerifiedQuarter:
    """What the verification of the days `[start, until)` found."""

    start: date
    until: date
    lines: tuple[QuarterLine, ...]


@dataclass(frozen=True, slots=True)
class PledgedItem:
    """Major equipment of a pledge: `maintenance` is US dollars a unit and month."""

    item: str
    quantity: int
    maintenance: Fraction


@dataclass(frozen=True, slots=True)
class Painted:
    """Units of an entry of major equipment verified as painted on a day, at `rate_cents` each.

    `is_repaint`: painted back for the way home.
    """

    entry: int
    on: date
    units: int
    rate_cents: int
    is_repaint: bool = False


@dataclass(frozen=True, slots=True)
class AdjustmentNumbers:
    """The parameters by their names in the parameter table; percentages are percent."""

    absent_equipment_reports: int
    absent_equipment_cap_percent: int
    risk_premium_percent: int
    risk_premium_strength_percent: int
    enabling_premium_percent: int
    enabling_premium_strength_percent: int
    rdl_incentive_share_percent: int
    rdl_premium_first_days: int
    rdl_premium_second_days: int
    rdl_premium_third_days: int
    after_operations_percent: int
    repaint_share_percent: int
    painting_overstock_percent: int
    peacekeeping_year_start: str = "07-01"

    def said(self, name: str) -> str:
        """Return a parameter as an explanation names it."""
        return f"{name} = {getattr(self, name)}"


def shipped_numbers(on: date) -> AdjustmentNumbers:
    """Return the numbers as the parameter table has them on a day."""
    year_start = "peacekeeping_year_start"
    names = [one.name for one in fields(AdjustmentNumbers) if one.name != year_start]
    numbers = {name: parameter(name, on).integer for name in names}
    return AdjustmentNumbers(**numbers, peacekeeping_year_start=parameter(year_start, on).value)


@dataclass(frozen=True)
class AdjustmentFacts:
    """What the rules read beside the statement; what is not on record stays empty, and then its rule gives nothing.

    `strength`: average strength by month ("2018-10"). `rapid_level`: the days `[start, until)` at the rapid deployment
    level. `requested_on` and `deployed_on`: of a rapid deployment. `departed_on`: the day of departure (None: not yet).
    `colours`: entries that have to be painted, with the day on which they were (None: not yet).
    """

    statement: Statement
    numbers: AdjustmentNumbers
    quarters: tuple[VerifiedQuarter, ...] = ()
    strength: Mapping[str, Fraction] = field(default_factory=dict)
    rapid_level: tuple[tuple[date, date], ...] = ()
    pledged: tuple[PledgedItem, ...] = ()
    requested_on: date | None = None
    deployed_on: date | None = None
    departed_on: date | None = None
    painted: tuple[Painted, ...] = ()
    colours: Mapping[int, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An amount in cents that a rule adds to a month, or takes off (negative).

    `kind` and `entry` name the line of the statement that it changes (None: no line of it). Explanation: a string for
    each step, the rule with its source first.
    """

    month: str
    rule: AdjustmentRule
    item: str
    amount_cents: int
    explanation: tuple[str, ...]
    is_assumption: bool
    kind: PaidKind | None = None
    entry: int | None = None
