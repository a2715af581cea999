"""`muster people`: whose time has come, erase, export."""

import json
from pathlib import Path
from typing import Annotated

import typer

from muster.kit.atomic_file import write_atomically
from muster.kit.errors import Refused
from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day, today
from muster.people import actions, queries
from muster.people.tables import DUE

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Persons and their data.", no_args_is_help=True)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def due(
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Due on this day; default: today.")] = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List the persons whose data are to be erased, by number alone."""
    print_table(DUE, queries.due_persons(acting_viewer(user), parsed_day(on)), as_json=as_json)


@app.command()
def erase(
    number: Annotated[int | None, typer.Argument(metavar="NUMBER", help="The person's number.")] = None,
    reason: Annotated[str, typer.Option(help="Why; it stays in the audit log, so name nobody.")] = "",
    every_due: Annotated[bool, typer.Option("--due", help="Everybody whose time has come, instead of one.")] = False,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """Erase the data of one person, or of everybody whose time has come (for the daily run). It is for good."""
    if every_due == (number is not None):
        raise typer.BadParameter("give the number of one person, or --due", param_hint="NUMBER")
    actor = acting_viewer(user)
    if number is None:
        erased = actions.erase_due_persons(actor, today())
    else:
        erased = [actions.erase_person(actor, number, today=today(), reason=reason).number]
    typer.echo(json.dumps({"erased": erased}) if as_json else f"{len(erased)} persons erased")


@app.command("erase-again")
def erase_again(as_json: AsJson = False) -> None:
    """Erase those again whom a restored backup brought back, by the list of MUSTER_HOME. Run it after each restore."""
    erased = actions.erase_again(acting_viewer(None), today())
    typer.echo(json.dumps({"erased": erased}) if as_json else f"{len(erased)} persons erased again")


@app.command()
def export(
    number: Annotated[int, typer.Argument(help="The person's number.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where it is written.")],
    user: As = None,
) -> None:
    """Write everything held on a person as JSON, for the person who asks for it."""
    content = actions.export_of_person(acting_viewer(user), number, today=today())
    try:
        write_atomically(file, json.dumps(content, ensure_ascii=False, indent=2).encode())
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}.") from error
    typer.echo(f"{file} written")
