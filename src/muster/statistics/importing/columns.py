"""Files of many rows, read by DuckDB as columns: a stream, in bounded memory, in the order of the file.

A file is first laid down as Parquet with every cell as text, so that it is parsed once; whatever the importer asks of
it then is a query. Lines that are no rows at all are kept apart, by their number and with the reason.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from dataclasses import dataclass
from pathlib import Path

import duckdb

from muster.kit.errors import Problem, Refused

MEMORY = "512MB"
SECONDS_BETWEEN_WORDS = 2.0
MOST_BYTES_A_HEADING = 1 << 16
BROKEN = {
    "MISSING COLUMNS": "has too few cells",
    "TOO MANY COLUMNS": "has too many cells",
    "INVALID ENCODING": "is no UTF-8",
    "UNQUOTED VALUE": "has a quotation mark in the wrong place",
    "LINE SIZE OVER MAXIMUM": "is too long for a row",
}
"""What DuckDB calls a line that is no row, and what we say of it."""


def text(value: str | Path) -> str:
    """A text as SQL writes it."""
    return "'" + str(value).replace("'", "''") + "'"


class Workshop:
    """A DuckDB connection with a folder of the disk to spill to; says how far it is with a long query."""

    def __init__(self, folder: Path, progress: Callable[[str], None]) -> None:
        self.folder = folder
        self._progress = progress
        self._connection = duckdb.connect(
            str(folder / "columns.duckdb"),
            config={"threads": 2, "memory_limit": MEMORY, "temp_directory": str(folder / "spilled")},
        )

    def run(self, sql: str, words: str) -> None:
        """Run a query that takes long, telling now and then how much of it is done."""
        self._progress(words)
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(self._connection.execute, sql)
            while True:
                try:
                    running.result(timeout=SECONDS_BETWEEN_WORDS)
                    return
                except StillRunning:
                    done = self._connection.query_progress()
                    if done > 0:
                        self._progress(f"{words}, {done:.0f} %")

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """The rows of a query of few rows."""
        return self._connection.execute(sql).fetchall()

    def number(self, sql: str) -> int:
        """The one whole number that a query gives; 0 for nothing."""
        found = self._connection.execute(sql).fetchone()
        return int(found[0] or 0) if found else 0

    def fill(self, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> None:
        """Make a table of rows that we have; `columns` are names and types in order."""
        cells = ", ".join(f"unnest(?::{kind}[]) AS {name}" for name, kind in columns.items())
        by_column = [list(one) for one in zip(*rows, strict=True)] if rows else [[] for _ in columns]
        self._connection.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT {cells}", by_column)

    def close(self) -> None:
        """Let go of the folder."""
        self._connection.close()


@dataclass(frozen=True)
class Laid:
    """A file laid down as Parquet: an SQL relation with the wanted columns as text (empty for nothing) and `line`."""

    relation: str
    rows: int
    broken_rows: int
    broken: tuple[tuple[int, str], ...]


def lay_down(shop: Workshop, file: Path, needed: Sequence[str], wanted: Sequence[str], most_told: int) -> Laid:
    """Lay a CSV or JSON file (an array of objects, or an object a line) down as Parquet.

    Headings are found whatever their case; of a `wanted` one that is not there every cell is empty. Raises Refused
    where a needed one is not there, or the file is no CSV or JSON.
    """
    is_json = file.suffix.lower() in {".json", ".ndjson", ".jsonl"}
    target = shop.folder / "laid.parquet"
    try:
        headings = _headings_of_json(shop, file) if is_json else _headings_of_csv(file)
        by_name = {one.strip().lower(): one for one in headings}
        lacking = [name for name in needed if name not in by_name]
        if lacking:
            raise Refused(
                problems=[Problem(str(file), f"has no column {', '.join(lacking)}", "give the file as published")]
            )
        source = _json_source(file, headings) if is_json else _csv_source(file, headings)
        cells = ", ".join(_cell(name, by_name.get(name)) for name in wanted)
        copy = f"COPY (SELECT {cells} FROM {source}) TO {text(target)} (FORMAT parquet, COMPRESSION snappy)"
        shop.run(copy, "reading")
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        said = str(error).splitlines()[0]
        raise Refused(problems=[Problem(str(file), f"cannot be read: {said}", "give the file as published")]) from None
    broken_rows, broken = (0, ()) if is_json else _broken(shop, most_told)
    rows = shop.number(f"SELECT count(*) FROM read_parquet({text(target)})")
    return Laid(_numbered(target, bool(broken_rows)), rows + broken_rows, broken_rows, broken)


def _headings_of_csv(file: Path) -> list[str]:
    with file.open("rb") as stream:
        first = stream.readline(MOST_BYTES_A_HEADING).decode("utf-8-sig", errors="replace")
    return next(csv.reader([first]), [])


def _headings_of_json(shop: Workshop, file: Path) -> list[str]:
    return [str(row[0]) for row in shop.rows(f"DESCRIBE SELECT * FROM read_json({text(file)}, sample_size = 2048)")]


def _csv_source(file: Path, headings: Sequence[str]) -> str:
    return (
        f"read_csv({text(file)}, columns = {_columns(headings)}, auto_detect = false, header = true, delim = ',', "
        "quote = '\"', escape = '\"', nullstr = '', store_rejects = true, rejects_table = 'broken', "
        "rejects_scan = 'broken_scans', rejects_limit = 0)"
    )


def _json_source(file: Path, headings: Sequence[str]) -> str:
    return f"read_json({text(file)}, columns = {_columns(headings)})"


def _columns(headings: Sequence[str]) -> str:
    return "{" + ", ".join(f"{text(one)}: 'VARCHAR'" for one in headings) + "}"


def _cell(name: str, heading: str | None) -> str:
    if heading is None:
        return f"'' AS {name}"
    quoted = '"' + heading.replace('"', '""') + '"'
    return f"coalesce(trim({quoted}), '') AS {name}"


def _broken(shop: Workshop, most_told: int) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Lines that are no rows, as row numbers (the heading is line 1), and kept with how many rows came before each."""
    shop.run(
        "CREATE OR REPLACE TABLE broken_rows AS SELECT row, reason, row - row_number() OVER (ORDER BY row) AS before, "
        "row_number() OVER (ORDER BY row) AS so_far FROM (SELECT line - 1 AS row, "
        "first(error_type ORDER BY error_type)::VARCHAR AS reason FROM broken GROUP BY line)",
        "numbering",
    )
    told = shop.rows(f"SELECT row, reason FROM broken_rows ORDER BY row LIMIT {most_told}")
    return shop.number("SELECT count(*) FROM broken_rows"), tuple(
        (int(str(row)), f"the line {BROKEN.get(str(reason), str(reason).lower())}") for row, reason in told
    )


def _numbered(target: Path, broken: bool) -> str:
    """The rows with their numbers in the file, the first after the heading being 1, broken lines counted."""
    laid = f"(SELECT *, file_row_number + 1 AS position FROM read_parquet({text(target)}, file_row_number = true))"
    if not broken:
        return f"(SELECT * EXCLUDE (file_row_number, position), position AS line FROM {laid})"
    # Before the position-th good row, the broken lines are those with fewer good rows before them than that.
    return (
        "(SELECT laid.* EXCLUDE (file_row_number, position), position + coalesce(so_far, 0) AS line "
        f"FROM {laid} AS laid ASOF LEFT JOIN (SELECT before, max(so_far) AS so_far FROM broken_rows GROUP BY before) "
        "AS broken_before ON laid.position > broken_before.before)"
    )


def bits(rules: Sequence[str], names: Mapping[str, int]) -> int:
    """Several rules as one whole number."""
    return sum(1 << names[one] for one in dict.fromkeys(rules))
