"""`muster plan`: a plan from a problem file, or from the record as of a day."""

import importlib
import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def plan(
    problem_file: Annotated[
        Path | None, typer.Argument(metavar="PROBLEM.json", help="The problem; without it, the record is planned.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PLAN.json", help="Where the plan is written.")
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="Plan what was on record on this day."),
    ] = None,
    horizon: Annotated[int, typer.Option(min=1, metavar="MONTHS", help="Months planned ahead, with --on.")] = 36,
    seconds: Annotated[
        float | None, typer.Option(min=0, help="Stop after so many seconds from the start of the process.")
    ] = None,
    gap: Annotated[float | None, typer.Option(min=0, help="Stop at this gap between bound and objective.")] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Seed of the search.")] = 0,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Threads; by default one for each processor.")
    ] = None,
    iterations: Annotated[int | None, typer.Option(min=0, help="Stop after so many rounds of the search.")] = None,
    no_progress: Annotated[
        float | None, typer.Option(min=0, metavar="SECONDS", help="Stop when nothing has improved for so long.")
    ] = None,
    earlier: Annotated[
        Path | None, typer.Option("--from", metavar="PLAN.json", help="Begin at this plan and its prices.")
    ] = None,
    change_cost: Annotated[
        int, typer.Option(min=0, metavar="POINTS", help="What a period of the earlier plan is worth if it is kept.")
    ] = 0,
    pin: Annotated[
        list[str] | None,
        typer.Option("--pin", metavar="PLEDGE:POST:START:END", help="A stay that the plan must hold; may be repeated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Make a force-generation plan with a proven bound.

    With PROBLEM.json, the problem of the file is solved and the plan written to the file that -o names. Without it,
    the record is planned: --on DATE takes what was known on that day, --horizon how many months ahead.

    The search stops at the first criterion met. --gap is 0.001 and --seconds 60 unless given, but neither counts with
    --iterations unless given: then the same problem, seed, workers and number of rounds give the same plan. Ctrl-C or
    a termination signal ends the search, and the best plan so far is written.

    --from begins at an earlier plan, of this problem or of one like it; with --change-cost it is not torn up for a
    trifle.
    """
    if problem_file is None:
        _plan_record(on.date() if on is not None else None, horizon, output, seconds, gap, seed, as_json)
        return
    if on is not None:
        raise typer.BadParameter("goes with the record; leave out PROBLEM.json or --on", param_hint="--on")
    if output is None:
        raise typer.BadParameter("say where the plan is written", param_hint="-o")
    from muster.cli.solving import pinned_stay, plan_file, stop_criterion

    if change_cost and earlier is None:
        raise typer.BadParameter("goes with --from: it is the price of leaving that plan", param_hint="--change-cost")
    solved = plan_file(
        problem_file,
        output,
        stop=stop_criterion(seconds, gap, iterations, no_progress),
        seed=seed,
        workers=workers,
        earlier=earlier,
        change_cost=change_cost,
        pinned=tuple(pinned_stay(text) for text in pin or ()),
    )
    if as_json:
        content = {key: getattr(solved, key) for key in ("objective", "bound", "gap", "status", "seconds")}
        typer.echo(json.dumps({**content, "stays": len(solved.stays), "output": str(output)}))
    else:
        typer.echo(
            f"{solved.status} objective={solved.objective} bound={solved.bound:.1f} gap={solved.gap:.5f} "
            f"stays={len(solved.stays)} seconds={solved.seconds:.1f}"
        )


def _plan_record(
    on: date | None,
    horizon: int,
    output: Path | None,
    seconds: float | None,
    gap: float | None,
    seed: int,
    as_json: bool,
) -> None:
    """Plan what is on record; the day is needed, so that the same command gives the same plan tomorrow."""
    if on is None:
        raise typer.BadParameter("name a problem file, or the day with --on DATE", param_hint="PROBLEM.json")
    from muster.cli.django_setup import refuse_unless_migrated, setup_django

    setup_django()
    refuse_unless_migrated()
    commands = importlib.import_module("muster.plans.commands")
    commands.plan_from_record(
        on=on, horizon_months=horizon, output=output, seconds=seconds, gap=gap, seed=seed, as_json=as_json
    )
