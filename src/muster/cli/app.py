"""`muster`: the group of all commands, and how an error leaves it: one line, no traceback."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from muster.cli.lazy import LazyGroup
from muster.kit.errors import MusterError, Refused, one_line

FAILED = 1
UNUSABLE = 2
"""Exit status for input that cannot be used: a missing file, a bad option, a refused problem."""
INTERRUPTED = 130

app = typer.Typer(cls=LazyGroup, no_args_is_help=False, add_completion=False, rich_markup_mode=None)


def _show_version(wanted: bool) -> None:
    if wanted:
        from muster import __version__

        typer.echo(f"muster {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _muster(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Print the version and leave.")
    ] = False,
) -> None:
    """Muster: the open system for peacekeeping force generation.

    `muster COMMAND --help` says what a command does.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit status. Whatever is wrong with the input is told in one line each."""
    command = typer.main.get_command(app)
    try:
        status = command.main(list(arguments), prog_name="muster", standalone_mode=False)
    except typer.TyperException as error:
        return _tell([_usage_line(error)], UNUSABLE)
    except Refused as error:
        return _tell([str(problem) for problem in error.problems] or [error.message], UNUSABLE)
    except MusterError as error:
        return _tell([error.message], FAILED)
    except (KeyboardInterrupt, typer.Abort):
        return _tell(["interrupted"], INTERRUPTED)
    return status if isinstance(status, int) else 0


def _usage_line(error: typer.TyperException) -> str:
    format_message = getattr(error, "format_message", None)
    return one_line(format_message() if format_message is not None else str(error))


def _tell(lines: list[str], status: int) -> int:
    for line in lines:
        print(f"muster: {line}", file=sys.stderr)
    return status
