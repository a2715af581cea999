"""The parameter register: every number that drives behaviour, dated, with its source and standing."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar

from muster.reference.errors import ParameterKindError, ParameterNotInForceError, UnknownParameterError
from muster.reference.records import records

KINDS = ("integer", "decimal", "date-in-year", "level", "table", "range", "text")


@dataclass(frozen=True)
class Parameter:
    """One value of a parameter, in force ``[valid_from, valid_until)``; ``None`` leaves that side open."""

    TABLE: ClassVar[str] = "parameters"

    key: str
    value: str
    unit: str
    kind: str
    valid_from: date | None
    valid_until: date | None
    source: str
    standing: str
    note: str

    def in_force(self, on: date) -> bool:
        """Whether this value holds on the day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_until is None or on < self.valid_until)

    @property
    def integer(self) -> int:
        """The value of an integer parameter. Raises ParameterKindError."""
        return int(self._of("integer"))

    @property
    def decimal(self) -> Decimal:
        """The value of a decimal or integer parameter. Raises ParameterKindError."""
        return Decimal(self._of("decimal", "integer"))

    @property
    def range(self) -> tuple[int, int]:
        """The least and the greatest value of a range, both included. Raises ParameterKindError."""
        least, greatest = self._of("range").split("..")
        return int(least), int(greatest)

    @property
    def level(self) -> str:
        """The level's code. Raises ParameterKindError."""
        return self._of("level")

    @property
    def table(self) -> str:
        """The name of the reference table that holds the values. Raises ParameterKindError."""
        return self._of("table")

    @property
    def text(self) -> str:
        """The words of a text parameter. Raises ParameterKindError."""
        return self._of("text")

    def day_in(self, year: int) -> date:
        """The day of a date-in-year parameter in that year. Raises ParameterKindError."""
        month, day = self._of("date-in-year").split("-")
        return date(year, int(month), int(day))

    def _of(self, *kinds: str) -> str:
        if self.kind not in kinds:
            raise ParameterKindError(self.key, self.kind, " or ".join(kinds))
        return self.value


def parameter(key: str, on: date) -> Parameter:
    """The parameter's value in force on the day, with source and standing.

    Raises UnknownParameterError with near keys, or ParameterNotInForceError.
    """
    for entry in parameter_history(key):
        if entry.in_force(on):
            return entry
    raise ParameterNotInForceError(key, on)


def parameter_history(key: str) -> tuple[Parameter, ...]:
    """All values that the parameter has had, oldest first. Raises UnknownParameterError."""
    try:
        return _histories()[key]
    except KeyError:
        near = difflib.get_close_matches(key, list(_histories()), n=3)
        raise UnknownParameterError(key, near) from None


def parameters(on: date) -> tuple[Parameter, ...]:
    """Every parameter that has a value in force on the day, in the register's order."""
    return tuple(entry for entry in records(Parameter) if entry.in_force(on))


@lru_cache(maxsize=1)
def _histories() -> Mapping[str, tuple[Parameter, ...]]:
    histories: dict[str, tuple[Parameter, ...]] = {}
    for entry in sorted(records(Parameter), key=lambda entry: entry.valid_from or date.min):
        histories[entry.key] = (*histories.get(entry.key, ()), entry)
    return MappingProxyType(histories)
