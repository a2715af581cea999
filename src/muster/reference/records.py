"""Rows of a reference table as frozen dataclasses."""

from dataclasses import fields
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar

from muster.reference.catalogue import Row, table


class Record(Protocol):
    """A frozen dataclass whose fields are columns of the table that it names."""

    TABLE: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


R = TypeVar("R", bound=Record)


def record(kind: type[R], row: Row) -> R:
    """The row as a record; columns that the record does not have are left out."""
    return kind(**{field.name: row[field.name] for field in fields(kind)})


@cache
def records(kind: type[R]) -> tuple[R, ...]:
    """All rows of the record's table, in the file's order."""
    return tuple(record(kind, row) for row in table(kind.TABLE).rows)
