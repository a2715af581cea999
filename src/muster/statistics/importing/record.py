"""The record of imports that the store keeps: a set's last report of each file, and one import at a time."""

import importlib
import json
import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from muster.kit.atomic_file import write_atomically
from muster.kit.errors import Problem, Refused
from muster.statistics.importing.report import FileReport
from muster.statistics.store.store import GENERATION

LOCK = "importing.lock"


def imported(store: Path, name: str) -> list[FileReport]:
    """What the last imports of a set's files did, by file."""
    return [FileReport.of_json(one) for one in stored_import(store, name).get("files", ())]


def stored_import(store: Path, name: str) -> dict[str, Any]:
    """The record of a set's last import; empty before the first. Raises Refused where it cannot be read."""
    where = _place(store, name)
    try:
        found: dict[str, Any] = json.loads(where.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise Refused(
            problems=[Problem(str(where), "is no record of an import", "remove it and import the set again")]
        ) from None
    return found


def record(store: Path, name: str, as_of: date | None, known: Mapping[str, FileReport]) -> None:
    """Keep the reports of a set's files, and tell readers that the store has changed."""
    told = {
        "set": name,
        "as_of": as_of.isoformat() if as_of else None,
        "files": [known[file].as_json() for file in sorted(known)],
    }
    where = _place(store, name)
    where.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(where, (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode())
    write_atomically(store / GENERATION, uuid.uuid4().hex.encode())


@contextmanager
def one_at_a_time(store: Path) -> Iterator[None]:
    """Wait until no other process imports into the store, and keep others waiting (where the system can)."""
    store.mkdir(parents=True, exist_ok=True)
    if os.name != "posix":
        yield
        return
    locks = importlib.import_module("fcntl")  # not there on every system
    with (store / LOCK).open("w") as stream:
        locks.flock(stream, locks.LOCK_EX)
        yield


def _place(store: Path, name: str) -> Path:
    return store / "imports" / f"{name}.json"
