"""The API of a State's decisions, by what it is about."""

from ninja import Router

from muster.decisions.endpoints.dossiers import routers as dossiers
from muster.decisions.endpoints.ladder import routers as ladder
from muster.decisions.endpoints.opportunities import routers as opportunities

routers: tuple[Router, ...] = (*opportunities, *ladder, *dossiers)
