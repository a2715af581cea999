"""A company of Kazakhstan in theatre on the small record, for tests of units and tours."""

from datetime import date

from muster.deployments.actions import accept_tours, enter_legal_basis, enter_unit
from muster.deployments.models import DeployedUnit
from muster.deployments.terms import BasisTerms, UnitTerms
from muster.parties.viewer import SYSTEM
from tests.record import DAY

COMPANY = UnitTerms(
    reference="unit-kaz",
    title="Company of Kazakhstan",
    state="KAZ",
    post="req-published-coy",
    strength=120,
    present_from=date(2018, 9, 30),
    tour_months=6,
    overlap_days=1,
)
UNTIL = date(2020, 6, 1)


def company_in_theatre(*, with_tours: bool = True) -> DeployedUnit:
    """Enter the company, and its tours as the rules have them: R1 to R4 from 30 September 2018."""
    unit = enter_unit(SYSTEM, COMPANY, today=DAY)
    if with_tours:
        accept_tours(SYSTEM, unit.reference, UNTIL, today=DAY)
    return unit


def basis_of(unit: DeployedUnit) -> int:
    """Enter a legal basis of a unit, which only its sides see. Return its number."""
    terms = BasisTerms(unit.present_from, None, "memorandum", "Basis of the owning State")
    return enter_legal_basis(SYSTEM, unit.reference, terms, today=DAY).pk
