"""`muster rotations`: tours planned by the optimisers, or held against the rules; nothing is written."""

import json
from datetime import date, timedelta
from typing import Annotated, Any

import typer

from muster.deployments.pages import company_plan as company_pages
from muster.deployments.pages import lift_plan as lift_pages
from muster.deployments.planning.refusal import NoPlanFoundError
from muster.deployments.queries.company_plan import checked_company_plan, company_question
from muster.deployments.queries.lift_plan import LiftOrder, checked_lift_plan, lift_question
from muster.deployments.queries.rotation_history import rotation_history
from muster.deployments.queries.units import visible_unit
from muster.deployments.tables.rotation_history import HISTORY
from muster.deployments.tables.rotation_plans import LIFT_DAYS, TAKEN, UNTAKEN
from muster.kit.errors import Refused
from muster.kit.intervals import add_months
from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Rotations planned, or held against the rules.")

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]


@app.callback()
def rotations() -> None:
    """Plan rotations, or hold them against the rules."""


@app.command()
def plan(
    state: Annotated[str, typer.Option(help="Companies of this State (ISO alpha-3 code) for its tours.")] = "",
    mission: Annotated[list[str] | None, typer.Option(help="Arrivals in this mission; may be repeated.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Tours that begin before this day.")] = None,
    weeks: Annotated[int | None, typer.Option(min=1, max=160, help="Arrivals of so many weeks from tomorrow.")] = None,
    people: Annotated[int | None, typer.Option(min=1, help="People whom a mission receives in a week.")] = None,
    flights: Annotated[int | None, typer.Option(min=1, help="Flights of the charter plan in a month.")] = None,
    user: As = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Plan a State's companies (--state) or the arrivals of missions (--mission) out of the record; nothing is written.

    The plan is read again by a checker that shares nothing with the search before it is told.
    """
    if bool(state) == bool(mission):
        raise Refused("rotations plan: give --state for its companies, or --mission for arrivals, and not both.")
    viewer, day = acting_viewer(user), parsed_day(None)
    try:
        if state:
            _companies(viewer, state, parsed_day(until) if until else None, day, as_json=as_json)
        else:
            _lift(viewer, tuple(mission or ()), (weeks, people, flights), day, as_json=as_json)
    except NoPlanFoundError as error:
        raise Refused(str(error)) from error


def _companies(viewer: Viewer, state: str, until: date | None, day: date, *, as_json: bool) -> None:
    last = until or add_months(day, parameter("companies_plan_months", day).integer)
    problem = company_question(viewer, organisation(state), last, day).problem
    found = checked_company_plan(problem, parameter("companies_seconds", day).integer)
    taken, untaken = company_pages.taken_rows(problem, found), company_pages.untaken_rows(problem, found)
    if as_json:
        _told({"taken": taken, "untaken": untaken, "proven": found.is_proven})
        return
    print_table(TAKEN, taken, as_json=False)
    print_table(UNTAKEN, untaken, as_json=False)


def _lift(
    viewer: Viewer, missions: tuple[str, ...], given: tuple[int | None, ...], day: date, *, as_json: bool
) -> None:
    keys = ("rotation_lift_weeks", "rotation_lift_people_per_week", "rotation_lift_flights_per_month")
    usual = (parameter(key, day).integer for key in keys)
    weeks, people, flights = (one or other for one, other in zip(given, usual, strict=True))
    order = LiftOrder(day + timedelta(days=1), weeks, people, flights, missions)
    problem = lift_question(viewer, order, day).problem
    found = checked_lift_plan(problem, parameter("rotation_lift_seconds", day).integer)
    rows = lift_pages.day_rows(problem, found)
    if as_json:
        figures = {
            name: getattr(found, name)
            for name in ("breach_days", "deviation_days", "deviation_bound", "flights", "flights_bound")
        }
        _told({"arrivals": rows, **figures})
        return
    print_table(LIFT_DAYS, rows, as_json=False)


def _told(content: dict[str, Any]) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))


@app.command()
def history(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="The reference of a unit, e.g. KAZ-UNIFIL-COY.")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; default: today.")] = None,
    user: As = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Hold the tours of a unit against the rules: late by how many days, and how many of them blocks explain."""
    viewer, day = acting_viewer(user), parsed_day(on)
    print_table(HISTORY, list(rotation_history(viewer, visible_unit(viewer, day, unit), day)), as_json=as_json)
