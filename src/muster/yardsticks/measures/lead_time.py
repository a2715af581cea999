"""Lead time: from the request to the arrival, and each phase on the way. Pure.

Formula of section 9.2 of the dossier: P50 and P90 by phase, unit type and level. Percentiles are nearest ranks: with
few cases the P90 is the longest of them.
"""

from collections.abc import Callable, Iterable, Sequence

from muster.pledges.levels import LABELS, Level
from muster.yardsticks.measures.record_facts import CaseFact
from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Verdict, percentile
from muster.yardsticks.measures.window import Window

ARRIVED = "movement"
HALF, NINE_IN_TEN = 50, 90


def lead_time(cases: Iterable[CaseFact], phase_names: Sequence[tuple[str, str]], window: Window) -> Measured:
    """Return the days from request to arrival of the units that arrived in the window, and the days of each phase.

    `phase_names`: codes and names of the phases, in order. A phase counts where both of its days are on record.
    """
    seen = [one for one in cases if one.known_from <= window.day]
    arrived = [one for one in seen if window.holds(one.done(ARRIVED, window.day))]
    figures = _pair("Request to arrival", [_days(one, window) for one in arrived])
    figures += _by(arrived, window, lambda one: one.unit_type)
    figures += _by(arrived, window, lambda one: LABELS[Level(one.level)] if one.level else "no pledge")
    for code, name in phase_names:
        figures += _pair(f"Phase: {name}", _phase_days(seen, code, window), only_with_cases=True)
    return Measured(tuple(figures), tuple(_row(one, window) for one in seen), "No unit of a case has arrived.")


def _days(one: CaseFact, window: Window) -> float:
    arrived = one.done(ARRIVED, window.day)
    return float((arrived - one.requested_on).days) if arrived else 0.0


def _pair(label: str, days: Sequence[float], only_with_cases: bool = False) -> list[Figure]:
    """Return both percentiles under one label; of nothing none, where that is asked."""
    if only_with_cases and not days:
        return []
    return [percentile(f"{label}, P{percent}", days, percent) for percent in (HALF, NINE_IN_TEN)]


def _by(arrived: Sequence[CaseFact], window: Window, key: Callable[[CaseFact], str]) -> list[Figure]:
    groups: dict[str, list[float]] = {}
    for one in arrived:
        groups.setdefault(key(one), []).append(_days(one, window))
    return [figure for name, days in sorted(groups.items()) for figure in _pair(name, days)]


def _phase_days(cases: Iterable[CaseFact], code: str, window: Window) -> list[float]:
    found = []
    for one in cases:
        begun, done = one.begun(code, window.day), one.done(code, window.day)
        if begun is not None and done is not None and window.holds(done):
            found.append(float((done - begun).days))
    return found


def _row(one: CaseFact, window: Window) -> Behind:
    arrived = one.done(ARRIVED, window.day)
    days = None if arrived is None else float((arrived - one.requested_on).days)
    level = LABELS[Level(one.level)] if one.level else "no pledge"
    return Behind(
        Sort.CASE,
        (one.reference,),
        one.reference,
        Verdict.COUNTS if window.holds(arrived) else Verdict.OPEN if arrived is None else Verdict.ASIDE,
        f"{one.unit_type}, {level}: " + ("under way" if arrived is None else "arrived"),
        state=one.state,
        mission=one.mission,
        on=arrived or one.requested_on,
        number=days,
        illustrative=one.illustrative,
    )
