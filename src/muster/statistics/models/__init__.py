"""What statistics keeps in the database; the public record itself lies in the store."""

from muster.statistics.models.history import HistoryEntry, HistoryPoint
from muster.statistics.models.watch import (
    AlertScope,
    AlertStage,
    WatchAlert,
    WatchForecast,
    WatchMeasure,
    WatchRun,
    WatchSubscription,
)

__all__ = [
    "AlertScope",
    "AlertStage",
    "HistoryEntry",
    "HistoryPoint",
    "WatchAlert",
    "WatchForecast",
    "WatchMeasure",
    "WatchRun",
    "WatchSubscription",
]
