"""How much a workbook may hold before it is refused unread: the one place for these bounds."""

from __future__ import annotations

from dataclasses import dataclass

# What Excel itself allows in one cell, in UTF-16 code units; longer text would be cut without a word.
EXCEL_CELL_CHARACTERS = 32_767
EXCEL_ROWS = 1_048_576
EXCEL_COLUMNS = 16_384
# Excel keeps this many significant digits of a number; longer numbers are written as text.
EXCEL_DIGITS = 15
# A number written as text has at most so many characters: none that is meant is longer.
LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on an uploaded workbook; they protect the machine, no rule of the field depends on them."""

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 100_000_000
    entries: int = 500
    rows: int = 100_000
    columns: int = 200
    cells: int = 2_000_000
    cell_characters: int = EXCEL_CELL_CHARACTERS
    characters: int = 50_000_000
    problems: int = 100


DEFAULT_LIMITS = Limits()
