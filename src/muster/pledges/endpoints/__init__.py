"""The API of the readiness register, a file an idea: the same queries and actions as the pages."""

from muster.pledges.endpoints import announcements, caveats, freshness, packages, partners, units
from muster.pledges.endpoints.attached import router as attached_router
from muster.pledges.endpoints.proof import router as proof_router
from muster.pledges.endpoints.register import router

further = (
    attached_router,
    proof_router,
    freshness.router,
    caveats.router,
    partners.router,
    announcements.router,
    packages.router,
    units.router,
)
"""The routers of what belongs to a pledge or surrounds it."""

__all__ = ["further", "router"]
