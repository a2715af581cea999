"""Importing a data set: a file is read as a stream and put in place whole; an unchanged one is left alone."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import duckdb

from muster.kit.errors import Problem, Refused
from muster.statistics.importing.finding import find
from muster.statistics.importing.record import imported, one_at_a_time, record, stored_import
from muster.statistics.importing.report import FileReport, ImportReport
from muster.statistics.importing.sets import DataSet, data_set
from muster.statistics.importing.sink import Sink
from muster.statistics.importing.source_file import SourceFile
from muster.statistics.store.folder import store_folder
from muster.statistics.store.roll_ups import VERSION as ROLL_UPS_VERSION
from muster.statistics.store.writing import FileWriter, is_in_place, take_away

__all__ = ["import_set", "imported", "stored_import"]
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
    same day, is not read again; what earlier imports made of other files stays. Raises Refused for an unknown set, a
    path that is not there, a folder without any file of the set, a file that cannot be read or a store that cannot be
    written; the file concerned is then on record as it was before.
    """
    wanted, store = data_set(name), folder or store_folder()
    try:
        with one_at_a_time(store):
            return _import(wanted, path, as_of, store, progress)
    except OSError as error:
        place = str(error.filename or store)
        raise Refused(
            problems=[Problem(place, f"cannot be used: {error.strerror}", "make it readable, the store writable")]
        ) from None


def _import(wanted: DataSet, path: Path, as_of: date | None, store: Path, progress: Progress) -> ImportReport:
    before = {one.file: one for one in imported(store, wanted.name)}
    found = find(wanted, path, before)
    read, unchanged = [], []
    for file, source in found.files:
        digest = _digest(file, source, as_of)
        known = before.get(file.name)
        if known is not None and known.digest == digest and is_in_place(store, wanted.name, file.name, known.rows_kept):
            unchanged.append(file.name)
            continue
        progress(file.name)
        read.append(_read(wanted, source, file, digest, as_of, store, progress))
        before[file.name] = read[-1]
        for name in _spared(wanted, source, before):
            take_away(store, wanted.name, name)
            del before[name]
        record(store, wanted.name, as_of, before)
    return ImportReport(wanted.name, as_of, tuple(read), tuple(unchanged), found.absent, found.unneeded)


def _spared(wanted: DataSet, source: SourceFile, known: Iterable[str]) -> list[str]:
    """Files on record that say what `source` says: to be taken away, so that nothing counts twice."""
    if not source.instead_of:
        return []
    return [name for name in known if (one := wanted.file_of(name)) is not None and one.pattern == source.instead_of]


def _read(
    wanted: DataSet,
    source: SourceFile,
    file: Path,
    digest: str,
    as_of: date | None,
    store: Path,
    progress: Progress,
) -> FileReport:
    report = FileReport(file.name, digest, as_of=as_of)

    def of_file(words: str) -> None:
        progress(f"{file.name}: {words}")

    with FileWriter(store, wanted.name, file.name, of_file) as writer:
        try:
            source.reader(file, Sink(wanted.name, report, writer, as_of, of_file))
            report.rows_kept = writer.keep()
        except (UnicodeDecodeError, json.JSONDecodeError, csv.Error, duckdb.Error) as error:
            why = str(error).splitlines()[0]
            raise Refused(
                problems=[Problem(str(file), f"cannot be read: {why}", "give the file as published")]
            ) from None
    return report


def _digest(file: Path, source: SourceFile, as_of: date | None) -> str:
    """Of the file's bytes, the reader, the roll-ups and the day: what decides whether reading it changes anything."""
    hashed = hashlib.sha256(f"{source.version} {ROLL_UPS_VERSION} {as_of or ''} ".encode())
    for one in sorted(file.glob("*.csv")) if source.is_folder else [file]:
        if source.is_folder:
            hashed.update(f"{one.name} {one.stat().st_size} ".encode())
        with one.open("rb") as stream:
            while chunk := stream.read(CHUNK_BYTES):
                hashed.update(chunk)
    return hashed.hexdigest()
