"""`muster serve` and `muster migrate`."""

import json
from typing import Annotated

import typer

serve_app = typer.Typer(rich_markup_mode=None, add_completion=False)
migrate_app = typer.Typer(rich_markup_mode=None, add_completion=False)


@serve_app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen at; 0.0.0.0 is every one (name the site in MUSTER_HOSTS).")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer requests.")] = 1,
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="Open pages on the demonstration's day and offer its accounts.")
    ] = False,
) -> None:
    """Serve the site, and run the worker of long jobs beside it, until Ctrl-C or a termination signal.

    The worker is started again whenever it dies. Plans that were being solved when the installation last stopped are
    marked as failed.
    """
    from muster.web.serve import serve as serve_site

    surroundings: dict[str, str] = {}
    if demonstration:
        from muster.demonstration.planning_day import PLANNING_DAY

        surroundings = {"MUSTER_DEMONSTRATION": "1", "MUSTER_AS_OF": PLANNING_DAY.isoformat()}
    raise typer.Exit(serve_site(port, host, workers=workers, environment=surroundings, say=_say))


@migrate_app.command()
def migrate(as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False) -> None:
    """Create the database, or bring it up to date. What is on record stays.

    Each migration is one transaction: after an interruption, run it again.
    """
    from muster.web.migrating import migrate as migrate_database

    applied = migrate_database(_say)
    if as_json:
        typer.echo(json.dumps({"applied": applied}))
    else:
        typer.echo(f"The database is up to date: {len(applied)} migrations applied")


def _say(line: str) -> None:
    """Tell progress on the error stream, so that the output stays a program's."""
    typer.echo(line, err=True)
