"""Addresses of training, by what they are about. Those of one course come last: any word may be its reference."""

from muster.training.urls.catalogue import CATALOGUE
from muster.training.urls.cooperation import COOPERATION
from muster.training.urls.pool import POOL
from muster.training.urls.readiness import READINESS
from muster.training.urls.recognition import RECOGNITION

urlpatterns = [*RECOGNITION, *POOL, *READINESS, *COOPERATION, *CATALOGUE]
