"""The same unit under wet and under dry lease. Pure.

Under dry lease the organisation maintains: the State has no upkeep to pay, and what the organisation's maintenance
costs beyond the rate is taken off the dry rate. Lines of maintenance alone stay what they are.
"""

from dataclasses import dataclass, replace

from muster.reimbursement.rules.economics.costs import cost_cents
from muster.reimbursement.rules.economics.reimbursed import reimbursed_cents
from muster.reimbursement.rules.economics.terms import UnitPlan
from muster.reimbursement.stages import LeaseKind


@dataclass(frozen=True, slots=True)
class LeaseOutcome:
    """What the unit earns and costs under one lease, and what it costs the organisation. Money in cents.

    `organisation_upkeep_cents` is what the organisation pays for maintenance itself; `is_whole` tells whether every
    line says it.
    """

    lease: LeaseKind
    reimbursed_cents: int
    cost_cents: int
    organisation_upkeep_cents: int
    is_whole: bool

    @property
    def balance_cents(self) -> int:
        """Return what is reimbursed less what the State spends."""
        return self.reimbursed_cents - self.cost_cents

    @property
    def organisation_cents(self) -> int:
        """Return what the unit costs the organisation: what it reimburses and what it maintains."""
        return self.reimbursed_cents + self.organisation_upkeep_cents


def under_lease(plan: UnitPlan, lease: LeaseKind) -> UnitPlan:
    """Return the plan with every line that the State owns under a lease."""
    return replace(
        plan,
        equipment=tuple(
            one if one.lease is LeaseKind.MAINTENANCE_ONLY else replace(one, lease=lease) for one in plan.equipment
        ),
    )


def wet_and_dry(plan: UnitPlan) -> tuple[LeaseOutcome, LeaseOutcome]:
    """Return the unit under wet lease and under dry lease."""
    wet, dry = (_under(plan, lease) for lease in (LeaseKind.WET, LeaseKind.DRY))
    return wet, dry


def _under(plan: UnitPlan, lease: LeaseKind) -> LeaseOutcome:
    changed = under_lease(plan, lease)
    dry = [one for one in changed.equipment if one.lease is LeaseKind.DRY]
    upkeep = sum(one.quantity * (one.organisation_upkeep_cents or 0) for one in dry) * plan.horizon_months
    whole = all(one.organisation_upkeep_cents is not None for one in dry)
    return LeaseOutcome(lease, reimbursed_cents(changed), cost_cents(changed), upkeep, whole)
