"""`muster decisions`: missions beside each other before a decision, and what changed behind the decisions taken."""

from typing import Annotated

import typer

from muster.decisions.data.comparing import compare as compared
from muster.decisions.reassessing import recheck_fatalities
from muster.decisions.tables.candidates import CANDIDATES
from muster.kit.errors import NotFound
from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import SYSTEM

app = typer.Typer(
    rich_markup_mode=None, add_completion=False, help="Decisions of States to take part.", no_args_is_help=True
)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="As known on this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def compare(
    missions: Annotated[list[str], typer.Argument(metavar="MISSION...", help="Acronyms of the missions.")],
    state: Annotated[str, typer.Option(metavar="CODE", help="The State that decides (ISO alpha-3).")],
    people: Annotated[int, typer.Option(min=0, help="People that it would send.")] = 0,
    on: On = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """Hold missions against each other: fatalities, threat, consent, mandate, and what the rules suggest."""
    found = Organisation.objects.filter(code=state.upper(), kind=OrganisationKind.MEMBER_STATE).first()
    if found is None:
        raise NotFound(f"There is no State {state!r} on record; give its ISO alpha-3 code.")
    acronyms = [one.upper() for one in missions]
    rows = compared(acting_viewer(user), found, acronyms, parsed_day(on), people=people)
    print_table(CANDIDATES, rows, as_json=as_json)


@app.command()
def recheck(on: On = None) -> None:
    """Hold the rate of fatalities behind every live dossier against that of the day, and tell whom it concerns.

    The daily run does so too; a second run changes nothing.
    """
    told = recheck_fatalities(SYSTEM, parsed_day(on))
    for one in told:
        typer.echo(f"{one.mission}: {one.before} before, {one.after} now")
    if not told:
        typer.echo("no rate moved so much that an assessment is due again")
