"""`muster reimburse`: from a memorandum file to the statement of what the contributor is owed."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.measure import Measurement
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
from muster.reimbursement.statement.terms import PaidKind

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
    if output is not None:
        _refuse_unless_apart(output, memorandum_file)
    statement = _statement(memorandum_file)
    content = "" if output is None and not as_json else _content(statement)
    if output is not None:
        refuse_unless_writable(output)
        write_bytes(output, content.encode())
    if as_json:
        typer.echo(content, nl=False)
    else:
        _print_summary(statement)
        if output is None:
            typer.echo("Each line with its explanation: -o STATEMENT.json, or --json.")


def _refuse_unless_apart(output: Path, memorandum_file: Path) -> None:
    """Raise `Refused` where the statement would be written over the memorandum that it is made from."""
    if output.resolve() == memorandum_file.resolve():
        raise Refused(f"{shown_path(output)}: is the memorandum itself; name another file for the statement")


def _content(statement: Statement) -> str:
    return json.dumps(statement_as_json(statement), indent=1, ensure_ascii=False) + "\n"


def _statement(path: Path) -> Statement:
    try:
        return statement_of(read_memorandum(read_bytes(path)))
    except MemorandumRefused as error:
        lines = error.lines[:MOST_LINES]
    raise Refused(problems=[Problem("", f"{shown_path(path)}: {line}", "") for line in lines])


def _dollars(cents: int) -> str:
    whole, part = divmod(cents, CENTS_PER_DOLLAR)
    return f"{whole:,}.{part:02d}"


HEADINGS = (*(kind.label for kind in PaidKind), "owed", "withheld")
WITHHELD = "withheld"
IN_ALL = "in all"
ANY_WIDTH = 10_000


def _sums(statement: Statement) -> dict[str, tuple[int, ...]]:
    """Return the cents under each heading by month, and in all at the end."""
    months: dict[str, dict[str, int]] = {}
    for line in statement.lines:
        sums = months.setdefault(line.month.name, dict.fromkeys((*PaidKind, WITHHELD), 0))
        sums[line.kind] += line.amount_cents
    for one in statement.withheld:
        months[one.month.name][WITHHELD] += one.amount_cents
    found = {}
    for month, sums in months.items():
        kinds = tuple(sums[kind] for kind in PaidKind)
        found[month] = (*kinds, sum(kinds), sums[WITHHELD])
    totals = statement.totals
    kinds = (totals.personnel_cents, totals.major_equipment_cents, totals.self_sustainment_cents)
    found[IN_ALL] = (*kinds, totals.all_cents, sum(one.amount_cents for one in statement.withheld))
    return found


def _print_summary(statement: Statement) -> None:
    """Print what is owed month by month; below one another where the terminal is too narrow for columns."""
    console = Console(markup=False, highlight=False, emoji=False)
    memorandum = statement.memorandum
    title = f"{memorandum.unit}, {memorandum.contributor} in {memorandum.mission}: US dollars"
    sums = _sums(statement)
    table = _across(sums)
    if Measurement.get(console, console.options.update(width=ANY_WIDTH), table).maximum > console.width:
        table = _downwards(sums)
    console.print(title)
    console.print(table)


def _across(sums: dict[str, tuple[int, ...]]) -> Table:
    """Return a row for each month."""
    found = Table()
    found.add_column("month", no_wrap=True)
    for heading in HEADINGS:
        # Two lines a heading, so that eighty columns are enough for millions.
        found.add_column(heading.replace(" ", "\n").replace("-", "-\n"), justify="right", no_wrap=True)
    for month, amounts in sums.items():
        if month == IN_ALL:
            found.add_section()
        found.add_row(month, *map(_dollars, amounts))
    return found


def _downwards(sums: dict[str, tuple[int, ...]]) -> Table:
    """Return a section for each month with a row for each figure."""
    found = Table("month", show_header=False)
    found.add_column(justify="right", no_wrap=True)
    for month, amounts in sums.items():
        found.add_section()
        found.add_row(month, "")
        for heading, amount in zip(HEADINGS, amounts, strict=True):
            found.add_row(f" {heading}", _dollars(amount))
    return found
