"""`muster notices`: list notices, and send the mail that is due."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from muster.kit.terminal import print_table
from muster.notices import queries
from muster.notices.sending import send_digests, send_due_mail
from muster.notices.tables import NOTICES
from muster.parties.acting import acting_viewer, parsed_day

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Notices and their mail.", no_args_is_help=True)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_(on: On = None, user: As = None, as_json: AsJson = False) -> None:
    """List the notices on record as of a day, the unread ones first."""
    print_table(NOTICES, queries.visible_notices(acting_viewer(user), parsed_day(on)), as_json=as_json)


@app.command()
def send(on: On = None, as_json: AsJson = False) -> None:
    """Send the mail that is due: at once, and the weekly digests. For a clock program: run it daily or oftener.

    A second run sends nothing twice. What a mail server does not take stays due for the next run; the exit status is
    then 1.
    """
    now = datetime.now(UTC)
    outcome = send_due_mail(now)
    if not outcome.is_down:
        outcome += send_digests(parsed_day(on), now)
    if as_json:
        typer.echo(json.dumps(asdict(outcome)))
    else:
        typer.echo(f"{outcome.sent} mails sent, {outcome.failed} failed" + (f": {outcome.fault}" * bool(outcome.fault)))
    if outcome.failed:
        raise typer.Exit(1)
