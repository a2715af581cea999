"""`muster visits`: list and show visits, list findings, and take a visit's checklists along as a workbook."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from muster.kit.atomic_file import write_atomically
from muster.kit.terminal import bytes_of, print_table
from muster.parties.acting import acting_viewer, parsed_day, today
from muster.visits import queries, workbook
from muster.visits.endpoints import visit_answer
from muster.visits.pages import visit_facts, visit_timeline
from muster.visits.tables import FINDINGS, VISITS

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Visits and findings.", no_args_is_help=True)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The record as of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
OneReference = Annotated[str, typer.Argument(help="The visit's reference.")]


@app.command("list")
def list_(
    on: On = None,
    state: Annotated[str | None, typer.Option(metavar="CODE", help="Only visits of this State (ISO alpha-3).")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Only visits of this kind.")] = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List the visits on record as of a day, with whose turn it is."""
    rows = queries.visible_visits(acting_viewer(user), parsed_day(on))
    if state:
        rows = rows.filter(state__code=state.upper())
    if kind:
        rows = rows.filter(kind=kind)
    print_table(VISITS, rows, as_json=as_json)


@app.command()
def findings(
    on: On = None,
    state: Annotated[str | None, typer.Option(metavar="CODE", help="Only those of visits of this State.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those past their day.")] = False,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List the findings that are open as of a day."""
    day = parsed_day(on)
    rows: Any = queries.still_open(queries.visible_findings(acting_viewer(user), day))
    if state:
        rows = rows.filter(visit__state__code=state.upper())
    if overdue:
        rows = rows.filter(due_on__lt=day)
    print_table(FINDINGS, rows, as_json=as_json)


@app.command()
def show(reference: OneReference, on: On = None, user: As = None, as_json: AsJson = False) -> None:
    """Show one visit: its facts, its stages, its subjects and its findings."""
    day = parsed_day(on)
    found: Any = queries.visible_visit(acting_viewer(user), day, reference)
    if as_json:
        typer.echo(json.dumps(visit_answer(found).model_dump(mode="json"), ensure_ascii=False))
        return
    typer.echo(f"{reference}, {found.state.name}" + (" (illustrative)" if found.illustrative else ""))
    for fact in visit_facts(found, day):
        typer.echo(f"  {fact.label}: {fact.value}")
    for entry in visit_timeline(found):
        typer.echo(f"  {entry.day} {entry.what}" + (f": {entry.detail}" if entry.detail else ""))
    for subject in found.known_subjects:
        outcome = subject.known_outcomes[-1].get_outcome_display() if subject.known_outcomes else "open"
        typer.echo(f"  {subject.reference}: {outcome}")
    for finding in found.known_findings:
        typer.echo(f"  {finding.reference} {finding.severity} {finding.current_standing}: {finding.text}")


@app.command()
def export(
    reference: OneReference,
    file: Annotated[Path, typer.Argument(metavar="WORKBOOK.xlsx", help="Where the workbook is written.")],
    on: On = None,
    user: As = None,
) -> None:
    """Export a visit's checklists as a workbook that can be filled in and imported again."""
    write_atomically(file, workbook.export(acting_viewer(user), parsed_day(on), reference))
    typer.echo(f"{file} written")


@app.command("import")
def import_(
    reference: OneReference,
    file: Annotated[Path, typer.Argument(metavar="WORKBOOK.xlsx", help="The visit's workbook, filled in.")],
    user: As = None,
) -> None:
    """Import a visit's answers: all of them, or nothing and every error by sheet, row and column."""
    changed = workbook.import_workbook(acting_viewer(user), bytes_of(file), reference, today=today())
    typer.echo(f"{changed} checklists changed")
