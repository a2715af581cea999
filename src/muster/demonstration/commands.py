"""`muster demo`: load the demonstration record, plan it, show it."""

import json
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def run(as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False) -> None:
    """Load the demonstration record, plan it as of 1 October 2018 over 36 months, and write the plan's files.

    The folder is `demo` in the installation's (MUSTER_HOME, by default var). A second run is quick and changes nothing
    that is there. `make demo` serves the site afterwards.
    """
    from muster.demonstration.run import run as run_demonstration
    from muster.demonstration.run import show_accounts

    console = Console(stderr=as_json)
    plan = run_demonstration(console)
    show_accounts(console)
    if as_json:
        content = {key: getattr(plan, key) for key in ("reference", "objective", "bound", "gap", "status")}
        typer.echo(json.dumps(content))
