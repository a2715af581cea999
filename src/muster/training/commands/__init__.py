"""`muster training`: courses, sessions, recognition, and who is trained."""

import typer

from muster.training.commands.pool import pool

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Training.", no_args_is_help=True)


@app.callback()
def training() -> None:
    """Training: who of a State is where in its pool."""


app.command()(pool)
