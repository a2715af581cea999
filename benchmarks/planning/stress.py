"""Stress tests measured: `python -m benchmarks.planning.stress [--smoke] [--scenarios N] [--compared N]`.

The contract's problem of scale 1, seed 0, is planned for 60 seconds; then each pledge is taken away once and scenarios
are drawn, as `muster stress` does it with two workers. One worker is set against two on the same questions, and twenty
scenarios against a solve of 30 seconds each. With fewer `--scenarios` than a thousand the time of a thousand is
extrapolated, and the table says so. The table is printed; without `--smoke` it is also written to RESULTS-stress.md.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from benchmarks.planning.compare import write_problem
from muster.planning import IterationsDone, Problem, SecondsPassed, solve
from muster.planning.stress import (
    Effort,
    Study,
    answers_to,
    apply,
    losses,
    runner,
    scenario_questions,
    withdrawal_questions,
)
from muster.planning.stress.scenario import hitting
from muster.planning.stress.study import USUAL_EFFORT, Answer
from muster.plans.stress_risks import risks_by_level, rows_of_stress

RESULTS = Path(__file__).with_name("RESULTS-stress.md")
THOUSAND = 1000


class Sizes(NamedTuple):
    """How much is measured."""

    scale: float
    planning_seconds: float
    scenarios: int
    compared: int
    solve_seconds: float
    speed_questions: int


FULL = Sizes(1, 60, THOUSAND, 20, 30, 24)
SMOKE = Sizes(0.1, 2, 4, 1, 1, 4)


class Row(NamedTuple):
    """One line of the table."""

    what: str
    figure: str
    load: float


class Watch:
    """Wall time of a block, and the load of the machine before it."""

    seconds = 0.0
    load = 0.0

    @contextmanager
    def time(self) -> Iterator[None]:
        """Take the time of the block."""
        self.load, began = os.getloadavg()[0], time.perf_counter()
        yield
        self.seconds = time.perf_counter() - began


@dataclass(frozen=True)
class Clocked:
    """A study whose answers tell what they took of the processor: the machine may be busy with other work."""

    study: Study

    def answer(self, question: str) -> Answer:
        """The answer, with the seconds of the processor that it took."""
        began = time.process_time()
        return self.study.answer(question) | {"processor_seconds": time.process_time() - began}


def processor_seconds(answers: Mapping[str, Answer]) -> float:
    """What all answers took of the processor."""
    return float(sum(answer["processor_seconds"] for answer in answers.values()))


def study_of(sizes: Sizes) -> Study:
    """The study of a plan made with plenty of time."""
    with tempfile.TemporaryDirectory() as folder:
        problem = Problem.from_json_bytes(write_problem(sizes.scale, Path(folder)).read_bytes())
    stop = SecondsPassed(sizes.planning_seconds) if sizes is not SMOKE else IterationsDone(3)
    plan = solve(problem, stop=stop)
    print(f"planned: objective {plan.objective:,}, gap {plan.gap:.2%}", flush=True)
    deployed = frozenset(stay.pledge for stay in problem.committed if stay.start < 0 < stay.end)
    effort = USUAL_EFFORT if sizes is not SMOKE else Effort(0)
    return Study(problem, plan, effort=effort, risks=risks_by_level(rows_of_stress(problem.start), deployed=deployed))


def withdrawals(study: Study) -> Row:
    """Every pledge taken away once, by two workers."""
    questions, watch = withdrawal_questions(study, "pledge"), Watch()
    with runner(2) as asked, watch.time():
        answers = answers_to(Clocked(study), questions, asked)
    found = losses(study, answers)
    solved = [loss for loss in found if loss.solved]
    width = statistics.median(loss.loss_at_most - loss.loss_at_least for loss in solved)
    figure = (
        f"{watch.seconds:.0f} s, {processor_seconds(answers):.0f} s of the processor; {len(solved)} solved; "
        f"worst {found[0].name}, {found[0].loss_at_least:,.0f} to {found[0].loss_at_most:,} points; "
        f"median width {width:,.0f}"
    )
    return Row(f"{len(found)} withdrawals of a pledge, two workers", figure, watch.load)


def monte_carlo(study: Study, scenarios: int) -> Row:
    """Scenarios by two workers; fewer than a thousand are extrapolated."""
    watch = Watch()
    with runner(2) as asked, watch.time():
        answers = answers_to(Clocked(study), scenario_questions(scenarios), asked)
    gaps = [(answer["bound"] - answer["objective"]) / answer["bound"] for answer in answers.values()]
    minutes = f"{watch.seconds / 60:.1f} min"
    if scenarios < THOUSAND:
        minutes += f" ({watch.seconds * THOUSAND / scenarios / 60:.1f} min for 1,000 extrapolated)"
    used = processor_seconds(answers)
    figure = (
        f"{minutes}, {used / 60:.1f} min of the processor, {used / scenarios:.2f} s each; "
        f"median gap {statistics.median(gaps):.2%}, largest {max(gaps):.2%}"
    )
    return Row(f"{scenarios:,} scenarios, two workers", figure, watch.load)


def speed_up(study: Study, questions: Sequence[str]) -> list[Row]:
    """The same questions by this process, one and two workers, each after it has answered one."""
    rows, seconds = [], {}
    for workers in (0, 1, 2):
        watch = Watch()
        with runner(workers) as asked:
            answers_to(study, questions[: max(1, 2 * workers)], asked)
            with watch.time():
                answers_to(study, questions, asked)
        seconds[workers] = watch.seconds
        name = f"{workers} worker{'s' * (workers > 1)}" if workers else "this process alone"
        rows.append(Row(f"{len(questions)} scenarios, {name}", f"{watch.seconds:.1f} s", watch.load))
    overhead = 1000 * (seconds[1] - seconds[0]) / len(questions)
    figure = f"{seconds[1] / seconds[2]:.2f} times as fast; Dask costs {overhead:.0f} ms a scenario"
    rows.append(Row("two workers against one", figure, os.getloadavg()[0]))
    return rows


def against_solves(study: Study, sizes: Sizes) -> Row:
    """Re-solves beside solves with far more time, of the same scenarios, one thread each."""
    shortfalls, watch = [], Watch()
    with watch.time():
        for number in range(sizes.compared):
            quick = study.answer(f"scenario:{number}")
            scenario = hitting(study.problem, study.scenario(number), study.plan.stays)
            problem = apply(study.problem, scenario)
            thorough = solve(problem, stop=SecondsPassed(sizes.solve_seconds), workers=1)
            shortfalls.append(1 - quick["objective"] / thorough.objective)
            print(f"scenario {number}: {shortfalls[-1]:.2%} below a solve of {sizes.solve_seconds:g} s", flush=True)
    within = sum(one <= 0.01 for one in shortfalls)
    figure = (
        f"{within} of {len(shortfalls)} within 1 %; median {statistics.median(shortfalls):.2%} below, "
        f"most {max(shortfalls):.2%}"
    )
    return Row(f"{sizes.compared} scenarios beside solves of {sizes.solve_seconds:g} s", figure, watch.load)


def table(rows: Sequence[Row]) -> str:
    """The measurements as a Markdown table."""
    lines = ["| what | measured | load before |", "| --- | --- | ---: |"]
    return "\n".join([*lines, *(f"| {row.what} | {row.figure} | {row.load:.1f} |" for row in rows)])


def heading(study: Study) -> str:
    """When and on what."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("distributed", "numba", "numpy", "ortools"))
    today = datetime.now(UTC).date().isoformat()
    command = " ".join(["python -m benchmarks.planning.stress", *sys.argv[1:]])
    machine = f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}, {versions}"
    return f"""# Stress tests measured

`{command}` on {today}: {machine}.

The contract's problem of scale 1, seed 0, planned for 60 seconds: objective {study.plan.objective:,}, gap
{study.plan.gap:.2%}. Re-solves begin at its stays and prices and take {study.effort.rounds} rounds on one thread, a
quarter of them for a single pledge. `load before` tells how busy the machine was with other work (two processors are
fully taken at 2).

"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="small and short; no file")
    parser.add_argument("--scenarios", type=int, default=THOUSAND, help="how many are drawn; 1000 unless told")
    parser.add_argument("--compared", type=int, default=FULL.compared, help="how many are set beside long solves")
    arguments = parser.parse_args()
    sizes = FULL._replace(scenarios=arguments.scenarios, compared=arguments.compared)
    sizes = SMOKE if arguments.smoke else sizes
    study = study_of(sizes)
    rows = []
    for row in measure(study, sizes):
        print(f"{row.what}: {row.figure}", flush=True)
        rows.append(row)
    print(table(rows))
    if not arguments.smoke:
        RESULTS.write_text(heading(study) + table(rows) + "\n", encoding="utf-8")


def measure(study: Study, sizes: Sizes) -> Iterator[Row]:
    """One measurement after the other."""
    yield withdrawals(study)
    yield from speed_up(study, scenario_questions(sizes.speed_questions))
    yield monte_carlo(study, sizes.scenarios)
    yield against_solves(study, sizes)


if __name__ == "__main__":
    main()
