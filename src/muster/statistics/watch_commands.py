"""`muster watch-reckon`: keep the crisis watch's forecasts of the last months, or of one month, for pages."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from muster.parties.viewer import SYSTEM
from muster.statistics.actions.watch_reckoning import reckon_due, reckon_forecasts
from muster.statistics.commands.printing import AsJson, print_json
from muster.statistics.store import open_store
from muster.statistics.watch.months import last_day, month_number
from muster.statistics.watching.model import OWN

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("watch-reckon")
def watch_reckon(
    month: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="From what was known at its end; default: what is missing.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Reckon and keep the forecasts of the crisis watch, as the daily run does: for the first day, or after an import.

    What was reckoned from the same store by the same model is not reckoned again.
    """
    store, today = open_store(), datetime.now(UTC).date()
    refusals: tuple[str, ...] = ()
    if month is None:
        reckoned = reckon_due(SYSTEM, store, today, OWN)
        runs, refusals = reckoned.runs, reckoned.refusals
    else:
        runs = int(reckon_forecasts(SYSTEM, store, last_day(month_number(month, "--month")), OWN) is not None)
    if as_json:
        print_json({"runs": runs, "refusals": list(refusals), "model": OWN.name})
    else:
        months = "month" if runs == 1 else "months"
        typer.echo(f"{runs} {months} reckoned." if runs else "Nothing is to be reckoned.")
        for line in refusals:
            typer.echo(line)
