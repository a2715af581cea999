"""Write a workbook to be filled in or read: headings, values as what they are, and only legal choices offered."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, cast

import openpyxl
from openpyxl.cell import Cell as ExcelCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from muster.kit.errors import Refused
from muster.kit.workbooks.cell_text import escape
from muster.kit.workbooks.fields import Cell, Field, Unfit
from muster.kit.workbooks.findings import Findings, place_of
from muster.kit.workbooks.kinds import BOOLEAN, CHOICE, DATE, DECIMAL, FIRST_SAFE_DATE, INTEGER, NO, TEXT, YES
from muster.kit.workbooks.layout import LISTS, READ_ME, Sheet, Workbook
from muster.kit.workbooks.limits import DEFAULT_LIMITS, EXCEL_CELL_CHARACTERS, EXCEL_DIGITS
from muster.kit.workbooks.reading import FORMAT_LABEL, value_of
from muster.kit.workbooks.row_xml import StyleOf, filled, rows_as_xml, serial, widest

RowsBySheet: TypeAlias = Mapping[str, Iterable[Mapping[str, Any]]]

# Lengths that Excel allows for the title and the text of a message on a cell.
_MESSAGE_TITLE = 32
_MESSAGE_TEXT = 255
_NARROWEST, _WIDEST = 10, 60
_FORMULA_SIGNS = ("=", "+", "-", "@", "'")
# Rows below the last one that are still offered choices and checked as they are filled in.
_ROOM_BELOW = 2_000
_HEADING_FILL = PatternFill("solid", fgColor="FFE8EDF2")
_REQUIRED_FILL = PatternFill("solid", fgColor="FFCFDCE8")
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_AT_TOP = Alignment(vertical="top")
_EXPLAINING_COLUMN = 3
_SHEET_PART = "xl/worksheets/sheet{}.xml"
# A character takes up to seven in its stored form (_x000D_).
_LONGEST_ESCAPE = 7
_HOW_TO = (
    "Fill in one row a record below the headings; leave the headings and the names of the sheets as they are.",
    "Darker headings are required. Point at a heading to see what its column holds; cells with a list offer it.",
    "Write dates as year-month-day and numbers as plain numbers. Do not merge cells, and keep to values: of a formula "
    "only the stored result is read.",
    "Nothing is taken over unless every row is right; errors are named by sheet, row and column.",
)


def write(workbook: Workbook, rows_by_sheet: RowsBySheet, notes: Sequence[str] = ()) -> bytes:
    """The bytes of an .xlsx file with these rows (values by field key) by the names of the sheets.

    Sheets without rows are written empty, so `write(workbook, {})` is the form to fill in; `notes` are shown on the
    Read me sheet. `read` gives back every value as it was, where None, "" and an empty list all stand for a missing
    value and come back as the kind's blank. Raises Refused with every value that does not fit its field, ValueError
    for sheets and keys that the workbook does not have.
    """
    if unknown := set(rows_by_sheet) - {sheet.name for sheet in workbook.sheets}:
        raise ValueError(f"the workbook {workbook.name} has no sheet {sorted(unknown)}")
    findings = Findings(DEFAULT_LIMITS.problems)
    cells = {sheet.name: _cells_of(sheet, rows_by_sheet.get(sheet.name, ()), findings) for sheet in workbook.sheets}
    if problems := findings.as_tuple():
        raise Refused(problems=problems)
    book = openpyxl.Workbook()
    _write_read_me(book.worksheets[0], workbook, notes)
    lists = _Lists()
    rows_by_part, reach_by_part = {}, {}
    for sheet in workbook.sheets:
        target, rows, columns = book.create_sheet(sheet.name), cells.pop(sheet.name), len(sheet.fields)
        part = _SHEET_PART.format(len(book.worksheets))
        _write_headings(target, sheet, rows, lists)
        rows_by_part[part] = rows_as_xml(rows, columns, _style_numbers(target, sheet))
        reach_by_part[part] = f"A1:{get_column_letter(columns)}{len(rows) + 1}"
    if lists.columns:
        lists.write(book.create_sheet(LISTS))
    stream = io.BytesIO()
    book.save(stream)
    return filled(stream.getvalue(), rows_by_part, reach_by_part)


def _cells_of(sheet: Sheet, rows: Iterable[Mapping[str, Any]], findings: Findings) -> list[list[Cell | None]]:
    """The rows as cells, each proved to come back as it went out."""
    keys = {field.key for field in sheet.fields}
    seen: dict[tuple[Any, ...], int] = {}
    result: list[list[Cell | None]] = []
    for number, row in enumerate(rows, start=2):
        if unknown := set(row) - keys:
            raise ValueError(f"the sheet {sheet.name} has no field {sorted(unknown)}")
        cells = [_checked_cell(row.get(field.key), field, sheet, number, findings) for field in sheet.fields]
        if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells):
            findings.add(place_of(sheet.name, number), "the row is blank", "leave it out")
        if sheet.key:
            key = tuple(str(row.get(part)) for part in sheet.key)
            if (first := seen.setdefault(key, number)) != number:
                findings.add(place_of(sheet.name, number), f"row {first} has the same key", "give each row its own")
        result.append(cells)
    return result


def _checked_cell(value: Any, field: Field, sheet: Sheet, number: int, findings: Findings) -> Cell | None:
    try:
        if field.is_missing(value):
            value_of("", field)
            return None
        cell = field.kind.format(value, field)
        given = tuple(value) if isinstance(value, list) else value
        if value_of(cell, field) != given:
            raise Unfit("would not come back as it is", "change the value or the field's kind")
        if isinstance(cell, str) and _LONGEST_ESCAPE * len(cell) > EXCEL_CELL_CHARACTERS < len(escape(cell)):
            raise Unfit(f"is longer than the {EXCEL_CELL_CHARACTERS} characters of a cell", "shorten it")
    except Unfit as unfit:
        findings.add_unfit(place_of(sheet.name, number, field.heading), unfit)
        return None
    return cell


def _write_headings(target: Worksheet, sheet: Sheet, rows: Sequence[Sequence[Cell | None]], lists: _Lists) -> None:
    """Write what a sheet has besides its rows: headings, widths, and the checks that Excel makes."""
    for index, field in enumerate(sheet.fields, start=1):
        _write_heading(_cell(target, 1, index), field)
        column = target.column_dimensions[get_column_letter(index)]
        column.width = _width(field, (row[index - 1] for row in rows))
        column.number_format = field.kind.number_format
    target.freeze_panes = "A2"
    for index, field in enumerate(sheet.fields, start=1):
        if rule := _validation(field, lists):
            letter = get_column_letter(index)
            rule.add(f"{letter}2:{letter}{len(rows) + 1 + _ROOM_BELOW}")
            target.add_data_validation(rule)


def _style_numbers(target: Worksheet, sheet: Sheet) -> StyleOf:
    """Enter the styles that the cells of a sheet may need; returns how the number of a cell's style is found."""
    values = [_style_number(target, field, field.kind.number_format) for field in sheet.fields]
    texts = [_style_number(target, field, "@") for field in sheet.fields]
    quoted = [_style_number(target, field, "@", quoted=True) for field in sheet.fields]

    def style_of(index: int, value: Cell) -> int:
        if not isinstance(value, str):
            return values[index]
        return quoted[index] if value.startswith(_FORMULA_SIGNS) else texts[index]

    return style_of


def _style_number(target: Worksheet, field: Field, number_format: str, *, quoted: bool = False) -> int:
    sample = ExcelCell(target, row=1, column=1)
    sample.number_format = number_format
    if field.multiline and number_format == "@":
        sample.alignment = _WRAPPED
    if quoted:  # a text that looks like a formula stays text also when somebody edits the cell later
        sample.quotePrefix = True
    return sample.style_id


def _cell(target: Worksheet, row: int, column: int) -> ExcelCell:
    """A cell to write to; nothing that is written here is merged."""
    return cast(ExcelCell, target.cell(row, column))


def _put_text(cell: ExcelCell, text: str) -> None:
    """Store text as text: never a formula or an error value, also when somebody edits the cell later."""
    cell.value = escape(text)
    cell.data_type = "s"
    if text.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def _write_heading(cell: ExcelCell, field: Field) -> None:
    _put_text(cell, field.title)
    cell.font = _BOLD
    cell.fill = _REQUIRED_FILL if field.required else _HEADING_FILL
    cell.alignment = _WRAPPED
    cell.comment = Comment(_described(field), "Muster", height=120, width=320)


def _described(field: Field) -> str:
    """What a column holds, in a few sentences."""
    sentences = [field.help] if field.help else []
    sentences.append(("Required: " if field.required else "Optional: ") + field.kind.expected + _bounds(field) + ".")
    return " ".join(sentences)


def _bounds(field: Field) -> str:
    of_what = " characters" if field.kind is TEXT else ""
    least = f", at least {field.minimum}{of_what}" if field.minimum is not None else ""
    most = f", at most {field.maximum}{of_what}" if field.maximum is not None else ""
    return least + most


def _width(field: Field, cells: Iterable[Cell | None]) -> float:
    return min(max(_NARROWEST, len(field.title) + 2, widest(cells) + 2), _WIDEST)


def _validation(field: Field, lists: _Lists) -> DataValidation | None:
    """The check that Excel makes as a cell is filled in; reading checks again."""
    rule = _rule(field, lists)
    if rule is not None:
        rule.allow_blank = not field.required
        rule.showErrorMessage = not field.suggestions
        rule.errorTitle = field.heading[:_MESSAGE_TITLE]
        rule.error = _described(field)[:_MESSAGE_TEXT]
    return rule


def _rule(field: Field, lists: _Lists) -> DataValidation | None:
    if field.suggestions:
        return DataValidation(type="list", formula1=lists.reference(field.suggestions))
    if field.kind is CHOICE and field.labels:
        return DataValidation(type="list", formula1=lists.reference(tuple(field.labels.values())))
    if field.kind is BOOLEAN:
        return DataValidation(type="list", formula1=f'"{YES},{NO}"')
    if field.kind is INTEGER:
        return _between("whole", field, 1 - 10**EXCEL_DIGITS, 10**EXCEL_DIGITS - 1)
    if field.kind is DECIMAL:
        return _between("decimal", field, 1 - 10**EXCEL_DIGITS, 10**EXCEL_DIGITS - 1)
    if field.kind is DATE:
        return _between("date", field, serial(FIRST_SAFE_DATE), serial(date.max))
    if field.kind is TEXT and (field.minimum is not None or field.maximum is not None):
        return _between("textLength", field, 0, EXCEL_CELL_CHARACTERS)
    return None


def _between(kind: Any, field: Field, lowest: float, highest: float) -> DataValidation:
    least, most = (serial(bound) if isinstance(bound, date) else bound for bound in (field.minimum, field.maximum))
    return DataValidation(
        type=kind,
        operator="between",
        formula1=str(lowest if least is None else least),
        formula2=str(highest if most is None else most),
    )


class _Lists:
    """The choices on a hidden sheet, a column for each different list, so that long lists work."""

    def __init__(self) -> None:
        self.columns: list[tuple[str, ...]] = []

    def reference(self, labels: tuple[str, ...]) -> str:
        """The address of a list; equal lists share it."""
        if labels not in self.columns:
            self.columns.append(labels)
        letter = get_column_letter(self.columns.index(labels) + 1)
        return f"{LISTS}!${letter}$1:${letter}${len(labels)}"

    def write(self, target: Worksheet) -> None:
        """Write the lists and hide the sheet."""
        for column, labels in enumerate(self.columns, start=1):
            for row, label in enumerate(labels, start=1):
                _put_text(_cell(target, row, column), label)
        target.sheet_state = "hidden"


def _write_read_me(target: Worksheet, workbook: Workbook, notes: Sequence[str]) -> None:
    target.title = READ_ME
    lines: list[tuple[str, ...]] = [(workbook.title,), (workbook.about,), (FORMAT_LABEL, workbook.format)]
    lines += [("Note", note) for note in notes]
    lines += [("How to fill it in", line) for line in _HOW_TO]
    lines += [(), ("Sheet", "Column", "What it holds")]
    for sheet in workbook.sheets:
        if sheet.about:
            lines.append((sheet.name, "", sheet.about))
        lines += [(sheet.name, field.title, _described(field)) for field in sheet.fields]
    for number, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            if text:
                _put_text(_cell(target, number, column), text)
                _cell(target, number, column).alignment = _WRAPPED if column == _EXPLAINING_COLUMN else _AT_TOP
        if line[:1] in (("Sheet",), (workbook.title,)):
            _cell(target, number, 1).font = _BOLD
    for letter, width in (("A", 20), ("B", 30), ("C", 90)):
        target.column_dimensions[letter].width = width
