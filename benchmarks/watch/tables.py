"""The back-test's tables in Markdown, and the plot of its reliability."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np

from benchmarks.watch.judging import LOWER, OURS, UPPER, Judged
from muster.statistics.watch import QUANTILES
from muster.statistics.watch.scores import ReliabilityBin, Scores, crps, reliability, scores

AIMS: Mapping[int, str] = {
    3: "average precision 0.940, Brier 0.0207, log score 0.077, onset AUC 0.93",
    6: "average precision 0.938, Brier 0.0245",
}
CRPS_AIMS: Mapping[int, float] = {3: 0.200, 6: 0.250}
SIDE, DOT = 320, 60


def horizon_lines(horizon: int, judged: Judged) -> Iterator[str]:
    """All tables of one horizon."""
    states, origins = len(judged.greatest[0]), judged.origins
    greatest, quiet = np.concatenate(judged.greatest), np.concatenate(judged.quiet)
    yield f"### {horizon} months ahead"
    yield ""
    yield f"{states} States, {len(origins)} origins from {origins[0]} to {origins[-1]}: {len(greatest):,} forecasts."
    for limit in (LOWER, UPPER):
        yield from _scored(f"{limit} or more deaths in a month", judged.chance, limit, greatest, quiet)
    yield ""
    yield f"Aims at {LOWER} deaths: {AIMS[horizon]}. The mean forecast is to lie within half a point of what happened."
    yield from _totals(horizon, judged)
    yield from _reliable(np.concatenate(judged.chance[OURS, LOWER]), greatest >= LOWER)
    if judged.overlap_greatest:
        yield from _overlap(judged)
    yield ""


HEADING = "| {what} | average precision | Brier | log score | onset AUC | mean forecast | happened |"
RULER = "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"


def _scored(what: str, chance: Mapping[tuple[str, int], Any], limit: int, greatest: Any, quiet: Any) -> Iterator[str]:
    yield ""
    yield HEADING.format(what=what)
    yield RULER
    for method, of_limit in chance:
        if of_limit == limit:
            yield _row(method, scores(np.concatenate(chance[method, limit]), greatest >= limit, quiet))


def _row(method: str, one: Scores) -> str:
    onset = f"{one.onset_auc:.3f} ({one.onsets})"
    return (
        f"| {method} | {one.average_precision:.4f} | {one.brier:.4f} | {one.log:.4f} | {onset} "
        f"| {one.mean:.2%} | {one.observed:.2%} |"
    )


def _totals(horizon: int, judged: Judged) -> Iterator[str]:
    total, shares = np.concatenate(judged.total), np.array(QUANTILES)
    yield ""
    yield f"| total of the window | CRPS of log(1 + total); aim at most {CRPS_AIMS[horizon]:.3f} |"
    yield "| --- | ---: |"
    for method, quantiles in judged.quantiles.items():
        yield f"| {method} | {crps(np.concatenate(quantiles), shares, total):.4f} |"
    ours = np.concatenate(judged.quantiles[OURS])
    within = np.mean((total[:, None] >= ours[:, [1]]) & (total[:, None] <= ours[:, [17]]))
    some = total > 0
    inside = np.mean((total[some, None] >= ours[some][:, [1]]) & (total[some, None] <= ours[some][:, [17]]))
    mean = np.concatenate(judged.mean)
    yield ""
    yield (
        f"Between the quantiles 10 % and 90 % (both included) lie {within:.1%} of all totals, and {inside:.1%} of "
        f"those that were not 0. Mean of the totals expected: {mean.mean():,.1f}; of those that came: "
        f"{total.mean():,.1f}."
    )


def _reliable(chance: Any, happened: Any) -> Iterator[str]:
    yield ""
    yield "| forecast from | to | forecasts | mean forecast | happened | if right, 90 % within |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: |"
    for one in reliability(chance, happened):
        yield (
            f"| {one.low:.2f} | {one.high:.2f} | {one.count:,} | {one.mean:.1%} | {one.observed:.1%} "
            f"| {one.expected_low:.1%} to {one.expected_high:.1%} |"
        )


def _overlap(judged: Judged) -> Iterator[str]:
    greatest, quiet = np.concatenate(judged.overlap_greatest), np.concatenate(judged.overlap_quiet)
    months = len(judged.overlap_greatest)
    yield ""
    yield (
        f"Where ViEWS' run of 2020 reaches over the window: {len(judged.overlap_greatest[0])} African States, "
        f"{months} origins, {LOWER} deaths."
    )
    yield ""
    yield HEADING.format(what="method")
    yield RULER
    for method, chance in judged.overlap_chance.items():
        yield _row(method, scores(np.concatenate(chance), greatest >= LOWER, quiet))


def draw_reliability(judged: Mapping[int, Judged], path: Path) -> None:
    """Write the reliability of our forecasts of 25 deaths as SVG: a dot a class of forecasts, the diagonal is right."""
    dots = [
        _dot(one, f"{horizon} months ahead")
        for horizon, of_horizon in judged.items()
        for one in reliability(
            np.concatenate(of_horizon.chance[OURS, LOWER]), np.concatenate(of_horizon.greatest) >= LOWER
        )
    ]
    scale = alt.Scale(domain=[0, 1])
    base = alt.Chart(alt.InlineData(values=dots))
    shape = alt.Shape("horizon:N", title=None)
    x = alt.X("mean:Q", scale=scale, title="mean forecast")
    bars = base.mark_rule(opacity=0.4).encode(x=x, y=alt.Y("low:Q", title="share that happened"), y2="high:Q")
    points = base.mark_point(size=DOT, filled=True, color="black").encode(
        x=x, y=alt.Y("observed:Q", scale=scale, title="share that happened"), shape=shape
    )
    ends = alt.InlineData(values=[{"mean": 0, "observed": 0}, {"mean": 1, "observed": 1}])
    line = alt.Chart(ends).mark_line(strokeDash=[4, 4], color="grey").encode(x=x, y=alt.Y("observed:Q", scale=scale))
    alt.layer(line, bars, points).properties(width=SIDE, height=SIDE).save(str(path), format="svg")


def _dot(one: ReliabilityBin, horizon: str) -> dict[str, Any]:
    return {
        "horizon": horizon,
        "mean": one.mean,
        "observed": one.observed,
        "low": one.expected_low,
        "high": one.expected_high,
    }
