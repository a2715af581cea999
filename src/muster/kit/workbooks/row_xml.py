"""The rows of a sheet as XML, and a saved workbook filled with them.

openpyxl makes what is small and manifold (headings, explanations, checks, styles); a register has hundreds of thousands
of cells, for which it takes a hundred times as long as writing the text of the cell takes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape as escape_xml

from openpyxl.utils import get_column_letter

from muster.kit.workbooks.cell_text import escape
from muster.kit.workbooks.fields import Cell

FIRST_ROW = 2
_END_OF_ROWS = b"</sheetData>"
# Day 1 of Excel's calendar is 1 January 1900; counting from this day is right from 1 March 1900 on.
_DAY_ZERO = date(1899, 12, 30)

StyleOf = Callable[[int, Cell], int]
"""The number of the style of a cell, from its column (from 0) and its value."""


def serial(day: date) -> int:
    """Return the number that stands for a day in a cell or a formula."""
    return (day - _DAY_ZERO).days


def rows_as_xml(rows: Sequence[Sequence[Cell | None]], columns: int, style_of: StyleOf) -> bytes:
    """Return the rows below the headings; a cell that is None is left out."""
    letters = [get_column_letter(index) for index in range(1, columns + 1)]
    parts: list[str] = []
    for number, row in enumerate(rows, start=FIRST_ROW):
        parts.append(f'<row r="{number}">')
        for index, value in enumerate(row):
            if value is not None:
                parts.append(_cell_as_xml(f'r="{letters[index]}{number}" s="{style_of(index, value)}"', value))
        parts.append("</row>")
    return "".join(parts).encode()


def _cell_as_xml(attributes: str, value: Cell) -> str:
    """Return a cell. Text is text: never a formula or an error value."""
    if isinstance(value, str):
        text = escape_xml(escape(value))
        kept = ' xml:space="preserve"' if text != text.strip() else ""
        return f'<c {attributes} t="inlineStr"><is><t{kept}>{text}</t></is></c>'
    if isinstance(value, bool):
        return f'<c {attributes} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c {attributes}><v>{value!r}</v></c>"
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"<c {attributes}><v>{serial(value)}</v></c>"
    raise TypeError(f"no kind of column writes {type(value).__name__} to a cell")


def filled(skeleton: bytes, rows_by_part: Mapping[str, bytes], reach_by_part: Mapping[str, str]) -> bytes:
    """Return the saved workbook with rows added to its sheets, by the names of their parts.

    `reach_by_part` is each sheet's rectangle of cells (A1:T301), which some programs trust.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(skeleton)) as source, _new_archive(stream) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename in rows_by_part:
                begin, _, rest = content.partition(b'<dimension ref="')
                _, _, end = rest.partition(b'"')
                content = begin + b'<dimension ref="' + reach_by_part[entry.filename].encode() + b'"' + end
                content = content.replace(_END_OF_ROWS, rows_by_part[entry.filename] + _END_OF_ROWS, 1)
            target.writestr(entry, content)
    return stream.getvalue()


def _new_archive(stream: io.BytesIO) -> zipfile.ZipFile:
    return zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)


def widest(cells: Iterable[Cell | None]) -> int:
    """Return the length of the longest cell as text."""
    return max((len(cell if isinstance(cell, str) else str(cell)) for cell in cells if cell is not None), default=0)
