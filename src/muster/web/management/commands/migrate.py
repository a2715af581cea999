"""Django's own `migrate`, which makes an empty database at once."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from muster.web.creating import create_at_once, is_empty

ASKS_FOR_STEPS = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")
"""Options that speak of single migrations: with one of them, the migrations are gone through."""


class Command(Migrate):
    """``migrate``: as Django's; an empty database goes through no migration but gets the tables as they are now."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables of an empty database, then do what remains to be done."""
        database = connections[options["database"]]
        if not any(options.get(name) for name in ASKS_FOR_STEPS) and is_empty(database):
            create_at_once(database)
        super().handle(*args, **options)
