"""The entries of the calendar as HTML: built here, not in a template, for hundreds of them must not slow the page."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from muster.generation.pages.calendar_table import KIND_ICONS, KIND_WORDS, entry_address
from muster.generation.rules.calendar import CalendarEntry
from muster.kit.marks import badge_html, icon_html, illustrative_html
from muster.kit.pages import Badge

NONE = SafeString("")


def grid_lines(entries: Iterable[CalendarEntry]) -> SafeString:
    """Return entries as they stand in a cell of the grid: where, with what it is as the title."""
    kinds, overdue = _kinds(), _("overdue")
    return format_html_join("", "{}", ((_grid_line(one, kinds[one.kind], overdue),) for one in entries))


def _grid_line(entry: CalendarEntry, kind: str, overdue: str) -> SafeString:
    late = entry.is_overdue
    return format_html(
        '<li{}><a href="{}" title="{}: {}{}">{}{} {}</a></li>',
        SafeString(' class="is-late"') if late else NONE,
        entry_address(entry),
        kind,
        entry.title,
        f" ({overdue})" if late else "",
        icon_html(KIND_ICONS[entry.kind]),
        " !" if late else "",
        where(entry),
    )


def day_lines(entries: Iterable[CalendarEntry]) -> SafeString:
    """Return entries as they stand under their day: where, what, whose turn, and the marks that they bear."""
    kinds = _kinds()
    overdue, drill = badge_html(Badge(_("overdue"), "short")), badge_html(Badge(_("drill")))
    return format_html_join("\n", "{}", ((_day_line(one, kinds[one.kind], overdue, drill),) for one in entries))


def _day_line(entry: CalendarEntry, kind: str, overdue: SafeString, drill: SafeString) -> SafeString:
    borne = ((entry.is_overdue, overdue), (entry.is_drill, drill), (entry.illustrative, illustrative_html()))
    return format_html(
        '<li>{} <a href="{}">{}</a> {}: {}{}{}</li>',
        icon_html(KIND_ICONS[entry.kind]),
        entry_address(entry),
        where(entry),
        kind,
        entry.title,
        format_html(' <span class="muted">{}</span>', entry.who) if entry.who else NONE,
        format_html_join("", " {}", ((mark,) for holds, mark in borne if holds)),
    )


def _kinds() -> dict[str, str]:
    """Return what the kinds of entries are called, translated once for all entries."""
    return {kind: str(words) for kind, words in KIND_WORDS.items()}


def where(entry: CalendarEntry) -> str:
    """Return the State and the mission of an entry, as far as it has them."""
    return " → ".join(part for part in (entry.state, entry.mission) if part)
