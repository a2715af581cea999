"""The API of statistics, by what it is about."""

from ninja import Router

from muster.statistics.endpoints.explorer import router as explorer
from muster.statistics.endpoints.history import own as own_history
from muster.statistics.endpoints.history import router as history
from muster.statistics.endpoints.watch import router as watch
from muster.statistics.endpoints.watch import signed_in as own_watch

routers: tuple[Router, ...] = (explorer, history, watch)
signed_in: tuple[Router, ...] = (own_history, own_watch)
"""For parties alone."""
