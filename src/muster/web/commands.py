"""`muster serve`, `muster migrate`, `muster backup` and `muster daily`."""

import json
from pathlib import Path
from typing import Annotated

import typer

serve_app = typer.Typer(rich_markup_mode=None, add_completion=False)
migrate_app = typer.Typer(rich_markup_mode=None, add_completion=False)
backup_app = typer.Typer(rich_markup_mode=None, add_completion=False)
daily_app = typer.Typer(rich_markup_mode=None, add_completion=False)


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


@backup_app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy is written.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Copy the SQLite database while it is in use, and anchor the end of the audit log.

    The copy is one moment of the record, and takes its place wholly or not at all. Keep `secret_key` and the folder
    `audit` of MUSTER_HOME with it. With PostgreSQL the command names the `pg_dump` to use.
    """
    from muster.parties.viewer import SYSTEM
    from muster.web.backup import backup as back_up

    anchor = back_up(SYSTEM, file)
    if as_json:
        typer.echo(json.dumps({"file": str(file), "events": anchor.sequence, "digest": anchor.digest}))
    else:
        typer.echo(f"{file} written; the audit log in it ends with event {anchor.sequence}")


@daily_app.command()
def daily(
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The run of this day; default: today.")] = None,
    unless_done: Annotated[bool, typer.Option("--unless-done", help="Do nothing if the day's run is through.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Do what falls due by the calendar: pledges lapse, both sides are reminded, persons are forgotten, mail goes out.

    A second run on a day changes nothing, and days on which none was made are caught up. `muster serve` makes it by
    itself once a day.
    """
    from muster.parties.acting import parsed_day, today
    from muster.web.daily import is_done, run_daily

    day = parsed_day(on)
    if unless_done and is_done(day):
        typer.echo(json.dumps({"day": day.isoformat(), "done_before": True}) if as_json else f"{day}: done before")
        return
    done = run_daily(day, today=today())
    if as_json:
        answer = {"day": day.isoformat(), **done.counts, "seconds": done.seconds, "fault": done.fault}
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    told = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in done.counts.items())
    typer.echo(f"{day}: {told} ({done.seconds:.1f} s)" + (f"; mail: {done.fault}" if done.fault else ""))


def _say(line: str) -> None:
    """Tell progress on the error stream, so that the output stays a program's."""
    typer.echo(line, err=True)
