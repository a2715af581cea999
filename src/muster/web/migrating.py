"""Bring the database up to date, and say what that takes."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending_migrations() -> list[str]:
    """Return the migrations that are still to be applied, as `room.name`, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(say: Callable[[str], None] = print) -> list[str]:
    """Create the database or bring it up to date; returns the migrations applied.

    Each migration is one transaction: a process that is killed leaves those done, and the next run goes on from there.
    """
    pending = pending_migrations()
    if pending:
        say(f"Applying {len(pending)} migrations to {connection.settings_dict['NAME']}")
        call_command("migrate", interactive=False, verbosity=0)
    return pending
