"""`muster training courses` and `muster training sessions`: the catalogue, as of a day."""

from typing import Annotated

import typer

from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day
from muster.training.queries.courses import visible_courses
from muster.training.queries.sessions import count_next_seats, count_seats, upcoming, visible_sessions
from muster.training.tables.courses import COURSES
from muster.training.tables.sessions import SESSIONS

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The record as of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Standard = Annotated[str, typer.Option(metavar="CODE", help="Only courses that follow this standard.")]
Institution = Annotated[str, typer.Option(metavar="CODE", help="Only courses of this institution.")]


def courses(
    on: On = None, standard: Standard = "", institution: Institution = "", user: As = None, as_json: AsJson = False
) -> None:
    """List the courses of the catalogue, each with its next session and the seats left."""
    day = parsed_day(on)
    rows = visible_courses(acting_viewer(user), day).prefetch_related(upcoming(day))
    if standard:
        rows = rows.filter(standard=standard.upper())
    if institution:
        rows = rows.filter(institution__code=institution)
    listed = list(rows)
    count_next_seats(listed, day)
    print_table(COURSES, listed, as_json=as_json)


def sessions(
    on: On = None, standard: Standard = "", institution: Institution = "", user: As = None, as_json: AsJson = False
) -> None:
    """List the sessions of courses with their seats."""
    day = parsed_day(on)
    rows = visible_sessions(acting_viewer(user), day)
    if standard:
        rows = rows.filter(course__standard=standard.upper())
    if institution:
        rows = rows.filter(course__institution__code=institution)
    listed = list(rows)
    count_seats(listed, day)
    print_table(SESSIONS, listed, as_json=as_json)


def register(app: typer.Typer) -> None:
    """Register the commands of the catalogue."""
    app.command()(courses)
    app.command()(sessions)
