"""A small memorandum billed over 2018-19, with illustrative figures, for tests of adjustments."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from muster.reimbursement.rules.adjustments import (
    Adjustment,
    AdjustmentFacts,
    AdjustmentRule,
    QuarterLine,
    Switch,
    VerifiedQuarter,
    adjustments,
    shipped_numbers,
)
from muster.reimbursement.statement import (
    Lease,
    MajorEquipment,
    Memorandum,
    Personnel,
    SelfSustainment,
    Statement,
    VerifiedEquipment,
    VerifiedService,
    shipped_parameters,
    statement_of,
)

START, UNTIL = date(2018, 7, 1), date(2019, 7, 1)
PEOPLE = 100
QUARTERS = (date(2018, 7, 1), date(2018, 10, 1), date(2019, 1, 1), date(2019, 4, 1), date(2019, 7, 1))
NUMBERS = shipped_numbers(START)


def truck(quantity: int = 10, name: str = "Illustrative truck") -> MajorEquipment:
    """Return a line of which all is present and works."""
    verified = (VerifiedEquipment(START, UNTIL, quantity, quantity),)
    return MajorEquipment(
        name, quantity, Lease.WET, Fraction(12_000), Fraction(10), Fraction(1), Fraction(50), verified
    )


def billed(start: date = START, until: date = UNTIL, people: int = PEOPLE, **changes: Any) -> Statement:
    """Return the statement of the memorandum for days."""
    laundry = SelfSustainment("Laundry", Fraction(9), PEOPLE, (VerifiedService(START, UNTIL, people, 0, True),))
    memorandum = Memorandum(
        contributor="Kazakhstan",
        mission="UNDOF",
        unit="Illustrative company",
        start=start,
        until=until,
        parameters=shipped_parameters(START),
        personnel=(Personnel(START, UNTIL, people, PEOPLE),),
        major_equipment=(truck(),),
        self_sustainment=(laundry,),
    )
    return statement_of(replace(memorandum, **changes))


def facts_of(statement: Statement | None = None, **facts: Any) -> AdjustmentFacts:
    """Return facts around a statement, with the shipped numbers."""
    return AdjustmentFacts(statement or billed(), NUMBERS, **facts)


def quarters(*operational: int, agreed: int = 10, beyond_control: bool = False) -> tuple[VerifiedQuarter, ...]:
    """Return quarters from July 2018 on, each with a line of which so many work."""
    return tuple(
        VerifiedQuarter(start, until, (QuarterLine("Illustrative truck", agreed, works, beyond_control),))
        for start, until, works in zip(QUARTERS, QUARTERS[1:], operational, strict=False)
    )


def of(facts: AdjustmentFacts, rule: AdjustmentRule, **switch: Any) -> tuple[Adjustment, ...]:
    """Return what one rule gives, all others off."""
    return adjustments(facts, [Switch(AdjustmentRule.PAINTING, False), Switch(rule, True, **switch)])


def total(found: tuple[Adjustment, ...]) -> int:
    """Return the sum in cents."""
    return sum(one.amount_cents for one in found)
