"""Pages of reference facts: the tables, one table, and any fact with its source."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from muster.kit.pages import Crumb, Fact, PageHead
from muster.kit.tables import Column, Table, render_table
from muster.reference import catalogue
from muster.reference.cells import shown
from muster.reference.errors import UnknownFactError, UnknownTableError
from muster.reference.outline import outline_text

SHOWN_AT_FIRST = 8
OUTLINE_SECONDS = 86_400  # a day in the browser's cache
KINDS = {"integer": "integer", "decimal": "decimal", "date": "date"}

TABLES = Table(
    name="tables",
    caption=gettext_lazy("Tables of reference facts"),
    filters=False,
    illustrative=lambda row: False,
    columns=[
        Column(
            "title", gettext_lazy("Table"), kind="link", href=lambda row: reverse("reference-table", args=[row["name"]])
        ),
        Column("description", gettext_lazy("What it holds")),
        Column("count", gettext_lazy("Facts"), kind="integer"),
    ],
)


@require_safe
def tables(request: HttpRequest) -> HttpResponse:
    """Show the tables of reference facts."""
    rows = []
    for name in catalogue.list_tables():
        one = catalogue.table(name)
        rows.append({"name": name, "title": one.title, "description": one.description, "count": len(one.rows)})
    bound = render_table(request, TABLES, rows)
    if isinstance(bound, HttpResponse):
        return bound
    head = PageHead(
        title=_("Reference"),
        kicker=_("Facts and parameters"),
        lead=_(
            "What the system takes for given. Each fact names its source and its standing: seen there, recalled, "
            "derived, or a local choice."
        ),
    )
    return render(request, "web/table_page.html", {"head": head, "table": bound})


@cache_control(max_age=OUTLINE_SECONDS, public=True)
@require_safe
def outline(request: HttpRequest) -> HttpResponse:
    """Hand out the outline of the world, the same for every map."""
    return HttpResponse(outline_text(), content_type="application/json")


@require_safe
def table(request: HttpRequest, name: str) -> HttpResponse:
    """Show one table of reference facts."""
    found = _table(name)
    bound = render_table(request, _declared(found), [_row(found, row) for row in found.rows])
    if isinstance(bound, HttpResponse):
        return bound
    crumbs = [Crumb(_("Reference"), reverse("reference")), Crumb(found.title)]
    head = PageHead(title=found.title, crumbs=crumbs, lead=found.description)
    return render(request, "web/table_page.html", {"head": head, "table": bound})


@require_safe
def fact(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Show one fact, or all rows under one key (a parameter's history), with source and standing."""
    found = _table(name)
    try:
        rows = catalogue.facts_under(name, key)
    except UnknownFactError as error:
        raise Http404(str(error)) from error
    crumbs = [
        Crumb(_("Reference"), reverse("reference")),
        Crumb(found.title, reverse("reference-table", args=[name])),
        Crumb(key),
    ]
    context = {"head": PageHead(title=key, crumbs=crumbs), "entries": [_facts(found, row) for row in rows]}
    return render(request, "reference/fact.html", context)


def _table(name: str) -> catalogue.Table:
    """Return the table; an unknown name is a page not found."""
    try:
        return catalogue.table(name)
    except UnknownTableError as error:
        raise Http404(str(error)) from error


def _row(found: catalogue.Table, row: Mapping[str, object]) -> dict[str, object]:
    """Return a row as the page's table reads it."""
    cells: dict[str, object] = {}
    for column in found.columns:
        value = row[column.name]
        cells[column.name] = value if column.name in _typed(found) else shown(value)  # type: ignore[arg-type]
    cells["_key"] = found.key_of(row)  # type: ignore[arg-type]
    return cells


def _typed(found: catalogue.Table) -> frozenset[str]:
    """Return the columns whose values are kept as numbers and dates."""
    return frozenset(column.name for column in found.columns if column.kind in KINDS)


def _declared(found: catalogue.Table) -> Table:
    """Return the page's table for a reference table: the first columns shown, source and standing always."""
    columns = []
    for place, column in enumerate(found.columns):
        always = column.name in ("source", "standing")
        columns.append(
            Column(
                column.name,
                column.name.replace("_", " ").capitalize(),
                kind="link" if place == 0 else KINDS.get(column.kind, "text"),  # type: ignore[arg-type]
                unit=column.unit,
                href=(lambda row: reverse("fact", args=[found.name, row["_key"]])) if place == 0 else None,
                hidden=place >= SHOWN_AT_FIRST and not always,
                description=column.description,
                filter="choice" if column.name == "standing" else None,
            )
        )
    return Table(name=found.name, caption=found.title, columns=columns, illustrative=lambda row: False)


def _facts(found: catalogue.Table, row: Mapping[str, object]) -> list[Fact]:
    """Return a row as facts with the row's source and standing."""
    source, standing = str(row.get("source", "")), str(row.get("standing", ""))
    return [
        Fact(
            column.name.replace("_", " ").capitalize(),
            shown(row[column.name]) or "—",  # type: ignore[arg-type]
            unit=column.unit,
            source=source,
            standing=standing,
        )
        for column in found.columns
        if column.name not in ("source", "standing")
    ]
