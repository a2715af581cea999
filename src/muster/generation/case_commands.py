"""`muster case`: what the forecasts of a case said, and what happened."""

from typing import Annotated

import typer

from muster.generation.pages.hindsight import HINDSIGHT, arrival_in_words
from muster.generation.queries.cases import visible_case
from muster.generation.queries.hindsight import history_of_case
from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Cases of force generation.", no_args_is_help=True)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback()
def _group() -> None:
    """Cases of force generation."""


@app.command()
def history(
    reference: Annotated[str, typer.Argument(help="The case's reference.")],
    on: On = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """Hold the forecasts of a case against what happened: one line for each day on which something became known.

    A forecast is drawn from what was on record on its day, by the rules of today.
    """
    day = parsed_day(on)
    told = history_of_case(visible_case(acting_viewer(user), day, reference), day)
    if not as_json:
        typer.echo(arrival_in_words(told, day))
    print_table(HINDSIGHT, told.forecasts, as_json=as_json)
