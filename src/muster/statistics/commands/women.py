"""`muster women`: the share of women among uniformed people, by State, against the targets of the year."""

from typing import Annotated

import typer

from muster.statistics.commands.dates import last_day
from muster.statistics.commands.printing import AsJson, percent, print_json, print_rows
from muster.statistics.figures.women import women as share_of_women
from muster.statistics.store import open_store

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def women(
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day: last count not after it.")],
    of_type: Annotated[
        str, typer.Option("--type", metavar="TYPE", help="all, troops, individual_police, formed_police, experts, ...")
    ] = "all",
    mission: Annotated[str | None, typer.Option(metavar="MISSION", help="In one mission; default: in all.")] = None,
    as_json: AsJson = False,
) -> None:
    """Tell the share of women on a day, of all States and of each, with target and traffic light from 2019 on.

    Targets are set by type of personnel; for all types together there is none.
    """
    found = share_of_women(open_store(), last_day("--on", on), of_type, mission)
    if as_json:
        print_json(found.as_json())
        return
    print_rows(
        f"Women, {found.type}, {found.on.isoformat()}",
        ("State", "Women", "All", "Share", "Target", "Light"),
        [(row.state, row.women, row.all, percent(row.share), percent(row.target), row.light) for row in found.rows],
        found.source,
        f"All States: {found.women:,} of {found.all:,}, {percent(found.share)}",
    )
