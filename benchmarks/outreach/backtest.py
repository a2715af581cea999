"""Rank the States as if on each 31 December of 2009 to 2019, and count how many of those that came stood high.

    python -m benchmarks.outreach.backtest FOLDER [--from 2009] [--until 2020] [--check]

FOLDER holds the public data sets. For each December they are imported as of that day into a throw-away store; what
came later is read from a store of its own. Without --from and --until the tables are written to RESULTS.md beside this
file; `docs/outreach.md` shows them. With --check it fails where a target is missed.
"""

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from benchmarks.outreach.baselines import ARRIVAL_BASELINES, UNIT_BASELINES
from benchmarks.outreach.fitting import Asked, held_out
from benchmarks.outreach.recall import Hit, Recall, hits, recall
from benchmarks.outreach.truth import FIRST_BOTH, Arrivals, Question, arrivals, arrivals_on_maps, first_units
from muster.outreach.answering import Outreach
from muster.outreach.rules.facts import Flags, History, Numbers
from muster.outreach.rules.features import row_of
from muster.outreach.rules.ranking import askable_states
from muster.outreach.rules.weights import Settings
from muster.outreach.source import history_of
from muster.statistics.importing.run import import_set
from muster.statistics.store import Store

RESULTS = Path(__file__).with_name("RESULTS.md")
FOLDERS = {"ipi": "ipi_contributions", "un-yearly": "un_contributions_yearly", "geopko": "geopko"}
YEARS = range(2009, 2020)
EARLIER = range(1996, 2009)
"""Decembers before anybody counted by mission: they teach weights, they test none."""
TARGETS = {("all", 10): 0.50, ("all", 20): 0.65, ("nobody there", 20): 0.46, ("units", 10): 0.80}
OURS = "Muster, the weights in use"
NOBODY = "nobody there"
PERIODS: tuple[tuple[str, range], ...] = (
    (f"Counted by month: Decembers {YEARS.start} to {FIRST_BOTH - 1}", range(YEARS.start, FIRST_BOTH)),
    (f"Means and maps: Decembers {FIRST_BOTH} to {YEARS.stop - 1}", range(FIRST_BOTH, YEARS.stop)),
)


@dataclass
class Board:
    """All questions as they stood on their days, and what each way of ranking makes of them."""

    asked: dict[Question, Asked] = field(default_factory=dict)
    nobody: dict[Question, Flags] = field(default_factory=dict)
    scores: dict[str, dict[Question, Numbers]] = field(default_factory=dict)

    def put(self, way: str, question: Question, scores: Numbers) -> None:
        """Keep what a way of ranking makes of a question."""
        self.scores.setdefault(way, {})[question] = scores

    def everybody(self) -> dict[Question, Flags]:
        """All States, for each question."""
        return {one: np.ones_like(flags) for one, flags in self.nobody.items()}


def imported(folder: Path, store: Path, as_of: date | None = None) -> History:
    """The history of the public data, as known on a day."""
    for name, inside in FOLDERS.items():
        import_set(name, folder / inside, as_of=as_of, folder=store)
    return history_of(Store(store))


def put_question(board: Board, known: Outreach, question: Question, settings: Settings) -> None:
    """Rank the States for a question in every way that is compared."""
    scene, ranking = known.ranking(question.mission, question.kind, question.on, settings)
    features = np.stack(list(ranking.features.values()), axis=1)
    board.asked[question] = Asked(features, askable_states(scene, ranking.at, question.kind))
    board.nobody[question] = row_of(scene, ranking.at, scene.people) == 0
    board.put(OURS, question, ranking.scores)
    baselines = ARRIVAL_BASELINES if question.kind == "any" else UNIT_BASELINES
    for way, score in baselines.items():
        board.put(way, question, score(scene, question.mission))


def put_earlier(board: Board, history: History, came: Arrivals, settings: Settings) -> None:
    """Put the questions of the years before counts by mission, which only teach."""
    known = Outreach(history)
    for question in came:
        put_question(board, known, question, settings)


def refit(board: Board, tested: Arrivals, earlier: Arrivals) -> None:
    """Rank anew with weights that a question's mission, or its year and later ones, did not help to choose."""
    came = {**earlier, **tested}
    board.scores["same features, fitted without the mission"] = held_out(
        board.asked, tested, came, lambda one, of: one.mission != of.mission, lambda one: one.mission
    )
    board.scores["same features, fitted on earlier years only"] = held_out(
        board.asked, tested, came, lambda one, of: one.year < of.year, lambda one: one.year
    )


def table(
    board: Board, came: Arrivals, first: Sequence[int], *, nobody: bool = False
) -> tuple[list[str], list[Recall]]:
    """The lines of a table of recalls, and those of the weights in use."""
    among = board.nobody if nobody else board.everybody()
    askable = {one: asked.askable for one, asked in board.asked.items()}
    lines = [
        f"| ranked by | {' | '.join(f'recall@{k}' for k in first)} |",
        f"| --- | {' | '.join('---' for _ in first)} |",
    ]
    ours: list[Recall] = []
    for way, scores in board.scores.items():
        found = hits(scores, askable, came, among)
        figures = [recall(found, k) for k in first]
        if way == OURS:
            ours = figures
        lines.append(f"| {way} | {' | '.join(str(one) for one in figures)} |")
    return [*lines, ""], ours


def misses(board: Board, came: Arrivals, history: History) -> list[str]:
    """Those that came and stood below the twentieth place, with their place."""
    askable = {one: asked.askable for one, asked in board.asked.items()}
    found: list[Hit] = hits(board.scores[OURS], askable, came, board.everybody())
    late = sorted((one for one in found if one.rank > 20), key=lambda one: (one.question, one.rank))
    return [f"{one.question.year} {one.question.mission} {history.roll.states[one.state]} ({one.rank})" for one in late]


def leaks(board: Board, whole: Outreach, questions: Iterable[Question], settings: Settings) -> int:
    """How many questions are answered otherwise from a store that knows how it went on."""
    return sum(
        not np.allclose(board.scores[OURS][one], whole.ranking(one.mission, one.kind, one.on, settings)[1].scores)
        for one in questions
    )


def run(folder: Path, years: range) -> tuple[list[str], Mapping[tuple[str, int], float]]:
    """The report of a back-test, and what it reached of each target."""
    settings = Settings.on(datetime.now(UTC).date())
    contingents, units = Board(), Board()
    with tempfile.TemporaryDirectory() as place:
        whole = imported(folder, Path(place) / "whole")
        came, came_units = arrivals(whole, years), first_units(whole, years)
        for year in years:
            as_of = date(year, 12, 31)
            known = Outreach(imported(folder, Path(place) / str(year), as_of))
            for board, events in ((contingents, came), (units, came_units)):
                for question in (one for one in events if one.year == year):
                    put_question(board, known, question, settings)
    tested_leaks = [
        leaks(board, Outreach(whole), events, settings) for board, events in ((contingents, came), (units, came_units))
    ]
    earlier, earlier_units = arrivals_on_maps(whole, EARLIER), first_units(whole, EARLIER)
    for board, events, before in ((contingents, came, earlier), (units, came_units, earlier_units)):
        kept = {way: dict(scores) for way, scores in board.scores.items()}
        put_earlier(board, whole, before, settings)
        board.scores = kept
        refit(board, events, before)
    return report(whole, contingents, units, came, came_units, sum(tested_leaks))


def report(
    whole: History, contingents: Board, units: Board, came: Arrivals, came_units: Arrivals, leaking: int
) -> tuple[list[str], Mapping[tuple[str, int], float]]:
    """The lines of the report, and what was reached of each target."""
    surest = {one: states for one, states in came.items() if one.year != FIRST_BOTH}
    all_table, ours = table(contingents, came, (10, 20))
    sure_table, sure = table(contingents, surest, (10, 20))
    new_table, new = table(contingents, came, (10, 20), nobody=True)
    unit_table, unit = table(units, came_units, (10, 20))
    parts = {
        name: table(contingents, {one: states for one, states in came.items() if one.year in span}, (10, 20))
        for name, span in PERIODS
    }
    lines = [
        f"{sum(map(len, came.values()))} first contingents in {len(came)} questions, "
        f"{sum(map(len, came_units.values()))} first units in {len(came_units)}. "
        f"Questions answered otherwise from a store that knows how it went on: {leaking}.",
        "",
        "### First contingents",
        "",
        *all_table,
        f"### The same without December {FIRST_BOTH} ({sure[0].events})",
        "",
        *sure_table,
        f"### States with nobody in the mission, ranked among themselves ({new[0].events})",
        "",
        *new_table,
        f"### First units of a kind ({unit[0].events})",
        "",
        *unit_table,
    ]
    for name, (those, figures) in parts.items():
        lines += [f"### {name} ({figures[0].events})", "", *those]
    lines += ["### Below the twentieth place", "", "; ".join(misses(contingents, came, whole)) + "."]
    reached = {
        ("all", 10): ours[0].share,
        ("all", 20): ours[1].share,
        (NOBODY, 20): new[1].share,
        ("units", 10): unit[0].share,
    }
    return lines, reached


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the back-test."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", dest="first", type=int, default=YEARS.start)
    parser.add_argument("--until", type=int, default=YEARS.stop)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args(arguments)
    began = time.monotonic()
    years = range(given.first, given.until)
    lines, reached = run(given.folder, years)
    spent = f"{time.monotonic() - began:.0f} s on {platform.machine()}, Python {platform.python_version()}."
    text = "\n".join(["# Back-test of outreach", "", *lines, "", spent, ""])
    print(text)
    if years == YEARS:
        RESULTS.write_text(text, encoding="utf-8")
    missed = [name for name, least in TARGETS.items() if reached[name] < least]
    for name in missed:
        print(f"missed: {name} {reached[name]:.3f} < {TARGETS[name]}", file=sys.stderr)
    return 1 if given.check and missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
