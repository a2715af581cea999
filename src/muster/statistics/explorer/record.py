"""What is on record: each data set with its files, their last day, and what their import did."""

from dataclasses import dataclass
from datetime import date

from muster.statistics.explorer.kept import kept
from muster.statistics.importing.report import FileReport
from muster.statistics.importing.run import imported, stored_import
from muster.statistics.importing.sets import SETS, DataSet
from muster.statistics.store import TABLES, Store


@dataclass(frozen=True)
class FileOnRecord:
    """One file: its set, its report, the first and the last day of its rows, and how many of them are known."""

    data_set: DataSet
    report: FileReport
    first: date | None
    last: date | None
    rows: int

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that it gives rows to."""
        return tuple(self.report.rows_kept)


@kept
def files_on_record(store: Store, as_of: date) -> tuple[FileOnRecord, ...]:
    """Every imported file, with the days of those of its rows that were known on a day."""
    spans: dict[tuple[str, str], tuple[date, date, int]] = {}
    for one in TABLES:
        if not store.has(one.name):
            continue
        for source, file, first, last, rows in store.query(
            f"SELECT source, file, min(known_on), max(known_on), count(*) FROM {one.name} "
            "WHERE known_on <= $as_of GROUP BY ALL",
            {"as_of": as_of},
        ):
            known = spans.get((source, file), (first, last, 0))
            spans[source, file] = (min(first, known[0]), max(last, known[1]), rows + known[2])
    found = []
    for data_set in SETS:
        for report in imported(store.folder, data_set.name):
            since, until, rows = spans.get((data_set.name, report.file), (None, None, 0))
            found.append(FileOnRecord(data_set, report, since, until, rows))
    return tuple(found)


@kept
def imported_as_of(store: Store, name: str) -> str:
    """The day as of which a set was imported; empty where everything was."""
    return str(stored_import(store.folder, name).get("as_of") or "")


@kept
def is_empty(store: Store) -> bool:
    """Whether nothing is imported at all."""
    return not any(store.has(one.name) for one in TABLES)


@kept
def missions_known(store: Store, as_of: date) -> frozenset[str]:
    """The missions of which people, a base or a death was known on a day."""
    found = store.query(
        "SELECT mission FROM mission_totals WHERE known_on <= $as_of UNION "
        "SELECT mission FROM bases WHERE known_on <= $as_of UNION "
        "SELECT mission FROM fatalities WHERE known_on <= $as_of",
        {"as_of": as_of},
    )
    return frozenset(str(row[0]) for row in found if row[0])


@kept
def states_known(store: Store, as_of: date) -> frozenset[str]:
    """The States of whom people, a base or a death was known on a day."""
    found = store.query(
        "SELECT state FROM state_totals WHERE known_on <= $as_of UNION "
        "SELECT state FROM base_contributors WHERE known_on <= $as_of UNION "
        "SELECT state FROM fatalities WHERE known_on <= $as_of",
        {"as_of": as_of},
    )
    return frozenset(str(row[0]) for row in found if row[0])
