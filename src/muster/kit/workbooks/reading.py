"""Read a workbook that was filled in: every error by sheet, row and column, and rows only where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from muster.kit.errors import Problem, Refused
from muster.kit.workbooks.cell_text import excel_length, quoted
from muster.kit.workbooks.container import Container, open_container
from muster.kit.workbooks.fields import Cell, Field, Unfit
from muster.kit.workbooks.findings import Findings, place_of
from muster.kit.workbooks.grid import Grid, load_grids
from muster.kit.workbooks.layout import LISTS, READ_ME, Sheet, Workbook, folded
from muster.kit.workbooks.limits import DEFAULT_LIMITS, Limits
from muster.kit.workbooks.nearest_name import nearest

FORMAT_LABEL = "Format"
_READ_ME_ROWS = 20
_ROWS_A_NOTE = 500

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how many rows are read and how many there are."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a sheet: its row `number` in the sheet (headings are row 1) and its values by the fields' keys."""

    number: int
    values: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]


class Reading:
    """What came of reading a workbook: its problems, or its rows."""

    def __init__(self, problems: tuple[Problem, ...], rows: Mapping[str, tuple[Row, ...]]) -> None:
        self.problems = problems
        self._rows = rows

    @property
    def ok(self) -> bool:
        """Whether there is no problem."""
        return not self.problems

    @property
    def rows(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows by the names of the sheets, in order; raises Refused with the problems where there are any."""
        if self.problems:
            raise Refused(problems=self.problems)
        return self._rows


def read(workbook: Workbook, data: bytes, limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None) -> Reading:
    """Read the bytes of an .xlsx file as `workbook`; never raises, whatever the bytes are.

    Sheets and columns are found by name, in any order and case; each must be there, and nothing else may be. A blank
    cell gives its kind's blank value, a blank row is skipped, a formula counts as its stored value. The result has
    all problems (up to `limits.problems`) or all rows.
    """
    findings = Findings(limits.problems)
    try:
        container = open_container(data, limits)
        found = _match_sheets(workbook, container, findings)
        read_me = next((name for name in container.sheets if folded(name) == folded(READ_ME)), None)
        grids = load_grids(container, [*found, *([read_me] if read_me is not None else [])], limits)
    except Refused as refused:
        return Reading((*findings.as_tuple(), *refused.problems), {})
    if read_me is not None:
        _check_format(workbook, grids[read_me], findings)
    counter = _RowCounter(sum(len(grids[name].rows) for name in found), progress)
    rows = {
        sheet.name: _SheetReader(sheet, grids.pop(name), limits, findings).rows(counter)
        for name, sheet in found.items()
    }
    return Reading(findings.as_tuple(), rows)


class _RowCounter:
    """Counts the rows read, and tells now and then."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def add(self, rows: int) -> None:
        """Take note of rows that are read."""
        self._done += rows
        if self._progress is not None:
            self._progress(self._done, self._total)


def _match_sheets(workbook: Workbook, container: Container, findings: Findings) -> dict[str, Sheet]:
    """The sheets to read by their names in the file; a misspelt one is reported once, with the right name."""
    wanted = {folded(sheet.name): sheet for sheet in workbook.sheets}
    found: dict[str, Sheet] = {}
    strangers: list[str] = []
    for name in container.sheets:
        sheet = wanted.get(folded(name))
        if sheet is not None and sheet not in found.values():
            found[name] = sheet
        elif folded(name) not in (folded(READ_ME), folded(LISTS)):
            strangers.append(name)
    missing = [sheet.name for sheet in workbook.sheets if sheet not in found.values()]
    for name in strangers:
        if near := nearest(name, missing):
            missing.remove(near)
            remedy = f"rename it to {quoted(near)}"
        else:
            remedy = "remove it; the sheets are " + ", ".join(quoted(sheet.name) for sheet in workbook.sheets)
        findings.add(place_of(quoted(name)), "there is no such sheet in this workbook", remedy)
    for name in missing:
        findings.add(place_of(name), "the sheet is missing", "put it back with its headings; it may have no rows")
    return found


def _check_format(workbook: Workbook, grid: Grid, findings: Findings) -> None:
    for number, cells in enumerate(grid.rows[:_READ_ME_ROWS], start=1):
        if len(cells) > 1 and cells[0] == FORMAT_LABEL and cells[1] != workbook.format:
            findings.add(
                place_of(READ_ME, number),
                f"the workbook is of the format {quoted(cells[1])}",
                f"{quoted(workbook.format)} is expected: start from a new empty workbook",
            )


class _SheetReader:
    """Reads one sheet."""

    def __init__(self, sheet: Sheet, grid: Grid, limits: Limits, findings: Findings) -> None:
        self._sheet = sheet
        self._cells = grid.rows
        self._survey = grid.survey
        self._odd_cells = grid.survey.formulas_without_value | set(grid.survey.error_values)
        self._odd_rows = {row for row, _ in self._odd_cells}
        self._last_row = max(len(grid.rows), *self._odd_rows, 0)
        self._limits = limits
        self._findings = findings

    def rows(self, counter: _RowCounter) -> tuple[Row, ...]:
        """The rows that hold anything; problems go to the findings."""
        for merged in self._survey.merged:
            place = place_of(self._sheet.name)
            self._findings.add(place, f"the cells {quoted(merged)} are merged", "unmerge them and fill each cell")
        columns = self._match_headings()
        rows: list[Row] = []
        first_with_key: dict[tuple[Any, ...], int] = {}
        for number in range(2, self._last_row + 1):
            if self._findings.full:
                break
            if number % _ROWS_A_NOTE == 0:
                counter.add(_ROWS_A_NOTE)
            cells = self._cells[number - 1] if number <= len(self._cells) else []
            if self._is_blank(number, cells):
                continue
            values = self._values(number, cells, columns)
            rows.append(Row(number, values))
            self._check_key(number, values, first_with_key)
        counter.add(len(self._cells) % _ROWS_A_NOTE)
        return tuple(rows)

    def _match_headings(self) -> dict[int, Field]:
        """The fields by their column (from 0); a misspelt heading is reported once, with the right one."""
        wanted = {folded(each.heading): each for each in self._sheet.fields}
        wanted.update({folded(each.title): each for each in self._sheet.fields})
        columns: dict[int, Field] = {}
        strangers: list[tuple[int, str]] = []
        for index, cell in enumerate(self._cells[0] if self._cells else []):
            heading = str(cell)
            field = wanted.get(folded(heading))
            if field is None:
                strangers.append((index, heading))
            elif field in columns.values():
                self._at_heading(heading, "the heading is there twice", "remove one of the two columns")
            else:
                columns[index] = field
        self._report_headings(strangers, [each for each in self._sheet.fields if each not in columns.values()])
        return columns

    def _report_headings(self, strangers: list[tuple[int, str]], absent: list[Field]) -> None:
        missing = {field.heading: field.title for field in absent}
        for index, heading in strangers:
            if not heading.strip():
                if any(index < len(cells) and cells[index] != "" for cells in self._cells[1:]):
                    self._at_heading(f"number {index + 1}", "there are values but no heading", "write one or clear it")
            elif near := nearest(heading.partition("(")[0], missing):
                title = missing.pop(near)
                self._at_heading(quoted(heading), "there is no such column", f"rename it to {quoted(title)}")
            else:
                self._at_heading(quoted(heading), "there is no such column", "remove it")
        for title in missing.values():
            self._at_heading(title, "the column is missing", "put it back in row 1; optional cells may stay blank")

    def _at_heading(self, heading: str, message: str, remedy: str) -> None:
        self._findings.add(place_of(self._sheet.name, 1, heading), message, remedy)

    def _is_blank(self, number: int, cells: list[Cell]) -> bool:
        if any(not isinstance(cell, str) or cell.strip() for cell in cells):
            return False
        return number not in self._odd_rows

    def _values(self, number: int, cells: list[Cell], columns: Mapping[int, Field]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for index, field in columns.items():
            cell: Cell = cells[index] if index < len(cells) else ""
            if cell == "" and not field.required and (number, index + 1) not in self._odd_cells:
                values[field.key] = field.kind.blank
                continue
            try:
                self._check_cell((number, index + 1), cell)
                values[field.key] = value_of(cell, field)
            except Unfit as unfit:
                self._findings.add_unfit(place_of(self._sheet.name, number, field.heading), unfit)
        return values

    def _check_cell(self, position: tuple[int, int], cell: Cell) -> None:
        if position in self._odd_cells and position in self._survey.error_values:
            error = quoted(self._survey.error_values[position])
            raise Unfit(f"holds the error {error}", "correct the formula or write the value")
        if position in self._survey.formulas_without_value:
            raise Unfit("holds a formula whose result was not stored", "write the value, or save the file in Excel")
        if isinstance(cell, str) and excel_length(cell) > self._limits.cell_characters:
            raise Unfit(f"is longer than {self._limits.cell_characters} characters", "shorten it")

    def _check_key(self, number: int, values: Mapping[str, Any], first_with_key: dict[tuple[Any, ...], int]) -> None:
        if not self._sheet.key or any(key not in values for key in self._sheet.key):
            return
        key = tuple(values[part] for part in self._sheet.key)
        first = first_with_key.setdefault(key, number)
        if first != number:
            headings = " and ".join(field.heading for field in self._sheet.fields if field.key in self._sheet.key)
            shown = ", ".join(quoted(part) for part in key)
            self._findings.add(
                place_of(self._sheet.name, number, headings),
                f"row {first} has the same {headings} ({shown})",
                "remove one of the two rows or change its key",
            )


def value_of(cell: Cell, field: Field) -> Any:
    """The value of a cell; raises Unfit where it does not fit its field."""
    blank = isinstance(cell, str) and not cell.strip()
    if blank and field.required:
        raise Unfit("is blank", f"fill it in: {field.kind.expected}")
    if cell == "" or (blank and not field.kind.keeps_white_space):
        return field.kind.blank
    return field.kind.parse(cell, field)
