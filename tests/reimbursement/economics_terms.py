"""A unit's plan for tests: a company with carriers and catering. Every value, rate and cost is illustrative."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from muster.reimbursement.rules.economics.terms import (
    CostBasis,
    CostHead,
    NationalCost,
    PlannedItem,
    PlannedService,
    UnitPlan,
)
from muster.reimbursement.stages import LeaseKind


def planned_item(number: int = 1, **changes: Any) -> PlannedItem:
    """Return ten carriers: 12,000 over ten years and 100 of maintenance: 200 wet; bought for 10,000 each."""
    item = PlannedItem(
        number, f"Carrier {number}", 10, LeaseKind.WET, 1_200_000, Decimal(10), Decimal(0), 10_000,
        purchase_cents=1_000_000, residual_cents=100_000, upkeep_cents=5_000, organisation_upkeep_cents=12_000,
    )  # fmt: skip
    return replace(item, **changes)


def planned_service(**changes: Any) -> PlannedService:
    """Return catering at ten dollars a person and month, which costs the State six."""
    return replace(PlannedService(1, "Catering", Decimal(10), 100, cost_cents=600), **changes)


PAY = NationalCost(1, CostHead.PEOPLE, "Pay and allowances", CostBasis.HEAD_MONTH, 90_000)
FLIGHTS = NationalCost(2, CostHead.TRANSPORT, "Flights", CostBasis.TOUR, 5_000_000)
COURSES = NationalCost(3, CostHead.TRAINING, "Courses", CostBasis.HEAD_TOUR, 20_000)
STUDY = NationalCost(4, CostHead.OTHER, "Study", CostBasis.ONCE, 300_000)


def unit_plan(**changes: Any) -> UnitPlan:
    """Return a company of a hundred for two tours of six months from March 2018."""
    plan = UnitPlan(
        title="Company", contributor="Kazakhstan", mission="UNDOF", start=date(2018, 3, 1), tour_months=6,
        horizon_months=12, strength=100, ceiling=100, serviceable_percent=Decimal(90), equipment=(planned_item(),),
        services=(planned_service(),), costs=(PAY, FLIGHTS, COURSES, STUDY),
    )  # fmt: skip
    return replace(plan, **changes)


NOTHING = unit_plan(strength=0, ceiling=0, equipment=(), services=(), costs=())
"""A unit of nobody with nothing."""
