"""`muster reference`: list the tables of facts, show one, or one fact with its source."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table as Grid

from muster.reference.catalogue import Row, Table, facts_under, list_tables, table
from muster.reference.cells import day, shown
from muster.reference.states import find_state

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Reference facts with their sources.")


def _day(text: str) -> date:
    try:
        return day(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
OnDay = Annotated[date | None, typer.Option("--on", parser=_day, metavar="DATE", help="Only what holds on the day.")]


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """List the tables: name, number of rows, what they hold."""
    tables = [table(name) for name in list_tables()]
    if as_json:
        content = [
            {"table": found.name, "title": found.title, "rows": len(found.rows), "description": found.description}
            for found in tables
        ]
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    grid = Grid("table", "rows", "holds")
    grid.columns[1].justify = "right"
    for found in tables:
        grid.add_row(found.name, str(len(found.rows)), found.description)
    Console(markup=False, highlight=False).print(grid)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="TABLE", help="The table, as `muster reference list` names it.")],
    key: Annotated[str | None, typer.Argument(help="One fact: a code, an acronym, a parameter, a State.")] = None,
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """Show a table in short, or every field of one fact. Source and standing are always shown."""
    found = table(name)
    rows = found.rows if key is None else rows_for(found, key)
    if on is not None:
        in_force = found.in_force(on)
        rows = tuple(row for row in rows if row in in_force)
    if as_json:
        typer.echo(json.dumps([plain(row) for row in rows], ensure_ascii=False, indent=2))
    elif key is None:
        Console(markup=False, highlight=False).print(_short(found, rows))
    else:
        for row in rows:
            Console(markup=False, highlight=False).print(_full(found, row))


def rows_for(found: Table, key: str) -> tuple[Row, ...]:
    """The rows that a person means by the key; a State may be named in any language.

    Raises UnknownFactError or UnknownStateError.
    """
    if found.name == "states":
        return (found.by_key[find_state(key).iso3],)
    return facts_under(found.name, key)


def plain(row: Row) -> dict[str, object]:
    """The row as JSON knows it: dates as text, decimals as numbers."""
    return {column: _plain(cell) for column, cell in row.items()}


def _plain(cell: object) -> object:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _short(found: Table, rows: Sequence[Row]) -> Grid:
    columns = [column for column in found.columns if column.listed]
    grid = Grid(*(column.name for column in columns), title=f"{found.title}: {len(rows)} of {len(found.rows)}")
    for position, column in enumerate(columns):
        if column.kind in ("integer", "decimal"):
            grid.columns[position].justify = "right"
    for row in rows:
        grid.add_row(*(shown(row[column.name]) for column in columns))
    return grid


def _full(found: Table, row: Row) -> Grid:
    grid = Grid("field", "value", "unit", "meaning", title=f"{found.title}: {found.key_of(row)}")
    for column in found.columns:
        grid.add_row(column.name, shown(row[column.name]), column.unit, column.description)
    return grid
