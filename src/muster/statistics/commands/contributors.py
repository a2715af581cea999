"""`muster contributors`: States ranked by the people that they have on a day."""

from typing import Annotated

import typer

from muster.statistics.commands.dates import last_day
from muster.statistics.commands.printing import AsJson, print_json, print_rows
from muster.statistics.figures.contributors import contributors as ranking
from muster.statistics.store import open_store

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def contributors(
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day: last count not after it.")],
    top: Annotated[int | None, typer.Option(min=1, metavar="NUMBER", help="So many of the first.")] = None,
    mission: Annotated[str | None, typer.Option(metavar="MISSION", help="In one mission; default: in all.")] = None,
    of_type: Annotated[
        str, typer.Option("--type", metavar="TYPE", help="all, troops, police, formed_police, experts, ...")
    ] = "all",
    as_json: AsJson = False,
) -> None:
    """Rank the States that contribute uniformed people on a day, the largest first."""
    found = ranking(open_store(), last_day("--on", on), mission, of_type, top)
    if as_json:
        print_json(found.as_json())
        return
    print_rows(
        f"Contributors to {found.mission or 'all missions'} on {found.on.isoformat()}",
        ("Rank", "State", "People"),
        [(row.rank, row.state, row.count) for row in found.rows],
        found.source,
    )
