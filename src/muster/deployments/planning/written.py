"""Problems and plans of deployments as JSON and back: what was asked and answered is kept as it was."""

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import TypeAdapter

Kept = TypeVar("Kept")


def written(kept: object) -> Any:
    """Return a problem or a plan as values that JSON has."""
    return TypeAdapter(type(kept)).dump_python(kept, mode="json")


def written_list(kept: Iterable[object]) -> list[Any]:
    """Return several of them as values that JSON has."""
    return [written(one) for one in kept]


def read_as(kind: type[Kept], told: Any) -> Kept:
    """Return what `written` made of a problem or a plan."""
    found: Kept = TypeAdapter(kind).validate_python(told)
    return found
