"""`muster check`: verify a plan file against its problem file."""

import json
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from muster.cli.files import MOST_LINES, read_bytes, read_problem
from muster.planning.certificate import Verdict, examine_bound
from muster.planning.checker import broken_rules
from muster.planning.plan import Plan
from muster.planning.refusal import PlanRefused

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def check(
    problem_file: Annotated[Path, typer.Argument(metavar="PROBLEM.json", help="The problem.")],
    plan_file: Annotated[Path, typer.Argument(metavar="PLAN.json", help="The plan.")],
    certificate: Annotated[
        bool, typer.Option("--certificate/--no-certificate", help="Compute the bound again from the plan's prices.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Verify a plan against its problem, by code that shares nothing with the search.

    Prints `valid objective=... bound=... gap=...`, then what is known of the bound, and leaves with 0; or one line for
    each broken rule (at most 20) and leaves with 1. A bound that the plan's own prices do not prove is such a fault. A
    bound proven by integer programming and the plan of another program have no certificate, which is said and is none.
    A file that cannot be read leaves with 2.
    """
    problem = read_problem(problem_file)
    raw = read_bytes(plan_file)
    try:
        plan = Plan.from_json_bytes(raw)
    except PlanRefused as error:
        _report(as_json, list(error.lines[:MOST_LINES]), None, None)
        raise typer.Exit(1) from None
    broken = list(islice(broken_rules(problem, plan), MOST_LINES))
    verdict = examine_bound(problem, plan) if certificate and not broken else None
    if verdict is not None:
        broken.extend(verdict.faults)
    _report(as_json, broken, plan, verdict)
    if broken:
        raise typer.Exit(1)


def _report(as_json: bool, broken: list[str], plan: Plan | None, verdict: Verdict | None) -> None:
    if as_json:
        content: dict[str, Any] = {"valid": not broken, "broken": broken}
        if plan is not None:
            content |= {"objective": plan.objective, "bound": plan.bound, "gap": plan.gap, "stays": len(plan.stays)}
        if verdict is not None:
            proven = float(verdict.proven) if verdict.proven is not None else None
            content |= {"certificate": str(verdict.proof), "proven_by_prices": proven}
        typer.echo(json.dumps(content))
    elif broken or plan is None:
        typer.echo("\n".join(broken))
    else:
        typer.echo(
            f"valid objective={plan.objective} bound={plan.bound:.1f} gap={plan.gap:.5f} stays={len(plan.stays)}"
        )
        if verdict is not None:
            typer.echo(f"bound: {verdict.words}")
