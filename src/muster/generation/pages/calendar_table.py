"""The days of the calendar as a table."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.generation.pages.board_table import yes_or_no
from muster.generation.rules.calendar import (
    ARRIVAL,
    BLOCK,
    CLAIM,
    DUE,
    INDIVIDUAL,
    INSPECTION,
    MEMORANDUM,
    PROMISE,
    RECOGNITION,
    REPLY,
    TOUR,
    TRAINING,
    VISIT,
    CalendarEntry,
)
from muster.kit.pages import Badge
from muster.kit.tables import Column, Table

KIND_WORDS: dict[str, Any] = {
    DUE: _("step due"),
    PROMISE: _("promise"),
    REPLY: _("replies due"),
    VISIT: _("visit"),
    ARRIVAL: _("arrival expected"),
    TOUR: _("tour"),
    INDIVIDUAL: _("individual"),
    INSPECTION: _("inspection"),
    TRAINING: _("training"),
    RECOGNITION: _("recognition of a course"),
    CLAIM: _("claim of a State"),
    MEMORANDUM: _("memorandum ends"),
    BLOCK: _("held up"),
}
KIND_ICONS = {
    DUE: "clock",
    PROMISE: "done",
    REPLY: "consultations",
    VISIT: "people",
    ARRIVAL: "deployments",
    TOUR: "deployments",
    INDIVIDUAL: "user",
    INSPECTION: "search",
    TRAINING: "training",
    RECOGNITION: "training",
    CLAIM: "clock",
    MEMORANDUM: "money",
    BLOCK: "warning",
}
CALENDAR_FILTERS = ("kind", "mission", "state", "who", "overdue", "drill")
"""The columns by which the calendar is narrowed."""


def entry_address(entry: CalendarEntry) -> str:
    """Return where an entry leads: to its case, visit or request, or the handover of the mission that is held up.

    What another room tells of leads where that room says.
    """
    if entry.address:
        return entry.address
    if entry.case:
        return reverse("case", args=[entry.case])
    if entry.kind == VISIT:
        return reverse("visit", args=[entry.reference])
    if entry.kind == REPLY:
        return reverse("force-request", args=[entry.reference])
    return f"{reverse('case-handover')}?mission={entry.mission}"


def _overdue_badge(entry: CalendarEntry) -> Badge | None:
    return Badge(_now("overdue"), "short") if entry.is_overdue else None


CALENDAR = Table(
    name="calendar",
    caption=_("Calendar"),
    empty=_("Nothing that you may see falls into this month. Steps due, promises, visits and arrivals stand here."),
    order="day,kind,reference",
    columns=[
        Column("day", _("Day"), "start", kind="date"),
        Column("last", _("Until (excluded)"), "until", kind="date", hidden=True),
        Column("kind", _("What"), lambda row: str(KIND_WORDS[row.kind]), filter="choice"),
        Column("reference", _("Record"), kind="link", href=entry_address),
        Column("title", _("In words")),
        Column("mission", _("Mission"), filter="choice"),
        Column("state", _("State"), filter="choice"),
        Column("who", _("Whose turn"), filter="choice"),
        Column("overdue", _("Overdue"), _overdue_badge, kind="badge", export=lambda row: yes_or_no(row.is_overdue)),
        Column("drill", _("Drill"), lambda row: yes_or_no(row.is_drill), filter="choice", hidden=True),
        Column("source", _("Source"), hidden=True),
    ],
)
