"""Addresses of statistics, by what they are about. Those of the explorer come last: any word may name a mission."""

from muster.statistics.urls.explorer import EXPLORER
from muster.statistics.urls.history import HISTORY
from muster.statistics.urls.watch import WATCH

urlpatterns = [*WATCH, *HISTORY, *EXPLORER]
