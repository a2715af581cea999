"""A workbook of units for the tests, and ways to break it as people and attackers do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from muster.kit.workbooks import BOOLEAN, CHOICE, CODES, DATE, DECIMAL, INTEGER, TEXT, Field, Sheet, Workbook, write

STATES = {"KAZ": "Kazakhstan", "IND": "India", "BRA": "Brazil", "VNM": "Viet Nam", "CHN": "China"}

UNITS = Sheet(
    "Units",
    (
        Field(key="number", heading="Number", kind=TEXT, required=True, maximum=40),
        Field(key="state", heading="State", kind=CHOICE, choices=STATES, required=True),
        Field(key="strength", heading="Strength", kind=INTEGER, unit="people", minimum=1, maximum=5_000),
        Field(key="available", heading="Available from", kind=DATE, minimum=date(1948, 5, 29)),
        Field(key="fuel", heading="Fuel", kind=DECIMAL, unit="m3", minimum=Decimal(0)),
        Field(key="ready", heading="Ready", kind=BOOLEAN),
        Field(key="excluded", heading="Excluded missions", kind=CODES, choices=["UNIFIL", "UNDOF", "MINUSCA"]),
        Field(key="remarks", heading="Remarks", kind=TEXT, multiline=True, help="Whatever else matters."),
    ),
    key=("number",),
)
CONTACTS = Sheet("Contacts", (Field(key="name", heading="Name", kind=TEXT, required=True),))
BOOK = Workbook("units", "Units offered", (UNITS, CONTACTS), about="A workbook for tests.")

ROW: dict[str, Any] = {
    "number": "U-1",
    "state": "KAZ",
    "strength": 120,
    "available": date(2018, 10, 31),
    "fuel": Decimal("12.5"),
    "ready": True,
    "excluded": ("UNDOF", "MINUSCA"),
    "remarks": "company\nwith three staff officers",
}
COLUMNS = {field.key: index for index, field in enumerate(UNITS.fields, start=1)}


def valid_bytes(rows: int = 3) -> bytes:
    """A workbook without errors."""
    units = [{**ROW, "number": f"U-{number}"} for number in range(1, rows + 1)]
    return write(BOOK, {"Units": units, "Contacts": [{"name": "Desk officer"}]})


def edited(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The valid workbook after somebody changed it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(valid_bytes()))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_cell(key: str, value: object, row: int = 2) -> bytes:
    """The valid workbook with one cell of the sheet Units changed."""

    def change(book: openpyxl.Workbook) -> None:
        units_of(book).cell(row, COLUMNS[key]).value = value  # type: ignore[assignment]

    return edited(change)


def units_of(book: openpyxl.Workbook, name: str = "Units") -> Worksheet:
    """The sheet Units of an opened workbook, which may have been renamed."""
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a packed workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """A workbook packed from parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """The valid workbook with one part added or replaced."""
    return packed({**parts_of(valid_bytes()), name: content})


UNITS_PART = "xl/worksheets/sheet2.xml"


def with_units_xml(old: bytes, new: bytes) -> bytes:
    """The valid workbook with a piece of the XML of the sheet Units replaced once."""
    content = parts_of(valid_bytes())[UNITS_PART]
    assert old in content
    return with_part(UNITS_PART, content.replace(old, new, 1))
