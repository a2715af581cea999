"""`muster strength`: the strength of a mission on a day, or of a State over time."""

from typing import Annotated

import typer

from muster.kit.errors import Problem, Refused
from muster.statistics.commands.dates import first_day, last_day, span
from muster.statistics.commands.printing import AsJson, print_json, print_rows
from muster.statistics.figures.mission_strength import mission_strength
from muster.statistics.figures.state_strength import MONTH_GRAIN, YEAR_GRAIN, state_strength
from muster.statistics.store import open_store

app = typer.Typer(rich_markup_mode=None, add_completion=False)
GRAINS = {"month": MONTH_GRAIN, "year": YEAR_GRAIN}


@app.command()
def strength(
    mission: Annotated[str | None, typer.Option(metavar="MISSION", help="A mission, by acronym or name.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day: last count not after it.")] = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="A State, by code or name.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day, included.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day, not included.")] = None,
    grain: Annotated[
        str | None, typer.Option(metavar="GRAIN", help="month or year; default: what covers more of the time.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell the uniformed strength of a mission on a day, or of a State over time in one mission or in all.

    A mission takes --on; a State takes --from and --until. Dates are written 2018, 2018-10 or 2018-10-01.
    """
    if state is None:
        if mission is None:
            raise _refused("--mission", "neither a mission nor a State is named", "give --mission or --state")
        if on is None or since or until or grain:
            raise _refused("--on", "the strength of a mission is that of one day", "give --on DATE alone")
        _of_mission(mission, on, as_json)
        return
    if on is not None:
        raise _refused("--on", "a State's strength is told over time", "give --from and --until instead")
    if grain is not None and grain not in GRAINS:
        raise _refused("--grain", f"{grain!r} is no grain", "give month or year")
    _of_state(state, mission, since, until, GRAINS.get(grain or ""), as_json)


def _of_mission(mission: str, on: str, as_json: bool) -> None:
    found = mission_strength(open_store(), mission, last_day("--on", on))
    if as_json:
        print_json(found.as_json())
        return
    print_rows(
        f"{found.mission}, as counted on {found.as_counted_on.isoformat()}",
        ("Troops", "Police", "Experts", "Total"),
        [(found.troops, found.police, found.experts, found.total)],
        found.source,
    )


def _of_state(
    state: str, mission: str | None, since: str | None, until: str | None, grain: str | None, as_json: bool
) -> None:
    if since and until:
        span(since, until)
    first = first_day("--from", since) if since else None
    last = first_day("--until", until) if until else None
    found = state_strength(open_store(), state, mission, first, last, grain)
    if as_json:
        print_json(found.as_json())
        return
    missing = f"No figure: {', '.join(found.missing)}" if found.missing else ""
    print_rows(
        f"{found.state} in {found.mission or 'all missions'}, {found.grain}",
        ("Period", "People", "As stored", "Months"),
        [(row.period, row.count, f"{row.as_stored:g}", row.months_present) for row in found.rows],
        found.source,
        missing,
    )


def _refused(place: str, message: str, remedy: str) -> Refused:
    return Refused(problems=[Problem(place, message, remedy)])
