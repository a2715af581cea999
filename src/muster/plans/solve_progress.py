"""A solve's progress on the terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from muster.planning import Progress
from muster.plans.actions import Watcher


@contextmanager
def progress_on_terminal() -> Iterator[Watcher]:
    """Give a watcher that keeps one line on the error stream up to date; it is silent where that is no terminal."""
    with Console(file=sys.stderr).status("planning ...") as status:

        def show(progress: Progress) -> None:
            status.update(
                f"objective {progress.objective:,}, bound {progress.bound:,.0f}, gap {progress.gap:.2%}, "
                f"{progress.seconds:.0f} s"
            )

        yield show
