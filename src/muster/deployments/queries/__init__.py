"""All reads of deployments that other rooms use. One file an idea."""

from muster.deployments.queries.arrivals import visible_arrivals
from muster.deployments.queries.stays import STAY_FIELDS, binding_stays, visible_stay, visible_stays

__all__ = ["STAY_FIELDS", "binding_stays", "visible_arrivals", "visible_stay", "visible_stays"]
