"""Where in the workbook a rule's complaint about a pledge is to be mended: sheet, row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from muster.kit.errors import Problem
from muster.pledges.workbook.sheets import AVAILABILITY, LIST_SHEETS, NOTE_VERBALE, form

HEADER_COLUMNS: Mapping[str, tuple[str, str]] = {
    "unit type": (NOTE_VERBALE, "unit_type"),
    "strength": (NOTE_VERBALE, "strength"),
    "women": (NOTE_VERBALE, "women"),
    "officers": (NOTE_VERBALE, "officers"),
    "national unit": (NOTE_VERBALE, "unit"),
    "reference": (NOTE_VERBALE, "reference"),
    "State": (NOTE_VERBALE, "state"),
    "available until": (AVAILABILITY, "available_until"),
    "tour": (AVAILABILITY, "stay_minimum_months"),
}
"""The column of each place of the header that a rule names."""

LISTS: Mapping[str, str] = {
    "sub-unit": "sub_units",
    "post": "posts",
    "table of organisation": "posts",
    "equipment": "equipment",
    "self-sustainment": "self_sustainment",
    "pool": "pool",
    "caveat": "caveats",
    "caveats": "caveats",
    "contribution": "contributions",
    "contributions": "contributions",
}
"""The list of each place that a rule names, with or without the number of the line."""

LINE_COLUMNS: Mapping[str, Sequence[tuple[str, str]]] = {
    "sub_units": (("is no State", "contributor"), ("", "outline")),
    "posts": (("women", "women"), ("sub-unit", "outline"), ("", "count")),
    "equipment": (
        ("is no State", "contributor"),
        ("category", "category"),
        ("serviceable", "serviceable"),
        ("", "quantity"),
    ),
    "self_sustainment": (("is no State", "contributor"), ("", "category")),
    "pool": (("women", "women"), ("", "count")),
    "caveats": (("", "value"),),
    "contributions": (
        ("is no State", "state"),
        ("party to this record", "state"),
        ("until", "contributes_until"),
        ("people", "strength"),
        ("lead", "is_lead"),
    ),
}
"""The column at fault in a line, by what the complaint says; the last one is meant where nothing else fits."""


@dataclass(frozen=True)
class Places:
    """The rows that speak of one pledge: numbers of its two header rows, and of its lines by the name of the list."""

    note_verbale: int
    availability: int
    lines: Mapping[str, Sequence[int]]

    def in_workbook(self, problem: Problem) -> Problem:
        """Return a rule's complaint with its place in the workbook."""
        return Problem(self._place(problem), problem.message, problem.remedy)

    def _place(self, problem: Problem) -> str:
        if problem.place in HEADER_COLUMNS:
            sheet, key = HEADER_COLUMNS[problem.place]
            return _named(sheet, self.note_verbale if sheet == NOTE_VERBALE else self.availability, key)
        kind, number = _numbered(problem.place)
        if kind not in LISTS:
            return f"sheet {NOTE_VERBALE}, row {self.note_verbale}, {problem.place}"
        name = LISTS[kind]
        rows = self.lines.get(name, ())
        if number is None and not rows and name == "posts":  # a pool that has sub-units only
            name, rows = "sub_units", self.lines.get("sub_units", ())
        if not rows:
            return f"sheet {LIST_SHEETS[name]}"
        columns = LINE_COLUMNS[name]
        key = next((key for words, key in columns if words in problem.message), columns[-1][1])
        return _named(LIST_SHEETS[name], rows[(number or 1) - 1], key)


def _numbered(place: str) -> tuple[str, int | None]:
    """Return the kind of line that a place names, and which one: "post 3" is (post, 3), "pool" is (pool, None)."""
    kind, _, number = place.rpartition(" ")
    return (kind, int(number)) if kind and number.isascii() and number.isdigit() else (place, None)


def _named(sheet: str, row: int, key: str) -> str:
    return f"sheet {sheet}, row {row}, column {_headings()[sheet, key]}"


@cache
def _headings() -> Mapping[tuple[str, str], str]:
    return {(sheet.name, field.key): field.heading for sheet in form().sheets for field in sheet.fields}
