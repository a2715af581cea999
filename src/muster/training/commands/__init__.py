"""`muster training`: courses, sessions, recognition, and who is trained."""

import typer

from muster.training.commands.catalogue import register as register_catalogue
from muster.training.commands.pool import pool
from muster.training.commands.readiness import register as register_readiness
from muster.training.commands.recognitions import recognitions, verify

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="Courses and their recognition, sessions, the national pool, and who is trained.",
    no_args_is_help=True,
)

register_catalogue(app)
app.command()(recognitions)
app.command()(verify)
register_readiness(app)
app.command()(pool)
