"""`muster training state`, `plan` and `demand`: read-only."""

from typing import Annotated

import typer

from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day
from muster.parties.queries import organisation
from muster.training.pages.readiness import seat_rows, state_row, without_rows
from muster.training.queries.certifications import certifications_of
from muster.training.queries.demand import training_demand
from muster.training.queries.readiness_sessions import planned_seats
from muster.training.queries.readiness_states import about_tours, rotation_states
from muster.training.tables.cooperation import DEMAND
from muster.training.tables.readiness import SEATS, STATES, WITHOUT

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The record as of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
State = Annotated[str, typer.Option(metavar="CODE", help="Only this State (ISO alpha-3).")]


def state(
    on: On = None,
    state: State = "",
    mission: Annotated[str, typer.Option(metavar="ACRONYM", help="Only units of this mission.")] = "",
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List how far the rotations ahead are trained on the day of deployment; without a roster, not known."""
    viewer, day = acting_viewer(user), parsed_day(on)
    tours = list(about_tours(viewer, day, state.upper(), mission))
    certified = certifications_of(viewer, tours, day)
    rows = [state_row(one, certified.get(one.key), day) for one in rotation_states(tours, day)]
    print_table(STATES, rows, as_json=as_json)


def plan(
    state: Annotated[str, typer.Argument(metavar="STATE", help="Whose people (ISO alpha-3).")],
    on: On = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """Propose seats of sessions for what a State's rosters lack, checked; nobody is enrolled by it."""
    viewer, day = acting_viewer(user), parsed_day(on)
    whose = organisation(state.upper())
    found = planned_seats(viewer, whose, rotation_states(about_tours(viewer, day, whose.code), day), day)
    print_table(SEATS, seat_rows(found), as_json=as_json)
    if not as_json:
        print_table(WITHOUT, without_rows(found), as_json=False)
        proof = "proven" if found.plan.is_proven else "not proven"
        plan = found.plan
        typer.echo(f"{plan.trained} people fully trained (at most {plan.trained_bound}), {plan.items} seats; {proof}.")


def demand(on: On = None, state: State = "", user: As = None, as_json: AsJson = False) -> None:
    """List the seats needed by quarter, standard and State against those planned."""
    rows = training_demand(acting_viewer(user), parsed_day(on), state.upper())
    print_table(DEMAND, rows, as_json=as_json)


def register(app: typer.Typer) -> None:
    """Register the commands of readiness."""
    app.command()(state)
    app.command()(plan)
    app.command()(demand)
