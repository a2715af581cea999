"""Addresses of the explorer, among them that of the rows behind a figure."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from muster.kit.charts import DRAWERS


def rows_address(
    table: str = "contributions", *, start: date | None = None, until: date | None = None, **narrowed: str
) -> str:
    """The page of the rows behind a figure; `narrowed` by state, mission, type, sex, grain, source and file."""
    asked = {"table": table, **narrowed, "from": start and start.isoformat(), "until": until and until.isoformat()}
    return f"{reverse('statistics-rows')}?{urlencode({name: value for name, value in asked.items() if value})}"


def year_address(table: str, year: int, **narrowed: str) -> str:
    """The rows of one year."""
    return rows_address(table, start=date(year, 1, 1), until=date(year + 1, 1, 1), **narrowed)


def state_address(code: str) -> str:
    """The page of a State."""
    return reverse("statistics-state", args=[code])


def mission_address(acronym: str) -> str:
    """The page of a mission."""
    return reverse("statistics-mission", args=[acronym])


def drawing_links(name: str, address: str, *args: str) -> list[tuple[str, str]]:
    """The files of a chart by their ending, at the address of this name."""
    return [(ending.upper(), reverse(address, args=[*args, f"{name}.{ending}"])) for ending in DRAWERS]
