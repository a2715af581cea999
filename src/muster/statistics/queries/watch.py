"""Reads of the crisis watch's forecasts. They rest on public data and are public; as of a day, none is later."""

from datetime import date

from django.db.models import QuerySet

from muster.kit.facts import known_on
from muster.statistics.models import WatchForecast, WatchRun


def latest_runs(day: date, most: int = 2) -> list[WatchRun]:
    """The last reckoning of each of the last `most` origins known on a day, the latest origin first."""
    found: dict[date, WatchRun] = {}
    for run in known_on(WatchRun.objects.order_by("-origin", "-pk"), day):
        found.setdefault(run.origin, run)
        if len(found) > most:
            break
    return list(found.values())[:most]


def latest_run(day: date) -> WatchRun | None:
    """The run of the latest origin known on a day; None where nothing was reckoned."""
    return next(iter(latest_runs(day, 1)), None)


def forecasts_of_run(run: WatchRun | None) -> QuerySet[WatchForecast]:
    """The forecasts of a run by State and horizon; none without a run."""
    if run is None:
        return WatchForecast.objects.none()
    return WatchForecast.objects.filter(run=run).select_related("run").order_by("state", "horizon")


def forecasts_of_state(state: str, run: WatchRun | None) -> list[WatchForecast]:
    """One State's forecasts of a run, the shorter horizon first."""
    return list(forecasts_of_run(run).filter(state=state))


def runs_of_state(state: str, day: date, most: int) -> list[WatchForecast]:
    """What was reckoned of a State, the newest first, earlier reckonings of the same month among it."""
    found = WatchForecast.objects.filter(state=state, run__in=known_on(WatchRun.objects.all(), day))
    return list(found.select_related("run").order_by("-run__origin", "-run__pk", "horizon")[:most])
