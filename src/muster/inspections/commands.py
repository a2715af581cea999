"""`muster inspections`: what is due, as of a day."""

from typing import Annotated

import typer

from muster.inspections.queries.due import still_due
from muster.inspections.queries.lists import listed_inspections
from muster.inspections.rules.due_facts import DueState
from muster.inspections.tables.inspections import DUE, INSPECTIONS
from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day

app = typer.Typer(
    rich_markup_mode=None, add_completion=False, help="Inspections of units in theatre.", no_args_is_help=True
)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The record as of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Mission = Annotated[str, typer.Option(metavar="ACRONYM", help="Only units of this mission.")]
State = Annotated[str, typer.Option(metavar="CODE", help="Only units of this State (ISO alpha-3).")]


@app.command()
def due(
    on: On = None,
    mission: Mission = "",
    state: State = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List the inspections and monthly reports that are due by rule, what is overdue first."""
    rows = still_due(acting_viewer(user), parsed_day(on), mission=mission, state=state.upper())
    if overdue:
        rows = [row for row in rows if row.line.state == DueState.OVERDUE]
    print_table(DUE, rows, as_json=as_json)


@app.command("list")
def list_(
    on: On = None,
    mission: Mission = "",
    state: State = "",
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List the inspections and monthly reports on record, at the stage of the day."""
    rows = listed_inspections(acting_viewer(user), parsed_day(on))
    if mission:
        rows = rows.filter(unit__post__requirement__mission__acronym=mission)
    if state:
        rows = rows.filter(unit__state__code=state.upper())
    print_table(INSPECTIONS, rows, as_json=as_json)
