"""A calculation as a memorandum of the statement's library, and what it would be reimbursed. Pure.

No formula stands here: the plan becomes a memorandum with everything present, so many units serviceable and every
standard met, and `statement_of` reckons it.
"""

from dataclasses import replace
from fractions import Fraction

from muster.reimbursement.rules.economics.terms import PlannedItem, UnitPlan
from muster.reimbursement.statement import (
    Lease,
    MajorEquipment,
    Memorandum,
    MissionFactors,
    Personnel,
    SelfSustainment,
    Statement,
    VerifiedEquipment,
    VerifiedService,
    shipped_parameters,
    statement_of,
)
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR
from muster.reimbursement.statement.personnel_rates import PersonnelRates

PERCENT = 100


def serviceable_of(plan: UnitPlan, item: PlannedItem) -> int:
    """Return how many units of a line are taken to be serviceable: the share of its quantity, a half upwards.

    Local choice: a statement counts whole units, so a share of a small line is rounded.
    """
    share = plan.serviceable_percent if item.serviceable_percent is None else item.serviceable_percent
    doubled = 2 * item.quantity * Fraction(share) / PERCENT
    return min(item.quantity, (doubled.numerator + doubled.denominator) // (2 * doubled.denominator))


def memorandum_of(plan: UnitPlan, serviceable: tuple[int, ...] | None = None) -> Memorandum:
    """Return a plan as the memorandum that the library reads; `serviceable` units by line where they are not assumed.

    The whole horizon is one memorandum: months and rates for personnel are cut by the library.
    """
    units = serviceable or tuple(serviceable_of(plan, one) for one in plan.equipment)
    factors = MissionFactors(
        Fraction(plan.environment_percent),
        Fraction(plan.intensified_percent),
        Fraction(plan.hostile_percent),
        Fraction(plan.transport_percent),
    )
    people = VerifiedService(plan.start, plan.until, plan.strength, 0, standard_met=True)
    return Memorandum(
        contributor=plan.contributor,
        mission=plan.mission,
        unit=plan.title,
        start=plan.start,
        until=plan.until,
        parameters=shipped_parameters(plan.start),
        factors=factors,
        personnel=(Personnel(plan.start, plan.until, plan.strength, plan.ceiling),) if plan.strength else (),
        major_equipment=tuple(_item(plan, one, count) for one, count in zip(plan.equipment, units, strict=True)),
        self_sustainment=tuple(
            SelfSustainment(one.category, Fraction(one.rate_usd), one.ceiling, (people,)) for one in plan.services
        ),
    )


def _item(plan: UnitPlan, one: PlannedItem, serviceable: int) -> MajorEquipment:
    organisation = one.organisation_upkeep_cents
    return MajorEquipment(
        item=one.item,
        quantity=one.quantity,
        lease=Lease(one.lease.value),
        gfmv=Fraction(one.gfmv_cents, CENTS_PER_DOLLAR),
        life_years=Fraction(one.life_years),
        no_fault_percent=Fraction(one.no_fault_percent),
        maintenance=Fraction(one.maintenance_cents, CENTS_PER_DOLLAR),
        verified=(VerifiedEquipment(plan.start, plan.until, one.quantity, serviceable),),
        group=one.group,
        un_maintenance_cost=None if organisation is None else Fraction(organisation, CENTS_PER_DOLLAR),
    )


def reimbursed(plan: UnitPlan, rates: PersonnelRates | None = None) -> Statement:
    """Return the statement that the plan would have. Raises `MemorandumRefused` for days without a single rate."""
    return statement_of(memorandum_of(plan), rates)


def reimbursed_cents(plan: UnitPlan, rates: PersonnelRates | None = None) -> int:
    """Return the total of the plan's statement without its lines: what is asked of many plans beside each other.

    A plan is whole months alike, each line rounded for itself: equipment and self-sustainment earn in every month what
    they earn in the first. People are reckoned through the horizon, since their rate changes by date.
    """
    people = replace(memorandum_of(plan), major_equipment=(), self_sustainment=())
    month = replace(memorandum_of(replace(plan, horizon_months=1)), personnel=())
    return statement_of(people, rates).totals.all_cents + plan.horizon_months * statement_of(month).totals.all_cents


def equipment_cents(plan: UnitPlan, serviceable: tuple[int, ...] | None = None) -> int:
    """Return what major equipment alone would earn through the horizon, with so many units serviceable."""
    month = replace(plan, strength=0, services=(), horizon_months=1)
    return plan.horizon_months * statement_of(memorandum_of(month, serviceable)).totals.major_equipment_cents
