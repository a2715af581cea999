"""`muster explain`: every gap of a plan file, with the candidates and the most that placing them can change."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from muster.cli.files import read_problem, read_valid_plan, refusals_of, refuse_unless_writable, write_bytes

app = typer.Typer(rich_markup_mode=None, add_completion=False)

SHOWN = 3
"""Candidates of a gap that the table shows."""


@app.command()
def explain(
    problem_file: Annotated[Path, typer.Argument(metavar="PROBLEM.json", help="The problem.")],
    plan_file: Annotated[Path, typer.Argument(metavar="PLAN.json", help="The plan, made by muster plan.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="GAPS.json", help="Write all candidates of all gaps here.")
    ] = None,
) -> None:
    """List the gaps of a plan: posts and periods that nobody holds, and who could.

    For each gap the three candidates that could change most, with the most that placing them there can add to the
    objective; below 0 it is what placing them costs at least. Both follow from the plan's own prices and are proven.
    """
    from muster.planning.gap_effects import gap_effects

    problem = read_problem(problem_file)
    plan = read_valid_plan(plan_file, problem)
    if output is not None:
        refuse_unless_writable(output)
    with refusals_of(plan_file):
        found = gap_effects(problem, plan)
    if output is not None:
        rows: list[dict[str, Any]] = [asdict(effects) for effects in found]
        write_bytes(output, (json.dumps({"objective": plan.objective, "gaps": rows}) + "\n").encode())
    typer.echo(f"{len(found)} gaps, {sum(effects.gap.periods for effects in found)} periods uncovered")
    for effects in found:
        gap, candidates = effects.gap, effects.candidates
        told = ", ".join(f"{row.pledge} at most {row.most_gain:+.0f}" for row in candidates[:SHOWN])
        more = f", {len(candidates) - SHOWN} more" if len(candidates) > SHOWN else ""
        typer.echo(f"{gap.post} [{gap.start}, {gap.end}): {told or 'no pledge can ever stand there'}{more}")
