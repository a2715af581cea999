"""An empty database of the kind that the tests run on, in the place of the record's for a while; and its tables.

Going back from the newest tables to old ones takes minutes; coming from nothing to old ones takes seconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from muster.web.database import database_settings

Targets = list[tuple[str, str]]
"""Migrations to be applied, as (room, name)."""


@contextmanager
def standing_in(database: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    """Have a database in the place of the record's; it is closed at the end."""
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = database
    try:
        yield database
    finally:
        database.close()
        connections[DEFAULT_DB_ALIAS] = usual


def embedded(path: Path) -> BaseDatabaseWrapper:
    """Return a connection with a database in a file, whatever the tests run on."""
    settings = database_settings(f"sqlite:///{path}", path)
    return DatabaseWrapper({**connections[DEFAULT_DB_ALIAS].settings_dict, **settings}, alias=DEFAULT_DB_ALIAS)


@contextmanager
def empty_database_in(folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """Have an empty database in the place of the record's: a file in `folder`, or one of the server."""
    usual: Any = connections[DEFAULT_DB_ALIAS]
    if usual.vendor == "sqlite":
        with standing_in(embedded(folder / "empty.sqlite3")) as database:
            yield database
        return
    name = f"empty_of_muster_{uuid4().hex}"
    with usual._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        with standing_in(type(usual)({**usual.settings_dict, "NAME": name}, alias=DEFAULT_DB_ALIAS)) as database:
            yield database
    finally:
        with usual._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def migrated_to(database: BaseDatabaseWrapper, targets: Targets) -> Any:
    """Apply migrations, or take them back, and return the models as the database then holds them."""
    MigrationExecutor(database).migrate(targets)
    loader = MigrationExecutor(database).loader
    return loader.project_state(list(loader.applied_migrations)).apps


def tables_of(database: BaseDatabaseWrapper) -> dict[str, tuple[list[str], list[str]]]:
    """Return each table with what its columns and its constraints are, in an order of their own and without names."""
    introspection, found = database.introspection, {}
    with database.cursor() as cursor:
        for table in introspection.table_names(cursor):
            columns = sorted(repr(column) for column in introspection.get_table_description(cursor, table))
            constraints = introspection.get_constraints(cursor, table).values()
            found[table] = (columns, sorted(repr(sorted(one.items())) for one in constraints))
    return found
