"""Monthly rates in US dollars as exact rationals: dry, wet, and both with the mission factors. Pure.

Source: sections 3 and 4 of the dossier on reimbursement.
"""

from fractions import Fraction

from muster.reimbursement.statement.memorandum import Lease, MajorEquipment, SelfSustainment
from muster.reimbursement.statement.mission_factors import MissionFactors

MONTHS_PER_YEAR = 12
PERCENT = 100
HALF = Fraction(1, 2)
"""Hostile action multiplies half the maintenance rate."""


def dry_rate(gfmv: Fraction, life_years: Fraction, no_fault_percent: Fraction) -> Fraction:
    """Return the monthly dry rate: value over months of life, plus the no-fault share of it a year over twelve.

    Raises ZeroDivisionError where the life is no time at all.
    """
    return gfmv / (life_years * MONTHS_PER_YEAR) + no_fault_percent / PERCENT * gfmv / MONTHS_PER_YEAR


def wet_rate(gfmv: Fraction, life_years: Fraction, no_fault_percent: Fraction, maintenance: Fraction) -> Fraction:
    """Return the monthly wet rate: the dry rate plus maintenance."""
    return dry_rate(gfmv, life_years, no_fault_percent) + maintenance


def dry_excess(item: MajorEquipment) -> Fraction:
    """Return what is taken off the dry rate because the organisation's maintenance costs more than the rate says."""
    if item.lease is not Lease.DRY or item.un_maintenance_cost is None:
        return Fraction(0)
    beyond = max(Fraction(0), item.un_maintenance_cost - item.maintenance)
    return min(beyond, dry_rate(item.gfmv, item.life_years, item.no_fault_percent))


def equipment_basis(item: MajorEquipment) -> Fraction:
    """Return the rate of the item's lease before the factors, what exceeds maintenance taken off."""
    if item.lease is Lease.MAINTENANCE_ONLY:
        return item.maintenance
    dry = dry_rate(item.gfmv, item.life_years, item.no_fault_percent) - dry_excess(item)
    return dry + item.maintenance if item.lease is Lease.WET else dry


def with_factors(basis: Fraction, item: MajorEquipment, factors: MissionFactors) -> Fraction:
    """Return a rate of the item's lease with the mission factors; a dry lease has no share of maintenance in them."""
    rate = basis * (PERCENT + factors.environment + factors.intensified) / PERCENT
    if item.lease is Lease.DRY:
        return rate
    return rate + item.maintenance * (factors.transport + HALF * factors.hostile) / PERCENT


def equipment_rate(item: MajorEquipment, factors: MissionFactors) -> Fraction:
    """Return what one unit earns in a full month."""
    return with_factors(equipment_basis(item), item, factors)


def self_sustainment_rate(category: SelfSustainment, factors: MissionFactors) -> Fraction:
    """Return what the category earns for one person in a full month; transportation is no part of it."""
    return category.rate * (PERCENT + factors.environment + factors.intensified + factors.hostile) / PERCENT
