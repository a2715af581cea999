"""A bar on the terminal while a data set is read: bytes of its files, and what is done with the one at hand."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def progress_on_terminal(name: str, sizes: Mapping[str, int]) -> Iterator[Callable[[str], None]]:
    """Give what takes an import's words ("FILE" as it begins one, then "FILE: words"); silent where no terminal is.

    `sizes` are the bytes of the files, by name.
    """
    console = Console(file=sys.stderr)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(name, total=sum(sizes.values()))
        begun = 0

        def show(words: str) -> None:
            nonlocal begun
            if words in sizes:
                progress.update(task, completed=begun)
                begun += sizes[words]
            progress.update(task, description=f"{name}: {words}")

        yield show
        progress.update(task, completed=sum(sizes.values()))
