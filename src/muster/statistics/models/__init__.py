"""What is stored of statistics in the record: what is reckoned from the store, and who wants to be told of it."""

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
    "WatchAlert",
    "WatchForecast",
    "WatchMeasure",
    "WatchRun",
    "WatchSubscription",
]
