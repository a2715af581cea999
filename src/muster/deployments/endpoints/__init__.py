"""The API of deployments."""

from ninja import Router

from muster.deployments.endpoints.abroad import router as abroad
from muster.deployments.endpoints.company_plans import router as company_plans
from muster.deployments.endpoints.drawdown_plans import router as drawdown_plans
from muster.deployments.endpoints.individual_pool import router as individual_pool
from muster.deployments.endpoints.lift_plans import router as lift_plans
from muster.deployments.endpoints.mission_strength import router as mission_strength
from muster.deployments.endpoints.replanning import router as replanning
from muster.deployments.endpoints.room import router as room
from muster.deployments.endpoints.stays import router as stays
from muster.deployments.endpoints.tours import router as tours
from muster.deployments.endpoints.units import router as units

router = Router()
PARTS = (
    stays,
    units,
    tours,
    mission_strength,
    abroad,
    room,
    replanning,
    company_plans,
    lift_plans,
    drawdown_plans,
    individual_pool,
)
for part in PARTS:
    router.add_router("", part)

__all__ = ["router"]
