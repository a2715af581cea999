"""The API of training, by what it is about."""

from ninja import Router

from muster.training.endpoints.catalogue import router as catalogue
from muster.training.endpoints.cooperation import router as cooperation
from muster.training.endpoints.leadership import router as leadership
from muster.training.endpoints.national_requirements import router as national_requirements
from muster.training.endpoints.pool import router as pool
from muster.training.endpoints.readiness import router as readiness
from muster.training.endpoints.recognition import router as recognition
from muster.training.endpoints.selection_camps import router as selection_camps

routers: tuple[Router, ...] = (
    recognition,
    pool,
    national_requirements,
    selection_camps,
    readiness,
    cooperation,
    leadership,
    catalogue,
)
