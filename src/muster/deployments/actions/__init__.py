"""All writes to deployments. One file an idea; this is the list of all."""

from muster.deployments.actions.arrivals import record_arrival
from muster.deployments.actions.stays import agree_stay, change_stay

__all__ = ["agree_stay", "change_stay", "record_arrival"]
