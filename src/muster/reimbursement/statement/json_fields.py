"""Reads the fields of a JSON object one by one and gathers every fault with its place. Pure."""

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from muster.reimbursement.statement.refusal import MemorandumRefused

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_DIGITS = 30
"""More digits than any amount of money has; keeps the arithmetic of a hostile file small."""
LARGEST_COUNT = 10**9
LONGEST_QUOTE = 40
"""What a message shows of a text at most: a line for a fault stays a line that people read."""
UNWRITABLE = {"Cc", "Cs", "Zl", "Zp"}
"""Kinds of characters that no name has: control characters, halves of a pair, ends of lines and paragraphs."""


def quoted(text: str) -> str:
    """Return a text as a message shows it: in quotes, on one line, cut where it is long."""
    return json.dumps(text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "...")


def kind_of(value: Any) -> str:
    """Return the JSON name of a value's kind, for messages."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a string"
    return "a list" if isinstance(value, list) else "an object"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise MemorandumRefused([f"{quoted(key)} stands twice in one object; leave one of them out"])
        found[key] = value
    return found


def decoded_object(raw: bytes) -> dict[str, Any]:
    """Return the JSON object in the bytes; raises `MemorandumRefused` where there is none, or a key stands twice."""
    try:
        content = json.loads(raw, object_pairs_hook=_unique)
    except MemorandumRefused:
        raise
    except RecursionError:
        raise MemorandumRefused(["the file is not JSON that can be read: it is nested too deeply"]) from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise MemorandumRefused([f"the file is not JSON: {' '.join(str(error).split())}"]) from None
    except ValueError:  # the interpreter's own limit
        raise MemorandumRefused(["the file is not JSON that can be read: a number has too many digits"]) from None
    if not isinstance(content, dict):
        raise MemorandumRefused([f"the file must be an object, not {kind_of(content)}"])
    return content


class Fields:
    """The fields of one object at a place; what is wrong goes into `faults`, and a stand-in is returned."""

    def __init__(self, content: Any, place: str, faults: list[str]) -> None:
        self.place, self.faults = place, faults
        self.content: dict[str, Any] = content if isinstance(content, dict) else {}
        self.is_object = isinstance(content, dict)
        if not self.is_object:
            self.fault("", f"must be an object, not {kind_of(content)}")

    def at(self, name: str) -> str:
        """Return the place of a field: `major_equipment[3].gfmv`."""
        return f"{self.place}.{name}" if self.place and name else self.place or name

    def fault(self, name: str, words: str) -> None:
        """Record what is wrong with a field."""
        self.faults.append(f"{self.at(name)}: {words}" if self.at(name) else words)

    def refuse_others(self, known: Iterable[str]) -> None:
        """Refuse keys that the format does not have."""
        names = tuple(known)
        for key in self.content:
            if key not in names:
                is_plain = key.isidentifier() and len(key) <= LONGEST_QUOTE
                self.fault(key if is_plain else quoted(key), f"unknown key; known: {', '.join(names)}")

    def has(self, name: str) -> bool:
        """Return whether the field is there."""
        return name in self.content

    def _value(self, name: str) -> tuple[bool, Any]:
        if name not in self.content:
            if self.is_object:
                self.fault(name, "is missing")
            return False, None
        return True, self.content[name]

    def text(self, name: str) -> str:
        """Return a name: not empty, and one that can be written on a line of any file or terminal."""
        there, value = self._value(name)
        if not there:
            return ""
        if not isinstance(value, str):
            self.fault(name, f"must be a name, not {kind_of(value)}")
            return ""
        if not value.strip():
            self.fault(name, "must be a name, not empty")
        elif any(unicodedata.category(one) in UNWRITABLE for one in value):
            self.fault(name, f"must be a name on one line, without control characters, not {quoted(value)}")
        return value

    def choice(self, name: str, known: Iterable[str]) -> str:
        """Return one of the words known."""
        there, value = self._value(name)
        words = tuple(known)
        if there and value not in words:
            told = quoted(value) if isinstance(value, str) else kind_of(value)
            self.fault(name, f"must be one of {', '.join(words)}, not {told}")
        return value if value in words else words[0]

    def truth(self, name: str) -> bool:
        """Return true or false."""
        there, value = self._value(name)
        if there and not isinstance(value, bool):
            self.fault(name, f"must be true or false, not {kind_of(value)}")
        return value is True

    def count(self, name: str) -> int:
        """Return a whole number, none below zero."""
        there, value = self._value(name)
        if not there:
            return 0
        if type(value) is not int:
            what = "a number that is not whole" if isinstance(value, float) else kind_of(value)
            self.fault(name, f"must be an integer, not {what}")
        elif value < 0:
            self.fault(name, "must not be negative")
        elif value > LARGEST_COUNT:
            self.fault(name, f"must be at most {LARGEST_COUNT}")
        else:
            return value
        return 0

    def decimal(self, name: str) -> Fraction:
        """Return a decimal string as an exact number, none below zero."""
        there, value = self._value(name)
        if not there:
            return Fraction(0)
        found = decimal_string(value)
        if isinstance(found, str):
            self.fault(name, found)
            return Fraction(0)
        return found

    def positive(self, name: str) -> Fraction:
        """Return a decimal string above zero."""
        before = len(self.faults)
        found = self.decimal(name)
        if not found:
            if self.has(name) and len(self.faults) == before:
                self.fault(name, "must be more than 0")
            return Fraction(1)
        return found

    def day(self, name: str) -> date:
        """Return a date written as 2025-03-31."""
        there, value = self._value(name)
        if not there:
            return date.min
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            told = quoted(value) if isinstance(value, str) else kind_of(value)
            self.fault(name, f"must be a date written as 2025-03-31, not {told}")
            return date.min
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fault(name, f"{value} is no day of the calendar")
            return date.min

    def interval(self) -> tuple[date, date]:
        """Return the days `[from, until)`; `until` must come after `from`. A stand-in has no days."""
        before = len(self.faults)
        start, until = self.day("from"), self.day("until")
        if self.is_object and len(self.faults) == before and until <= start:
            self.fault("until", f"must come after from: {until} is not after {start}")
        return (start, until) if len(self.faults) == before else (date.min, date.min)

    def rows(self, name: str) -> list["Fields"]:
        """Return the objects of a list; a list that is absent has none."""
        value = self.content.get(name, [])
        if not isinstance(value, list):
            self.fault(name, f"must be a list, not {kind_of(value)}")
            return []
        return [Fields(one, f"{self.at(name)}[{number}]", self.faults) for number, one in enumerate(value)]

    def part(self, name: str) -> "Fields":
        """Return an object within this one; one that is absent is empty."""
        return Fields(self.content.get(name, {}), self.at(name), self.faults)


def decimal_string(value: Any) -> Fraction | str:
    """Return a decimal string as an exact number, or in words what is wrong with it."""
    if not isinstance(value, str):
        return f'must be a decimal string such as "883.33", not {kind_of(value)}'
    if not _DECIMAL.fullmatch(value) or not value.isascii():
        return f'must be a decimal string such as "883.33", not {quoted(value)}'
    if len(value) > MOST_DIGITS:
        return f"must have at most {MOST_DIGITS} characters, and has {len(value)}"
    number = Fraction(value)
    return number if number >= 0 else f"must not be negative, and is {value}"
