"""The rates for personnel and the rules of reimbursement, with their sources. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import ClassVar

from muster.reference.parameters import Parameter, parameter_history
from muster.reference.records import records

SINGLE_RATE = "personnel_rate"
"""The parameter that is billed: since July 2014 one rate stands for all components before."""


@dataclass(frozen=True)
class PersonnelRate:
    """What was paid a month for each person, in US dollars, in `[valid_from, valid_until)`; None leaves a side open.

    The components before the single rate: shown, and never billed with.
    """

    TABLE: ClassVar[str] = "personnel_rates"

    component: str
    valid_from: date | None
    valid_until: date | None
    usd_per_person_month: Decimal
    source: str
    standing: str
    note: str


@dataclass(frozen=True)
class ReimbursementRule:
    """A rule of reimbursement by its name, in words."""

    TABLE: ClassVar[str] = "reimbursement_rules"

    rule: str
    words: str
    source: str
    standing: str
    note: str


def single_rates() -> tuple[Parameter, ...]:
    """Return the single rates in US dollars a person and month, oldest first, as the parameter register has them."""
    return parameter_history(SINGLE_RATE)


@cache
def rates_before() -> tuple[PersonnelRate, ...]:
    """Return the components that were paid before the single rate, in the order of the table."""
    return records(PersonnelRate)


@cache
def reimbursement_rules() -> dict[str, ReimbursementRule]:
    """Return every rule by its name, in the order of the table."""
    return {one.rule: one for one in records(ReimbursementRule)}
