"""`muster stress`: what becomes of a plan when things go wrong."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer


class Withdrawn(StrEnum):
    """What is taken away, one after the other."""

    PLEDGE = "pledge"
    STATE = "state"
    MISSION = "mission"


app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def stress(
    problem_file: Annotated[Path, typer.Argument(metavar="PROBLEM.json", help="The problem.")],
    plan_file: Annotated[Path, typer.Argument(metavar="PLAN.json", help="The plan under test.")],
    withdrawals: Annotated[
        list[Withdrawn] | None,
        typer.Option(metavar="KIND", help="Take away each pledge, state or mission once; may be given several times."),
    ] = None,
    scenarios: Annotated[
        int, typer.Option(min=0, max=1_000_000, metavar="N", help="Draw so many scenarios and plan each anew.")
    ] = 0,
    sample: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Try other plans in so many of the scenarios; 0 tries none."),
    ] = 50,
    measure: Annotated[
        Literal["mean", "tail"],
        typer.Option(help="Which of these plans is best: by mean worth, or by the mean of the worst tenth."),
    ] = "mean",
    risks_file: Annotated[
        Path | None,
        typer.Option(
            "--risks", metavar="RISKS.json", help="Chances by pledge and mission; else the parameter table's."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Seed of the draw and of the search.")] = 0,
    rounds: Annotated[
        int | None, typer.Option(min=0, max=10_000, help="Rounds of the search for each scenario.")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=0, max=256, help="Processes; by default one for each processor, 0: this one alone."),
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler that runs already, tcp://HOST:PORT.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="RESULTS.jsonl", help="Keep each answer here; go on with what is there."
        ),
    ] = None,
    report_file: Annotated[
        Path | None, typer.Option("--report", metavar="REPORT.json", help="Write the figures here.")
    ] = None,
    best_file: Annotated[
        Path | None, typer.Option("--best", metavar="PLAN.json", help="Write the plan that holds best here.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Try what becomes of a plan when things go wrong.

    --withdrawals takes away one pledge, state or mission after the other and plans the rest anew: what is lost lies
    between two figures, the plan found and its proven bound. --scenarios draws many at once by chance: pledges
    withdrawn or late, surges, hosts that let nobody in or out. Their chances are those of the parameter table, where
    nothing better is given with --risks. Without either, each pledge is taken away once.

    The same arguments give the same figures, whatever the number of workers. With -o a run that was interrupted goes
    on where it stopped.
    """
    from muster.cli.stressing import Files, run_stress_test
    from muster.planning.stress.report import Wishes

    kinds = tuple(dict.fromkeys(str(kind) for kind in withdrawals or ([] if scenarios else [Withdrawn.PLEDGE])))
    wishes = Wishes(kinds, scenarios, min(sample, scenarios), measure=measure)
    if best_file is not None and not wishes.sample:
        raise typer.BadParameter("needs --scenarios and a --sample of at least 1", param_hint="--best")
    files = Files(problem_file, plan_file, risks_file, output, report_file, best_file)
    report = run_stress_test(files, wishes, seed=seed, rounds=rounds, workers=workers, cluster=cluster)
    if as_json:
        typer.echo(json.dumps(report.to_json()))
        return
    from muster.cli.stress_tables import print_report

    print_report(report)
