"""The API of the readiness register, one file an idea: the same queries and actions as the pages."""

from muster.pledges.endpoints.attached import router as attached_router
from muster.pledges.endpoints.register import router

__all__ = ["attached_router", "router"]
