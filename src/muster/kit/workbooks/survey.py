"""Survey a sheet before it is parsed: how far it reaches, and the cells whose parsed value would not tell the truth.

The parser builds a full rectangle up to the furthest cell, so one far cell (or one shared text used a million times)
could fill the memory; and it gives formulas without a value, error values and merged cells no face. All that is
found here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from muster.kit.workbooks.limits import EXCEL_COLUMNS, EXCEL_ROWS
from muster.kit.workbooks.xml_part import local_name, parse_part

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_LETTERS = 26
Position = tuple[int, int]


@dataclass(slots=True)
class Survey:
    """What was found: numbers of the last row and column with a value (from 1), and odd cells by (row, column)."""

    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    characters: int = 0
    merged: list[str] = field(default_factory=list)
    formulas_without_value: set[Position] = field(default_factory=set)
    error_values: dict[Position, str] = field(default_factory=dict)
    impossible_reference: str = ""


def text_lengths(strings: bytes | None) -> list[int]:
    """The length of each shared text, in its order; raises expat.ExpatError."""
    if strings is None:
        return []
    lengths: list[int] = []

    def start(name: str, _: dict[str, str]) -> None:
        if local_name(name) == "si":
            lengths.append(0)

    def characters(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    parse_part(strings, start=start, characters=characters)
    return lengths


def survey_sheet(content: bytes, lengths: Sequence[int]) -> Survey:
    """Walk one sheet, whose shared texts have these `lengths`; raises expat.ExpatError."""
    walk = _Walk(lengths)
    parse_part(content, start=walk.start, end=walk.end, characters=walk.text)
    return walk.survey


class _Walk:
    """The state of a walk through a sheet's XML."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.survey = Survey()
        self._lengths = lengths
        self._row = 0
        self._row_digits = "?"  # no cell's address ends so: before the first row each is looked at whole
        self._column = 0
        self._type = ""
        self._formula = False
        self._holds_text = False
        self._inside: str = ""
        self._value: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        kind = local_name(name)
        if kind == "c":
            self._enter_cell(attributes)
        elif kind == "v":
            self._inside = "v"
        elif kind == "t":
            self._inside = "t"
        elif kind == "f":
            self._formula = True
        elif kind == "row":
            self._row = self._row_number(attributes.get("r"))
            self._row_digits = str(self._row)
            self._column = 0
        elif kind == "mergeCell":
            self.survey.merged.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """Leave an element."""
        kind = local_name(name)
        if kind == "c":
            self._leave_cell()
        elif kind in ("v", "t"):
            self._inside = ""

    def text(self, text: str) -> None:
        """Take the text of a value."""
        if self._inside == "v":
            self._value.append(text)
        elif self._inside == "t":
            self._holds_text = True
            self.survey.characters += len(text)

    def _row_number(self, stated: str | None) -> int:
        if stated is None:
            return self._row + 1
        if not (stated.isascii() and stated.isdigit()) or not 0 < int(stated[:8]) <= EXCEL_ROWS:
            self.survey.impossible_reference = stated
            return self._row + 1
        return int(stated)

    def _enter_cell(self, attributes: dict[str, str]) -> None:
        self._type = attributes.get("t", "")
        self._formula = self._holds_text = False
        self._value.clear()
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            return
        digits = self._row_digits
        if reference.endswith(digits) and (usual := _COLUMNS.get(reference[: -len(digits)])):
            self._column = usual  # nearly every cell: a column in the row where it stands
            return
        found = _REFERENCE.fullmatch(reference)
        row, column = (int(found.group(2)), _column_number(found.group(1))) if found else (0, 0)
        if not 0 < row <= EXCEL_ROWS or not 0 < column <= EXCEL_COLUMNS:
            self.survey.impossible_reference = reference
            return
        self._row, self._column = row, column
        self._row_digits = str(row)

    def _leave_cell(self) -> None:
        survey, value = self.survey, "".join(self._value)
        position = (self._row, self._column)
        if not value and not self._holds_text:
            if self._formula and self._type != "str":
                survey.formulas_without_value.add(position)
                self._reach()
            return
        self._reach()
        if self._type == "e":
            survey.error_values[position] = value
        elif self._type == "s":
            index = int(value[:12]) if value.isascii() and value.isdigit() else -1
            survey.characters += self._lengths[index] if 0 <= index < len(self._lengths) else 0
        else:
            survey.characters += len(value)

    def _reach(self) -> None:
        survey = self.survey
        survey.cells += 1
        if self._row > survey.last_row:
            survey.last_row = self._row
        if self._column > survey.last_column:
            survey.last_column = self._column


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


_COLUMNS = {get_column_letter(number): number for number in range(1, 703)}
"""The columns A to ZZ by their letters."""
