"""The record of a selection that an auditor can replay: inputs and outputs as JSON, there and back. Pure.

`replay` reads nothing but the record: no table, no parameter, no clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from muster.generation.rules.selection_facts import SelectionInput
from muster.generation.rules.selection_score import SelectionOutput, evaluate
from muster.kit.errors import Refused

FORMAT = 1
_INPUT = TypeAdapter(SelectionInput)


def plain(value: Any) -> Any:
    """Return facts as JSON holds them: records as mappings, sets sorted, days in ISO form."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(one) for one in value)
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def content_of(given: SelectionInput, output: SelectionOutput) -> dict[str, Any]:
    """Return the record of a selection, to be frozen."""
    return {"format": FORMAT, "input": plain(given), "output": plain(output)}


def input_of(content: Mapping[str, Any]) -> SelectionInput:
    """Return the input of a record. Raises Refused where it is none that this version can read."""
    if content.get("format") != FORMAT:
        raise Refused(f"The record has format {content.get('format')!r}; this version replays format {FORMAT}.")
    try:
        return _INPUT.validate_python(content.get("input"))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "input"
        raise Refused(f"The record of the selection cannot be read at {place}: {first['msg']}.") from error


@dataclass(frozen=True)
class Replayed:
    """What a replay found: the reference of the request, and the first difference in words (empty: identical)."""

    request: str
    post: str
    difference: str

    @property
    def is_identical(self) -> bool:
        """Return whether everything was reckoned again to the last figure."""
        return not self.difference


def replay(content: Mapping[str, Any]) -> Replayed:
    """Reckon gates, scores, order and feedback again from the record alone, and hold them against what it says."""
    given = input_of(content)
    again = plain(evaluate(given))
    return Replayed(given.request, given.post.reference, first_difference(content.get("output"), again, "output"))


def first_difference(recorded: Any, again: Any, place: str) -> str:
    """Return in words the first place in which two JSON values differ; empty where they do not."""
    if isinstance(recorded, dict) and isinstance(again, dict):
        for key in sorted({*recorded, *again}):
            if key not in recorded or key not in again:
                return f"{place}.{key}: {'not recorded' if key not in recorded else 'not reckoned'}"
            if found := first_difference(recorded[key], again[key], f"{place}.{key}"):
                return found
        return ""
    if isinstance(recorded, list) and isinstance(again, list):
        if len(recorded) != len(again):
            return f"{place}: {len(recorded)} entries recorded, {len(again)} reckoned"
        for number, (one, other) in enumerate(zip(recorded, again, strict=True), start=1):
            if found := first_difference(one, other, f"{place}[{number}]"):
                return found
        return ""
    if type(recorded) is type(again) and recorded == again:
        return ""
    return f"{place}: recorded {recorded!r}, reckoned {again!r}"
