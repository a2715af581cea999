"""The API of the readiness register, one file an idea: the same queries and actions as the pages."""

from muster.pledges.endpoints import announcements, caveats, packages, partners, units
from muster.pledges.endpoints.register import router

further = (caveats.router, partners.router, announcements.router, packages.router, units.router)
"""The routers of what surrounds a pledge."""

__all__ = ["further", "router"]
