"""A process of its own on an installation of its own, and a look at its database from outside.

The embedded database is meant, whatever the other tests run on: a database server looks after itself.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.made_once import made_once

DATABASE = "muster.sqlite3"
PATIENCE_SECONDS = 300
"""Nothing is measured by it: it only ends a test whose process hangs, on however busy a machine."""

BEGINNING = """
import os, signal
os.environ["DJANGO_SETTINGS_MODULE"] = "muster.web.settings"
import django
django.setup()
def die():
    os.kill(os.getpid(), signal.SIGKILL)
"""

# The first rooms are made and hold a record; the rest of the migrations is killed at a statement.
PREPARE = """
from django.core.management import call_command
call_command("migrate", "parties", verbosity=0)
from muster.parties.models import Organisation
Organisation.objects.create(kind="member-state", code="KAZ", name="Kazakhstan")
"""
MIGRATE = """
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor
from muster.web.migrating import migrate, pending_migrations
execute, statements = Editor.execute, []
def execute_and_count(self, sql, params=()):
    statements.append(sql)
    if len(statements) == {fatal_statement}:
        die()
    return execute(self, sql, params)
Editor.execute = execute_and_count
migrate(lambda line: None)
print(len(pending_migrations()), len(statements))
"""


def run(home: Path, script: str) -> str:
    """Run a script on the installation in `home` to its end; returns what it printed."""
    done = _process(home, script)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_until_killed(home: Path, script: str) -> None:
    """Run a script that must end by its own `die()`."""
    done = _process(home, script)
    assert done.returncode == -signal.SIGKILL, f"it was to be killed and ended with {done.returncode}: {done.stderr}"


def _process(home: Path, script: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("MUSTER_")}
    return subprocess.run(
        [sys.executable, "-c", BEGINNING + script],
        env={**surroundings, "MUSTER_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def migrated() -> Path:
    """Return an installation with an empty record, made at once, once a run; not to be changed."""
    return made_once("migrated", lambda home: run(home, "from muster.web.migrating import migrate\nmigrate()"))


def copy(source: Path, target: Path) -> Path:
    """Copy an installation's database into a new home, byte by byte with its log."""
    target.mkdir(exist_ok=True)
    for path in source.glob(f"{DATABASE}*"):
        shutil.copy(path, target)
    return target


def ask(home: Path, question: str) -> list[tuple[object, ...]]:
    """Open the database with nothing but SQLite and ask it."""
    with closing(sqlite3.connect(home / DATABASE)) as connection:
        return connection.execute(question).fetchall()


def counts(home: Path) -> dict[str, object]:
    """How many rows each table holds."""
    names = [str(row[0]) for row in ask(home, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: ask(home, f'SELECT count(*) FROM "{name}"')[0][0] for name in names}


def is_sound(home: Path) -> bool:
    """Whether the database opens, every page of it is whole, and no row points at one that is missing."""
    return ask(home, "PRAGMA integrity_check") == [("ok",)] and ask(home, "PRAGMA foreign_key_check") == []


def migrated_by_steps() -> Path:
    """Return an installation that went through every migration, killed on its way, made once a run.

    Killed at a statement of the first migration to come; then the next run at a later one of what is left; again; then
    completed. Not to be changed.
    """
    return made_once("migrated-by-steps", _kill_and_complete)


def _kill_and_complete(home: Path) -> None:
    run(home, PREPARE)
    for fatal_statement in (1, 25, 90):
        run_until_killed(home, MIGRATE.format(fatal_statement=fatal_statement))
        assert is_sound(home)
        assert ask(home, "SELECT code FROM parties_organisation") == [("KAZ",)]
    pending, _ = run(home, MIGRATE.format(fatal_statement=-1)).split()
    assert pending == "0"
