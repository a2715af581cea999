"""How the value of a column looks: one short piece of HTML for each kind, and nothing unescaped."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from muster.kit.days import day_words
from muster.kit.marks import badge_html, ladder_html
from muster.kit.pages import Badge, Ladder
from muster.kit.tables.columns import Column, Row

NOTHING = mark_safe('<span class="nothing" aria-hidden="true">–</span>')
MINUS = "\u2212"


def figure(value: Decimal | float, decimals: int = 0) -> str:
    """A number in the reader's language, rounded, grouped by thousands, with a true minus sign."""
    # Rounded here: number_format cuts off what it does not show.
    text = number_format(f"{value:.{decimals}f}", decimal_pos=decimals, use_l10n=True, force_grouping=True)
    return str(text).replace("-", MINUS)


def day(value: date) -> SafeString:
    """A date in words that no country reads differently (31 Oct 2018); a moment keeps its time in UTC."""
    words = date_format(value, "j M Y, H:i") + " UTC" if isinstance(value, datetime) else day_words(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


SHORT, LONG = 28, 48
"""Characters up to which a text stays on one line, and from which it is given room to be read."""


def cell_html(column: Column, row: Row, value: Any) -> SafeString:
    """The inside of one cell."""
    inside = value_html(value, column)
    href = column.href(row) if column.href is not None else None
    return format_html('<a href="{}">{}</a>', href, inside) if href else inside


def cell_class(column: Column, value: Any) -> str:
    """How a cell is set: figures and dates in their columns, short words on one line, long ones with room."""
    if column.is_number:
        return "number"
    if column.kind == "date":
        return "date"
    length = len(str(value)) if isinstance(value, str | Promise) else 0
    return "long" if length > LONG else "short" if length <= SHORT else ""


def value_html(value: Any, column: Column) -> SafeString:
    """The HTML of a value as its column's kind asks; a badge or ladder is drawn in any column."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, Badge):
        return badge_html(value)
    if isinstance(value, Ladder):
        return ladder_html(value)
    draw = _DRAW.get(column.kind)
    return draw(value, column) if draw else conditional_escape(value)


def _integer(value: Any, column: Column) -> SafeString:
    return conditional_escape(figure(value))


def _decimal(value: Any, column: Column) -> SafeString:
    return conditional_escape(figure(value, column.decimals))


def _percent(value: Any, column: Column) -> SafeString:
    return conditional_escape(figure(100 * Decimal(str(value)), max(0, column.decimals - 1)) + "\u00a0%")


def _date(value: Any, column: Column) -> SafeString:
    return day(value) if isinstance(value, date) else conditional_escape(value)


def _badge(value: Any, column: Column) -> SafeString:
    return badge_html(Badge(str(value)))


_DRAW: Mapping[str, Callable[[Any, Column], SafeString]] = {
    "integer": _integer,
    "decimal": _decimal,
    "percent": _percent,
    "date": _date,
    "badge": _badge,
}
