"""The API of deployments."""

from ninja import Router

from muster.deployments.endpoints.mission_strength import router as mission_strength
from muster.deployments.endpoints.stays import router as stays
from muster.deployments.endpoints.tours import router as tours
from muster.deployments.endpoints.units import router as units

router = Router()
for part in (stays, units, tours, mission_strength):
    router.add_router("", part)

__all__ = ["router"]
