"""The workbook in: its rows as the terms of pledges, and what is wrong with them by sheet, row and column."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from muster.kit.errors import Problem, Refused
from muster.kit.references import reference_problems
from muster.kit.workbooks import Row, read
from muster.pledges.terms import LINES, CaveatTerms, PledgeTerms
from muster.pledges.workbook.places import Places
from muster.pledges.workbook.sheets import AVAILABILITY, LIST_SHEETS, NOTE_VERBALE, REFERENCE, form

NOTHING_SAVED = "The workbook was not imported; nothing was saved."
MOST_PROBLEMS = 100
SHAPES: Mapping[str, type[Any]] = {**LINES, "caveats": CaveatTerms}
"""The shape of the lines of each list."""

Count = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


@dataclass(frozen=True)
class ReadPledge:
    """A pledge of the workbook: what it says, and where in the workbook it says it."""

    terms: PledgeTerms
    places: Places


@dataclass
class _Rows:
    """The rows that speak of one pledge."""

    note_verbale: Row
    availability: Row | None = None
    lines: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))


def read_pledges(data: bytes, progress: Count | None = None) -> list[ReadPledge]:
    """Return the pledges of a workbook. Raises Refused with what cannot be read, by sheet, row and column."""
    rows = read(form(), data, progress=progress).rows
    problems: list[Problem] = []
    found = _by_pledge(rows, problems)
    for reference, one in found.items():
        place = f"sheet {NOTE_VERBALE}, row {one.note_verbale.number}, column Reference"
        if bad := reference_problems(reference, place):
            problems += bad
        elif one.availability is None:
            remedy = f"add a row with its reference to the sheet {AVAILABILITY}"
            problems.append(Problem(place, f"{reference!r} is not on sheet {AVAILABILITY}", remedy))
    if problems:
        raise Refused(NOTHING_SAVED, problems[:MOST_PROBLEMS])
    return [_read(one) for one in found.values()]


def _by_pledge(rows: Mapping[str, Iterable[Row]], problems: list[Problem]) -> dict[str, _Rows]:
    """Return the rows by the reference of their pledge; one that names no pledge of the workbook is a problem."""
    found = {row[REFERENCE]: _Rows(row) for row in rows[NOTE_VERBALE]}
    for row in _known(rows[AVAILABILITY], AVAILABILITY, found, problems):
        found[row[REFERENCE]].availability = row
    for name, sheet in LIST_SHEETS.items():
        for row in _known(rows[sheet], sheet, found, problems):
            found[row[REFERENCE]].lines[name].append(row)
    return found


def _known(rows: Iterable[Row], sheet: str, found: Mapping[str, _Rows], problems: list[Problem]) -> Iterator[Row]:
    """Return the rows of pledges that are there."""
    for row in rows:
        if row[REFERENCE] in found:
            yield row
        else:
            place = f"sheet {sheet}, row {row.number}, column Pledge"
            told = f"{row[REFERENCE]!r} is not on sheet {NOTE_VERBALE}"
            problems.append(Problem(place, told, "add the pledge there"))


def _read(rows: _Rows) -> ReadPledge:
    """Return the pledge that the rows say."""
    assert rows.availability is not None
    lists: dict[str, Any] = {
        name: tuple(SHAPES[name](**_said(row, without=(REFERENCE,))) for row in lines)
        for name, lines in rows.lines.items()
    }
    header = {**_said(rows.availability, without=()), **_said(rows.note_verbale, without=())}
    places = Places(
        rows.note_verbale.number,
        rows.availability.number,
        {name: [row.number for row in lines] for name, lines in rows.lines.items()},
    )
    return ReadPledge(PledgeTerms(**header, **lists), places)


def _said(row: Row, *, without: Iterable[str]) -> dict[str, Any]:
    """Return what a row says by the names of the terms; of a blank cell the terms say what it stands for."""
    return {key: value for key, value in row.values.items() if value not in (None, "") and key not in without}
