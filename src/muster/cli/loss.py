"""`muster loss`: what is settled for an item lost or damaged."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from muster.cli.decimal_option import exact, exact_positive
from muster.kit.errors import Refused
from muster.reimbursement.statement import settled_loss, shipped_thresholds
from muster.reimbursement.statement.cents import as_dollars

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def loss(
    gfmv: Annotated[str, typer.Option("--gfmv", metavar="USD", help="Generic fair market value of the item.")],
    repair: Annotated[str, typer.Option("--repair", metavar="USD", help="What the repair would cost.")],
    life: Annotated[str | None, typer.Option("--life", metavar="YEARS", help="Its useful life.")] = None,
    months_used: Annotated[
        str | None, typer.Option("--months-used", metavar="MONTHS", help="Months for which its use has been paid.")
    ] = None,
    factors_paid: Annotated[
        str, typer.Option("--factors-paid", metavar="USD", help="Paid for environment and intensified operations.")
    ] = "0",
    as_json: Annotated[bool, typer.Option("--json", help="Print the settlement as JSON.")] = False,
) -> None:
    """Reckon class and amount of a loss: repair, significant damage, or total loss.

    A total loss is worth its value less what has been paid for the use (so --life and --months-used go together) and
    for the factors. Who bears it is another question.
    """
    if (life is None) != (months_used is None):
        raise Refused("--life and --months-used: give both or neither")
    found = settled_loss(
        exact("--gfmv", gfmv),
        exact("--repair", repair),
        shipped_thresholds(datetime.now(tz=UTC).date()),
        life_years=None if life is None else exact_positive("--life", life),
        months_used=exact("--months-used", months_used or "0"),
        factors_paid=exact("--factors-paid", factors_paid),
    )
    if as_json:
        typer.echo(json.dumps({"class": str(found.kind), "amount_cents": found.amount_cents}))
    else:
        typer.echo(f"{found.kind}: {as_dollars(found.amount_cents)} US dollars")
