"""The kinds of value that come ready: text, numbers, dates, yes or no, one choice, and lists of codes.

A formula counts as the value that the workbook stores for it; the reader refuses one without a stored value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from muster.kit.workbooks.cell_text import excel_length, quoted, unwritable
from muster.kit.workbooks.fields import Cell, Field, Kind, Unfit
from muster.kit.workbooks.limits import EXCEL_CELL_CHARACTERS, EXCEL_DIGITS, LONGEST_NUMBER
from muster.kit.workbooks.nearest_name import nearest

# Excel's calendar has a 29 February 1900 that never was; earlier days are written as text.
FIRST_SAFE_DATE = date(1900, 3, 1)
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]{1,3})?", re.IGNORECASE)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN_CHOICES = 6


def _parse_text(cell: Cell, field: Field) -> str:
    text = _as_text(cell)
    _check_text(text, field)
    return text


def _format_text(value: Any, field: Field) -> Cell:
    if not isinstance(value, str):
        raise Unfit(f"{quoted(value)} is not text", "give a str")
    _check_text(value, field)
    return value


def _as_text(cell: Cell) -> str:
    """The text of a cell; a whole number counts as its digits, since Excel turns "0012" typed carelessly into 12."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell) and cell == int(cell):
        if abs(cell) >= 10**EXCEL_DIGITS:
            raise Unfit(*_TOO_MANY_DIGITS)
        return str(int(cell))
    raise Unfit(f"{_named(cell)} where text is expected", "format the cell as Text and write it again")


def _check_text(text: str, field: Field) -> None:
    if bad := unwritable(text):
        raise Unfit(f"the character U+{ord(bad):04X} cannot be kept", "remove it")
    if not field.multiline and ("\n" in text or "\r" in text):
        raise Unfit("has more than one line", "write it on one line")
    if excel_length(text) > EXCEL_CELL_CHARACTERS:
        raise Unfit(f"is longer than the {EXCEL_CELL_CHARACTERS} characters of a cell", "shorten it")
    if isinstance(field.maximum, int) and len(text) > field.maximum:
        raise Unfit(f"has {len(text)} characters", f"at most {field.maximum} are allowed: shorten it")
    if isinstance(field.minimum, int) and len(text) < field.minimum:
        raise Unfit(f"has {len(text)} characters", f"at least {field.minimum} are needed")


_TOO_MANY_DIGITS = (
    f"has more than {EXCEL_DIGITS} digits, and Excel does not keep the others",
    "format the cell as Text and write it again",
)


def _check_length(number: str) -> None:
    """Refuse a number that nobody means: reading it may take very long, and it may not be shown again."""
    length = len(number.strip())
    if length > LONGEST_NUMBER:
        raise Unfit(
            f"{quoted(number)} has {length} characters", f"a number has at most {LONGEST_NUMBER}: round or correct it"
        )


def _parse_integer(cell: Cell, field: Field) -> int:
    remedy = "write a whole number, for example 120"
    if isinstance(cell, str) and _INTEGER.fullmatch(cell.strip()):
        _check_length(cell)
        value = int(cell)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        if not math.isfinite(cell) or cell != int(cell):
            raise Unfit(f"{quoted(cell)} is not a whole number", remedy)
        if abs(cell) >= 10**EXCEL_DIGITS:
            raise Unfit(*_TOO_MANY_DIGITS)
        value = int(cell)
    else:
        raise Unfit(f"{_named(cell)} is not a whole number", remedy)
    _check_bounds(value, field)
    return value


def _format_integer(value: Any, field: Field) -> Cell:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unfit(f"{quoted(value)} is not a whole number", "give an int")
    return value if abs(value) < 10**EXCEL_DIGITS else str(value)


def _parse_decimal(cell: Cell, field: Field) -> Decimal:
    remedy = "write a number with a point, for example 12.5"
    if isinstance(cell, str) and _DECIMAL.fullmatch(cell.strip()):
        _check_length(cell)
        value = Decimal(cell.strip())
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
        value = Decimal(repr(cell))
    else:
        raise Unfit(f"{_named(cell)} is not a number", remedy)
    _check_bounds(value, field)
    return value


def _format_decimal(value: Any, field: Field) -> Cell:
    """A number where Excel keeps all its digits, else the same number as text."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int) or not Decimal(value).is_finite():
        raise Unfit(f"{quoted(value)} is not a decimal number", "give a finite Decimal")
    number = Decimal(value)
    kept = len(number.as_tuple().digits) <= EXCEL_DIGITS and Decimal(repr(float(number))) == number
    return float(number) if kept else str(number)


def _parse_date(cell: Cell, field: Field) -> date:
    value = _as_date(cell)
    _check_bounds(value, field)
    return value


def _as_date(cell: Cell) -> date:
    remedy = "write the date as year-month-day, for example 2018-10-31"
    if isinstance(cell, datetime):
        if cell.time() != time(0):
            raise Unfit(f"{quoted(cell)} has a time of day", remedy)
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str) and _ISO_DATE.fullmatch(cell.strip()):
        try:
            return date.fromisoformat(cell.strip())
        except ValueError:
            raise Unfit(f"there is no day {cell.strip()}", remedy) from None
    raise Unfit(f"{_named(cell)} is not a date", remedy)


def _format_date(value: Any, field: Field) -> Cell:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Unfit(f"{quoted(value)} is not a date", "give a datetime.date")
    return value if value >= FIRST_SAFE_DATE else value.isoformat()


YES, NO = "yes", "no"


def _parse_boolean(cell: Cell, field: Field) -> bool:
    if isinstance(cell, bool):
        return cell
    answer = cell.strip().casefold() if isinstance(cell, str) else ""
    if answer not in (YES, NO):
        raise Unfit(f"{_named(cell)} is neither yes nor no", f"write {YES} or {NO}")
    return answer == YES


def _format_boolean(value: Any, field: Field) -> Cell:
    if not isinstance(value, bool):
        raise Unfit(f"{quoted(value)} is neither yes nor no", "give a bool")
    return YES if value else NO


def _parse_choice(cell: Cell, field: Field) -> str:
    return _code_of(_as_text(cell).strip(), field)


def _format_choice(value: Any, field: Field) -> Cell:
    if not isinstance(value, str) or value not in field.labels:
        raise Unfit(f"{quoted(value)} is not one of the choices", _choose(str(value), field))
    return field.labels[value]


def _code_of(text: str, field: Field) -> str:
    """The code of a choice given by its code or its label, whatever the case if that leaves no doubt."""
    if text in field.labels:
        return text
    by_label = {label: code for code, label in field.labels.items()}
    if text in by_label:
        return by_label[text]
    folded = text.casefold()
    alike = {code for code, label in field.labels.items() if folded in (code.casefold(), label.casefold())}
    if len(alike) == 1:
        return alike.pop()
    raise Unfit(f"{quoted(text)} is not one of the choices", _choose(text, field))


def _choose(text: str, field: Field) -> str:
    names = list(field.labels.values())
    if near := nearest(text, names):
        return f"did you mean {quoted(near)}?"
    if len(names) <= _SHOWN_CHOICES:
        return "choose " + ", ".join(quoted(name) for name in names)
    return f"choose from the list of the cell ({quoted(names[0])}, {quoted(names[1])}, ...)"


def _parse_codes(cell: Cell, field: Field) -> tuple[str, ...]:
    text = _as_text(cell)
    if bad := unwritable(text):
        raise Unfit(f"the character U+{ord(bad):04X} cannot be kept", "remove it")
    parts = [part.strip() for part in text.split(";")]
    codes = [_code_of(part, field) if field.labels else part for part in parts if part]
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise Unfit(f"{quoted(code)} is named twice", "name each once, separated by semicolons")
        seen.add(code)
    return tuple(codes)


def _format_codes(value: Any, field: Field) -> Cell:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise Unfit(f"{quoted(value)} is not a list of codes", "give a tuple of texts")
    for code in value:
        if not isinstance(code, str) or not code or code != code.strip() or ";" in code:
            raise Unfit(f"{quoted(code)} cannot be a code", "give text without semicolons or spaces around it")
    text = "; ".join(value)
    if excel_length(text) > EXCEL_CELL_CHARACTERS:
        raise Unfit(f"is longer than the {EXCEL_CELL_CHARACTERS} characters of a cell", "shorten it")
    return text


def _check_bounds(value: Any, field: Field) -> None:
    unit = f" {field.unit}" if field.unit else ""
    less, more = ("before", "later") if isinstance(value, date) else ("below", "more")
    if field.minimum is not None and value < field.minimum:
        raise Unfit(f"{value}{unit} is {less} {field.minimum}", f"write {field.minimum} or {more}")
    less, more = ("earlier", "after") if isinstance(value, date) else ("less", "above")
    if field.maximum is not None and value > field.maximum:
        raise Unfit(f"{value}{unit} is {more} {field.maximum}", f"write {field.maximum} or {less}")


def _named(cell: Cell) -> str:
    """What a cell holds, as the subject of a sentence."""
    if isinstance(cell, bool):
        return "the logical value " + ("TRUE" if cell else "FALSE")
    if isinstance(cell, int | float):
        return f"the number {quoted(int(cell) if math.isfinite(cell) and cell == int(cell) else cell)}"
    if isinstance(cell, date):
        return f"the date {quoted(cell)}"
    return quoted(cell)


TEXT = Kind("text", "text", _parse_text, _format_text, blank="", number_format="@", keeps_white_space=True)
INTEGER = Kind("integer", "a whole number", _parse_integer, _format_integer, number_format="0")
DECIMAL = Kind("decimal", "a number, with a point before its decimals", _parse_decimal, _format_decimal)
DATE = Kind("date", "a date: year-month-day", _parse_date, _format_date, number_format="yyyy-mm-dd")
BOOLEAN = Kind("boolean", "yes or no", _parse_boolean, _format_boolean)
CHOICE = Kind("choice", "one of the list", _parse_choice, _format_choice, blank="", number_format="@")
CODES = Kind("codes", "codes separated by semicolons", _parse_codes, _format_codes, blank=(), number_format="@")


REFERENCES_A_NOTE = 100


def illustrative_notes(references: Sequence[str]) -> list[str]:
    """Notes for the Read me sheet that name the records which are illustrative: made up, no published facts."""
    return [
        "Illustrative, no published facts: " + ", ".join(references[start : start + REFERENCES_A_NOTE])
        for start in range(0, len(references), REFERENCES_A_NOTE)
    ]


def number_field(key: str, heading: str, unit: str = "", *, least: int, most: int) -> Field:
    """A required column of whole numbers from `least` to `most`."""
    return Field(key=key, heading=heading, kind=INTEGER, required=True, minimum=least, maximum=most, unit=unit)
