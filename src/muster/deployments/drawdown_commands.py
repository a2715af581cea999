"""`muster drawdown`: who would leave when; nothing is written."""

import json
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import typer

from muster.deployments.pages.drawdown import broken_rows, departure_rows
from muster.deployments.planning.drawdown_alternatives import BALANCED, FIRST_OF_ALL, chosen_of
from muster.deployments.planning.refusal import NoPlanFoundError
from muster.deployments.queries.drawdown import DrawdownOrder, drawdown_alternatives, drawdown_question
from muster.deployments.tables.drawdown import BROKEN, DEPARTURES
from muster.kit.errors import Refused
from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Who leaves when in a drawdown.")

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]


@app.command()
def drawdown(
    until: Annotated[str, typer.Option(metavar="DATE", help="Gone until this day (excluded).")],
    percent: Annotated[int, typer.Option(min=0, max=100, help="The cut; 100: the mission ends.")],
    mission: Annotated[str, typer.Option(help="Of this mission; default: of all.")] = "",
    begins_on: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First lift from this day; default: tomorrow.")
    ] = None,
    in_each: Annotated[bool, typer.Option("--in-each", help="Each mission loses its share.")] = False,
    unit: Annotated[list[str] | None, typer.Option(help="A unit that leaves in any case; may be repeated.")] = None,
    keep: Annotated[list[str] | None, typer.Option(help="A category to be kept; may be repeated.")] = None,
    first: Annotated[str, typer.Option(help=f"What comes first: {', '.join(FIRST_OF_ALL)}.")] = BALANCED,
    user: As = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Plan a cut, a mission's end or units ordered home from the record: departures, and the rules that break."""
    if first not in FIRST_OF_ALL:
        raise Refused(f"--first: {first!r} is nothing that may come first; take one of {', '.join(FIRST_OF_ALL)}.")
    day = parsed_day(None)
    order = DrawdownOrder(
        begins_on=parsed_day(begins_on) if begins_on else day + timedelta(days=1),
        until=parsed_day(until),
        percent=percent,
        mission=mission,
        in_each=in_each,
        kept=frozenset(keep or ()),
        leaving=frozenset(unit or ()),
    )
    question = drawdown_question(acting_viewer(user), order, day)
    try:
        found = drawdown_alternatives(question.problem, day)
    except NoPlanFoundError as error:
        raise Refused(str(error)) from error
    chosen = chosen_of(found, first)
    departures = departure_rows(question.problem, chosen.drawdown.weeks)
    broken = broken_rows(question.problem, chosen.drawdown.weeks)
    if as_json:
        content = {
            "departures": [asdict(row) for row in departures],
            "broken": [{**row, "words": str(row["words"])} for row in broken],
            "measures": asdict(chosen.measures),
            "proven": chosen.drawdown.is_proven,
        }
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))
        return
    print_table(DEPARTURES, departures, as_json=False)
    print_table(BROKEN, broken, as_json=False)
