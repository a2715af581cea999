"""Values that a query found, as JSON and as text."""

import math
from typing import Any


def as_json_value(value: Any) -> Any:
    """A value as JSON has it: days as YYYY-MM-DD, what is no number as nothing, whatever JSON lacks as its text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return [as_json_value(one) for one in value]
    if isinstance(value, dict):
        return {str(key): as_json_value(one) for key, one in value.items()}
    return str(value)


def as_text(value: Any) -> str:
    """A value in a cell of a table."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(as_text(one) for one in value)
    return str(value)
