"""`muster fit`: how well pledges fit statements of unit requirement."""

from typing import Annotated

import typer

from muster.kit.terminal import print_table
from muster.matching import queries
from muster.matching.tables import CANDIDATES, ShownLine, lines_table
from muster.parties.acting import acting_viewer, parsed_day

app = typer.Typer(
    rich_markup_mode=None, add_completion=False, help="Fit of pledges to statements.", no_args_is_help=True
)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The record as of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def show(
    statement: Annotated[str, typer.Argument(help="The statement's reference.")],
    pledges: Annotated[list[str], typer.Argument(help="One pledge, or several that are reckoned together.")],
    on: On = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """Show the fit to a statement, line by line."""
    found = queries.visible_fit(acting_viewer(user), parsed_day(on), statement, pledges)
    print_table(lines_table(shows_doors=False), [ShownLine(line) for line in found.fit.lines], as_json=as_json)
    if not as_json:
        typer.echo(f"fit {found.fit.percent} %, {len(found.fit.blocking)} blocking gaps")


@app.command()
def post(
    reference: Annotated[str, typer.Argument(help="The post's reference.")],
    on: On = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """Compare the candidates of a post by their fit to its statement."""
    _, _, fits = queries.candidates_by_fit(acting_viewer(user), parsed_day(on), reference)
    print_table(CANDIDATES, fits, as_json=as_json)
