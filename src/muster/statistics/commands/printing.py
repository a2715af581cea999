"""How these commands print: JSON, or a table with its source under it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from muster.statistics.figures.source import Source

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def print_json(content: Mapping[str, Any]) -> None:
    """Print a figure as JSON."""
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2))


def print_rows(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[object]], source: Source, after: str = ""
) -> None:
    """Print rows under their headings, one line of words after them, and where they are from."""
    console = Console(markup=False, highlight=False)
    lines = [[_text(cell) for cell in row] for row in rows]
    grid = Table(title=title)
    for place, heading in enumerate(headings):
        numbers = bool(lines) and all(_is_number(line[place]) for line in lines)
        grid.add_column(heading, justify="right" if numbers else "left", overflow="fold")
    for line in lines:
        grid.add_row(*line)
    console.print(grid)
    if after:
        console.print(after)
    print_source(source, console)


def print_source(source: Source, console: Console | None = None) -> None:
    """Print where a figure is from."""
    to = console or Console(markup=False, highlight=False)
    day = f", {source.date.isoformat()}" if source.date else ""
    to.print(f"Source: {source.file}{day}; {source.filter}")
    for note in source.notes:
        to.print(f"Note: {note}")


def percent(share: float | None) -> str:
    """A part of 1 in per cent."""
    return "" if share is None else f"{100 * share:.1f} %"


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:,.2f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _is_number(text: str) -> bool:
    return not text or text.replace(",", "").replace(".", "").replace("-", "").replace(" %", "").isdigit()
