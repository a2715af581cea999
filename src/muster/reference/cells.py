"""The text of a CSV cell turned into a value, by the type that the column declares."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

Cell = str | int | Decimal | date | bool | tuple[str, ...] | None
"""A value in a reference table; ``None`` stands for an empty cell of a type other than text and list."""


def integer(text: str) -> int:
    """A whole number."""
    try:
        return int(text)
    except ValueError as error:
        raise ValueError(f'"{text}" is no whole number') from error


def decimal(text: str) -> Decimal:
    """An exact decimal number."""
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f'"{text}" is no decimal number') from error


def day(text: str) -> date:
    """A date written as 2018-10-31."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f'"{text}" is no date; write it as 2018-10-31') from error


def truth(text: str) -> bool:
    """The words yes and no."""
    if text not in ("yes", "no"):
        raise ValueError(f'"{text}" is neither yes nor no')
    return text == "yes"


PARSERS: dict[str, Callable[[str], Cell]] = {
    "integer": integer,
    "decimal": decimal,
    "date": day,
    "yes-no": truth,
}


def parsed(text: str, kind: str) -> Cell:
    """The value of a cell: text as it is, lists split at semicolons, an empty cell of any other type ``None``.

    Raises ValueError when the text does not fit the type, KeyError when there is no such type.
    """
    if kind == "text":
        return text
    if kind == "list":
        return tuple(part.strip() for part in text.split(";") if part.strip())
    return PARSERS[kind](text) if text else None


def shown(cell: Cell) -> str:
    """The value as people read it (and as it stands in the file)."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, tuple):
        return "; ".join(cell)
    return str(cell)
