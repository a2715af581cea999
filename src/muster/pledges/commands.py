"""`muster pledges`: list, show, import and export the register."""

import json
from pathlib import Path
from typing import Annotated

import typer

from muster.kit.atomic_file import write_atomically
from muster.kit.terminal import bytes_of, print_table, steps_on_terminal
from muster.parties.acting import acting_viewer, parsed_day, today
from muster.parties.queries import organisation
from muster.pledges import queries, workbook
from muster.pledges.pages.content import pledge_facts
from muster.pledges.pages.register import pledge_timeline
from muster.pledges.proof_values import evidence_values, need_values
from muster.pledges.rules.evidence import path_to
from muster.pledges.rules.levels import following_level
from muster.pledges.tables import PLEDGES, level_name
from muster.reference.registers import rungs_of

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="The readiness register.", no_args_is_help=True)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The register as of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_(
    on: On = None,
    state: Annotated[str | None, typer.Option(metavar="CODE", help="Only this State's (ISO alpha-3).")] = None,
    unit_type: Annotated[str | None, typer.Option(metavar="CODE", help="Only this unit type.")] = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List the pledges on the register as of a day."""
    day, viewer = parsed_day(on), acting_viewer(user)
    rows = queries.with_visible_caveats(viewer, queries.visible_pledges(viewer, day), day)
    if state:
        rows = rows.filter(pledge__state__code=state.upper())
    if unit_type:
        rows = rows.filter(unit_type=unit_type.upper())
    print_table(PLEDGES, rows, as_json=as_json)


@app.command()
def show(
    reference: Annotated[str, typer.Argument(help="The pledge's reference.")],
    on: On = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """Show one pledge: its terms, its caveats and the history of its levels."""
    found = queries.visible_pledge(acting_viewer(user), parsed_day(on), reference)
    facts = {str(fact.label): f"{fact.value} {fact.unit}".strip() for fact in pledge_facts(found)}
    caveats = [str(one) for one in found.caveats]
    levels = [f"{one.day} {one.what}: {one.detail}" for one in pledge_timeline(found)]
    if as_json:
        content = {"reference": reference, "state": found.state.code, "facts": facts, "caveats": caveats}
        typer.echo(json.dumps({**content, "levels": levels, "illustrative": found.illustrative}, ensure_ascii=False))
        return
    typer.echo(f"{reference}, {found.state.name}" + (" (illustrative)" if found.illustrative else ""))
    for label, value in facts.items():
        typer.echo(f"  {label}: {value}")
    for line in (*caveats, *levels):
        typer.echo(f"  {line}")


@app.command()
def path(
    reference: Annotated[str, typer.Argument(help="The pledge's reference.")],
    on: On = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """Show the path of a pledge to its next level: each need with who owes it, who decides, and what is missing."""
    day = parsed_day(on)
    viewer = acting_viewer(user)
    found = queries.visible_pledge(viewer, day, reference)
    following = following_level(found.current_level, rungs_of(found.register.code))
    needs = path_to(following, queries.facts_of(viewer, found, day)) if following else ()
    if as_json:
        answer = {"reference": reference, "level": found.current_level, "following": following}
        typer.echo(
            json.dumps({**answer, "needs": [need_values(need) for need in needs]}, ensure_ascii=False, default=str)
        )
        return
    if not following:
        typer.echo(f"{reference}: no level follows {level_name(found.register.code, found.current_level)}")
        return
    typer.echo(f"{reference}: path to {level_name(found.register.code, following)}")
    for need in needs:
        missing = f": {need.missing}" if need.missing else ""
        typer.echo(f"  {need.standing.value}  {need.row.title} ({need.owner}; decided by {need.decider}){missing}")


@app.command()
def evidence(
    reference: Annotated[str, typer.Argument(help="The pledge's reference.")],
    on: On = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List the evidence that was handed in for a pledge, with its verdicts as of a day."""
    day = parsed_day(on)
    viewer = acting_viewer(user)
    found = queries.visible_pledge(viewer, day, reference)
    rows = list(queries.visible_evidence(viewer, day).filter(pledge_id=found.pledge_id))
    if as_json:
        typer.echo(json.dumps([evidence_values(one, day) for one in rows], ensure_ascii=False, default=str))
        return
    for one in rows:
        until = f", proves until {one.valid_until}" if one.valid_until else ""
        verdict = queries.verdict_on(one, day).value
        typer.echo(
            f"{one.pk}  {one.level}  {verdict}  {one.title} ({one.handed_in_by.name}, {one.handed_in_on}{until})"
        )
    if not rows:
        typer.echo(f"{reference}: no evidence is on record that you may see")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="WORKBOOK.xlsx", help="A workbook of pledges.")],
    register: Annotated[str, typer.Option(metavar="CODE", help="The register's organisation.")] = "UN",
    user: As = None,
) -> None:
    """Import a workbook of pledges: all of it, or nothing and every error by sheet, row and column."""
    viewer, data, keeper = acting_viewer(user), bytes_of(file), organisation(register)
    with steps_on_terminal() as show:
        created, changed = workbook.import_workbook(viewer, data, register=keeper, today=today(), progress=show)
    typer.echo(f"{created} pledges created, {changed} changed")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="WORKBOOK.xlsx", help="Where the workbook is written.")],
    on: On = None,
    reference: Annotated[str | None, typer.Option(metavar="REFERENCE", help="Only this pledge.")] = None,
    user: As = None,
) -> None:
    """Export the register, or one pledge, as a workbook to be imported again."""
    write_atomically(file, workbook.export(acting_viewer(user), parsed_day(on), reference))
    typer.echo(f"{file} written")
