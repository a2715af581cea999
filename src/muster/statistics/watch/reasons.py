"""Why a State's forecast is what it is, in words and figures: kinds of evidence, and alike months; pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from muster.statistics.watch import features as kinds
from muster.statistics.watch.model import HorizonModel
from muster.statistics.watch.months import month_text
from muster.statistics.watch.panel import Panel
from muster.statistics.watch.settings import Settings

MOST_ALIKE = 5
MOST_NEIGHBOURS = 4


@dataclass(frozen=True)
class Reason:
    """One kind of evidence: `weight` is what it adds to (or takes from) the log-odds of the lower threshold, against
    the mean of all past State-months.
    """

    subject: str
    text: str
    weight: float


@dataclass(frozen=True)
class Alike:
    """A past State-month that was like the one at hand, its share of all such, and what followed it."""

    state: str
    month: str
    share: float
    greatest_month: int
    total: int


@dataclass(frozen=True)
class Explanation:
    """The reasons, the weightiest first, and the most alike past months; `note` says what the record lacks."""

    state: str
    month: str
    horizon: int
    reasons: tuple[Reason, ...]
    alike: tuple[Alike, ...]
    note: str


def reasons_of(panel: Panel, model: HorizonModel, place: int, chosen: Settings) -> Explanation:
    """The explanation of a State, by its place in the panel."""
    added = model.logistics[0].contributions(model.inputs[place : place + 1])[0]
    found = []
    for family in dict.fromkeys(model.families):
        weight = sum(added[index] for index, one in enumerate(model.families) if one == family)
        found.append(Reason(family, _TEXTS[family](panel, place, chosen), round(float(weight), 2)))
    found.sort(key=lambda one: (-abs(one.weight), one.subject))
    return Explanation(
        state=panel.states[place],
        month=month_text(panel.last_month),
        horizon=model.horizon,
        reasons=tuple(found),
        alike=_alike(panel, model, place),
        note=_note(panel, model, place),
    )


def _alike(panel: Panel, model: HorizonModel, place: int) -> tuple[Alike, ...]:
    weights = model.analogs.weights[place]
    found = []
    for row in np.argsort(-weights, kind="stable")[:MOST_ALIKE]:
        state, column = int(model.analogs.state[row]), int(model.analogs.column[row])
        found.append(
            Alike(
                panel.states[state],
                month_text(panel.first_month + column),
                round(float(weights[row]), 4),
                int(model.followed.greatest[state, column]),
                int(model.followed.total[state, column]),
            )
        )
    return tuple(found)


def _note(panel: Panel, model: HorizonModel, place: int) -> str:
    parts = []
    if model.kind == "simple":
        known = model.followed.columns
        parts.append(f"the outcome of only {known} months is known: the mean of six months, calibrated, answers alone")
    silent = int((~panel.reported[place]).sum())
    if silent:
        parts.append(f"{silent} of {panel.months} months are not on record and count as none")
    if not panel.yearly.shape[1]:
        parts.append("no years before the first month are on record (`muster import ucdp`)")
    return "; ".join(parts)


def _lately(panel: Panel, place: int, chosen: Settings) -> str:
    last = [f"{value:,.0f}" for value in panel.deaths[place, -6:]]
    total = panel.deaths[place, -6:].sum()
    return f"deaths month by month to {month_text(panel.last_month)}: {', '.join(last)}; {total:,.0f} in all"


def _course(panel: Panel, place: int, chosen: Settings) -> str:
    three, before = panel.deaths[place, -3:].sum(), panel.deaths[place, -6:-3].sum()
    return f"{three:,.0f} deaths in the last three months, {before:,.0f} in the three before"


def _over(panel: Panel, place: int, limit: int) -> str:
    over = panel.deaths[place] >= limit
    year = over[-12:]
    when = np.flatnonzero(over)
    last = (
        f"last in {month_text(panel.first_month + int(when[-1]))}"
        if len(when)
        else (f"never since {month_text(panel.first_month)}")
    )
    return f"{limit} or more deaths in {year.sum()} of the last {len(year)} months, {last}"


def _lower(panel: Panel, place: int, chosen: Settings) -> str:
    return _over(panel, place, chosen.lower)


def _upper(panel: Panel, place: int, chosen: Settings) -> str:
    return _over(panel, place, chosen.upper)


def _other(panel: Panel, place: int, chosen: Settings) -> str:
    return _over(panel, place, 1)


def _history(panel: Panel, place: int, chosen: Settings) -> str:
    years = panel.yearly[place, -20:]
    if not len(years):
        return "no years before the first month are on record"
    since = f"{panel.first_year + panel.yearly.shape[1] - len(years)} to {panel.first_year + panel.yearly.shape[1] - 1}"
    return f"25 or more deaths in {(years >= 25).sum()} of the {len(years)} years {since}, {years.sum():,.0f} in all"


def _around(panel: Panel, place: int, chosen: Settings) -> str:
    around = np.flatnonzero(panel.geography.borders[place])
    if not len(around):
        return "no State shares a land border on the outline of the world"
    six = panel.deaths[around, -6:].sum(axis=1)
    order = np.argsort(-six, kind="stable")[:MOST_NEIGHBOURS]
    named = ", ".join(f"{panel.states[around[index]]} {six[index]:,.0f}" for index in order if six[index])
    return f"{six.sum():,.0f} deaths in six months in {len(around)} neighbours{f': {named}' if named else ''}"


_TEXTS: dict[str, Callable[[Panel, int, Settings], str]] = {
    kinds.LATELY: _lately,
    kinds.COURSE: _course,
    kinds.LOWER: _lower,
    kinds.UPPER: _upper,
    kinds.OTHER: _other,
    kinds.HISTORY: _history,
    kinds.AROUND: _around,
}
