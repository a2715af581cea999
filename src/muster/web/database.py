"""Turns MUSTER_DATABASE_URL into Django's database settings."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from muster.kit.errors import Refused

WITHOUT_COMPILING = "-c jit=off"
"""For each connection to PostgreSQL, which else compiles a query whose cost it guesses high, as it does of tables
not yet counted. Muster's tables are small; once they are counted, four of its reads took as long with it as without."""

SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"


def sqlite_settings(path: str | Path) -> dict[str, Any]:
    """Return the settings of an embedded SQLite database in write-ahead mode, one writer at a time."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
    }


def database_settings(url: str, default_path: Path) -> dict[str, Any]:
    """Return Django's settings for `url`, or for the embedded database at `default_path` if `url` is empty.

    Understood: `sqlite:///relative/or//absolute/path` and `postgresql://user:password@host:port/name`.
    Raises `Refused` in one line for anything else.
    """
    if not url:
        return sqlite_settings(default_path)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite_settings(unquote(parts.path[1:]) or default_path)
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": WITHOUT_COMPILING},
        }
    message = f"MUSTER_DATABASE_URL: {parts.scheme or url!r} is not known; use sqlite:///path or postgresql://user@host:5432/name"
    raise Refused(message)
