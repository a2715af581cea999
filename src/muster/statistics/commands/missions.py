"""`muster missions`: peacekeeping operations under way on a day."""

from typing import Annotated

import typer

from muster.statistics.commands.dates import last_day
from muster.statistics.commands.printing import AsJson, print_json, print_rows
from muster.statistics.figures.operations import operations_under_way
from muster.statistics.store import open_store

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def missions(
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day.")],
    region: Annotated[str | None, typer.Option(metavar="REGION", help="In one region, as Africa.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the United Nations peacekeeping operations under way on a day, by start."""
    found = operations_under_way(open_store(), last_day("--on", on), region)
    if as_json:
        print_json(found.as_json())
        return
    print_rows(
        f"Operations under way on {found.on.isoformat()}",
        ("Mission", "Name", "Start", "End", "Host"),
        [(one.mission, one.name, one.start, one.end, one.host) for one in found.missions],
        found.source,
        f"{len(found.missions)} operations",
    )
