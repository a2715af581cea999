"""A column of a sheet: what it is called, what it may hold, and the help that whoever fills it in is given."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sized
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeAlias

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta
Bound: TypeAlias = int | Decimal | date
Choices: TypeAlias = Mapping[str, str] | Iterable[str] | Iterable[tuple[str, str]]


class Unfit(Exception):  # noqa: N818 - a verdict on a cell, caught inside this package
    """A cell or value that does not fit its field: what is wrong and the remedy, each half a sentence."""

    def __init__(self, message: str, remedy: str) -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of one kind go into a cell and come back; new kinds are further instances.

    `parse(cell, field)` gives the value of a cell that is not blank, `format(value, field)` the cell of a value that
    is not missing; both raise Unfit. `parse(format(value)) == value` must hold: the writer verifies it for each cell.
    A missing value is a blank cell, and a blank cell is `blank`.
    """

    name: str
    expected: str
    parse: Callable[[Cell, Field], Any]
    format: Callable[[Any, Field], Cell]
    blank: Hashable = None
    number_format: str = "General"
    keeps_white_space: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column of a sheet.

    `key` names the value in a row, `heading` the column. `choices` are codes, or codes with the labels that the
    sheet shows (a mapping or pairs); reading takes either. `minimum` and `maximum` bound the value itself, for text
    its length in characters. `unit` is shown in the heading. Only `multiline` text may hold line breaks.
    `suggestions` are offered in a list where other values may be written too.
    Raises ValueError for choices that cannot be told apart.
    """

    key: str
    heading: str
    kind: Kind
    required: bool = False
    choices: Choices = ()
    help: str = ""
    minimum: Bound | None = None
    maximum: Bound | None = None
    unit: str = ""
    multiline: bool = False
    suggestions: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(init=False, repr=False, hash=False, compare=False)

    def __post_init__(self) -> None:
        labels = _labelled(self.choices)
        shown = list(labels.values())
        if len(set(shown)) != len(shown):
            raise ValueError(f"two choices of the field {self.key} have the same label")
        if any(label in labels and labels[label] != label for label in shown):
            raise ValueError(f"a label of the field {self.key} is the code of another choice")
        object.__setattr__(self, "choices", tuple(labels))
        object.__setattr__(self, "labels", MappingProxyType(labels))

    @property
    def title(self) -> str:
        """The heading as written: with the unit, if there is one."""
        return f"{self.heading} ({self.unit})" if self.unit else self.heading

    def is_missing(self, value: object) -> bool:
        """Whether `value` stands for "nothing": None, an empty text or list, or what a blank cell of the kind gives."""
        return value is None or value == self.kind.blank or (isinstance(value, Sized) and len(value) == 0)


def _labelled(choices: Choices) -> dict[str, str]:
    if isinstance(choices, Mapping):
        return {str(code): str(label) for code, label in choices.items()}
    pairs = [(each, each) if isinstance(each, str) else each for each in choices]
    if len({code for code, _ in pairs}) != len(pairs):
        raise ValueError("a choice is named twice")
    return {str(code): str(label) for code, label in pairs}
