"""A table as a file: CSV, XLSX and JSON of the same rows, columns and order that the page shows, without the paging."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from muster.kit.tables.columns import Column, Row, Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet read a text cell as a formula (OWASP's list for CSV injection)."""

ILLUSTRATIVE = "illustrative"
"""Heading and mark of demonstration records in every export."""

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True)
class Sheet:
    """What goes into the file: columns, rows, and the words of the caption."""

    table: Table
    columns: Sequence[Column]
    rows: Sequence[Row]
    as_of: date | None

    def headings(self) -> list[str]:
        """Column headings with their units, and the mark of demonstration records at the end."""
        return [*(f"{c.label} ({c.unit})" if c.unit else str(c.label) for c in self.columns), ILLUSTRATIVE]

    def lines(self) -> Iterable[list[Any]]:
        """Plain values row by row."""
        for row in self.rows:
            mark = ILLUSTRATIVE if self.table.is_illustrative(row) else ""
            yield [*(plain_value(column.plain(row)) for column in self.columns), mark]


def plain_value(value: Any) -> Any:
    """Numbers, dates and truth values as they are; anything else as its words."""
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    return str(value)


def defused(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front; a number is left alone."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def export(sheet: Sheet, form: str) -> HttpResponse:
    """The file as a download, named after the table and the day that it shows."""
    body = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}[form](sheet)
    day = f"-{sheet.as_of.isoformat()}" if sheet.as_of else ""
    return HttpResponse(
        body,
        content_type=CONTENT_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{sheet.table.name}{day}.{form}"'},
    )


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8, comma, one heading line; dates in ISO form; formulas defused."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([defused(word) for word in sheet.headings()])
    for line in sheet.lines():
        writer.writerow([defused(_iso(value)) for value in line])
    return text.getvalue().encode("utf-8")


def as_json(sheet: Sheet) -> bytes:
    """Caption and rows, each row keyed by the columns' keys, numbers as numbers."""
    keys = [*(column.key for column in sheet.columns), ILLUSTRATIVE]
    rows = [dict(zip(keys, [*line[:-1], bool(line[-1])], strict=True)) for line in sheet.lines()]
    whole = {
        "table": sheet.table.name,
        "as_of": sheet.as_of,
        "source": str(sheet.table.source),
        "columns": [{"key": c.key, "label": str(c.label), "unit": str(c.unit)} for c in sheet.columns],
        "rows": rows,
    }
    return json.dumps(whole, default=_json, ensure_ascii=False, indent=1).encode("utf-8")


def as_xlsx(sheet: Sheet) -> bytes:
    """One sheet, heading frozen and filterable; every text is a text cell, so nothing is computed on opening."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.table.name[:31])
    page.freeze_panes = "A2"
    for at, column in enumerate(sheet.columns):
        page.column_dimensions[_letter(at)].width = 14 if column.is_number or column.kind == "date" else 28
    page.append([_xlsx_cell(page, heading, bold=True) for heading in sheet.headings()])
    for line in sheet.lines():
        page.append([_xlsx_cell(page, value) for value in line])
    page.auto_filter.ref = f"A1:{_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _xlsx_cell(page: Any, value: Any, *, bold: bool = False) -> Any:
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.isoformat()
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _letter(at: int) -> str:
    return get_column_letter(at + 1)


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{value!r} has no form in JSON")
