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
    """Return an installation with an empty record, made once a run; not to be changed."""
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
