"""All lines of a statement of unit requirement as one table, for the command line."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table
from muster.missions.models import StatementVersion
from muster.missions.statement_terms import LISTS
from muster.missions.statement_versions import lines_of
from muster.missions.statement_words import list_words

STATEMENT_LINES = Table(
    name="statement-lines",
    caption=_("Lines of the statement"),
    empty=_("The statement has no lines yet."),
    columns=[
        Column("list", _("List")),
        Column("number", _("Line"), kind="integer"),
        Column("what", _("What")),
        Column("quantity", _("Quantity"), kind="integer"),
        Column("weight", _("Weight")),
        Column("note", _("Note")),
    ],
)


@dataclass(frozen=True)
class LineInWords:
    """One line of any list: what is wanted, how many (None: not counted), and whether a unit must meet it."""

    list: str
    number: int
    what: str
    quantity: int | None
    weight: str
    note: str


def lines_in_words(version: StatementVersion) -> list[LineInWords]:
    """Return all lines of a version, loaded by `with_lines`, list by list."""
    return [_line(name, number, line) for name in LISTS for number, line in enumerate(lines_of(version, name), 1)]


def _line(name: str, number: int, line: Any) -> LineInWords:
    weight = "" if name == "substitutes" else "mandatory" if line.is_mandatory else "desired"
    what, quantity, note = _said(name, line)
    return LineInWords(list_words(name), number, what, quantity, weight, note)


def _said(name: str, line: Any) -> tuple[str, int | None, str]:
    """Return what a line wants, how many, and what else it says."""
    if name == "tasks":
        return line.task, None, line.note
    if name == "capabilities":
        return line.capability, None, "; ".join(filter(None, (line.measure, line.note)))
    if name == "posts":
        more = (line.rank, line.specialist_code, line.language, line.note)
        return line.title, line.count, "; ".join(filter(None, more))
    if name == "equipment":
        return f"{line.category}: {line.item}", line.quantity, line.note
    if name == "substitutes":
        words = f"for line {line.line}: {line.item}"
        return words, line.substitutes, f"stand for {line.replaced}; {line.reason}".removesuffix("; ")
    stock = "" if line.stock_days is None else f"stock of {line.stock_days} days"
    return f"{line.category}, by {line.provider}", None, "; ".join(filter(None, (line.level, stock, line.note)))
