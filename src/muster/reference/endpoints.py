"""The API of reference facts. Public: they are facts of the field, each with its source."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, Answer, ListFilters, Page
from muster.kit.openapi.fields import Code, Title
from muster.reference.catalogue import Row, Table, fact, list_tables, table
from muster.reference.cells import Cell

router = Router(tags=["reference"])
Plain = str | int | float | bool | list[str] | None


class TableColumn(Answer):
    """A column of a table."""

    name: str
    kind: str
    unit: str
    description: str


class TableSummary(Answer):
    """A table, without its rows."""

    name: str
    title: str
    description: str
    key: list[str]
    rows: int
    is_dated: bool = Field(description="rows hold for a time only; ask with as_of")


class TableRows(Page[dict[str, Plain]]):
    """A table with a part of its rows; each names its source and standing."""

    name: str
    title: str
    columns: list[TableColumn]


def plain(cell: Cell) -> Plain:
    """Return a cell as JSON says it: numbers as numbers, decimals and dates as text, lists as lists."""
    if cell is None or isinstance(cell, bool | int | float | str):
        return cell
    if isinstance(cell, Decimal):
        return str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return [str(one) for one in cell]


def plain_row(row: Row) -> dict[str, Plain]:
    """Return a row as JSON says it."""
    return {name: plain(cell) for name, cell in row.items()}


def _summary(found: Table) -> TableSummary:
    return TableSummary(
        name=found.name, title=found.title, description=found.description, key=list(found.key),
        rows=len(found.rows), is_dated=bool(found.interval),
    )  # fmt: skip


@router.get("/reference", response=list[TableSummary], summary="Reference tables")
def reference_tables(request: HttpRequest) -> Iterable[TableSummary]:
    """Every reference table: States, unit types, levels, missions, parameters and so on."""
    return [_summary(table(name)) for name in list_tables()]


@router.get("/reference/{name}", response={200: TableRows, **READ_ERRORS}, summary="One reference table")
def reference_table(request: HttpRequest, name: Code, filters: Query[ListFilters]) -> TableRows:
    """A table's columns and rows. With `as_of`, a dated table gives only the rows that hold on that day."""
    found = table(name)
    rows = found.in_force(filters.as_of) if filters.as_of and found.interval else found.rows
    return TableRows(
        name=found.name,
        title=found.title,
        columns=[
            TableColumn(name=one.name, kind=one.kind, unit=one.unit, description=one.description)
            for one in found.columns
        ],
        count=len(rows),
        limit=filters.limit,
        offset=filters.offset,
        items=[plain_row(row) for row in rows[filters.offset : filters.offset + filters.limit]],
    )


@router.get("/reference/{name}/{key}", response={200: dict[str, Plain], **READ_ERRORS}, summary="One reference fact")
def reference_fact(request: HttpRequest, name: Code, key: Title) -> dict[str, Plain]:
    """One row by its key; the parts of a key of several columns are joined by a blank."""
    return plain_row(fact(name, key))
