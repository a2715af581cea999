"""Solve a problem file and write the plan file, with a progress line and a deadline from the start of the process."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from muster.cli.files import read_plan, read_problem, refusals_of, refuse_unless_writable, write_bytes
from muster.kit.errors import Refused
from muster.planning.plan import Plan, Stay
from muster.planning.solver import solve
from muster.planning.stop import (
    DEFAULT_GAP,
    DEFAULT_SECONDS,
    GapReached,
    IterationsDone,
    NoProgress,
    Progress,
    SecondsPassed,
    Stop,
    any_of,
)


def plan_file(
    problem_file: Path,
    output: Path,
    *,
    stop: Stop,
    seed: int,
    workers: int | None,
    earlier: Path | None = None,
    change_cost: int = 0,
    pinned: tuple[Stay, ...] = (),
) -> Plan:
    """Solve the problem in the file and write the plan; raises `Refused` when a file cannot be used."""
    problem = read_problem(problem_file)
    before = read_plan(earlier) if earlier is not None else None
    refuse_unless_writable(output)
    with refusals_of(earlier or problem_file), termination_as_interrupt() as asked, progress_line() as show:
        plan = solve(
            problem,
            stop=any_of(stop, asked),
            seed=seed,
            workers=workers,
            progress=show,
            warm_start=before.stays if before else (),
            warm_prices=before.prices if before else None,
            pinned=pinned,
            change_cost=change_cost,
        )
    write_bytes(output, plan.to_json_bytes())
    return plan


def pinned_stay(text: str) -> Stay:
    """A stay from `PLEDGE:POST:START:END`; raises `Refused` where it is not of this form."""
    pledge, post, start, end = [*text.split(":"), "", "", "", ""][:4]
    if text.count(":") != 3 or not (pledge and post and start.isdecimal() and end.isdecimal()):
        raise Refused(f"--pin {text}: write PLEDGE:POST:START:END, with periods as numbers.")
    return Stay(pledge, post, int(start), int(end))


def stop_criterion(
    seconds: float | None, gap: float | None, iterations: int | None, no_progress: float | None = None
) -> Stop:
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
    if no_progress is not None:
        criteria.append(NoProgress(seconds=no_progress))
    return any_of(*criteria)


def seconds_since_start() -> float:
    """Seconds since this process began, as near as Python can tell."""
    entry = sys.modules.get("__main__")
    started = getattr(entry, "STARTED", None) or getattr(sys.modules.get("muster.__main__"), "STARTED", None)
    return time.monotonic() - started if isinstance(started, float) else 0.0


class Asked(Stop):
    """Somebody has asked the search to end."""

    def __init__(self) -> None:
        self.is_asked = False

    def __call__(self, progress: Progress) -> bool:
        """Whether to stop now."""
        return self.is_asked


@contextmanager
def termination_as_interrupt() -> Iterator[Stop]:
    """While solving, a termination signal ends the search as Ctrl-C does, and the best plan is still written.

    The criterion that is yielded is met once a signal has come, should the interrupt itself be lost in a library. A
    Ctrl-C that the shell has ignored, as for a command in the background, stays ignored.
    """
    asked = Asked()

    def interrupt(number: int, frame: FrameType | None) -> None:
        asked.is_asked = True
        raise KeyboardInterrupt

    heard = [one for one in (signal.SIGTERM, signal.SIGINT) if signal.getsignal(one) is not signal.SIG_IGN]
    before = [(number, signal.signal(number, interrupt)) for number in heard]
    try:
        yield asked
    finally:
        for number, handler in before:
            signal.signal(number, handler)


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
