"""The query behind each table of the store: all its files, or no rows of the right types."""

from pathlib import Path

from muster.statistics.store.schema import BY_SEX, ROLL_UPS, TABLES, Table
from muster.statistics.store.sexes import one_row_a_sex

FOLDER = "tables"
ROLL_UP_FOLDER = "rollups"
OF_MONTHS = {"stored": "{figure}", "months_present": "NULL"}
"""Columns of `contributions` that a file with the sexes beside each other does not have: its rows are of months."""


def views(folder: Path) -> dict[str, str]:
    """Every table's name and the query for its rows."""
    return {one.name: _of_table(folder, one) for one in TABLES} | {
        one.name: _of_roll_up(folder, one) for one in ROLL_UPS
    }


def files_of(folder: Path, name: str) -> list[Path]:
    """The files that hold rows of a table, by path."""
    found = [*(folder / FOLDER / name).glob("*.parquet"), *(folder / ROLL_UP_FOLDER / name).glob("*.parquet")]
    if name == "contributions":
        found += (folder / FOLDER / BY_SEX).glob("*.parquet")
    return sorted(found)


def _of_table(folder: Path, one: Table) -> str:
    parts = []
    plain = folder / FOLDER / one.name
    if any(plain.glob("*.parquet")):
        columns = ", ".join(f'"{column.name}"' for column in one.columns)
        parts.append(f"SELECT {columns} FROM {_parquet(plain)}")
    beside = folder / FOLDER / BY_SEX
    if one.name == "contributions" and any(beside.glob("*.parquet")):
        parts.append(one_row_a_sex(_parquet(beside), one, OF_MONTHS))
    return " UNION ALL ".join(parts) or _empty(one)


def _of_roll_up(folder: Path, one: Table) -> str:
    kept = folder / ROLL_UP_FOLDER / one.name
    return one_row_a_sex(_parquet(kept), one, {}) if any(kept.glob("*.parquet")) else _empty(one)


def _parquet(folder: Path) -> str:
    pattern = str(folder / "*.parquet").replace("'", "''")
    return f"read_parquet('{pattern}', union_by_name = true)"


def _empty(one: Table) -> str:
    columns = ", ".join(f'NULL::{column.type} AS "{column.name}"' for column in one.columns)
    return f"SELECT {columns} WHERE false"
