"""The flag of what goes on beyond the mandate known: a badge, and the columns of any table whose rows have an end."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.days import day_words
from muster.kit.pages import Badge, Fact
from muster.kit.tables import Column, Table
from muster.kit.tables.columns import read
from muster.missions.queries.mandates import covers
from muster.missions.rules.beyond import BEYOND, is_beyond, known_end
from muster.missions.rules.mandates import MandateCover
from muster.parties.viewer import Viewer

BEYOND_WORDS = gettext_lazy("beyond the mandate")
CHOICES = ((BEYOND, BEYOND_WORDS), ("", gettext_lazy("within it, or none on record")))


def beyond_badge(cover: MandateCover | None, until: date | None, day: date) -> Badge | None:
    """Return the flag of what ends on `until` (excluded; None: no end), with the day on which the mandate ends."""
    if not is_beyond(cover, until, day):
        return None
    end = known_end(cover, day) if cover and cover.is_covered else None
    told = _("The known mandate ends on %(day)s.") % {"day": day_words(end)} if end else _("No mandate holds now.")
    return Badge(BEYOND_WORDS, "due", told)


def with_mandate(
    table: Table,
    known: Mapping[str, MandateCover],
    day: date,
    mission: str,
    until: str | Callable[[Any], date | None],
    *,
    is_query: bool = True,
) -> Table:
    """Return a table with the flag, and the day on which the known mandate ends as a column that is offered.

    They stand behind the mission, where there is such a column. `mission` is the path of the acronym in a row, `until`
    that of its end, or what reads it. Rows of a query are those of `queries.beyond.with_beyond`, so that the database
    narrows and sorts by the flag.
    """

    def cover_of(row: Any) -> MandateCover | None:
        return known.get(read(row, mission) or "")

    def flag(row: Any) -> Badge | None:
        return beyond_badge(cover_of(row), until(row) if callable(until) else read(row, until), day)

    description = gettext_lazy("It goes on after the day on which the mandate known, with its renewals, ends.")
    columns = [
        Column("mandate", gettext_lazy("Mandate"), flag, kind="badge", description=description,
               lookup="mandate_flag" if is_query else "", choices=CHOICES if is_query else None),
        Column("mandate_until", gettext_lazy("Known mandate ends"), lambda row: known_end(cover_of(row), day),
               kind="date", hidden=True, sortable=False, filter="none"),
    ]  # fmt: skip
    keys = [one.key for one in table.columns]
    place = keys.index("mission") + 1 if "mission" in keys else len(keys)
    return replace(table, columns=[*table.columns[:place], *columns, *table.columns[place:]])


def mandate_facts(viewer: Viewer, acronym: str, until: date | None, day: date) -> list[Fact]:
    """Return the line of a record's facts that flags it, where it goes on beyond the mandate known. One query."""
    badge = beyond_badge(covers(viewer, day).get(acronym), until, day)
    if badge is None:
        return []
    return [Fact(_("Mandate"), _("goes on beyond the mandate. %(end)s") % {"end": badge.title})]
