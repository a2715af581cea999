"""Small files of the public data sets, made by hand in the form of the originals, and what imports make of them.

The forms (columns, spellings, faults) are those of the sources that `docs/statistics.md` names; a row that copies a
published one says so where it stands.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from muster.statistics.importing import FileReport, ImportReport, import_set
from muster.statistics.store import open_store

REGISTER = (
    "id,mission_acronym,mission_name,lead_department,mission_isactive,start_date,end_date,mission_location,"
    "mission_longitude,mission_latitude,last_update"
)
CASUALTIES = (
    "id,incident_date,casualty_id,mission_acronym,type_of_casualty,gender,casualty_nationality,"
    "casualty_personnel_type,type_of_incident,m49_code,isocode3,last_update"
)


def write(folder: Path, name: str, heading: str, *rows: str) -> Path:
    """A CSV file of these lines in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text("\n".join((heading, *rows)) + "\n", encoding="utf-8")
    return file


def lines(columns: Sequence[str], *rows: Mapping[str, object], otherwise: str = "0") -> tuple[str, ...]:
    """Rows of a wide file, quoted; a column that a row does not name has what it has otherwise."""
    return tuple(",".join(f'"{row.get(name, otherwise)}"' for name in columns) for row in rows)


def imported(name: str, path: Path, store: Path, as_of: date | None = None) -> ImportReport:
    """What an import did."""
    return import_set(name, path, as_of=as_of, folder=store)


def report_of(name: str, path: Path, store: Path, as_of: date | None = None) -> FileReport:
    """What an import of one file did."""
    (found,) = imported(name, path, store, as_of).files
    return found


def found(store: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of the store."""
    return list(open_store(store).query(sql))
