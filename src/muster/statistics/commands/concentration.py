"""`muster concentration`: how much a mission, or all, hangs on few contributors."""

from typing import Annotated

import typer

from muster.statistics.commands.dates import last_day
from muster.statistics.commands.printing import AsJson, print_json, print_rows
from muster.statistics.figures.concentration import concentration as index
from muster.statistics.store import open_store

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def concentration(
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day: last count not after it.")],
    mission: Annotated[str | None, typer.Option(metavar="MISSION", help="Of one mission; default: of all.")] = None,
    as_json: AsJson = False,
) -> None:
    """Tell the Herfindahl index of contributors on a day: 1 where one State has everybody."""
    found = index(open_store(), last_day("--on", on), mission)
    if as_json:
        print_json(found.as_json())
        return
    print_rows(
        f"Concentration in {found.mission or 'all missions'} on {found.on.isoformat()}",
        ("Herfindahl", "States"),
        [(f"{found.herfindahl:.4f}", found.states)],
        found.source,
    )
