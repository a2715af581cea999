"""The API of deployments."""

from muster.deployments.endpoints.stays import router

__all__ = ["router"]
