"""The lists of a pledge as the record's files say them: table of organisation, equipment, self-sustainment and more.

A line has no standing of its own in the register; so the file's word "illustrative" is written into the line's text.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from muster.demonstration.rows import Row, place, read_rows
from muster.kit.standing import Standing
from muster.pledges.terms import (
    ContributionTerms,
    EquipmentTerms,
    PledgeTerms,
    PoolTerms,
    SelfSustainmentTerms,
    SubUnitTerms,
    UnitPostTerms,
)

MARK = "illustrative"


@dataclass(frozen=True)
class Lines:
    """A list of a pledge: its file, the shape of its lines, and the text into which the mark is written."""

    file: str
    shape: type[Any]
    marked: str


LISTS = {
    "sub_units": Lines("sub_units", SubUnitTerms, "name"),
    "posts": Lines("unit_posts", UnitPostTerms, "title"),
    "equipment": Lines("equipment", EquipmentTerms, "item"),
    "self_sustainment": Lines("self_sustainment", SelfSustainmentTerms, "remarks"),
    "pool": Lines("pool_lines", PoolTerms, "profile"),
    "contributions": Lines("contributions", ContributionTerms, "brings"),
}
"""The lists of a pledge by the name of their field."""


@dataclass
class Content:
    """What the files say of one pledge besides its row: fields of the note verbale, and lists by name."""

    header: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))

    def put_into(self, terms: PledgeTerms) -> PledgeTerms:
        """Return terms with this content in place of their own."""
        lists: dict[str, Any] = {name: tuple(lines) for name, lines in self.lists.items()}
        return replace(terms, **self.header, **lists)


def content_by_pledge(files: Iterable[str] = LISTS) -> dict[str, Content]:
    """Return the content of the record by pledge: the lists named, and the fields of the note verbale."""
    found: dict[str, Content] = defaultdict(Content)
    for name in files:
        lines = LISTS[name]
        for row in read_rows(lines.file):
            with place(row):
                found[row["pledge"]].lists[name].append(_line(row, lines))
    for row in read_rows("pledge_details"):
        with place(row):
            found[row["pledge"]].header[row["field"]] = value_of(PledgeTerms, row["field"], row, "value")
    return found


def _line(row: Row, lines: Lines) -> Any:
    """Return a row as a line of its list; what is made up says so."""
    names = {one.name for one in fields(lines.shape)}
    content = {name: value_of(lines.shape, name, row, name) for name in row.cells if name in names}
    if row.standing == Standing.ILLUSTRATIVE:
        text = content[lines.marked]
        content[lines.marked] = f"{text} ({MARK})" if text else MARK
    return lines.shape(**content)


def value_of(shape: type[Any], name: str, row: Row, column: str) -> Any:
    """Return a cell as the field of a shape wants it. Raises ValueError for a field that the shape has not."""
    kinds: dict[Any, Callable[[str], Any]] = {
        int: row.integer,
        int | None: row.optional_integer,
        date: row.day,
        date | None: row.optional_day,
        bool: row.truth,
        str: row.__getitem__,
    }
    for one in fields(shape):
        if one.name == name and one.type in kinds:
            return kinds[one.type](column)
    raise ValueError(f"{name!r} is no field of a record that a cell can say")
