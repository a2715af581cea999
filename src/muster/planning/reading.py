"""From a problem file's bytes to the fields of a `Problem`: the shape of the JSON, each fault with its place."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from muster.planning.problem import (
    ArrivalLimit,
    CommittedStay,
    Option,
    Pledge,
    Post,
    Requirement,
    StateCeiling,
)
from muster.planning.refusal import ProblemRefused

LARGEST_INTEGER = 2**53 - 1
"""Integers beyond this lose digits in readers that keep numbers as doubles."""


def kind_of(value: Any) -> str:
    """The JSON name of a value's kind, for messages."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return "a number that is not an integer" if isinstance(value, float) else "an integer"
    if isinstance(value, str):
        return "a string"
    return "a list" if isinstance(value, list) else "an object"


def _integer(value: Any) -> str | None:
    if type(value) is not int:
        return f"must be an integer, not {kind_of(value)}"
    if abs(value) > LARGEST_INTEGER:
        return "must be an integer within 53 bits"
    return None


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else f"must be a string, not {kind_of(value)}"


def _text_or_null(value: Any) -> str | None:
    return None if value is None or isinstance(value, str) else f"must be a string or null, not {kind_of(value)}"


_Check = Callable[[Any], str | None]

_RECORDS: dict[str, tuple[type, dict[str, _Check]]] = {
    "requirements": (Requirement, {"id": _text, "mission": _text, "max_states": _integer, "lead": _text_or_null}),
    "posts": (
        Post,
        {
            "id": _text,
            "requirement": _text,
            "unit_type": _text,
            "strength": _integer,
            "start": _integer,
            "end": _integer,
        },
    ),
    "pledges": (
        Pledge,
        {
            "id": _text,
            "state": _text,
            "unit_type": _text,
            "strength": _integer,
            "ready_from": _integer,
            "min_stay": _integer,
            "max_stay": _integer,
            "dwell": _integer,
        },
    ),
    "options": (
        Option,
        {
            "pledge": _text,
            "post": _text,
            "value": _integer,
            "start_cost": _integer,
            "earliest": _integer,
            "latest": _integer,
        },
    ),
    "state_ceilings": (StateCeiling, {"state": _text, "personnel": _integer}),
    "arrivals": (ArrivalLimit, {"mission": _text_or_null, "personnel": _integer}),
    "committed": (CommittedStay, {"pledge": _text, "post": _text, "start": _integer, "end": _integer}),
}


def read_problem_fields(raw: bytes) -> dict[str, Any]:
    """The fields of a `Problem`; raises `ProblemRefused` with a line for each place that is not of the format."""
    content = decoded_object(raw)
    faults: list[str] = []
    fields: dict[str, Any] = _read_header(content, faults)
    for name, (record, checks) in _RECORDS.items():
        fields[name] = tuple(_read_records(content, name, record, checks, faults))
    fields["incompatible"] = tuple(_read_pairs(content, faults))
    if faults:
        raise ProblemRefused(faults)
    return fields


def decoded_object(raw: bytes) -> dict[str, Any]:
    """The JSON object in the bytes; raises `ProblemRefused` when there is none."""
    try:
        content = json.loads(raw)
    except RecursionError:
        raise ProblemRefused(["the file is not JSON that can be read: it is nested too deeply"]) from None
    except ValueError as error:
        raise ProblemRefused([f"the file is not JSON: {' '.join(str(error).split())}"]) from None
    if not isinstance(content, dict):
        raise ProblemRefused([f"the file must be an object, not {kind_of(content)}"])
    return content


def _read_header(content: dict[str, Any], faults: list[str]) -> dict[str, Any]:
    """Version and periods."""
    version = content.get("version")
    if "version" not in content:
        faults.append("version: is missing")
    elif type(version) is not int or version != 1:
        faults.append("version: must be 1")
    periods = content.get("periods")
    if "periods" not in content:
        faults.append("periods: is missing")
        return {}
    if not isinstance(periods, dict):
        faults.append(f"periods: must be an object, not {kind_of(periods)}")
        return {}
    checks: dict[str, _Check] = {"start": _text, "unit": _text, "count": _integer}
    found = _read_keys(periods, "periods", checks, faults)
    if isinstance(found.get("start"), str):
        try:
            found["start"] = date.fromisoformat(found["start"])
        except ValueError:
            faults.append("periods.start: must be a date such as 2027-01-01")
    return found


def _read_keys(row: dict[str, Any], place: str, checks: dict[str, _Check], faults: list[str]) -> dict[str, Any]:
    """The wanted keys of one object; whatever is wrong is added to the faults."""
    found: dict[str, Any] = {}
    for key, check in checks.items():
        if key not in row:
            faults.append(f"{place}.{key}: is missing")
            continue
        fault = check(row[key])
        if fault is None:
            found[key] = row[key]
        else:
            faults.append(f"{place}.{key}: {fault}")
    return found


def _read_list(content: dict[str, Any], name: str, faults: list[str]) -> list[Any]:
    if name not in content:
        faults.append(f"{name}: is missing")
        return []
    rows = content[name]
    if not isinstance(rows, list):
        faults.append(f"{name}: must be a list, not {kind_of(rows)}")
        return []
    return rows


def _read_records(
    content: dict[str, Any], name: str, record: type, checks: dict[str, _Check], faults: list[str]
) -> Iterator[Any]:
    for index, row in enumerate(_read_list(content, name, faults)):
        place = f"{name}[{index}]"
        if not isinstance(row, dict):
            faults.append(f"{place}: must be an object, not {kind_of(row)}")
            continue
        found = _read_keys(row, place, checks, faults)
        if len(found) == len(checks):
            yield record(**found)


def _read_pairs(content: dict[str, Any], faults: list[str]) -> Iterator[tuple[str, str]]:
    for index, pair in enumerate(_read_list(content, "incompatible", faults)):
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(state, str) for state in pair):
            yield pair[0], pair[1]
        else:
            faults.append(f"incompatible[{index}]: must be a list of two States")
