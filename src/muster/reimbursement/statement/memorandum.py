"""A memorandum of understanding with what was verified, as the statement reads it.

Dates are half-open `[start, until)`; money is US dollars a month as exact rationals; percentages are percent.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from muster.reimbursement.statement.mission_factors import NO_FACTORS, MissionFactors
from muster.reimbursement.statement.parameters import StatementParameters


class Lease(StrEnum):
    """Who owns and who maintains: wet is both, dry owns only, maintenance-only keeps what another owns."""

    WET = "wet"
    DRY = "dry"
    MAINTENANCE_ONLY = "maintenance-only"


@dataclass(frozen=True, slots=True)
class Personnel:
    """`count` people in `[start, until)`, of whom at most `ceiling` are paid for."""

    start: date
    until: date
    count: int
    ceiling: int


@dataclass(frozen=True, slots=True)
class VerifiedEquipment:
    """Units verified as present, and as serviceable among them, in `[start, until)`."""

    start: date
    until: date
    present: int
    serviceable: int


@dataclass(frozen=True, slots=True)
class MajorEquipment:
    """A line of major equipment. `gfmv` is the generic fair market value of a unit, `maintenance` its monthly rate.

    `group` names the vehicle group of the serviceability rule (empty: the item is its own group).
    `un_maintenance_cost` is what the organisation's maintenance of a unit costs a month under a dry lease (None: not
    given). `weapon_out`: weapon or fire control is out. `used_for_self_sustainment`: paid through that rate instead.
    """

    item: str
    quantity: int
    lease: Lease
    gfmv: Fraction
    life_years: Fraction
    no_fault_percent: Fraction
    maintenance: Fraction
    verified: tuple[VerifiedEquipment, ...] = ()
    group: str = ""
    un_maintenance_cost: Fraction | None = None
    weapon_out: bool = False
    used_for_self_sustainment: bool = False


@dataclass(frozen=True, slots=True)
class VerifiedService:
    """People present in `[start, until)`, how many of them the organisation serves, and whether the standard is met."""

    start: date
    until: date
    people: int
    served_by_un: int
    standard_met: bool


@dataclass(frozen=True, slots=True)
class SelfSustainment:
    """A category of self-sustainment: `rate` a person and month, for at most `ceiling` people."""

    category: str
    rate: Fraction
    ceiling: int
    verified: tuple[VerifiedService, ...] = ()


@dataclass(frozen=True, slots=True)
class Memorandum:
    """One memorandum, billed for the days `[start, until)`."""

    contributor: str
    mission: str
    unit: str
    start: date
    until: date
    parameters: StatementParameters
    factors: MissionFactors = NO_FACTORS
    personnel: tuple[Personnel, ...] = ()
    major_equipment: tuple[MajorEquipment, ...] = ()
    self_sustainment: tuple[SelfSustainment, ...] = ()
