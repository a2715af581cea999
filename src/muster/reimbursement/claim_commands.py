"""`muster claims`: claims of States, arrears, and what is due, as of a day."""

from typing import Annotated

import typer

from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day
from muster.reimbursement.claim_parameters import age_brackets
from muster.reimbursement.queries import claim_arrears
from muster.reimbursement.queries.claims import visible_claims
from muster.reimbursement.queries.claims_due import claims_due
from muster.reimbursement.tables.claims import CLAIMS, DUE_CLAIMS, arrears_table

app = typer.Typer(
    rich_markup_mode=None, add_completion=False, help="Claims of States under memoranda.", no_args_is_help=True
)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The record as of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Mission = Annotated[str, typer.Option(metavar="ACRONYM", help="Only claims in this mission.")]
State = Annotated[str, typer.Option(metavar="CODE", help="Only claims of this State (ISO alpha-3).")]


@app.command("list")
def list_(on: On = None, mission: Mission = "", state: State = "", user: As = None, as_json: AsJson = False) -> None:
    """List the claims on record, at the stage of the day, with what is settled and owed."""
    rows = visible_claims(acting_viewer(user), parsed_day(on)).defer("content")
    if mission:
        rows = rows.filter(**{claim_arrears.ACRONYM: mission})
    if state:
        rows = rows.filter(payee__code=state.upper())
    print_table(CLAIMS, rows, as_json=as_json)


@app.command()
def due(on: On = None, user: As = None, as_json: AsJson = False) -> None:
    """List the claims of quarters that are over and not certified, by the day of the target."""
    print_table(DUE_CLAIMS, claims_due(acting_viewer(user), parsed_day(on)), as_json=as_json)


@app.command()
def arrears(on: On = None, mission: Mission = "", state: State = "", user: As = None, as_json: AsJson = False) -> None:
    """List what is owed by State and mission, with its age."""
    day = parsed_day(on)
    rows = claim_arrears.arrears(acting_viewer(user), day, state=state.upper(), mission=mission)
    print_table(arrears_table(age_brackets(day)), rows, as_json=as_json)
