"""A plain CSV file of mandate periods: one row a period, tasks separated by semicolons.

UTF-8, commas, one line of column names (see `COLUMNS`). Columns that a file has not are as blank cells; what is on
record is held only to the columns that it has.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from muster.kit.errors import Problem, Refused
from muster.kit.workbooks import DEFAULT_LIMITS, Field, Unfit
from muster.kit.workbooks.reading import value_of
from muster.missions.mandate_entering import Entering
from muster.missions.mandate_fields import period_fields
from muster.missions.mandate_terms import MandatedTaskTerms
from muster.parties.viewer import Viewer

TASKS, PRIORITIES = "tasks", "priority_tasks"
NEEDED = ("mission", "valid_from")
MOST_ROWS = 5_000
FIRST_ROW = 2


def columns() -> tuple[str, ...]:
    """Return the columns that a file may have, in any order."""
    return (*(field.key for field in period_fields()), TASKS, PRIORITIES)


@transaction.atomic
def import_csv(viewer: Viewer, data: bytes, *, today: date) -> int:
    """Save the periods of a file, all or nothing; return how many were entered. Raises Refused with every problem.

    A period that is on record as the file says changes nothing, so that a second import enters none.
    """
    read = read_csv(data)
    going = Entering(viewer, today)
    for row, said, tasks in sorted(read, key=lambda one: (one[1]["valid_from"], one[0])):
        going.period(f"row {row}", said, tasks)
    return going.finish().periods


def read_csv(data: bytes) -> list[tuple[int, dict[str, Any], tuple[MandatedTaskTerms, ...] | None]]:
    """Return each row's number, values and tasks (None without a column of tasks). Raises Refused with all problems."""
    lines = _lines(data)
    names = [name.strip() for name in lines[0]] if lines else []
    if problems := _heading_problems(names):
        raise Refused(problems=problems)
    if len(lines) > MOST_ROWS + 1:
        raise Refused(problems=[Problem("file", f"it has {len(lines) - 1} rows", f"at most {MOST_ROWS} are read")])
    found, problems = [], []
    for number, cells in enumerate(lines[1:], start=FIRST_ROW):
        if not any(cell.strip() for cell in cells) or len(problems) >= DEFAULT_LIMITS.problems:
            continue
        said, tasks, wrong = _row(number, names, cells)
        problems += wrong
        found.append((number, said, tasks))
    problems += _twice(found) if not problems else []
    if problems:
        raise Refused("The file was not imported; nothing was saved.", problems)
    return found


def _lines(data: bytes) -> list[list[str]]:
    """Return the cells of the file. Raises Refused for what is no CSV file in UTF-8."""
    try:
        text = data.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        problem = Problem("file", f"it is no UTF-8 text at byte {error.start}", "save it as CSV UTF-8")
        raise Refused(problems=[problem]) from error
    except csv.Error as error:
        raise Refused(
            problems=[Problem("file", f"it is no CSV file ({error})", "save it as CSV, with commas")]
        ) from error


def _heading_problems(names: Sequence[str]) -> list[Problem]:
    """Return what is wrong with the line of column names."""
    known = columns()
    found = [
        Problem(f"row 1, column {name!r}", "there is no such column", f"the columns are {', '.join(known)}")
        for name in dict.fromkeys(names)
        if name not in known
    ]
    found += [
        Problem(f"row 1, column {name}", "the column is there twice", "remove one of the two")
        for name in known
        if names.count(name) > 1
    ]
    found += [
        Problem(f"row 1, column {name}", "the column is missing", "every period needs it; add it")
        for name in NEEDED
        if name not in names
    ]
    return found


def _row(
    number: int, names: Sequence[str], cells: Sequence[str]
) -> tuple[dict[str, Any], tuple[MandatedTaskTerms, ...] | None, list[Problem]]:
    """Return a line's values and tasks, and what is wrong with it."""
    place = f"row {number}"
    if len(cells) != len(names):
        told = f"it has {len(cells)} cells for {len(names)} columns"
        return {}, None, [Problem(place, told, "give each column one cell")]
    cell_of = dict(zip(names, cells, strict=True))
    said: dict[str, Any] = {}
    wrong: list[Problem] = []
    for field in period_fields():
        if field.key in cell_of:
            _read(field, cell_of[field.key], place, said, wrong)
    return said, _tasks(cell_of), wrong


def _read(field: Field, cell: str, place: str, said: dict[str, Any], wrong: list[Problem]) -> None:
    try:
        said[field.key] = value_of(cell, field)
    except Unfit as unfit:
        wrong.append(Problem(f"{place}, column {field.key}", unfit.message, unfit.remedy))


def _tasks(cell_of: dict[str, str]) -> tuple[MandatedTaskTerms, ...] | None:
    """Return the tasks of a row: those of the column of priorities are priorities, whether among the others or not."""
    if TASKS not in cell_of and PRIORITIES not in cell_of:
        return None
    listed, first = (_codes(cell_of.get(name, "")) for name in (TASKS, PRIORITIES))
    every = [*first, *(code for code in listed if code not in first)]
    return tuple(MandatedTaskTerms(code, is_priority=code in first) for code in every)


def _codes(cell: str) -> list[str]:
    return [code.strip() for code in cell.split(";") if code.strip()]


def _twice(found: Sequence[tuple[int, dict[str, Any], Any]]) -> list[Problem]:
    """Return a problem for each period that stands in the file twice."""
    seen: set[tuple[str, date]] = set()
    problems = []
    for number, said, _tasks_of_row in found:
        key = (said["mission"], said["valid_from"])
        if key in seen:
            told = f"a period of {key[0]} from {key[1]} is there twice"
            problems.append(Problem(f"row {number}", told, "leave one of them out"))
        seen.add(key)
    return problems
