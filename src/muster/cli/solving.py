"""Solve a problem file and write the plan file, with a progress line and a deadline from the start of the process."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from muster.cli.files import read_problem, refuse_unless_writable, write_bytes
from muster.planning.plan import Plan
from muster.planning.solver import solve
from muster.planning.stop import (
    DEFAULT_GAP,
    DEFAULT_SECONDS,
    GapReached,
    IterationsDone,
    Progress,
    SecondsPassed,
    Stop,
    any_of,
)


def plan_file(
    problem_file: Path,
    output: Path,
    *,
    seconds: float | None,
    gap: float | None,
    seed: int,
    workers: int | None,
    iterations: int | None,
) -> Plan:
    """Solve the problem in the file and write the plan; raises `Refused` when a file cannot be used."""
    problem = read_problem(problem_file)
    refuse_unless_writable(output)
    with termination_as_interrupt(), progress_line() as show:
        plan = solve(problem, stop=stop_criterion(seconds, gap, iterations), seed=seed, workers=workers, progress=show)
    write_bytes(output, plan.to_json_bytes())
    return plan


def stop_criterion(seconds: float | None, gap: float | None, iterations: int | None) -> Stop:
    """The criteria given on the command line, whichever is met first.

    A gap or a time that is not given has its default, unless rounds are counted: then only what is given counts, so
    that the result does not hang on the clock. Seconds count from the start of the process: what reading the problem
    took is subtracted.
    """
    criteria: list[Stop] = []
    if iterations is None:
        seconds = DEFAULT_SECONDS if seconds is None else seconds
        gap = DEFAULT_GAP if gap is None else gap
    if seconds is not None:
        criteria.append(SecondsPassed(max(0.0, seconds - seconds_since_start())))
    if gap is not None:
        criteria.append(GapReached(gap))
    if iterations is not None:
        criteria.append(IterationsDone(iterations))
    return any_of(*criteria)


def seconds_since_start() -> float:
    """Seconds since this process began, as near as Python can tell."""
    entry = sys.modules.get("__main__")
    started = getattr(entry, "STARTED", None) or getattr(sys.modules.get("muster.__main__"), "STARTED", None)
    return time.monotonic() - started if isinstance(started, float) else 0.0


@contextmanager
def termination_as_interrupt() -> Iterator[None]:
    """While solving, a termination signal ends the search as Ctrl-C does, and the best plan is still written."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def progress_line() -> Iterator[Callable[[Progress], None] | None]:
    """One line on the error stream, rewritten after every round; nothing where that is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("planning ...") as status:

        def show(progress: Progress) -> None:
            status.update(
                f"objective {progress.objective:,}  bound {progress.bound:,.0f}  gap {progress.gap:.2%}  "
                f"{progress.seconds:.0f} s, round {progress.iterations}"
            )

        yield show
