"""`muster build-up`: how missions built up, and how one would: simulated beside real."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from muster.generation.build_up import parameters as settings
from muster.generation.build_up.asking import Question, answer, known_record
from muster.generation.build_up.charts import chart_of
from muster.generation.build_up.record import Record, medians
from muster.generation.build_up.report import Report, mission_rows
from muster.generation.build_up.tables import CURVE, MISSIONS, TIMES
from muster.kit.atomic_file import write_atomically
from muster.kit.charts import DRAWERS
from muster.kit.errors import Problem, Refused
from muster.kit.terminal import print_table
from muster.parties.acting import parsed_day, today

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def build_up(
    data: Annotated[
        Path,
        typer.Option(metavar="FOLDER", envvar="MUSTER_PUBLIC_DATA", help="The folder of public data sets."),
    ],
    mission: Annotated[
        str | None, typer.Argument(metavar="MISSION", help="Simulate this mission; else list those on record.")
    ] = None,
    strength: Annotated[
        int | None, typer.Option(min=1, metavar="PEOPLE", help="Its authorised strength, instead of units on a map.")
    ] = None,
    start: Annotated[
        str | None, typer.Option(metavar="DATE", help="Its start, if the register of missions has none.")
    ] = None,
    chart: Annotated[
        Path | None, typer.Option(metavar="FILE.svg|png|pdf", help="Draw the simulated build-up beside the real one.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell how long missions took to build up, and simulate the build-up of one beside the real one."""
    if mission is None:
        _refuse_for_all(strength, start, chart)
        _print_missions(known_record(data, today()), as_json=as_json)
        return
    drawing = _drawing_to(chart)
    question = Question(mission, strength, None if start is None else parsed_day(start))
    report = answer(data, question, today())
    if chart is not None:
        write_atomically(chart, DRAWERS[drawing](chart_of(report)))
    _print_report(report, as_json=as_json)


def _refuse_for_all(strength: int | None, start: str | None, chart: Path | None) -> None:
    given = {"--strength": strength, "--start": start, "--chart": chart}
    named = [name for name, value in given.items() if value is not None]
    if named:
        raise Refused(problems=[Problem(", ".join(named), "no mission is named", "name the mission to simulate")])


def _drawing_to(chart: Path | None) -> str:
    """The kind of drawing by the ending of its file. Raises Refused for any other."""
    ending = chart.suffix.lower().removeprefix(".") if chart else next(iter(DRAWERS))
    if ending not in DRAWERS:
        remedy = f"name a file .{', .'.join(DRAWERS)}"
        raise Refused(problems=[Problem(str(chart), "no such drawing is made", remedy)])
    return ending


def _print_missions(record: Record, *, as_json: bool) -> None:
    rows = mission_rows(record)
    print_table(MISSIONS, rows, as_json=as_json)
    if not as_json and record.counted:
        words = ", ".join(f"{months:.1f}" for months in medians(record.counted))
        typer.echo(f"Medians of the {len(record.counted)} missions that count: {words} months.")
        typer.echo("A mission that took over another's contingents at its start does not count.")


def _print_report(report: Report, *, as_json: bool) -> None:
    if as_json:
        rows = [asdict(row) for row in settings.rows_used(today())]
        content = {**asdict(report), "parameters": rows}
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))
        return
    wanted = report.requirement
    typer.echo(f"{wanted.mission}: {wanted.people:,} people in {len(wanted.units)} units; {wanted.source}.")
    if report.real_peak is not None:
        typer.echo(f"Peak on record: {report.real_peak:,} people. Shares are of the peak, real or simulated.")
    print_table(TIMES, report.times, as_json=False)
    print_table(CURVE, report.curve, as_json=False)
