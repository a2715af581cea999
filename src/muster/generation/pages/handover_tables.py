"""The sections of a handover as tables; the printed paper is set from the same columns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.generation.pages.board_table import BOARD
from muster.generation.pages.calendar_table import CALENDAR
from muster.generation.queries.desk_counts import DeskCount
from muster.generation.queries.handover import Handover
from muster.generation.rules.handover import BROKEN, DEVIATION, KEPT, SELECTION_KINDS, STANDING
from muster.kit.pages import Badge, Text, Tone
from muster.kit.tables import Column, Table

PROMISE_TONES: dict[str, Tone] = {KEPT: "met", BROKEN: "short", STANDING: "accent"}
IN_HANDOVER = (
    "reference", "mission", "state", "unit_type", "strength", "phase", "wanted_on", "arrival_p50", "arrival_p90",
    "days_late", "lateness",
)  # fmt: skip


def _case_link(row: Any) -> str:
    return reverse("case", args=[row.case])


def _decided_link(row: Any) -> str:
    """Return where what was decided about stands: a selection, a statement, or a case."""
    if row.kind in SELECTION_KINDS:
        return reverse("selection", args=[row.record])
    return reverse("statement" if row.kind == DEVIATION else "case", args=[row.record])


def _overdue_badge(row: Any) -> Badge | None:
    return Badge(_now("overdue"), "short") if row.is_overdue else None


def _owed_badge(row: Any) -> Badge | None:
    if row.held_until is not None:
        return Badge(_now("held up"), "due")
    if row.is_promise_broken:
        return Badge(_now("promise broken"), "short")
    return _overdue_badge(row)


CASES_HANDED_OVER = Table(
    name="handover-cases",
    caption=_("Open cases"),
    empty=_("No case that you may see is open."),
    order="-days_late,reference",
    columns=[BOARD.by_key[key] for key in IN_HANDOVER],
    filters=False,
)
OWED = Table(
    name="handover-owed",
    caption=_("Who owes what now"),
    empty=_("Nothing waits for anybody."),
    filters=False,
    columns=[
        Column("case", _("Case"), kind="link", href=_case_link),
        Column("phase", _("Phase")),
        Column("who", _("Whose turn")),
        Column("due_on", _("Due on"), kind="date"),
        Column("days_overdue", _("Overdue by"), lambda row: max(0, row.days_overdue), kind="integer", unit=_("days")),
        Column("standing", _("Standing"), _owed_badge, kind="badge"),
        Column("promised_for", _("Promised for"), kind="date"),
        Column("held_until", _("Held up until"), kind="date", hidden=True),
        Column(
            "critical", _("Delays the whole"), lambda row: _now("yes") if row.is_critical else _now("no"), hidden=True
        ),
    ],
)
PROMISES = Table(
    name="handover-promises",
    caption=_("Promises"),
    empty=_("No promise is on record. The side that leads a phase gives one on the page of the case."),
    filters=False,
    columns=[
        Column("case", _("Case"), kind="link", href=_case_link),
        Column("phase", _("Phase")),
        Column("who", _("Promised by")),
        Column("promised_at", _("Promised on"), kind="date"),
        Column("promised_for", _("Promised for"), kind="date"),
        Column("done_on", _("Done on"), kind="date"),
        Column(
            "verdict",
            _("What came of it"),
            lambda row: Badge(_now(row.verdict), PROMISE_TONES.get(row.verdict, "neutral")),
            kind="badge",
        ),
        Column("times", _("Times promised"), kind="integer"),
    ],
)
DECISIONS = Table(
    name="handover-decisions",
    caption=_("Decisions and their reasons"),
    empty=_("No decision is on record. Decisions are written into the log of a case."),
    filters=False,
    columns=[
        Column("on", _("Day"), kind="date"),
        Column("record", _("About"), kind="link", href=_decided_link),
        Column("kind", _("Kind"), lambda row: _now(row.kind)),
        Column("words", _("What and why")),
        Column("who", _("By")),
    ],
)
FINDINGS = Table(
    name="handover-findings",
    caption=_("Findings of visits not closed"),
    empty=_("No finding that you may see is open."),
    filters=False,
    columns=[
        Column("reference", _("Finding"), kind="link", href=lambda row: reverse("finding", args=[row.reference])),
        Column("visit", _("Visit"), kind="link", href=lambda row: reverse("visit", args=[row.visit])),
        Column("severity", _("Severity"), lambda row: _now(row.severity)),
        Column("text", _("Finding in words")),
        Column("who", _("To be remedied by")),
        Column("due_on", _("By"), kind="date"),
        Column("overdue", _("Overdue"), _overdue_badge, kind="badge"),
    ],
)


def _missing(name: str, caption: Text, empty: Text) -> Table:
    """Return the table of what cases lack."""
    return Table(
        name=name,
        caption=caption,
        empty=empty,
        filters=False,
        columns=[
            Column("case", _("Case"), kind="link", href=_case_link),
            Column("what", _("What")),
            Column("stage", _("How far"), lambda row: _now(row.stage)),
            Column("since", _("Since"), kind="date"),
            Column("due_on", _("Due on"), kind="date"),
            Column("overdue", _("Overdue"), _overdue_badge, kind="badge"),
            Column("note", _("Note")),
        ],
    )


INSTRUMENTS = _missing(
    "handover-instruments", _("Instruments not signed"), _("No instrument that you may see waits for its signature.")
)
CLEARANCES = _missing(
    "handover-clearances", _("Clearances missing"), _("No clearance that is on record as needed is missing.")
)
COMING = ("day", "kind", "reference", "title", "mission", "state", "who")


def _coming(name: str, caption: Text) -> Table:
    """Return the table of what is coming in a span of days."""
    columns = [CALENDAR.by_key[key] for key in COMING]
    return Table(
        name=name, caption=caption, empty=_("Nothing is due."), order="day,kind", columns=columns, filters=False
    )


THIS_WEEK = _coming("handover-week", _("This week"))
NEXT_WEEKS = _coming("handover-weeks", _("The next four weeks"))


@dataclass(frozen=True)
class Section:
    """A part of the handover: its rows as a table under a heading."""

    prefix: str
    table: Table
    rows: Callable[[Handover], Any]


SECTIONS = (
    Section("cases-", CASES_HANDED_OVER, lambda one: one.cases),
    Section("owed-", OWED, lambda one: one.owed),
    Section("week-", THIS_WEEK, lambda one: one.this_week),
    Section("weeks-", NEXT_WEEKS, lambda one: one.next_weeks),
    Section("promises-", PROMISES, lambda one: one.promises),
    Section("decisions-", DECISIONS, lambda one: one.decisions),
    Section("instruments-", INSTRUMENTS, lambda one: one.instruments),
    Section("clearances-", CLEARANCES, lambda one: one.clearances),
    Section("findings-", FINDINGS, lambda one: one.findings),
)


def _desk_address(row: DeskCount) -> str:
    return f"{reverse('case-handover')}?{row.kind}={row.code}"


def _desks(name: str, caption: Text, label: Text) -> Table:
    """Return the table of the desks of one kind."""
    return Table(
        name=name,
        caption=caption,
        empty=_("No open case that you may see is on record as of this day."),
        order="-late,-cases,name",
        columns=[
            Column("code", label, kind="link", href=_desk_address),
            Column("name", _("Name")),
            Column("cases", _("Open cases"), kind="integer", total=True),
            Column("late", _("Late"), kind="integer", total=True),
            Column("overdue", _("Next step overdue"), kind="integer", total=True),
            Column("people", _("Strength"), kind="integer", unit=_("people"), total=True),
        ],
    )


MISSIONS = _desks("handover-missions", _("By mission"), _("Mission"))
STATES = _desks("handover-states", _("By State"), _("State"))
