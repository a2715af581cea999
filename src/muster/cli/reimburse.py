"""`muster reimburse`: from a memorandum file to the statement of what the contributor is owed."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from muster.cli.files import MOST_LINES, read_bytes, refuse_unless_writable, shown_path, write_bytes
from muster.kit.errors import Problem, Refused
from muster.reimbursement.statement import (
    MemorandumRefused,
    Statement,
    read_memorandum,
    statement_as_json,
    statement_of,
)
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR
from muster.reimbursement.statement.terms import LineKind

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def reimburse(
    memorandum_file: Annotated[Path, typer.Argument(metavar="MOU.json", help="The memorandum with what was verified.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="STATEMENT.json", help="Where the statement is written.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the statement as JSON.")] = False,
) -> None:
    """State what a contributor is owed under a memorandum, month by month, every line with its explanation.

    A file that breaks its format is refused: a line for each fault, at most twenty, status 2, and nothing is written.
    """
    statement = _statement(memorandum_file)
    content = json.dumps(statement_as_json(statement), indent=1, ensure_ascii=False) + "\n"
    if output is not None:
        refuse_unless_writable(output)
        write_bytes(output, content.encode())
    if as_json:
        typer.echo(content, nl=False)
    else:
        Console(markup=False, highlight=False).print(_summary(statement))


def _statement(path: Path) -> Statement:
    try:
        return statement_of(read_memorandum(read_bytes(path)))
    except MemorandumRefused as error:
        lines = error.lines[:MOST_LINES]
    raise Refused(problems=[Problem("", f"{shown_path(path)}: {line}", "") for line in lines])


def _dollars(cents: int) -> str:
    whole, part = divmod(cents, CENTS_PER_DOLLAR)
    return f"{whole:,}.{part:02d}"


def _summary(statement: Statement) -> Table:
    """Return what is owed month by month, in US dollars, with what is withheld."""
    memorandum = statement.memorandum
    found = Table(title=f"{memorandum.unit}, {memorandum.contributor} in {memorandum.mission}: US dollars")
    found.add_column("month")
    for heading in (*(kind.label for kind in LineKind), "owed", "withheld"):
        found.add_column(heading, justify="right")
    months: dict[str, dict[str, int]] = {}
    for line in statement.lines:
        sums = months.setdefault(line.month.name, dict.fromkeys((*LineKind, "withheld"), 0))
        sums[line.kind] += line.amount_cents
    for one in statement.withheld:
        months[one.month.name]["withheld"] += one.amount_cents
    for month, sums in months.items():
        owed = sum(sums[kind] for kind in LineKind)
        found.add_row(month, *(_dollars(cents) for cents in (*(sums[k] for k in LineKind), owed, sums["withheld"])))
    totals = statement.totals
    kinds = (totals.personnel_cents, totals.major_equipment_cents, totals.self_sustainment_cents)
    withheld = sum(one.amount_cents for one in statement.withheld)
    found.add_section()
    found.add_row("in all", *(_dollars(cents) for cents in (*kinds, totals.all_cents, withheld)))
    return found
