"""`muster training pool`: who of a State is where, by number."""

from datetime import date
from typing import Annotated

import typer

from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day, today
from muster.training.queries.pool import PoolRow, pool_rows, visible_pool
from muster.training.tables.pool import POOL

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def rows_of(user: str | None, day: date, track: str | None, place: str | None) -> list[PoolRow]:
    """Return the rows of the pools that somebody may see on a day, of a track and a place where they are named."""
    viewer = acting_viewer(user)
    rows = pool_rows(viewer, visible_pool(viewer, day), day, today())
    return [one for one in rows if track in (None, one.track) and place in (None, one.place.where)]


def pool(
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Where they are on this day; default: today.")] = None,
    track: Annotated[str | None, typer.Option(help="Only this track: individual or contingent.")] = None,
    where: Annotated[str | None, typer.Option(help="Only those who are there: pooled, deployed, resting, ...")] = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List the people of the national pool, where they are, and what hinders them."""
    print_table(POOL, rows_of(user, parsed_day(on), track, where), as_json=as_json)
