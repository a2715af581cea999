"""`muster training`: courses, sessions, recognition, and who is trained."""

import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Training.", no_args_is_help=True)

from muster.training.commands import readiness  # noqa: E402, F401 - enters its commands on the app
