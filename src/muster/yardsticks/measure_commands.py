"""`muster yardsticks`: the measures of a mission, a State, or of everything, printed or written as a report."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from muster.audit import actions as audit
from muster.kit.atomic_file import write_atomically
from muster.kit.errors import Refused
from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day
from muster.parties.acting import today as day_of_today
from muster.yardsticks.facts.reading import Reading, Scope, subject_of
from muster.yardsticks.measure_endpoints import answer
from muster.yardsticks.measure_pages import unseen_words
from muster.yardsticks.measure_tables import MEASURED
from muster.yardsticks.measures.window import quarter_with, read_quarter
from muster.yardsticks.reckoned import Told, told, told_of
from muster.yardsticks.register import measure_of
from muster.yardsticks.report import quarter_report, report_pdf

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def yardsticks(
    measure: Annotated[str | None, typer.Argument(metavar="MEASURE", help="One measure; default: all.")] = None,
    mission: Annotated[str | None, typer.Option(metavar="ACRONYM", help="Of this mission.")] = None,
    state: Annotated[str | None, typer.Option(metavar="ISO3", help="Of this State.")] = None,
    quarter: Annotated[str | None, typer.Option(metavar="2018Q3", help="As of the end of this quarter.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; default: today.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the quarter's report as .pdf instead.")
    ] = None,
    user: Annotated[
        str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with the records behind each figure.")] = False,
) -> None:
    """Reckon the measures of the record: of a mission, a State, or of everything that the user may see."""
    if mission and state:
        raise Refused("Measures are of a mission or of a State: give one of --mission and --state, or none.")
    viewer, today, day = acting_viewer(user), day_of_today(), parsed_day(on)
    wanted = read_quarter(quarter, day) if quarter else quarter_with(day)
    day = wanted.as_of(day).day if quarter else day
    scope = Scope.MISSION if mission else Scope.STATE if state else Scope.EVERYTHING
    reading = Reading(viewer, day, today, subject_of(viewer, day, scope, mission or state or ""))
    if output is not None:
        if output.suffix.lower() != ".pdf":
            raise typer.BadParameter(f"{output}: give the file the ending .pdf")
        write_atomically(output, report_pdf(quarter_report(reading, wanted), today))
        about = f"{scope.value} {reading.subject.code or 'everything'}"
        audit.record(viewer, "yardsticks:report:exported", about, after={"quarter": str(wanted), "as_of": day})
        typer.echo(f"{output} written")
        return
    found = [told(measure_of(measure), reading)] if measure else told_of(reading)
    if as_json:
        content = {"as_of": day.isoformat(), "unseen": unseen_words(viewer), "measures": [_json(one) for one in found]}
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        print_table(MEASURED, found, as_json=False)


def _json(one: Told) -> dict[str, Any]:
    content = answer(one, "").model_dump(mode="json")
    del content["unseen"]
    return content
