"""Declarative Excel workbooks, out and in: what was written is read back value for value, what is wrong is named.

Declare a `Workbook` of `Sheet`s of `Field`s; `write` gives the bytes of an .xlsx with explanations, drop-down lists and
checks, `read` takes such bytes from anybody and gives a `Reading`: all the problems, or all the rows.
"""

from muster.kit.workbooks.fields import Cell, Field, Kind, Unfit
from muster.kit.workbooks.kinds import (
    BOOLEAN,
    CHOICE,
    CODES,
    DATE,
    DECIMAL,
    INTEGER,
    TEXT,
    illustrative_notes,
    number_field,
)
from muster.kit.workbooks.layout import Sheet, Workbook
from muster.kit.workbooks.limits import DEFAULT_LIMITS, Limits
from muster.kit.workbooks.reading import Reading, Row, read
from muster.kit.workbooks.writing import write

__all__ = [
    "BOOLEAN",
    "CHOICE",
    "CODES",
    "DATE",
    "DECIMAL",
    "DEFAULT_LIMITS",
    "INTEGER",
    "TEXT",
    "Cell",
    "Field",
    "Kind",
    "Limits",
    "Reading",
    "Row",
    "Sheet",
    "Unfit",
    "Workbook",
    "illustrative_notes",
    "number_field",
    "read",
    "write",
]
