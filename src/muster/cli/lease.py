"""`muster lease`: the dry and the wet monthly rate of an item."""

import json
from typing import Annotated

import typer

from muster.cli.decimal_option import exact, exact_positive
from muster.reimbursement.statement import dry_rate, wet_rate
from muster.reimbursement.statement.cents import shown

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def lease(
    gfmv: Annotated[str, typer.Option("--gfmv", metavar="USD", help="Generic fair market value of the item.")],
    life: Annotated[str, typer.Option("--life", metavar="YEARS", help="Its useful life.")],
    no_fault: Annotated[str, typer.Option("--no-fault", metavar="PERCENT", help="Its no-fault incident factor.")],
    maintenance: Annotated[str, typer.Option("--maintenance", metavar="USD", help="Maintenance a month.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the rates as JSON.")] = False,
) -> None:
    """Reckon the dry and the wet monthly rate of an item, in US dollars, rounded half up to the cent."""
    value, years = exact("--gfmv", gfmv), exact_positive("--life", life)
    percent, monthly = exact("--no-fault", no_fault), exact("--maintenance", maintenance)
    rates = {
        "dry": shown(dry_rate(value, years, percent)),
        "wet": shown(wet_rate(value, years, percent, monthly)),
    }
    typer.echo(json.dumps(rates) if as_json else f"dry {rates['dry']}, wet {rates['wet']} US dollars a month")
