"""Every State of the crisis watch in one row: what is on record, what is expected, and how that has moved."""

from dataclasses import dataclass
from datetime import date

from muster.reference.parameters import parameter
from muster.reference.states import State, states
from muster.statistics.models import WatchForecast, WatchRun
from muster.statistics.queries.watch import forecasts_of_run, latest_runs
from muster.statistics.store import Store
from muster.statistics.watching.months import LastMonths, last_months
from muster.statistics.watching.trend import thresholds_on

PERCENT = 100


@dataclass(frozen=True)
class WatchRow:
    """One State. Chances are shares, None where none was reckoned; `moved` is the change of `p25_3` since the month
    before, as a share; `mean_6` are the deaths expected over six months.
    """

    state: str
    name: str
    region: str
    last: int
    before: int
    three: int
    twelve: int
    over_lower: int
    over_upper: int
    p25_3: float | None
    p100_3: float | None
    p25_6: float | None
    p100_6: float | None
    mean_6: float | None
    moved: float | None
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class WatchOverview:
    """All States as of a day: `month` is the last on record, `run` the reckoning that is shown; None where none is."""

    month: date | None
    run: WatchRun | None
    earlier: WatchRun | None
    thresholds: tuple[int, int]
    rows: tuple[WatchRow, ...]


Kept = dict[tuple[str, int], WatchForecast]


def watch_overview(store: Store, day: date) -> WatchOverview:
    """Read the overview as of a day: three queries to the record, one to the store."""
    thresholds = thresholds_on(day)
    months = last_months(store, day, thresholds)
    runs = latest_runs(day)
    run = runs[0] if runs else None
    earlier = runs[1] if len(runs) > 1 else None
    now, then = _by_state(run), _by_state(earlier)
    known = {one.iso3: one for one in states()}
    rows = tuple(_row(one, known.get(one.state), now, then) for one in months)
    return WatchOverview(months[0].month if months else None, run, earlier, thresholds, rows)


def states_at_risk(store: Store, day: date) -> list[WatchRow]:
    """The States where a mission may be asked for, the likeliest first.

    Those with a chance of `watch_risk_percent` or more of a month over the upper threshold within
    `watch_risk_horizon_months`.
    """
    least = parameter("watch_risk_percent", day).integer / PERCENT
    is_long = parameter("watch_risk_horizon_months", day).integer > 3

    def chance(row: WatchRow) -> float:
        return (row.p100_6 if is_long else row.p100_3) or 0.0

    found = [row for row in watch_overview(store, day).rows if chance(row) >= least]
    return sorted(found, key=lambda row: (-chance(row), row.state))


def _by_state(run: WatchRun | None) -> Kept:
    return {(one.state, one.horizon): one for one in forecasts_of_run(run).defer("reasons", "quantiles")}


def _row(months: LastMonths, known: State | None, now: Kept, then: Kept) -> WatchRow:
    three, six = now.get((months.state, 3)), now.get((months.state, 6))
    before = then.get((months.state, 3))
    return WatchRow(
        state=months.state,
        name=known.display_name if known else months.name,
        region=known.region if known else "",
        last=months.last,
        before=months.before,
        three=months.three,
        twelve=months.twelve,
        over_lower=months.over_lower,
        over_upper=months.over_upper,
        p25_3=three.p25 if three else None,
        p100_3=three.p100 if three else None,
        p25_6=six.p25 if six else None,
        p100_6=six.p100 if six else None,
        mean_6=six.mean if six else None,
        moved=three.p25 - before.p25 if three and before else None,
        longitude=float(known.longitude) if known else None,
        latitude=float(known.latitude) if known else None,
    )
