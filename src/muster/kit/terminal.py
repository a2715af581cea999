"""Tables on the terminal: the same declared columns as on the page, as a Rich table or as JSON."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table as Grid

from muster.kit.errors import Refused
from muster.kit.tables import Column, Table
from muster.kit.tables.exports import ILLUSTRATIVE, plain_value

FRAME = 3  # characters of frame and padding that a column takes
WIDEST = 24  # a text column may wrap its words at this width


def shown_columns(table: Table) -> list[Column]:
    """Return the columns that are shown unless asked otherwise."""
    return [column for column in table.columns if not column.hidden]


def print_table(table: Table, rows: Iterable[Any], *, as_json: bool) -> None:
    """Print the rows with the table's shown columns; illustrative rows carry the word."""
    columns, every = shown_columns(table), list(rows)
    if as_json:
        typer.echo(
            json.dumps([_plain(table, columns, row) for row in every], ensure_ascii=False, indent=2, default=str)
        )
        return
    if not every:
        typer.echo(str(table.empty) or "nothing on record")
        return
    console = Console(markup=False, highlight=False)
    lines = [[_text(column, row) for column in columns] for row in every]
    marks = [ILLUSTRATIVE if table.is_illustrative(row) else "" for row in every]
    shown = _fitting([_heading(column) for column in columns], lines, console.width - max(map(len, marks)) - FRAME)
    grid = Grid(title=str(table.caption))
    for column in columns[:shown]:
        grid.add_column(_heading(column), justify="right" if column.is_number else "left", overflow="fold")
    grid.add_column("")
    for line, mark in zip(lines, marks, strict=True):
        grid.add_row(*line[:shown], mark)
    console.print(grid)
    if shown < len(columns):
        left_out = ", ".join(str(column.label) for column in columns[shown:])
        console.print(f"Not shown for want of room: {left_out}. --json gives them all.")


def _heading(column: Column) -> str:
    """Return a column's heading with its unit."""
    return f"{column.label} ({column.unit})" if column.unit else str(column.label)


def _fitting(headings: Sequence[str], lines: Sequence[Sequence[str]], width: int) -> int:
    """Return how many columns, from the first, fit into `width` characters without breaking words; at least one."""
    used = 0
    for place, heading in enumerate(headings):
        texts = [heading, *(line[place] for line in lines)]
        longest_word = max(len(word) for text in texts for word in (text.split() or [""]))
        used += max(longest_word, min(WIDEST, max(map(len, texts)))) + FRAME
        if used > width and place:
            return place
    return len(headings)


def _plain(table: Table, columns: Sequence[Column], row: Any) -> dict[str, Any]:
    """Return a row as JSON content."""
    content: dict[str, Any] = {column.key: plain_value(column.plain(row)) for column in columns}
    return {**content, ILLUSTRATIVE: table.is_illustrative(row)}


def _text(column: Column, row: Any) -> str:
    """Return a cell as text; shares in per cent."""
    value = column.plain(row)
    if value is None:
        return ""
    if column.kind == "percent":
        return f"{100 * value:.{column.decimals}f} %"
    if column.kind == "decimal":
        return f"{value:,.{column.decimals}f}"
    return f"{value:,}" if column.kind == "integer" else str(value)


def bytes_of(path: Path) -> bytes:
    """Return the content of a file named on the command line. Raises Refused with one line if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


@contextmanager
def steps_on_terminal() -> Iterator[Callable[[str, int, int], None]]:
    """Give what shows a job's steps as bars on the error stream; it is silent where that is no terminal.

    Call it with the step, how many are done and how many there are.
    """
    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bars: dict[str, TaskID] = {}
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:

        def show(step: str, done: int, total: int) -> None:
            if step not in bars:
                bars[step] = progress.add_task(str(step), total=total)
            progress.update(bars[step], completed=done, total=total)

        yield show
