"""Build-ups calibrated and judged: `python -m benchmarks.generation.build_up --data FOLDER [--smoke]`.

The behaviours of missions are fitted on resamples of each half of the record in turn and judged on the other; other
behaviours are fitted beside them, once each (some missions held up, no later wave, one pace for all). What is printed
is also written to RESULTS.md, without `--smoke`. `--behaviours FILE.csv` writes what was fitted on the first half as
the reference table `build_up_behaviours` has it.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from muster.generation.build_up import parameters as settings
from muster.generation.build_up.calibration import Fit, Search, cases, fit, fits, halves, reception_of
from muster.generation.build_up.history import read_strengths
from muster.generation.build_up.judgement import Judgement, judged
from muster.generation.build_up.milestones import SHARES, BuildUp
from muster.generation.build_up.phases import usual_phases
from muster.generation.build_up.record import Record, medians, record_of
from muster.generation.build_up.simulation import CALIBRATED, Behaviour
from muster.reference.missions import un_missions

RESULTS = Path(__file__).with_name("RESULTS.md")
DAY = date(2026, 1, 1)
FIT_DRAWS = 200
ONCE_DRAWS = 500
RESAMPLES = 2000
SMOKE_TRIES = 3
SMOKE_RESAMPLES = 2
ALL_DAYS = 1100
"""Days longer than the window: with it every hand-over counts."""
SHIPPED = ("held_percent",)
VARIANTS: dict[str, Sequence[str]] = {
    "as shipped": SHIPPED,
    "missions held up as well": (),
    "missions held up, one pace": ("pace_spread",),
    "no later wave": ("held_percent", "late_percent", "late_months"),
    "no later wave, missions held up": ("late_percent", "late_months"),
}
"""Which of the figures are held at nothing instead of being fitted."""


def fitted(half: Sequence[BuildUp], search: Search, draws: int, resamples: int = 0) -> tuple[Fit, ...]:
    """What is fitted on so many resamples of a half, or once on the half itself."""
    start = replace(settings.behaviours(DAY)[0], reception=reception_of(half, settings.reception_quantile(DAY)))
    group = cases(half, usual_phases, settings.sizes(DAY), draws, search.seed)
    window = settings.counting(DAY).window_months
    return fits(group, start, search, window, resamples) if resamples else (fit(group, start, search, window),)


def judgement(half: Sequence[BuildUp], other: Sequence[BuildUp], behaviours: Sequence[Behaviour]) -> Judgement:
    """The judgement on one half of behaviours fitted on the other, with chances that the fits have not seen."""
    effort = settings.effort(DAY)
    group = cases(half, usual_phases, settings.sizes(DAY), effort.draws, effort.seed + 1)
    window = settings.counting(DAY).window_months
    return judged(group, other, behaviours, window_months=window, resamples=RESAMPLES, seed=effort.seed)


def held_at_nothing(search: Search, names: Sequence[str]) -> Search:
    bounds = [(0.0, 0.0) if name in names else pair for name, pair in zip(CALIBRATED, search.bounds, strict=True)]
    return replace(search, bounds=tuple(bounds))


def figures(values: Sequence[float]) -> str:
    return " | ".join(f"{value:.2f}" for value in values)


def record_lines(record: Record) -> Iterator[str]:
    heads = " | ".join(f"{share:.0%}" for share in SHARES)
    yield f"## The record\n\n{len(record.counted)} missions. Months to shares of the peak:\n"
    yield f"| mission | start | peak | {heads} |\n| --- | --- | --: | --: | --: | --: | --: |"
    for one in record.counted:
        yield f"| {one.mission} | {one.start} | {one.peak:,} | " + " | ".join(f"{m:.1f}" for m in one.months_to) + " |"
    yield f"| median | | | {' | '.join(f'{value:.1f}' for value in medians(record.counted))} |"
    yield "\nLeft out: " + "; ".join(f"{one.build_up.mission} {one.reason}" for one in record.left_out) + "."


def sensitivity_lines(folder: Path) -> Iterator[str]:
    """The medians under other rules of leaving out."""
    strengths, usual = read_strengths(folder), settings.counting(DAY)
    tried = {
        "the rule": usual,
        "any hand-over at the start": replace(usual, inherited_percent=0),
        "half of the peak at the start": replace(usual, inherited_percent=50),
        "a tenth, within 70 days": replace(usual, inherited_days=70),
        "a tenth, whenever": replace(usual, inherited_days=ALL_DAYS),
        "any, whenever": replace(usual, inherited_days=ALL_DAYS, inherited_percent=0),
    }
    yield "\n| left out | missions | 25% | 50% | 75% | 90% |\n| --- | --: | --: | --: | --: | --: |"
    for name, counting in tried.items():
        record = record_of(strengths, un_missions(), counting)
        yield f"| {name} | {len(record.counted)} | {' | '.join(f'{m:.1f}' for m in medians(record.counted))} |"
    nothing = record_of(strengths, un_missions(), usual, inheritances=())
    yield f"| nothing | {len(nothing.counted)} | {' | '.join(f'{m:.1f}' for m in medians(nothing.counted))} |"


def told_lines(judgement_of: Judgement) -> tuple[int, int]:
    """How many quantiles are foretold, and how many supported."""
    every = judgement_of.lines
    return sum(line.is_foretold for line in every), sum(line.is_supported for line in every)


def _word(holds: bool) -> str:
    return "yes" if holds else "no"


def told_behaviours(behaviours: Sequence[Behaviour]) -> str:
    """The figures of the behaviours: middle, least and greatest."""
    columns = {key: [float(getattr(one, key)) for one in behaviours] for key in CALIBRATED}
    return ", ".join(f"{key} {median(each):.2f} ({min(each):.2f} to {max(each):.2f})" for key, each in columns.items())


def half_lines(name: str, behaviours: Sequence[Behaviour], judgement_of: Judgement) -> Iterator[str]:
    reception = behaviours[0].reception
    yield f"\n## {name}\n\n{len(behaviours)} fits: {told_behaviours(behaviours)}; reception {reception:.0f}."
    yield f"Judged on: {', '.join(judgement_of.missions)}.\n"
    yield "| share | quantile | simulated | of so few missions | observed | its interval | foretold | supported |"
    yield "| --: | --: | --: | --: | --: | --: | --- | --- |"
    for line in judgement_of.lines:
        yield (
            f"| {line.share:.0%} | {line.quantile:.0%} "
            f"| {line.simulated:.1f} | {line.simulated_low:.1f} to {line.simulated_high:.1f} "
            f"| {line.observed:.1f} | {line.observed_low:.1f} to {line.observed_high:.1f} "
            f"| {_word(line.is_foretold)} | {_word(line.is_supported)} |"
        )
    foretold, supported = told_lines(judgement_of)
    count = len(judgement_of.lines)
    yield f"\nOf {count} quantiles {foretold} are foretold and {supported} supported (intervals: 80 %)."
    covered = ", ".join(f"{share:.0%}" for share in judgement_of.covered)
    yield f"Observed within the simulated 80 % interval of each mission: {covered}.\n"
    yield "| forecast | energy score | CRPS 25% | 50% | 75% | 90% | two-sample 25% | 50% | 75% | 90% |"
    yield "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |"
    for one in judgement_of.scores:
        yield f"| {one.name} | {one.energy:.2f} | {figures(one.ranked)} | {figures(one.differences)} |"
    gain, low, high = judgement_of.ahead
    yield f"\nAhead of the best ramp by {gain:.2f} months ({low:.2f} to {high:.2f})."


def variant_lines(first: Sequence[BuildUp], second: Sequence[BuildUp], search: Search, draws: int) -> Iterator[str]:
    yield "\n## Other behaviours, fitted once each\n"
    yield "| behaviour | fitted on | score there | score on the other | foretold | covered |"
    yield "| --- | --- | --: | --: | --: | --: |"
    for name, nothing in VARIANTS.items():
        for half, (one, other) in {"first": (first, second), "second": (second, first)}.items():
            (found,) = fitted(one, held_at_nothing(search, nothing), draws)
            told = judgement(other, one, [found.behaviour])
            foretold, covered = told_lines(told)[0], sum(told.covered) / len(told.covered)
            yield (
                f"| {name} | {half} | {found.score:.2f} | {told.scores[0].energy:.2f} | {foretold} | {covered:.0%} |"
            )


def table_lines(behaviours: Sequence[Behaviour]) -> Iterator[str]:
    """The rows of the reference table."""
    yield ",".join(("number", *CALIBRATED, "source", "standing", "note"))
    for number, one in enumerate(behaviours, start=1):
        told = ",".join(f"{float(getattr(one, key)):.3f}" for key in CALIBRATED)
        yield f"{number},{told},IPI Peacekeeping Database,derived,fitted on a resample of half of the record"


def lines(folder: Path, *, smoke: bool, table: Path | None) -> Iterator[str]:
    yield "# Build-ups, measured\n\nBy `python -m benchmarks.generation.build_up`; see docs/build-up.md.\n"
    record = record_of(read_strengths(folder), un_missions(), settings.counting(DAY))
    yield from record_lines(record)
    yield from sensitivity_lines(folder)
    search, draws, once, resamples = settings.search(DAY), FIT_DRAWS, ONCE_DRAWS, settings.resamples(DAY)
    if smoke:
        search = replace(search, anywhere=SMOKE_TRIES, near=SMOKE_TRIES)
        draws = once = FIT_DRAWS // 10
        resamples = SMOKE_RESAMPLES
    first, second = halves(record.counted)
    shipped = held_at_nothing(search, SHIPPED)
    for name, one, other in (("Fitted on the first half", first, second), ("The halves exchanged", second, first)):
        behaviours = [found.behaviour for found in fitted(one, shipped, draws, resamples)]
        if table is not None and one is first:
            table.write_text("\n".join(table_lines(behaviours)) + "\n", encoding="utf-8")
        yield from half_lines(name, behaviours, judgement(other, one, behaviours))
    yield from variant_lines(first, second, search, once)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public data sets")
    parser.add_argument("--smoke", action="store_true", help="a few tries only, and no file")
    parser.add_argument("--behaviours", type=Path, metavar="FILE.csv", help="write what the first half gives")
    asked = parser.parse_args(arguments)
    began, told = time.perf_counter(), []
    for line in lines(asked.data, smoke=asked.smoke, table=asked.behaviours):
        print(line, flush=True)
        told.append(line)
    print(f"\n{time.perf_counter() - began:.0f} seconds")
    if not asked.smoke:
        RESULTS.write_text("\n".join(told) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
