"""Text in a cell: its length as Excel counts it, and the escapes for characters that a workbook cannot hold as such."""

from __future__ import annotations

import re

MESSAGE_CHARACTERS = 40

# ECMA-376 part 1, 22.9.2.19 (ST_Xstring): _xHHHH_ stands for the character with that code.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_BLANK = re.compile(r"[ \t\n\r]")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")


def escape(text: str) -> str:
    """Return `text` as it is stored, so that Excel and calamine give back exactly `text`."""
    stored = _CONTROL.sub(_code, _LOOKS_ESCAPED.sub("_x005F_", text))
    if not stored.strip():
        # Readers drop a text of nothing but white space unless it is escaped.
        stored = _BLANK.sub(_code, stored)
    return stored


def unwritable(text: str) -> str:
    """Return the first character that no workbook can hold (NUL, half a surrogate pair, a non-character), or ""."""
    found = _UNWRITABLE.search(text)
    return found.group() if found else ""


def excel_length(text: str) -> int:
    """The number of UTF-16 code units, which is how Excel measures a cell."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def quoted(value: object) -> str:
    """A short, printable form of what a cell holds, for a message."""
    text = str(value)
    shown = text if len(text) <= MESSAGE_CHARACTERS else text[: MESSAGE_CHARACTERS - 1] + "…"
    return "'" + "".join(each if each.isprintable() else "·" for each in shown) + "'"


def _code(found: re.Match[str]) -> str:
    return f"_x{ord(found.group()):04X}_"
