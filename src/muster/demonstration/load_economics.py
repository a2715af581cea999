"""Enters what a unit would earn and cost, as its State reckons it. Every rate and cost of it is illustrative."""

from decimal import Decimal

from muster.demonstration.load_evaluations import rows_by
from muster.demonstration.rows import Row
from muster.kit.standing import Standing
from muster.parties.queries import organisation
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.economics import enter_economics
from muster.reimbursement.economics_terms import EconomicsTerms
from muster.reimbursement.models import UnitEconomics
from muster.reimbursement.rules.economics.terms import (
    CostBasis,
    CostHead,
    NationalCost,
    PlannedItem,
    PlannedService,
    UnitPlan,
)
from muster.reimbursement.stages import LeaseKind
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

FACTORS = ("environment_percent", "intensified_percent", "hostile_percent", "transport_percent")


class EconomicsLines:
    """The lines of calculations by what they belong to, read once."""

    def __init__(self) -> None:
        self.equipment = rows_by("economics_equipment", "calculation")
        self.services = rows_by("economics_services", "calculation")
        self.costs = rows_by("economics_costs", "calculation")


def known_economics() -> set[str]:
    """Return the calculations on record."""
    return set(UnitEconomics.objects.values_list("reference", flat=True))


def load_calculation(row: Row, known: set[str], lines: EconomicsLines) -> bool:
    """Enter a calculation with its lines; False where it is there."""
    reference = row["reference"]
    if reference in known:
        return False
    plan = UnitPlan(
        title=row["title"],
        contributor="",
        mission=row["mission"],
        start=row.day("start"),
        tour_months=row.integer("tour_months"),
        horizon_months=row.integer("horizon_months"),
        strength=row.integer("strength"),
        ceiling=row.integer("ceiling"),
        serviceable_percent=Decimal(row["serviceable_percent"]),
        equipment=tuple(_item(place, one) for place, one in enumerate(lines.equipment[reference], start=1)),
        services=tuple(_service(place, one) for place, one in enumerate(lines.services[reference], start=1)),
        costs=tuple(_cost(place, one) for place, one in enumerate(lines.costs[reference], start=1)),
        **{name: Decimal(row[name]) for name in FACTORS},
    )
    terms = EconomicsTerms(
        reference, plan, memorandum=row["memorandum"], source=row["source"], standing=row.standing,
        known_from=row.day("known_from"),
    )  # fmt: skip
    enter_economics(SYSTEM, terms, today=row.day("known_from"), state=organisation(row["state"]))
    return True


def _cents(row: Row, column: str) -> int:
    return int(Decimal(row[column]) * CENTS_PER_DOLLAR)


def _decimal(row: Row, column: str) -> Decimal | None:
    return Decimal(row[column]) if row[column] else None


def _item(place: int, row: Row) -> PlannedItem:
    return PlannedItem(
        number=place,
        item=row["item"],
        quantity=row.integer("quantity"),
        lease=LeaseKind(row["lease"]),
        gfmv_cents=_cents(row, "gfmv_usd"),
        life_years=Decimal(row["life_years"]),
        no_fault_percent=Decimal(row["no_fault_percent"]),
        maintenance_cents=_cents(row, "maintenance_usd"),
        group=row["group"],
        serviceable_percent=_decimal(row, "serviceable_percent"),
        purchase_cents=_cents(row, "purchase_usd"),
        residual_cents=_cents(row, "residual_usd"),
        national_life_years=_decimal(row, "national_life_years"),
        upkeep_cents=_cents(row, "upkeep_usd"),
        organisation_upkeep_cents=_cents(row, "organisation_upkeep_usd"),
        standing=Standing(row.standing),
    )


def _service(place: int, row: Row) -> PlannedService:
    cost = _cents(row, "cost_usd")
    return PlannedService(
        place, row["category"], Decimal(row["rate_usd"]), row.integer("ceiling"), cost, Standing(row.standing)
    )  # fmt: skip


def _cost(place: int, row: Row) -> NationalCost:
    return NationalCost(
        place, CostHead(row["head"]), row["words"], CostBasis(row["basis"]), _cents(row, "amount_usd")
    )  # fmt: skip
