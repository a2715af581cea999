"""`muster selection`: list selections, replay one from the audit record alone, write that record to a file."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from muster.audit import actions as audit
from muster.generation.queries.selection import visible_selections
from muster.generation.queries.selection_events import decisions_of
from muster.generation.rules.selection_record import replay as replayed
from muster.kit.atomic_file import write_atomically
from muster.kit.errors import Refused
from muster.kit.terminal import bytes_of
from muster.parties.acting import acting_viewer, parsed_day

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Selections of units.", no_args_is_help=True)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_(on: On = None, user: As = None, as_json: AsJson = False) -> None:
    """List the selections of the register: request, post, chosen offer, stage."""
    rows = [
        {
            "selection": one.reference,
            "request": one.request.reference,
            "post": one.post.reference,
            "offer": one.offer.reference,
            "stage": one.stage,
        }
        for one in visible_selections(acting_viewer(user), parsed_day(on))
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        typer.echo("  ".join(row.values()))
    if not rows:
        typer.echo("no selection is on record that you may see")


@app.command()
def replay(
    reference: Annotated[str | None, typer.Argument(help="The selection's reference.")] = None,
    file: Annotated[Path | None, typer.Option(help="A file written by export, instead of the audit log.")] = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """Reckon gates, scores, order and reasons again from the audit record alone; status 1 where anything differs.

    No other table is read, and no parameter: the record holds all of them.
    """
    if (reference is None) == (file is None):
        raise Refused("Give the reference of a selection, or --file with a file that export wrote.")
    decisions = _from_file(file) if file is not None else decisions_of(acting_viewer(user), reference or "")
    answers = [_answer(one) for one in decisions]
    if as_json:
        typer.echo(json.dumps(answers, ensure_ascii=False))
    else:
        for one in answers:
            verdict = f"differs at {one['difference']}" if one["difference"] else "identical"
            typer.echo(f"{one['selection']}  event {one['sequence']} ({one['action']}): {verdict}")
    if any(one["difference"] for one in answers):
        raise typer.Exit(1)


@app.command()
def export(
    reference: Annotated[str, typer.Argument(help="The selection's reference.")],
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="Where the record is written.")],
    user: As = None,
) -> None:
    """Write the audit record of a selection's decisions to a file, to be replayed anywhere."""
    viewer = acting_viewer(user)
    decisions = decisions_of(viewer, reference)
    text = json.dumps({"decisions": decisions}, ensure_ascii=False, indent=1)
    audit.record(viewer, "generation:selection:exported", reference, after={"decisions": len(decisions)})
    write_atomically(file, text.encode())
    typer.echo(f"{file} written: {len(decisions)} decisions")


def _answer(decision: dict[str, Any]) -> dict[str, Any]:
    """Return what the replay of one decision says. A record that chose another offer than the event differs."""
    found = replayed(decision["record"])
    chosen = decision["record"]["input"]["chosen"]
    difference = found.difference
    if chosen != decision["offer"]:
        difference = f"offer: recorded {decision['offer']!r}, the record chooses {chosen!r}"
    names = ("selection", "sequence", "action", "offer")
    return {**{name: decision[name] for name in names}, "difference": difference}


def _from_file(file: Path) -> list[dict[str, Any]]:
    """Return the decisions of a file. Raises Refused where it is none that export wrote."""
    try:
        decisions = json.loads(bytes_of(file))["decisions"]
        needed = ("sequence", "action", "selection", "offer", "record")
        return [{name: one[name] for name in needed} for one in decisions]
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"{file}: this is no file of decisions; write one with: muster selection export.") from error
