"""`muster plans`, and the half of `muster plan` that plans the record."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from muster.kit.atomic_file import write_atomically
from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer
from muster.parties.queries import organisation
from muster.parties.viewer import SYSTEM
from muster.plans import actions, queries, reports
from muster.plans.coverage import plan_coverage, total
from muster.plans.models import StoredPlan
from muster.plans.pages import FILES
from muster.plans.solve_progress import progress_on_terminal
from muster.plans.tables import COVERAGE, PLANS, gaps_table
from muster.reference.parameters import parameter

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Stored plans.", no_args_is_help=True)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Reference = Annotated[str, typer.Argument(help="The plan's reference.")]
UN_REGISTER = "UN"


@app.command("list")
def list_(user: As = None, as_json: AsJson = False) -> None:
    """List the stored plans."""
    print_table(PLANS, queries.visible_plans(acting_viewer(user)), as_json=as_json)


@app.command()
def show(reference: Reference, user: As = None, as_json: AsJson = False) -> None:
    """Show a plan's coverage by mission and its gaps, each with its reason."""
    viewer = acting_viewer(user)
    plan = queries.visible_plan(viewer, reference)
    if not as_json:
        print_table(COVERAGE, plan_coverage(viewer, plan).by_mission, as_json=False)
    print_table(gaps_table(queries.sees_reasons(viewer, plan)), queries.visible_gaps(viewer, plan), as_json=as_json)


@app.command()
def export(
    reference: Reference,
    name: Annotated[str, typer.Argument(metavar="|".join(FILES), help="Which of the plan's files.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where it is written.")],
    user: As = None,
) -> None:
    """Write one of a plan's files: the plan or its problem (JSON), the workbook, the gap report, the Gantt."""
    if name not in FILES:
        raise typer.BadParameter(f"{name!r}: it is one of {', '.join(FILES)}")
    viewer = acting_viewer(user)
    write_atomically(file, reports.plan_file(viewer, queries.visible_plan(viewer, reference), name))
    typer.echo(f"{file} written")


def plan_from_record(
    *,
    on: date,
    horizon_months: int,
    output: Path | None,
    seconds: float | None,
    gap: float | None,
    seed: int,
    as_json: bool,
) -> None:
    """Plan what is on record on a day, store the plan, print what came of it, and write it to `output` if named."""
    plan = actions.request_plan(
        SYSTEM,
        register=organisation(UN_REGISTER),
        day=on,
        horizon_months=horizon_months,
        seconds=max(1, round(parameter("plan_seconds", on).integer if seconds is None else seconds)),
    )
    with progress_on_terminal() as watch:
        solved = actions.solve_plan(SYSTEM, plan.reference, gap=gap, seed=seed, watch=watch)
    if output is not None:
        write_atomically(output, reports.plan_file(SYSTEM, solved, "plan.json"))
    _print_result(solved, as_json)


def _print_result(plan: StoredPlan, as_json: bool) -> None:
    """Print the stored plan in one line, or as JSON."""
    every = total(plan_coverage(SYSTEM, plan).by_mission)
    content = {
        "reference": plan.reference,
        "status": plan.status,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "seconds": plan.seconds,
        "covered_share": round(every.share, 4),
        "gaps": queries.visible_gaps(SYSTEM, plan).count(),
    }
    if as_json:
        typer.echo(json.dumps(content))
        return
    typer.echo(
        f"{plan.reference}: {plan.status} objective={plan.objective} bound={plan.bound:.1f} gap={plan.gap:.5f} "
        f"covered={every.share:.1%} gaps={content['gaps']}; `muster plans show {plan.reference}` explains them"
    )
