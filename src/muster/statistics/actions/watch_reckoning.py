"""Keeps the crisis watch's forecasts: the model is trained here, and no page ever waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.statistics.models import WatchForecast, WatchRun
from muster.statistics.store import Store
from muster.statistics.watching.forecasting import HORIZONS, Model, StateForecast
from muster.statistics.watching.months import last_month, months_on_record

BATCH = 500


def reckon_forecasts(actor: Viewer, store: Store, month: date, model: Model) -> WatchRun | None:
    """Reckon and keep every State's forecasts from what was known at the end of a month (its last day).

    The same model over the same state of the store is reckoned once: a second call changes nothing and answers None.
    Raises NotAllowed for anybody but the installation, Refused where nothing is on record of that month.
    """
    if not actor.is_system:
        raise NotAllowed("Forecasts of the crisis watch are the installation's own to reckon.")
    run = WatchRun(origin=month, model=model.name, generation=store.generation.strip(), known_from=month)
    if WatchRun.objects.filter(**_key(run)).exists():
        return None
    if last_month(store, month) != month:
        raise Refused(
            problems=[
                Problem("month", f"no deaths are on record of {month:%Y-%m}", "import views, or name a month on record")
            ],
        )
    return _keep(actor, run, model.reckon(store, month, HORIZONS))


def _key(run: WatchRun) -> dict[str, Any]:
    """What a run is reckoned once for."""
    return {"origin": run.origin, "model": run.model, "generation": run.generation}


@transaction.atomic
def _keep(actor: Viewer, wanted: WatchRun, made: Sequence[StateForecast]) -> WatchRun | None:
    """Store a run with its forecasts, unless another process has done so in the meantime."""
    run, is_new = WatchRun.objects.get_or_create(**_key(wanted), defaults={"known_from": wanted.known_from})
    if not is_new:
        return None
    rows = [
        WatchForecast(
            run=run,
            state=one.state,
            horizon=one.horizon,
            p25=one.p25,
            p100=one.p100,
            mean=one.mean,
            quantiles=dict(one.quantiles),
            reasons=list(one.reasons),
        )
        for one in made
    ]
    WatchForecast.objects.bulk_create(rows, batch_size=BATCH)
    audit.record(actor, "statistics:watch-run:reckoned", str(run), after={**_key(run), "forecasts": len(rows)})
    return run


@dataclass(frozen=True)
class Reckoned:
    """How many runs were made, and what the model refused, a line a month."""

    runs: int
    refusals: tuple[str, ...] = ()


def reckon_due(actor: Viewer, store: Store, day: date, model: Model) -> Reckoned:
    """Reckon what is missing of the last months on record as of a day; `watch_months_reckoned` says how many months.

    Nothing is done where no deaths are on record. A month from which the model refuses to forecast, because too little
    is on record, is told and does not keep the others from being reckoned.
    """
    runs, refusals = 0, []
    for month in months_on_record(store, day, parameter("watch_months_reckoned", day).integer):
        try:
            runs += reckon_forecasts(actor, store, month, model) is not None
        except Refused as refusal:
            refusals.append(f"{month:%Y-%m}: {refusal}")
    return Reckoned(runs, tuple(refusals))
