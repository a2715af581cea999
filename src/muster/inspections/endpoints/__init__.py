"""The API of inspections and evaluations."""

from ninja import Router

from muster.inspections.endpoints.evaluations import router as evaluations
from muster.inspections.endpoints.found import router as found
from muster.inspections.endpoints.inspections import router as inspections
from muster.inspections.endpoints.performance_plans import router as performance_plans

router = Router()
for part in (inspections, found, evaluations, performance_plans):
    router.add_router("", part)

__all__ = ["router"]
