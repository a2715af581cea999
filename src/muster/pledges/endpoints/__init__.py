"""The API of the readiness register, one file an idea: the same queries and actions as the pages."""

from muster.pledges.endpoints.attached import router as attached_router
from muster.pledges.endpoints.register import router

__all__ = ["attached_router", "router"]
from muster.pledges.endpoints import announcements, caveats, packages, partners, units

further = (caveats.router, partners.router, announcements.router, packages.router, units.router)
"""The routers of what surrounds a pledge."""

__all__ = ["further", "router"]
