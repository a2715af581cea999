"""`muster sql`: one SELECT of the user's own on the statistics store."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table as Grid

from muster.kit.errors import Problem, Refused
from muster.reference.parameters import parameter
from muster.statistics.commands.cells import as_json_value, as_text
from muster.statistics.importing import SETS
from muster.statistics.importing.record import imported
from muster.statistics.store import ROLL_UPS, TABLES, Table, open_store, store_folder
from muster.statistics.store.free_sql import Answer, Bounds, run_select, tables_in

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(metavar="SELECT", help="The query, in DuckDB's SQL.")] = None,
    tables: Annotated[bool, typer.Option("--tables", help="Tell the tables and their columns instead.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Ask the statistics store with one SELECT. Nothing is written, and nothing but the store is read."""
    if tables:
        if query is not None:
            raise Refused(problems=[Problem("--tables", "a query is given as well", "give the one or the other")])
        _print_tables(as_json=as_json)
        return
    if query is None:
        raise Refused(problems=[Problem("SELECT", "is not given", "give one SELECT, or --tables")])
    answer = run_select(store_folder(), query, _bounds())
    if as_json:
        _print_json(query, answer)
    else:
        _print_grid(answer)


def _bounds() -> Bounds:
    day = date.today()  # noqa: DTZ011 - whose bounds hold now is asked of the machine that runs the query

    def value(key: str) -> int:
        return parameter(key, day).integer

    return Bounds(value("sql_seconds"), value("sql_megabytes"), value("sql_rows"))


def _print_json(query: str, answer: Answer) -> None:
    rows = [{name: as_json_value(value) for name, value in row.items()} for row in answer.dicts()]
    told = {"columns": list(answer.columns), "rows": rows, "cut": answer.cut, "source": _source(query)}
    typer.echo(json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False))


def _source(query: str) -> dict[str, Any]:
    """The files whose rows are in the tables that the query names, and the last day of which they tell."""
    store, named = open_store(), tables_in(query)
    files = [
        report.file
        for one in SETS
        for report in imported(store.folder, one.name)
        if any(report.rows_kept.get(_kept_as(name)) for name in named)
    ]
    days = [day for name in named if (day := store.latest(name)) is not None]
    return {"file": ", ".join(files), "date": max(days).isoformat() if days else None, "filter": query}


def _kept_as(name: str) -> str:
    """The table whose rows a roll-up adds up; any other is its own."""
    return "contributions" if any(one.name == name for one in ROLL_UPS) else name


def _print_grid(answer: Answer) -> None:
    console = Console(markup=False, highlight=False, emoji=False)
    grid = Grid()
    for name in answer.columns:
        grid.add_column(name, overflow="fold", justify="right" if _is_number(answer, name) else "left")
    for row in answer.rows:
        grid.add_row(*(as_text(value) for value in row))
    console.print(grid)
    number = len(answer.rows)
    console.print(f"{number:,} row{'' if number == 1 else 's'}{'; there are more' if answer.cut else ''}.")


def _is_number(answer: Answer, name: str) -> bool:
    place = answer.columns.index(name)
    return any(isinstance(row[place], int | float) for row in answer.rows)


def _print_tables(*, as_json: bool) -> None:
    every = (*TABLES, *ROLL_UPS)
    if as_json:
        typer.echo(json.dumps({"tables": [_described(one) for one in every]}, indent=2, ensure_ascii=False))
        return
    console = Console(markup=False, highlight=False, emoji=False)
    for one in every:
        console.print(f"{one.name}: {one.text}", soft_wrap=False)
        console.print(_columns(one))


def _described(one: Table) -> dict[str, Any]:
    columns: Sequence[dict[str, str]] = [
        {"name": column.name, "type": column.type, "text": column.text} for column in one.columns
    ]
    return {"table": one.name, "text": one.text, "columns": columns}


def _columns(one: Table) -> Grid:
    grid = Grid("column", "type", "what it holds")
    for column in one.columns:
        grid.add_row(column.name, column.type, column.text)
    return grid
