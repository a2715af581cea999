"""The rates for personnel and the rules of reimbursement, with their sources. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import ClassVar

from muster.reference.records import records

SINGLE_RATE = "single rate"
"""The component that is billed: since July 2014 one rate stands for all components before."""


@dataclass(frozen=True)
class PersonnelRate:
    """What is paid a month for each person, in US dollars, in `[valid_from, valid_until)`; None leaves a side open."""

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


@cache
def single_rates() -> tuple[PersonnelRate, ...]:
    """Return the single rates for personnel, oldest first."""
    found = [one for one in records(PersonnelRate) if one.component == SINGLE_RATE]
    return tuple(sorted(found, key=lambda one: one.valid_from or date.min))


@cache
def reimbursement_rules() -> dict[str, ReimbursementRule]:
    """Return every rule by its name, in the order of the table."""
    return {one.rule: one for one in records(ReimbursementRule)}
