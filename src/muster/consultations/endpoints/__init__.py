"""The API of consultations, by what it is about."""

from ninja import Router

from muster.consultations.endpoints.contributions import routers as contributions
from muster.consultations.endpoints.convening import routers as convening

routers: tuple[Router, ...] = (*convening, *contributions)
