"""Throw-away installations to measure: a temporary folder with SQLite, or with a PostgreSQL database of its own."""

import multiprocessing
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

Result = TypeVar("Result")

DATABASE_FILE = "muster.sqlite3"
"""The name of SQLite's file in the folder of an installation."""

DATABASE = f"muster_benchmark_{os.getpid()}"


@dataclass(frozen=True)
class Installation:
    """Where it lives, and its database: empty for SQLite in the folder."""

    name: str
    home: Path
    url: str = ""

    def run(self, work: Callable[..., Result], *arguments: object) -> Result:
        """Run `work(*arguments)` in a new process set up for the installation; returns what it returns."""
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            return pool.submit(_set_up_and_run, work, self.home, self.url, *arguments).result()


def copy_database(source: Path, target: Path) -> None:
    """Copy a database of SQLite, whatever of it is still in its journal."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


def _set_up_and_run(work: Callable[..., Result], home: Path, url: str, *arguments: object) -> Result:
    set_up(home, url)
    return work(*arguments)


def set_up(home: Path, url: str = "") -> None:
    """Set up Django in this process for an installation, without anything that the shell says of another one."""
    for name in [name for name in os.environ if name.startswith("MUSTER_")]:
        del os.environ[name]
    os.environ.update(MUSTER_HOME=str(home), DJANGO_SETTINGS_MODULE="muster.web.settings", MUSTER_AS_OF="2018-10-01")
    if url:
        os.environ["MUSTER_DATABASE_URL"] = url
    (home / "static").mkdir(parents=True, exist_ok=True)
    import django

    django.setup()


@contextmanager
def on_sqlite() -> Iterator[Installation]:
    """Give an installation on SQLite, taken away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Installation("SQLite", Path(folder))


@contextmanager
def on_postgres(server: str) -> Iterator[Installation | None]:
    """Give an installation with a database of its own on `server`, dropped afterwards; None if no server answers."""
    import psycopg

    try:
        connection = psycopg.connect(server, dbname="postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield None
        return
    with connection, tempfile.TemporaryDirectory() as folder:
        connection.execute(f"CREATE DATABASE {DATABASE}")
        try:
            yield Installation("PostgreSQL", Path(folder), urlunsplit(urlsplit(server)._replace(path=f"/{DATABASE}")))
        finally:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
