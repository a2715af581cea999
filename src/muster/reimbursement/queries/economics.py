"""Calculations of what a unit would earn and cost: seen by the State that made them, and by nobody else."""

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.reimbursement.models import EconomicsEquipment, UnitEconomics
from muster.reimbursement.queries.editions import visible_edition
from muster.reimbursement.rules.economics.edition_change import ItemRate, RateBook, name_key
from muster.reimbursement.rules.economics.terms import (
    CostBasis,
    CostHead,
    NationalCost,
    PlannedItem,
    PlannedService,
    UnitPlan,
)
from muster.reimbursement.stages import LeaseKind

ECONOMICS_FIELDS = visibility.Fields(owner="state_id")
HEAD = (
    "title", "mission", "start", "tour_months", "horizon_months", "strength", "ceiling", "serviceable_percent",
    "environment_percent", "intensified_percent", "hostile_percent", "transport_percent",
)  # fmt: skip
"""Fields that a calculation and its plan share by name."""
EQUIPMENT = (
    "item", "quantity", "lease", "group", "gfmv_cents", "life_years", "no_fault_percent", "maintenance_cents",
    "serviceable_percent", "purchase_cents", "residual_cents", "national_life_years", "upkeep_cents",
    "organisation_upkeep_cents", "standing",
)  # fmt: skip
"""Fields that a line of equipment and its planned item share by name."""


def visible_economics(viewer: Viewer, day: date) -> QuerySet[UnitEconomics]:
    """Return the calculations of the viewer's own State known on `day`."""
    found = known_on(UnitEconomics.objects.filter(visibility.rows(viewer, ECONOMICS_FIELDS)), day)
    return found.select_related("state", "memorandum", "pledge", "edition").order_by("reference")


def visible_calculation(viewer: Viewer, day: date, reference: str) -> UnitEconomics:
    """Return one calculation. Raises NotFound if there is none that the viewer may see."""
    found = visible_economics(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no calculation {reference!r} that you may see as of {long_day(day)}.")
    return found


def may_reckon(viewer: Viewer) -> bool:
    """Return whether the viewer enters and writes calculations: officers of a State, for it."""
    return viewer.is_system or (viewer.kind == OrganisationKind.MEMBER_STATE and viewer.has_role(Role.OFFICER))


def with_plans(calculations: QuerySet[UnitEconomics]) -> QuerySet[UnitEconomics]:
    """Return calculations with all lines of their plans. Three queries for any number."""
    return calculations.prefetch_related("equipment", "services", "costs")


def plan_of(calculation: UnitEconomics) -> UnitPlan:
    """Return what a calculation says as the rules read it. Three queries, none after `with_plans`."""
    return UnitPlan(
        contributor=calculation.state.name,
        equipment=tuple(_item(one) for one in calculation.equipment.all()),
        services=tuple(
            PlannedService(
                one.number, one.category, one.rate_usd, one.ceiling, one.cost_cents, Standing(one.standing)
            )
            for one in calculation.services.all()
        ),
        costs=tuple(
            NationalCost(one.number, CostHead(one.head), one.words, CostBasis(one.basis), one.amount_cents)
            for one in calculation.costs.all()
        ),
        **{name: getattr(calculation, name) for name in HEAD},
    )  # fmt: skip


def _item(one: EconomicsEquipment) -> PlannedItem:
    said = {name: getattr(one, name) for name in EQUIPMENT}
    said |= {"lease": LeaseKind(one.lease), "standing": Standing(one.standing)}
    return PlannedItem(number=one.number, **said)


def rate_book(viewer: Viewer, day: date, reference: str) -> RateBook:
    """Return an edition by the names of its rows. Raises NotFound where the viewer sees none of the reference."""
    found = visible_edition(viewer, day, reference)
    items = {
        name_key(one.item): ItemRate(one.gfmv_cents, one.life_years, one.no_fault_percent, one.maintenance_cents)
        for one in found.equipment.order_by("-number")
    }
    services: dict[str, Decimal] = {
        name_key(one.category): one.rate_usd for one in found.self_sustainment.order_by("-number")
    }
    return RateBook(found.reference, items, services, Standing(found.standing))
