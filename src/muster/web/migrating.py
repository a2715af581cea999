"""Bring the database up to date, and say what that takes."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from muster.kit.errors import Refused, one_line
from muster.web.creating import is_empty


def pending_migrations() -> list[str]:
    """Return the migrations that are still to be applied, as `room.name`, in their order.

    Raises `Refused` in one line if the database does not answer.
    """
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise Refused(f"The database does not answer ({error}); look at MUSTER_DATABASE_URL") from error
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def refuse_unless_migrated() -> None:
    """Raise `Refused` in one line unless every migration has been applied."""
    if pending := pending_migrations():
        raise Refused(f"The database lacks {len(pending)} migrations; run `muster migrate` first")


def migrate(say: Callable[[str], None] = print) -> list[str]:
    """Create the database or bring it up to date; returns the migrations that it lacked.

    Creating is one transaction, and so is each migration: a process that is killed leaves those done, and the next run
    goes on from there. Raises `Refused` in one line if rows on record break what a migration demands.
    """
    pending = pending_migrations()
    if pending and is_empty(connection):
        say(f"Creating the database {connection.settings_dict['NAME']}")
        call_command("migrate", interactive=False, verbosity=0)
    elif pending:
        say(f"Applying {len(pending)} migrations to {connection.settings_dict['NAME']}")
        _apply()
    return pending


def _apply() -> None:
    """Apply what is pending. What one migration did is taken back whole if it fails; those before it stay."""
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except IntegrityError as error:
        failed = pending_migrations()[0]
        message = f"Migration {failed} was not applied: rows on record break what it demands ({one_line(str(error))})"
        raise Refused(f"{message}; of rows that stand twice leave one, then run `muster migrate` again") from error
