"""A chart on a page: its drawing (at an address of its own where it is large), its files, and the rows behind it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language

from muster.kit.charts import DRAWERS, Chart
from muster.kit.errors import NotFound
from muster.kit.uploads import attached
from muster.statistics.explorer.kept import kept
from muster.statistics.explorer.series import Scope
from muster.statistics.pages.addresses import drawing_links
from muster.statistics.store import Store

SPECIFICATION = "json"


@dataclass(frozen=True)
class Drawn:
    """A chart with the links under it: files by ending, and the rows that it is made from."""

    chart: Chart
    files: Sequence[tuple[str, str]]
    rows: str = ""


def drawn(chart: Chart, name: str, address: str, *args: str, rows: str = "") -> Drawn:
    """Put a chart on its page: the page fetches the drawing from the address, so that it stands before it is drawn."""
    where = reverse(address, args=[*args, f"{name}.{SPECIFICATION}"])
    return Drawn(replace(chart, address=where), drawing_links(name, address, *args), rows)


Makers = Callable[[Store, Scope, date], Mapping[str, Callable[[bool], Chart | None]]]
"""The charts of a page by name, in their order, each drawn whole (True) or for the page."""


def charts_on_page(store: Store, makers: Makers, scope: Scope, as_of: date) -> Mapping[str, Chart]:
    """The charts of a page by name without their drawings, those of which nothing is on record left out."""
    return _charts_on_page(store, makers, scope, as_of, get_language())


@kept
def _charts_on_page(
    store: Store, makers: Makers, scope: Scope, as_of: date, language: str | None
) -> Mapping[str, Chart]:
    made = {name: make(False) for name, make in makers(store, scope, as_of).items()}
    return {name: replace(chart, spec={}) for name, chart in made.items() if chart is not None}


def drawing_file(name: str, charts: Mapping[str, Callable[[bool], Chart | None]], stem: str) -> HttpResponse:
    """The file of a chart: its specification for the page, or SVG, PNG or PDF to keep.

    `charts` are made by name, whole (True: nothing is fetched) or for a page. Raises NotFound for another name, and
    where there is nothing to draw.
    """
    which, _point, ending = name.rpartition(".")
    make = charts.get(which)
    if make is None or ending not in (SPECIFICATION, *DRAWERS):
        known = ", ".join(f"{one}.{end}" for one in charts for end in (SPECIFICATION, *DRAWERS))
        raise NotFound(f"There is no file {name!r}; there are {known}.")
    chart = make(ending != SPECIFICATION)
    if chart is None:
        raise NotFound(f"Nothing is on record for the chart {which!r}.")
    if ending == SPECIFICATION:
        return JsonResponse(dict(chart.spec))
    return attached(DRAWERS[ending](_titled(chart)), f"{stem}-{which}.{ending}")


def _titled(chart: Chart) -> Chart:
    """The chart with its finding and its source in the drawing: a file stands alone."""
    words = {"text": str(chart.title), "anchor": "start", "fontSize": 14, "offset": 12}
    if chart.source:
        words |= {"subtitle": f"Source: {chart.source}", "subtitleFontSize": 11}
    return replace(chart, spec={**chart.spec, "title": words})
