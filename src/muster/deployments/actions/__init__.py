"""All writes to deployments. One file an idea; this is the list of all."""

from muster.deployments.actions.arrivals import record_arrival
from muster.deployments.actions.stays import agree_stay, change_stay
from muster.deployments.actions.tours import accept_tours, change_tour, step_tour
from muster.deployments.actions.units import enter_unit

__all__ = [
    "accept_tours",
    "agree_stay",
    "change_stay",
    "change_tour",
    "enter_unit",
    "record_arrival",
    "step_tour",
]
