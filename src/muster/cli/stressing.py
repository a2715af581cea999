"""Run a stress test on files: read and verify them, ask, write the report; whatever is wrong is one line."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from muster import __version__
from muster.cli.files import read_bytes, read_problem, refusals_of, refuse_unless_writable, write_bytes
from muster.kit.errors import Refused
from muster.planning.checker import broken_rules
from muster.planning.plan import Plan
from muster.planning.problem import Problem
from muster.planning.refusal import PlanRefused
from muster.planning.stress.report import Progress, Report, Wishes, best_plan, header, stress_test
from muster.planning.stress.resolving import Effort
from muster.planning.stress.results_file import ResultsFile, ResultsRefused
from muster.planning.stress.risks import Risks
from muster.planning.stress.running import ClusterMissing, processors, runner
from muster.planning.stress.scenario import ScenarioRefused
from muster.planning.stress.study import USUAL_EFFORT, Study
from muster.plans.stress_risks import risks_by_level, rows_of_stress


class Files(NamedTuple):
    """The files that a stress test reads and writes."""

    problem: Path
    plan: Path
    risks: Path | None
    results: Path | None
    report: Path | None
    best: Path | None


def run_stress_test(
    files: Files, wishes: Wishes, *, seed: int, rounds: int | None, workers: int | None, cluster: str | None
) -> Report:
    """Put the plan to the test; raises `Refused` when a file or a cluster cannot be used."""
    problem = read_problem(files.problem)
    plan = _valid_plan(files.plan, problem)
    risks = _risks(files.risks, problem)
    for path in (files.results, files.report, files.best):
        if path is not None:
            refuse_unless_writable(path)
    effort = USUAL_EFFORT if rounds is None else Effort(rounds, USUAL_EFFORT.gap)
    study = Study(problem, plan, seed, effort, risks)
    results = _results(files.results, header(study, __version__)) if files.results is not None else None
    try:
        asking = runner(processors() if workers is None else workers, cluster)
        with refusals_of(files.plan), asking as asked, progress_line() as show:
            report = stress_test(study, wishes, asked, results, show)
    except ClusterMissing as error:
        raise Refused(str(error)) from None
    except ScenarioRefused as error:
        raise Refused(f"a scenario cannot be made of the problem: {error}") from None
    if files.report is not None:
        write_bytes(files.report, (json.dumps(report.to_json(), indent=1) + "\n").encode())
    if files.best is not None:
        write_bytes(files.best, best_plan(study, report).to_json_bytes())
    return report


def _valid_plan(path: Path, problem: Problem) -> Plan:
    try:
        plan = Plan.from_json_bytes(read_bytes(path))
    except PlanRefused as error:
        raise Refused(f"{path}: {error.lines[0]}") from None
    broken = next(broken_rules(problem, plan), None)
    if broken is not None:
        raise Refused(f"{path}: the plan is not valid ({broken})")
    return replace(plan, stays=tuple(sorted(plan.stays)))


def _risks(path: Path | None, problem: Problem) -> Risks:
    if path is None:
        deployed = frozenset(stay.pledge for stay in problem.committed if stay.start < 0 < stay.end)
        return risks_by_level(rows_of_stress(problem.start), problem.unit, deployed=deployed)
    try:
        return Risks.from_json(json.loads(read_bytes(path)))
    except ScenarioRefused as error:
        raise Refused(f"{path}: {error}") from None
    except ValueError as error:
        raise Refused(f"{path}: is not JSON ({error})") from None


def _results(path: Path, first: dict[str, Any]) -> ResultsFile:
    try:
        return ResultsFile.open(path, first)
    except ResultsRefused as error:
        raise Refused(f"{path}: {error}") from None
    except OSError as error:
        raise Refused(f"{path}: cannot be read or written ({error.strerror})") from None


@contextmanager
def progress_line() -> Iterator[Progress | None]:
    """One line on the error stream, rewritten after every answer; nothing where that is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("starting ...", total=None)

        def show(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total)

        yield show
