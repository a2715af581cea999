"""`muster rotations`: tours of a unit by the rules beside what happened; nothing is written."""

from typing import Annotated

import typer

from muster.deployments.queries.rotation_history import rotation_history
from muster.deployments.queries.units import visible_unit
from muster.deployments.tables.rotation_history import HISTORY
from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Rotations of units in theatre.")

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]


@app.callback()
def rotations() -> None:
    """Rotations of units in theatre."""


@app.command()
def history(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="The reference of a unit, e.g. KAZ-UNIFIL-COY.")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; default: today.")] = None,
    user: As = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Hold the tours of a unit against the rules: late by how many days, and how many of them blocks explain."""
    viewer, day = acting_viewer(user), parsed_day(on)
    print_table(HISTORY, list(rotation_history(viewer, visible_unit(viewer, day, unit), day)), as_json=as_json)
