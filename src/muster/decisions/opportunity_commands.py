"""`muster opportunities`: what a State could take up; read-only."""

from typing import Annotated

import typer

from muster.decisions.pages.opportunities import ranked_rows
from muster.decisions.queries.opportunities import state_opportunities
from muster.decisions.tables.opportunities import OPPORTUNITIES
from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day
from muster.parties.queries import organisation

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(name="opportunities")
def opportunities(
    state: Annotated[str, typer.Argument(metavar="STATE", help="Whose units (ISO alpha-3).")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; default: today.")] = None,
    top: Annotated[int, typer.Option("--top", min=0, help="Only the best so many; 0: all.")] = 0,
    user: Annotated[
        str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Rank the open and coming posts that a State's units could take, with what each would take."""
    found = state_opportunities(acting_viewer(user), parsed_day(on), organisation(state.upper()))
    rows = ranked_rows(found)
    print_table(OPPORTUNITIES, rows[:top] if top else rows, as_json=as_json)
