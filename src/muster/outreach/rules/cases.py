"""The file of cases, each a question on a day, and the file of their ranked States."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem, Refused
from muster.outreach.rules.unit_kinds import kind_asked

COLUMNS = ("date", "mission", "unit_type")
ANSWER = (*COLUMNS, "rank", "state_iso3")
FIRST_ROW = 2
"""Row of the first case: the heading is row 1."""


@dataclass(frozen=True)
class Case:
    """One question: which States for this mission and kind of unit, on what was known on the day."""

    on: date
    mission: str
    unit_type: str
    kind: str
    told: tuple[str, str, str]
    """The cells as given: the answer repeats them."""


def read_cases(text: str) -> list[Case]:
    """The cases of a file in CSV. Raises Refused with one line for each bad row, or for a missing column."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            remedy = f"name the columns {','.join(COLUMNS)} in the first row"
            raise Refused(problems=[Problem("row 1", f"no column {', '.join(missing)}", remedy)])
        return _cases(rows)
    except csv.Error as error:
        place = f"row {rows.line_num}"
        raise Refused(problems=[Problem(place, f"no row of CSV: {error}", "write the file as CSV")]) from None


def _cases(rows: Iterable[dict[str, str | None]]) -> list[Case]:
    cases: list[Case] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=FIRST_ROW):
        told = tuple((row[name] or "").strip() for name in COLUMNS)
        if not any(told):
            continue
        try:
            cases.append(_case(told[0], told[1], told[2], f"row {number}"))
        except Refused as refusal:
            problems += refusal.problems
    if problems:
        raise Refused(problems=problems)
    return cases


def _case(day: str, mission: str, unit_type: str, place: str) -> Case:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        remedy = "write the day as YYYY-MM-DD"
        raise Refused(problems=[Problem(place, f"date {day!r} is no day", remedy)]) from None
    if not mission:
        raise Refused(problems=[Problem(place, "no mission is named", "write its acronym, such as UNIFIL")])
    kind = kind_asked(unit_type or "any", f"{place}, unit_type")
    return Case(on, mission, unit_type, kind, (day, mission, unit_type))


def answer_rows(cases: Iterable[tuple[Case, Iterable[str]]]) -> Iterator[str]:
    """The lines of the answer in CSV: the heading, then one State a line, rank 1 first."""
    for row in _answers(cases):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow(row)
        yield buffer.getvalue()


def _answers(cases: Iterable[tuple[Case, Iterable[str]]]) -> Iterator[tuple[object, ...]]:
    yield ANSWER
    for case, states in cases:
        for place, state in enumerate(states, start=1):
            yield (*case.told, place, state)
