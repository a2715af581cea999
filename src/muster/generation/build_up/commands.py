"""`muster build-up`: how missions built up, and how one would: simulated beside real."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from muster.generation.build_up import parameters as settings
from muster.generation.build_up.charts import chart_of
from muster.generation.build_up.history import read_strengths
from muster.generation.build_up.milestones import BuildUp, measured
from muster.generation.build_up.months import month_number
from muster.generation.build_up.phases import usual_phases
from muster.generation.build_up.record import Record, medians, record_of
from muster.generation.build_up.report import Report, mission_rows, report_on
from muster.generation.build_up.requirement import Requirement, requirement_of_strength, requirement_on_maps
from muster.generation.build_up.tables import CURVE, MISSIONS, TIMES
from muster.kit.atomic_file import write_atomically
from muster.kit.charts import to_png, to_svg
from muster.kit.errors import Problem, Refused
from muster.kit.terminal import print_table
from muster.parties.acting import parsed_day, today
from muster.reference.missions import un_missions

app = typer.Typer(rich_markup_mode=None, add_completion=False)

DRAWINGS = (".svg", ".png")


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
        Path | None, typer.Option(metavar="FILE.svg|png", help="Draw the simulated build-up beside the real one.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell how long missions took to build up, and simulate the build-up of one beside the real one."""
    if mission is None:
        _refuse_for_all(strength, start, chart)
        counting = settings.counting(today())
        _print_missions(record_of(read_strengths(data), un_missions(), counting), as_json=as_json)
        return
    drawing = _drawing_to(chart)
    report = _report(data, mission, strength, _start(mission, start))
    if chart is not None:
        write_atomically(chart, _drawn(report, drawing))
    _print_report(report, as_json=as_json)


def _refuse_for_all(strength: int | None, start: str | None, chart: Path | None) -> None:
    given = {"--strength": strength, "--start": start, "--chart": chart}
    named = [name for name, value in given.items() if value is not None]
    if named:
        raise Refused(problems=[Problem(", ".join(named), "no mission is named", "name the mission to simulate")])


def _drawing_to(chart: Path | None) -> str:
    """The kind of drawing by the ending of its file. Raises Refused for any other."""
    ending = chart.suffix.lower() if chart else DRAWINGS[0]
    if ending not in DRAWINGS:
        raise Refused(problems=[Problem(str(chart), "no such drawing is made", "name a file .svg or .png")])
    return ending


def _start(mission: str, given: str | None) -> date:
    """The start that is given, else the register's. Raises Refused where there is neither."""
    if given is not None:
        return parsed_day(given)
    found = next((one.start for one in un_missions() if one.acronym == mission), None)
    if found is None:
        words = "the register of missions has no such mission of the United Nations"
        raise Refused(problems=[Problem(mission, words, "give its start with --start, or see: muster build-up")])
    return found


def _report(data: Path, mission: str, strength: int | None, start: date) -> Report:
    window = settings.counting(today()).window_months
    real = measured(mission, start, read_strengths(data).get(mission, {}), window)
    return report_on(
        _requirement(data, mission, strength, start, real),
        start,
        real,
        phases=usual_phases(),
        behaviours=settings.behaviours(today()),
        effort=settings.effort(today()),
        window_months=window,
    )


def _requirement(data: Path, mission: str, strength: int | None, start: date, real: BuildUp | None) -> Requirement:
    """The units: of the strength given, else on the maps of its first months, else of its peak on record."""
    sizes, first = settings.sizes(today()), month_number(start)
    if strength is not None:
        return requirement_of_strength(mission, strength, sizes, is_ceiling=True)
    until = first + settings.counting(today()).window_months
    on_maps = requirement_on_maps(data, mission, first, until, sizes)
    if on_maps is not None:
        return on_maps
    if real is None:
        words = "no map shows its units and no month its strength"
        raise Refused(problems=[Problem(mission, words, "give its authorised strength with --strength")])
    return requirement_of_strength(mission, real.peak, sizes, is_ceiling=False)


def _drawn(report: Report, drawing: str) -> bytes:
    chart = chart_of(report)
    return to_svg(chart).encode() if drawing == DRAWINGS[0] else to_png(chart)


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
