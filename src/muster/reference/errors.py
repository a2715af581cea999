"""What can be wrong with a question about the reference facts, or with a table."""

from collections.abc import Iterable
from datetime import date

from muster.kit.errors import MusterError, NotFound


class FactError(NotFound, LookupError):
    """A reference fact that was asked for is not there; the message says so in one line."""


class UnknownTableError(FactError):
    """No reference table has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        super().__init__(f'No reference table "{name}". There are: {", ".join(known)}.')


class UnknownFactError(FactError):
    """The table has no row with this key."""

    def __init__(self, table: str, key: str, near: Iterable[str] = ()) -> None:
        self.table, self.key, self.near = table, key, tuple(near)
        hint = f" Near: {', '.join(self.near)}." if self.near else ""
        super().__init__(f'Table {table} has no row "{key}".{hint}')


class UnknownStateError(FactError):
    """No State, or more than one, answers to this name or code."""

    def __init__(self, text: str, near: Iterable[str]) -> None:
        self.text, self.near = text, tuple(near)
        hint = f" Did you mean {', '.join(self.near)}?" if self.near else " Give a name or an ISO code."
        super().__init__(f'No State is called "{text}".{hint}')


class UnknownParameterError(FactError):
    """The parameter register has no such key."""

    def __init__(self, key: str, near: Iterable[str]) -> None:
        self.key, self.near = key, tuple(near)
        hint = f" Near: {', '.join(self.near)}." if self.near else ""
        super().__init__(f'No parameter "{key}".{hint}')


class ParameterNotInForceError(FactError):
    """The parameter exists, but no value of it holds on the day."""

    def __init__(self, key: str, on: date) -> None:
        self.key, self.on = key, on
        super().__init__(f'Parameter "{key}" has no value in force on {on.isoformat()}.')


class UndatedTableError(FactError):
    """The table's rows hold at all times, so there is no asking what holds on a day."""

    def __init__(self, name: str, dated: Iterable[str]) -> None:
        self.name = name
        super().__init__(f'Table "{name}" has no dates. Dated tables: {", ".join(dated)}.')


class ParameterKindError(MusterError, TypeError):
    """The parameter's value is of another kind than was asked for."""

    def __init__(self, key: str, kind: str, wanted: str) -> None:
        self.key, self.kind, self.wanted = key, kind, wanted
        super().__init__(f'Parameter "{key}" is of kind {kind}, not {wanted}.')


class TableError(MusterError, ValueError):
    """A table's file cannot be read: the message names table, line and column."""

    def __init__(self, table: str, line: int, column: str, problem: str) -> None:
        self.table, self.line, self.column, self.problem = table, line, column, problem
        super().__init__(f"Table {table}, line {line}, column {column}: {problem}.")
