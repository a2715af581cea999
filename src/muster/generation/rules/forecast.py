"""Forecast of arrival and operational capability: many schedules drawn, for many cases at once. Pure, vectorised.

Every case is drawn with the same numbers for the same phase, so that a forecast depends on its own case alone and two
forecasts of one case differ only by what was recorded between them. A phase under way is drawn among the durations
longer than it has lasted; one that has outlasted all is given an exponential rest. A standing promise is a floor: no
phase is expected before the day that its side has named, and none is believed to be done by then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from muster.generation.rules.blocked_work import Pair, merged, worked_days
from muster.generation.rules.durations import GRID, Floats, HistoryParameters, Kind, QuantileTable
from muster.generation.rules.facts import DONE, LEFT_OUT, UNDER_WAY, CaseFacts, PhaseFacts, ScheduleParameters
from muster.generation.rules.schedule import ARRIVAL, INDUCTION, PERCENT
from muster.reference.phases import dependencies, schedulable_phases

CHUNK = 500
"""Cases drawn together: bounds the memory."""

EVEN, NINE_IN_TEN = 0.5, 0.9
ROUNDING = 1e-6


@dataclass(frozen=True)
class ForecastParameters:
    """How a forecast is drawn: the parameters case_forecast_draws and _seed, those of history and of the schedule."""

    draws: int
    seed: int
    history: HistoryParameters
    schedule: ScheduleParameters


@dataclass(frozen=True)
class Forecast:
    """Days by which a milestone is reached with an even chance (P50) and in nine draws of ten (P90).

    A milestone that has passed has its day in both, or None where nobody recorded it.
    """

    arrival_p50: date | None
    arrival_p90: date | None
    operational_p50: date | None
    operational_p90: date | None


def forecasts(
    cases: Sequence[CaseFacts],
    today: date,
    parameters: ForecastParameters,
    history: Mapping[Kind, Sequence[float]],
) -> list[Forecast]:
    """Return the forecast of each case as of `today`; `history` are ratios of finished to likely days by kind."""
    codes = [entry.code for entry in schedulable_phases()]
    uniforms = np.random.default_rng(parameters.seed).random((len(codes), parameters.draws))
    table = QuantileTable(history, parameters.history)
    found: list[Forecast] = []
    for first in range(0, len(cases), CHUNK):
        chunk = cases[first : first + CHUNK]
        found += _drawn(chunk, today, parameters, table, dict(zip(codes, uniforms, strict=True)))
    return found


@dataclass
class _Ends:
    """When a phase is done in each draw: one line a case, one column a draw. `lag_counts`: one flag a case."""

    days: Floats
    lag_counts: npt.NDArray[np.bool_]


def _drawn(
    cases: Sequence[CaseFacts],
    today: date,
    parameters: ForecastParameters,
    table: QuantileTable,
    uniforms: Mapping[str, Floats],
) -> list[Forecast]:
    """Return the forecasts of so many cases as fit into memory together."""
    day = today.toordinal()
    floor = np.array([case.requested_on.toordinal() for case in cases], dtype=np.float64)
    known = [case.by_code for case in cases]
    lags = _lags([case.variant for case in cases])
    ends: dict[str, _Ends] = {}
    for code, uniform in uniforms.items():
        ready = np.repeat(floor[:, None], parameters.draws, axis=1)
        for earlier, (waits, lag) in lags.get(code, {}).items():
            begin = ends[earlier].days + (lag * ends[earlier].lag_counts)[:, None]
            ready = np.where(waits[:, None], np.maximum(ready, begin), ready)
        rows = [(place, phases[code]) for place, phases in enumerate(known) if code in phases]
        ends[code] = _ends_of(code, ready, rows, cases, _Draw(day, uniform, parameters, table))
    return _told(cases, ends[ARRIVAL].days, ends[INDUCTION].days)


@dataclass(frozen=True)
class _Draw:
    """What every phase is drawn with."""

    today: int
    uniform: Floats
    parameters: ForecastParameters
    table: QuantileTable


def _lags(variants: Sequence[str]) -> dict[str, dict[str, tuple[npt.NDArray[np.bool_], Floats]]]:
    """Return by phase and the one before it: which cases wait, and for how many days after it."""
    found: dict[str, dict[str, tuple[npt.NDArray[np.bool_], Floats]]] = {}
    for variant in sorted(set(variants)):
        of_variant = np.array([one == variant for one in variants])
        for code, before in dependencies(variant).items():
            for earlier, lag in before.items():
                none = (np.zeros(len(variants), dtype=bool), np.zeros(len(variants)))
                waits, lags = found.setdefault(code, {}).setdefault(earlier, none)
                waits |= of_variant
                lags += of_variant * lag
    return found


def _ends_of(
    code: str, ready: Floats, rows: Sequence[tuple[int, PhaseFacts]], cases: Sequence[CaseFacts], draw: _Draw
) -> _Ends:
    """Return when a phase is done in each draw; where a case has it not, it is done as soon as it could begin."""
    days = ready.copy()
    lag_counts = np.zeros(len(cases), dtype=bool)
    open_rows: list[tuple[int, PhaseFacts, tuple[Pair, ...]]] = []
    for place, phase in rows:
        if phase.stage == LEFT_OUT:
            continue
        if phase.stage == DONE:
            lag_counts[place] = phase.done_on is not None
            known_day = phase.done_on.toordinal() if phase.done_on else np.minimum(ready[place], draw.today)
            days[place] = known_day
            continue
        lag_counts[place] = True
        spans = cases[place].blocks.get(code, ())
        pairs = merged(spans, draw.today, draw.parameters.schedule.open_block_days) if spans else ()
        open_rows.append((place, phase, pairs))
    if open_rows:
        places = [place for place, _phase, _pairs in open_rows]
        days[places] = _open_ends(code, ready[places], open_rows, cases, draw)
    return _Ends(days, lag_counts)


def _open_ends(
    code: str,
    ready: Floats,
    rows: Sequence[tuple[int, PhaseFacts, tuple[Pair, ...]]],
    cases: Sequence[CaseFacts],
    draw: _Draw,
) -> Floats:
    """Return when phases that are not done will be, in each draw."""
    kinds = [
        draw.table.place((code, cases[place].variant), (phase.least_days, phase.likely_days, phase.most_days))
        for place, phase, _pairs in rows
    ]
    quantiles = draw.table.rows()
    at = _between(quantiles, draw.uniform)  # one line for each kind of phase
    lengths = at[kinds]
    starts = np.maximum(ready, draw.today)
    for line, (_place, phase, pairs) in enumerate(rows):
        if phase.stage == UNDER_WAY:
            begun = phase.started_on.toordinal() if phase.started_on else draw.today
            starts[line] = max(begun, draw.today)
            elapsed = worked_days(begun, draw.today, pairs)
            lengths[line] = _rest(quantiles[kinds[line]], elapsed, draw)
    ends = _end_of_work(starts, lengths, [pairs for _place, _phase, pairs in rows])
    for line, (_place, phase, _pairs) in enumerate(rows):
        if phase.promised_for is not None and phase.promised_for.toordinal() >= draw.today:
            ends[line] = np.maximum(ends[line], phase.promised_for.toordinal())
    return ends


def _between(quantiles: Floats, uniform: Floats) -> Floats:
    """Return each row's quantiles at the drawn probabilities."""
    places = uniform * (GRID.size - 1)
    below = np.minimum(places.astype(np.int64), GRID.size - 2)
    part = places - below
    found: Floats = quantiles[:, below] * (1.0 - part) + quantiles[:, below + 1] * part
    return found


def _rest(quantiles: Floats, elapsed: int, draw: _Draw) -> Floats:
    """Return the days that a phase still takes that has lasted `elapsed` days: at least one, in each draw."""
    passed = float(np.interp(elapsed, quantiles, GRID)) if elapsed > quantiles[0] else 0.0
    if elapsed >= quantiles[-1]:
        mean = elapsed * draw.parameters.schedule.overrun_elapsed_percent / PERCENT
        tail: Floats = 1.0 - mean * np.log1p(-draw.uniform)
        return tail
    whole = np.interp(passed + draw.uniform * (1.0 - passed), GRID, quantiles)
    rest: Floats = np.maximum(whole - elapsed, 1.0 if elapsed else 0.0)
    return rest


def _end_of_work(starts: Floats, lengths: Floats, blocks: Sequence[tuple[Pair, ...]]) -> Floats:
    """Return the days on which work is done, as `blocked_work.end_of_work` has it, for many lines at once."""
    ends = starts + lengths
    most = max((len(pairs) for pairs in blocks), default=0)
    for number in range(most):
        lines = [line for line, pairs in enumerate(blocks) if len(pairs) > number]
        first = np.array([blocks[line][number][0] for line in lines], dtype=np.float64)[:, None]
        last = np.array([blocks[line][number][1] for line in lines], dtype=np.float64)[:, None]
        start, end = starts[lines], ends[lines]
        is_hit = (start < last) & ((end > first) | (start >= first))
        ends[lines] = end + np.where(is_hit, last - np.maximum(start, first), 0.0)
    return ends


def _told(cases: Sequence[CaseFacts], arrivals: Floats, inductions: Floats) -> list[Forecast]:
    """Return the quantiles of the milestones as days, rounded up."""
    chances = [EVEN, NINE_IN_TEN]
    arrival = np.ceil(np.quantile(arrivals, chances, axis=1, method="higher") - ROUNDING).astype(np.int64)
    operational = np.ceil(np.quantile(inductions, chances, axis=1, method="higher") - ROUNDING).astype(np.int64)
    found = []
    for place, case in enumerate(cases):
        found.append(
            Forecast(
                *_milestone(case, ARRIVAL, arrival[:, place]),
                *_milestone(case, INDUCTION, operational[:, place]),
            )
        )
    return found


def _milestone(case: CaseFacts, code: str, days: npt.NDArray[np.int64]) -> tuple[date | None, date | None]:
    for phase in case.phases:
        if phase.code == code and phase.stage == DONE:
            return phase.done_on, phase.done_on
    return date.fromordinal(int(days[0])), date.fromordinal(int(days[1]))
