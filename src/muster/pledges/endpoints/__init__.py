"""The API of the readiness register, a file an idea: the same queries and actions as the pages."""

from muster.pledges.endpoints.proof import router as proof_router
from muster.pledges.endpoints.register import router

__all__ = ["proof_router", "router"]
