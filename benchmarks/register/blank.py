"""The tables of an empty installation on SQLite, migrated once and copied for every benchmark after that.

Applying every migration takes longer than most of what is measured. What is kept lies in `.benchmarks` and is named
after the migrations and the pinned packages, so that it is made anew when either changes.
"""

import hashlib
import os
from pathlib import Path

from benchmarks.register.installations import copy_database

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".benchmarks"


def migrated() -> None:
    """Bring the tables of the installation that this process is set up for to those of the program."""
    from django.db import connection

    from muster.web.migrating import migrate

    name = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or name.exists():
        migrate(lambda _: None)
        return
    kept = KEPT / f"blank-{_digest()}.sqlite3"
    if kept.exists():
        copy_database(kept, name)
    else:
        migrate(lambda _: None)
        _keep(name, kept)


def _keep(database: Path, kept: Path) -> None:
    """Keep a copy under its name at once, whole, and drop those of other migrations."""
    KEPT.mkdir(exist_ok=True)
    for old in KEPT.glob("blank-*.sqlite3"):
        old.unlink(missing_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    copy_database(database, unfinished)
    unfinished.rename(kept)


def _digest() -> str:
    """Name the migrations of the program and the packages that it is pinned to."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted((ROOT / "src" / "muster").glob("*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
