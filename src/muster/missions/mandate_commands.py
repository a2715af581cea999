"""`muster mandates`: list, import and export mandates, and hold missions against the published register."""

from pathlib import Path
from typing import Annotated

import typer

from muster.kit.atomic_file import write_atomically
from muster.kit.terminal import bytes_of, print_table
from muster.missions import mandate_workbook, queries
from muster.missions.mandate_csv import import_csv
from muster.missions.mandate_tables import MANDATES
from muster.missions.mission_register import DIFFERENCES, check_register, read_register
from muster.missions.queries.mandate_rows import mandate_rows
from muster.parties.acting import acting_viewer, parsed_day, today

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Mandates of missions.", no_args_is_help=True)
WORKBOOK = ".xlsx"

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The record as of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_(on: On = None, user: As = None, as_json: AsJson = False) -> None:
    """List the missions under way on a day with the mandate that holds of each."""
    print_table(MANDATES, mandate_rows(acting_viewer(user), parsed_day(on)), as_json=as_json)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file of mandates, or a workbook (.xlsx).")],
    user: As = None,
) -> None:
    """Import mandates: all of the file, or nothing and every error by row and column."""
    if file.suffix.lower() == WORKBOOK:
        done = mandate_workbook.import_workbook(acting_viewer(user), bytes_of(file), today=today())
        typer.echo(f"{done.total} records entered")
        return
    typer.echo(f"{import_csv(acting_viewer(user), bytes_of(file), today=today())} mandates entered")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="WORKBOOK.xlsx", help="Where the workbook is written.")],
    on: On = None,
    user: As = None,
) -> None:
    """Export operations, mandates, tasks, statements and classifications as a workbook that can be imported again."""
    write_atomically(file, mandate_workbook.export(acting_viewer(user), parsed_day(on)))
    typer.echo(f"{file} written")


@app.command("check-register")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The published register, DPPADPOSS-PKO.csv.")],
    on: On = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """Say where start and end of missions differ between the record and the published register.

    The register holds no day on which a mandate expires, no resolution and no ceiling: nothing of these is compared.
    """
    missions = queries.visible_missions(acting_viewer(user), parsed_day(on))
    found = check_register(missions, read_register(bytes_of(file)))
    print_table(DIFFERENCES, found.differences, as_json=as_json)
    if as_json:
        return
    typer.echo(
        f"{found.compared} missions compared, {len(found.differences)} differences; "
        f"{len(found.only_in_register)} only in the register, {len(found.only_in_record)} only in the record"
        + (f": {', '.join(found.only_in_record)}" if found.only_in_record else "")
    )
    typer.echo("The register holds no expiry of mandates, no resolutions and no ceilings.")
