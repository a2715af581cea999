"""Importing a data set: a file is read as a stream and put in place whole; an unchanged one is left alone."""

import csv
import hashlib
import json
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from muster.kit.atomic_file import write_atomically
from muster.kit.errors import Problem, Refused
from muster.statistics.importing.report import FileReport, ImportReport
from muster.statistics.importing.sets import DataSet, data_set
from muster.statistics.importing.sink import Sink
from muster.statistics.importing.source_file import SourceFile
from muster.statistics.store.folder import store_folder
from muster.statistics.store.roll_ups import VERSION as ROLL_UPS_VERSION
from muster.statistics.store.store import GENERATION
from muster.statistics.store.writing import FileWriter

CHUNK_BYTES = 1 << 20
Progress = Callable[[str], None]


def import_set(
    name: str,
    path: Path,
    *,
    as_of: date | None = None,
    folder: Path | None = None,
    progress: Progress = lambda words: None,
) -> ImportReport:
    """Load the data set `name` from its folder or one of its files; what it did.

    With `as_of`, only what was known on that day is loaded. A file that is on record already, unchanged and as of the
    same day, is not read again. Raises Refused for an unknown set, a path that is not there, and a folder without any
    file of the set.
    """
    wanted, store = data_set(name), folder or store_folder()
    found, absent = _files(wanted, path)
    before = _known(store, name)
    read, unchanged = [], []
    for file, source in found:
        digest = _digest(file, source, as_of)
        known = before.get(file.name)
        if known is not None and known.digest == digest:
            unchanged.append(file.name)
            continue
        progress(file.name)
        read.append(_read(wanted, source, file, digest, as_of, store, progress))
        before[file.name] = read[-1]
        _record(store, wanted, as_of, before)
    return ImportReport(name, as_of, tuple(read), tuple(unchanged), absent)


def _files(wanted: DataSet, path: Path) -> tuple[list[tuple[Path, SourceFile]], tuple[str, ...]]:
    """The files of the set under a path, and the patterns of those that are not there."""
    if not path.exists():
        raise Refused(problems=[Problem(str(path), "there is no such file or folder", "name the set's folder or file")])
    if path.is_file():
        source = wanted.file_of(path.name)
        if source is None:
            names = ", ".join(one.pattern for one in wanted.files)
            raise Refused(problems=[Problem(str(path), f"is no file of the set {wanted.name}", f"name one of {names}")])
        return [(path, source)], ()
    found, absent, spared = [], [], set()
    for source in wanted.files:
        files = sorted(path.glob(source.pattern))
        found += [(file, source) for file in files]
        if files and source.instead_of:
            spared.add(source.instead_of)
        if not files and source.pattern not in spared:
            absent.append(source.pattern)
    found = [(file, source) for file, source in found if source.pattern not in spared]
    if not found:
        names = ", ".join(one.pattern for one in wanted.files)
        raise Refused(problems=[Problem(str(path), f"holds no file of the set {wanted.name}", f"it wants {names}")])
    return found, tuple(absent)


def _read(
    wanted: DataSet,
    source: SourceFile,
    file: Path,
    digest: str,
    as_of: date | None,
    store: Path,
    progress: Progress,
) -> FileReport:
    report = FileReport(file.name, digest)

    def of_file(words: str) -> None:
        progress(f"{file.name}: {words}")

    with FileWriter(store, wanted.name, file.name, of_file) as writer:
        try:
            source.reader(file, Sink(wanted.name, report, writer, as_of, of_file))
        except (UnicodeDecodeError, json.JSONDecodeError, csv.Error) as error:
            raise Refused(
                problems=[Problem(str(file), f"cannot be read: {error}", "give the file as published")]
            ) from None
        report.rows_kept = writer.keep()
    return report


def _digest(file: Path, source: SourceFile, as_of: date | None) -> str:
    """Of the file's bytes, the reader, the roll-ups and the day: what decides whether reading it changes anything."""
    hashed = hashlib.sha256(f"{source.version} {ROLL_UPS_VERSION} {as_of or ''} ".encode())
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            hashed.update(chunk)
    return hashed.hexdigest()


def _known(store: Path, name: str) -> dict[str, FileReport]:
    return {one.file: one for one in imported(store, name)}


def imported(store: Path, name: str) -> list[FileReport]:
    """What the last imports of a set's files did, by file."""
    stored = stored_import(store, name)
    return [FileReport.of_json(one) for one in stored.get("files", ())]


def stored_import(store: Path, name: str) -> dict[str, Any]:
    """The record of a set's last import; empty before the first."""
    try:
        found: dict[str, Any] = json.loads((store / "imports" / f"{name}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def _record(store: Path, wanted: DataSet, as_of: date | None, known: dict[str, FileReport]) -> None:
    told = {
        "set": wanted.name,
        "as_of": as_of.isoformat() if as_of else None,
        "files": [known[name].as_json() for name in sorted(known)],
    }
    where = store / "imports" / f"{wanted.name}.json"
    where.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(where, (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode())
    write_atomically(store / GENERATION, uuid.uuid4().hex.encode())
