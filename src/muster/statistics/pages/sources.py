"""Data sets and what their import did, as rows of the page's tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muster.statistics.explorer.record import FileOnRecord, imported_as_of
from muster.statistics.importing.sets import DataSet
from muster.statistics.store import Store


@dataclass(frozen=True)
class SetRow:
    """A data set: how many of its files are on record, and as of which day it was imported."""

    data_set: DataSet
    files: int
    as_of: str


@dataclass(frozen=True)
class RepairRow:
    """How many rows of a file one rule repaired, or left out without refusing them."""

    source: str
    file: str
    rule: str
    rows: int
    kind: str


@dataclass(frozen=True)
class RefusalRow:
    """A row that was refused: where it stands and why."""

    source: str
    file: str
    line: int
    reason: str


def set_rows(store: Store, sets: Iterable[DataSet], files: Sequence[FileOnRecord]) -> list[SetRow]:
    """Return every data set that can be imported, on record or not."""
    return [
        SetRow(one, sum(file.data_set.name == one.name for file in files), imported_as_of(store, one.name))
        for one in sets
    ]


def repairs_of(files: Iterable[FileOnRecord]) -> list[RepairRow]:
    """Return what was repaired and what was left out, by file and rule."""
    found = []
    for one in files:
        for kind, counts in (("repaired", one.report.repaired), ("left out", one.report.left_out)):
            found += [
                RepairRow(one.data_set.name, one.report.file, rule, rows, kind) for rule, rows in sorted(counts.items())
            ]
    return found


def refusals_of(files: Iterable[FileOnRecord]) -> list[RefusalRow]:
    """Return the refused rows that the reports name; a report names a part of very many."""
    return [
        RefusalRow(one.data_set.name, one.report.file, row.line, row.reason)
        for one in files
        for row in one.report.refused
    ]
