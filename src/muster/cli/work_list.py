"""`muster work-list`: the actions that would close the gaps of a plan file, in the order in which they pay."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from muster.cli.files import read_problem, read_valid_plan, refusals_of, refuse_unless_writable, write_bytes

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(name="work-list")
def show_work_list(
    problem_file: Annotated[Path, typer.Argument(metavar="PROBLEM.json", help="The problem.")],
    plan_file: Annotated[Path, typer.Argument(metavar="PLAN.json", help="The plan, made by muster plan.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="LIST.json", help="Where the list is written as JSON.")
    ] = None,
    cost: Annotated[
        int | None, typer.Option(min=1, help="What an action costs; by default the mean worth of a period in a post.")
    ] = None,
    sooner: Annotated[int, typer.Option(min=1, metavar="PERIODS", help="How much sooner pledges may get ready.")] = 3,
    visits: Annotated[
        int | None, typer.Option(min=0, help="Most visits a period; each pledge that gets ready sooner needs one.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=1, help="Time for the search, about.")] = 22.0,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Seed of the search.")] = 0,
) -> None:
    """List what it would take to close the gaps of a plan: the actions that pay, the best for its cost first.

    Possible are pledges ready sooner, ceilings of States and limits on arrivals raised by the largest pledge where they
    bind, and one more State or a pair of incompatible States in requirements with gaps. Each action is told with what
    is lost without it. Costs and possibilities are assumptions of this command, illustrative and not facts of the
    field.
    """
    from muster.planning.possible_actions import mean_value, possible_actions
    from muster.planning.work_list import work_list

    problem = read_problem(problem_file)
    plan = read_valid_plan(plan_file, problem)
    if output is not None:
        refuse_unless_writable(output)
    each = max(1, mean_value(problem)) if cost is None else cost
    with refusals_of(plan_file):
        actions = possible_actions(problem, plan, cost=each, periods_sooner=sooner)
        found = work_list(problem, plan, actions, visits_a_month=visits, seconds=seconds, seed=seed)
    if output is not None:
        write_bytes(output, (json.dumps({**asdict(found), "gain": found.gain}) + "\n").encode())
    typer.echo(
        f"{len(found.items)} of {len(actions)} actions: objective {found.objective_before} -> {found.objective}, "
        f"cost {found.cost}, uncovered periods {found.gaps_before} -> {found.gaps}"
    )
    for item in found.items:
        typer.echo(f"  period {item.month}: {item.action.words} (gain {item.gain}, cost {item.action.cost})")
