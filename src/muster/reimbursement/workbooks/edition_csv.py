"""The rows of an edition as one CSV file: the column `table` says of which of the two tables a row is.

UTF-8, commas, one line of column names. Text that a spreadsheet would take for a formula leaves with an apostrophe in
front, and comes in without it.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from muster.kit.errors import Problem
from muster.kit.tables.exports import FORMULA_STARTS
from muster.kit.workbooks import DEFAULT_LIMITS, Field, Unfit
from muster.kit.workbooks.reading import value_of
from muster.reimbursement.rules.edition_rows import MOST_ROWS
from muster.reimbursement.rules.edition_terms import RateRows, RateTable
from muster.reimbursement.workbooks.edition_fields import (
    EQUIPMENT_FIELDS,
    SERVICE_FIELDS,
    FileRow,
    equipment_values,
    service_values,
    terms_of,
)

TABLE = "table"
COLUMN_OF = {
    "category": "category",
    "item": "item",
    "gfmv": "gfmv_usd",
    "life_years": "life_years",
    "no_fault_percent": "no_fault_percent",
    "maintenance": "maintenance_usd",
    "dry": "dry_usd",
    "wet": "wet_usd",
    "paint": "paint_usd",
    "rate": "rate_usd",
}
"""The column of each field."""
COLUMNS = (TABLE, *COLUMN_OF.values())
FIELDS: Mapping[str, tuple[Field, ...]] = {
    RateTable.EQUIPMENT.value: EQUIPMENT_FIELDS,
    RateTable.SERVICES.value: SERVICE_FIELDS,
}
APOSTROPHE = "'"
ESCAPED = (*FORMULA_STARTS, APOSTROPHE)


def rates_as_csv(rows: RateRows) -> bytes:
    """Return rows as a CSV file; without rows it is the template: the line of column names."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for row in rows.equipment:
        writer.writerow(_line(RateTable.EQUIPMENT, equipment_values(row)))
    for service in rows.services:
        writer.writerow(_line(RateTable.SERVICES, service_values(service)))
    return text.getvalue().encode("utf-8")


def _line(table: RateTable, values: Mapping[str, Any]) -> dict[str, str]:
    return {TABLE: table.value, **{COLUMN_OF[key]: _cell(value) for key, value in values.items()}}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return f"{APOSTROPHE}{value}" if value.startswith(ESCAPED) else str(value)


def rates_of_csv(data: bytes) -> tuple[RateRows, list[Problem]]:
    """Return the rows of a CSV file, and every problem by row and column; the rows hold if there is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return RateRows(), [Problem("file", f"is no UTF-8 text at byte {error.start}", "save it as CSV UTF-8")]
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return RateRows(), [Problem("file", f"is no CSV file ({error})", "save it as CSV, with commas")]
    if problems := _heading_problems(lines[0] if lines else []):
        return RateRows(), problems
    if len(lines) > 2 * MOST_ROWS + 1:
        return RateRows(), [Problem("file", f"has {len(lines) - 1} rows", f"at most {2 * MOST_ROWS} are read")]
    columns = [name.strip() for name in lines[0]]
    found: dict[str, list[FileRow]] = {name: [] for name in FIELDS}
    problems = []
    for number, cells in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in cells) and len(problems) < DEFAULT_LIMITS.problems:
            problems += _read_line(number, columns, cells, found)
    if problems:
        return RateRows(), problems
    equipment, services = (found[name] for name in (RateTable.EQUIPMENT.value, RateTable.SERVICES.value))
    return terms_of(equipment, services, lambda field: COLUMN_OF[field.key])


def _heading_problems(names: Iterable[str]) -> list[Problem]:
    """Return what is wrong with the line of column names: each must be there once, in any order, and no other."""
    told = [name.strip() for name in names]
    place = "row 1"
    problems = [
        Problem(f"{place}, column {name!r}", "there is no such column", f"the columns are {', '.join(COLUMNS)}")
        for name in dict.fromkeys(told)
        if name not in COLUMNS
    ]
    problems += [
        Problem(f"{place}, column {name}", "the column is there twice", "remove one of the two")
        for name in COLUMNS
        if told.count(name) > 1
    ]
    problems += [
        Problem(f"{place}, column {name}", "the column is missing", "put it back; its cells may be empty")
        for name in COLUMNS
        if name not in told
    ]
    return problems


def _read_line(
    number: int, columns: list[str], cells: list[str], found: Mapping[str, list[FileRow]]
) -> Iterable[Problem]:
    """Put a line into its table, or yield what is wrong with it."""
    place = f"row {number}"
    if len(cells) != len(columns):
        yield Problem(place, f"has {len(cells)} cells for {len(columns)} columns", "give each column one cell")
        return
    said = dict(zip(columns, cells, strict=True))
    table = said[TABLE].strip()
    if table not in FIELDS:
        yield Problem(f"{place}, column {TABLE}", f"{table!r} is no table", f"write {' or '.join(FIELDS)}")
        return
    values: dict[str, Any] = {}
    for field in FIELDS[table]:
        column = COLUMN_OF[field.key]
        try:
            values[field.key] = value_of(_bare(said.pop(column)), field)
        except Unfit as unfit:
            yield Problem(f"{place}, column {column}", unfit.message, unfit.remedy)
    for column, cell in said.items():
        if column != TABLE and cell.strip():
            yield Problem(f"{place}, column {column}", f"is no column of the table {table}", "leave it empty")
    if len(values) == len(FIELDS[table]):
        found[table].append(FileRow(place, values))


def _bare(cell: str) -> str:
    """Return a cell without the apostrophe that kept it from being taken for a formula."""
    return cell[1:] if cell.startswith(APOSTROPHE) and cell[1:].startswith(ESCAPED) else cell
