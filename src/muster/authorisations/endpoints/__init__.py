"""The API of national law and acts."""

from ninja import Router

from muster.authorisations.endpoints.entering import router as entering
from muster.authorisations.endpoints.law import router as law

routers: tuple[Router, ...] = (law, entering)
