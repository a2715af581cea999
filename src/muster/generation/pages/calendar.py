"""The calendar of the desk: a month as a grid and as a list by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from muster.generation.pages.calendar_lines import day_lines, grid_lines
from muster.generation.pages.calendar_table import CALENDAR_FILTERS
from muster.generation.rules.calendar import CalendarDate, CalendarEntry, by_day, grid_span, months_on, weeks_of
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import BoundTable
from muster.kit.tables.bound import FilterField

MOST_IN_CELL = 3
MOST_OF_A_DAY = 12
"""Entries drawn in a cell of the grid, and under a day of the list; what is more stands behind a link."""

FIRST_YEAR, LAST_YEAR = 1990, 2199
MONTHS = range(1, 13)


@dataclass(frozen=True)
class Cell:
    """A day of the grid: its first entries, how many there are, and whether one is overdue."""

    day: date
    is_in_month: bool
    is_today: bool
    lines: SafeString
    count: int
    more: int
    has_overdue: bool
    words: str


@dataclass(frozen=True)
class ListedDay:
    """A day of the list with its entries; `more_address` leads to all of them."""

    day: date
    lines: SafeString
    more: int
    more_address: str


def month_of(words: str, day: date) -> tuple[date, str]:
    """Return the first day of the month that an address names (`2018-11`), or of the page's day with a complaint."""
    if not words:
        return day.replace(day=1), ""
    year, _dash, month = words.partition("-")
    is_written_so = len(words) == len("2018-11") and words.isascii() and year.isdecimal() and month.isdecimal()
    if is_written_so and FIRST_YEAR <= int(year) <= LAST_YEAR and int(month) in MONTHS:
        return date(int(year), int(month), 1), ""
    complaint = _("month: “%(word)s” is no month from %(first)s to %(last)s; give it as 2018-11.")
    return day.replace(day=1), complaint % {"word": words[:20], "first": FIRST_YEAR, "last": LAST_YEAR}


def month_words(first: date) -> str:
    """Return a month in words: November 2018."""
    return str(date_format(first, "F Y"))


def month_address(first: date, table: BoundTable, months: int) -> str:
    """Return the address of a month so many months on, with the same filters."""
    moved = months_on(first, months)
    return table.state.address(month=f"{moved:%Y-%m}", page=None, format=None)


def calendar_head(first: date, *, is_table: bool, address: str) -> PageHead:
    """Return the head; `address` leads to the other form with the same filters."""
    return PageHead(
        title=month_words(first),
        crumbs=[Crumb(_("Generation"), reverse("generation")), Crumb(_("Calendar"))],
        lead=_("Steps due, promises, visits, expected arrivals and what holds phases up, as far as you may see them."),
        actions=[
            Action(_("By day") if is_table else _("As a table"), address),
            Action(_("Board"), reverse("case-board")),
            Action(_("In your calendar program"), reverse("calendar-address"), icon="calendar"),
        ],
    )


def grid(first: date, entries: Sequence[CalendarEntry], day: date) -> list[list[Cell]]:
    """Return the weeks of the month as cells."""
    return [[_cell(one, day) for one in week] for week in weeks_of(first, entries)]


def _cell(one: CalendarDate, day: date) -> Cell:
    shown = sorted(one.entries, key=lambda entry: not entry.is_overdue)[:MOST_IN_CELL]
    count = len(one.entries)
    return Cell(
        day=one.day,
        is_in_month=one.is_in_month,
        is_today=one.day == day,
        lines=grid_lines(shown),
        count=count,
        more=count - len(shown),
        has_overdue=any(entry.is_overdue for entry in one.entries),
        words=str(date_format(one.day, "l j F")),
    )


def listed_days(first: date, entries: Sequence[CalendarEntry], table: BoundTable) -> list[ListedDay]:
    """Return the days of the grid that something is on, each entry once, under its first day there."""
    start, until = grid_span(first)
    told: set[CalendarEntry] = set()
    found = []
    for day, on_day in by_day(entries, start, until).items():
        fresh = [entry for entry in on_day if entry not in told]
        told.update(fresh)
        if not on_day:
            continue
        lines = day_lines(fresh[:MOST_OF_A_DAY])
        bounds = {"day_from": day.isoformat(), "day_to": day.isoformat()}
        address = table.state.address(view="table", page=None, format=None, **bounds)
        found.append(ListedDay(day, lines, max(0, len(fresh) - MOST_OF_A_DAY), address))
    return found


def calendar_filters(table: BoundTable) -> list[FilterField]:
    """Return the filters that the calendar offers."""
    return [field for field in table.filter_fields if field.column.key in CALENDAR_FILTERS]
