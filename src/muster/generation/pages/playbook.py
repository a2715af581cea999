"""What the pages of a call's play-book show, as the kit's plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.generation.models import CallAnswer, Case, PlaybookTick
from muster.generation.pages.case_parts import part_head
from muster.generation.parameters import FORECAST_KEYS, explained
from muster.generation.queries.calls import PlayedCall
from muster.generation.rules.playbook import LATER, NEXT, NOW, OVERDUE, TICKED, Placed
from muster.kit.day_text import long_day
from muster.kit.pages import (
    Action,
    Badge,
    Crumb,
    ExplainInput,
    Explanation,
    KeyFigure,
    PageHead,
    Text,
    TimelineEntry,
    Tone,
)
from muster.kit.tables import Column, Table
from muster.reference.parameters import parameter
from muster.reference.phases import phase
from muster.reference.playbook import PlaybookRole, playbook_role, playbook_roles

STANDING_NAMES: dict[str, str | Promise] = {
    OVERDUE: gettext_lazy("overdue"),
    NOW: gettext_lazy("now"),
    NEXT: gettext_lazy("next"),
    LATER: gettext_lazy("later"),
    TICKED: gettext_lazy("done"),
}
TONES: dict[str, Tone] = {OVERDUE: "short", NOW: "accent", NEXT: "due", LATER: "neutral", TICKED: "met"}
SIDE_NAMES: dict[str, str | Promise] = {
    "state": gettext_lazy("State"),
    "secretariat": gettext_lazy("register"),
    "mission": gettext_lazy("mission"),
}


@dataclass(frozen=True)
class StepRow:
    """A step of a call as the tables show it."""

    placed: Placed
    tick: PlaybookTick | None
    requested_on: date
    case: str
    is_drill: bool

    @property
    def role(self) -> PlaybookRole:
        """Return the role that does it."""
        return playbook_role(self.placed.step.role)

    @property
    def due_on(self) -> date:
        """Return the day on which it is due."""
        return self.requested_on + timedelta(days=self.placed.step.due_day)

    @property
    def badge(self) -> Badge:
        """Return where it stands."""
        return Badge(STANDING_NAMES[self.placed.standing], TONES[self.placed.standing])

    @property
    def result(self) -> Badge:
        """Return what a debrief says of it: kept, late, missed, not due."""
        late = self.placed.days_late
        if late is None:
            missed = self.placed.standing == OVERDUE
            return Badge(_("missed"), "short") if missed else Badge(_("not due"))
        return Badge(_("late"), "due") if late > 0 else Badge(_("kept"), "met")


def step_rows(call: PlayedCall) -> list[StepRow]:
    """Return the steps of a call for the tables."""
    case = call.case
    return [
        StepRow(one, call.ticks.get(one.step.code), case.requested_on, case.reference, case.is_drill)
        for one in call.steps
    ]


def _step_address(row: StepRow) -> str:
    return reverse("play-book-step", args=[row.case, row.placed.step.code])


def _drill(row: StepRow) -> str:
    return str(_("DRILL")) if row.is_drill else str(_("in earnest"))


WHAT = Column("what", gettext_lazy("What is done"), "placed.step.what", kind="link", href=_step_address)
"""Comes first: it names the row, and stays in sight on a narrow page."""

COMMON = [
    Column("due_day", gettext_lazy("Due, day"), "placed.step.due_day", kind="integer",
           unit=gettext_lazy("of the call")),
    Column("due_on", gettext_lazy("Due on"), kind="date"),
    Column("role", gettext_lazy("Role"), "role.name", filter="choice"),
    Column("side", gettext_lazy("Side"), lambda row: str(SIDE_NAMES[row.role.side]), filter="choice"),
]  # fmt: skip
TAIL = [
    Column("done_day", gettext_lazy("Done, day"), "placed.done_day", kind="integer", unit=gettext_lazy("of the call")),
    Column("by", gettext_lazy("Ticked by"), lambda row: row.tick.by.code if row.tick and row.tick.by else None),
    Column("given", gettext_lazy("Proof given"), lambda row: row.tick.proof if row.tick else None),
    Column("phase", gettext_lazy("Phase"), lambda row: phase(row.placed.step.phase).name, filter="choice"),
    Column("earnest", gettext_lazy("Drill"), _drill, filter="choice"),
    Column("standing", gettext_lazy("Standing of the step"), "placed.step.standing", hidden=True),
    Column("source", gettext_lazy("Source of the step"), "placed.step.source", hidden=True),
]  # fmt: skip
STEPS = Table(
    name="steps",
    caption=gettext_lazy("All steps"),
    empty=gettext_lazy("No step fits these filters."),
    page_size=100,
    columns=[
        WHAT,
        Column("stands", gettext_lazy("Stands"), "badge", kind="badge"),
        *COMMON,
        Column("proof", gettext_lazy("What proves it"), "placed.step.proof"),
        *TAIL,
    ],
)
DEBRIEF = Table(
    name="debrief",
    caption=gettext_lazy("What was done when, against the play-book"),
    empty=gettext_lazy("No step fits these filters."),
    page_size=100,
    columns=[
        WHAT,
        Column("result", gettext_lazy("Result"), "result", kind="badge"),
        Column("days_late", gettext_lazy("Late by"), "placed.days_late", kind="integer", unit=gettext_lazy("days")),
        *COMMON,
        *TAIL,
    ],
)


@dataclass(frozen=True)
class RolePart:
    """What one role does: overdue, now and next as rows; how many come later and are done."""

    role: PlaybookRole
    overdue: Sequence[StepRow]
    now: Sequence[StepRow]
    coming: Sequence[StepRow]
    later: int
    done: int


def role_parts(rows: Sequence[StepRow]) -> list[RolePart]:
    """Return the steps by role, in the order of the table of roles."""
    parts = []
    for role in playbook_roles():
        own: Mapping[str, list[StepRow]] = {
            standing: [row for row in rows if row.role == role and row.placed.standing == standing]
            for standing in STANDING_NAMES
        }
        parts.append(RolePart(role, own[OVERDUE], own[NOW], own[NEXT], len(own[LATER]), len(own[TICKED])))
    return parts


def call_figures(call: PlayedCall, day: date) -> list[KeyFigure]:
    """Return the day of the call, what is overdue and done, and the forecast of the arrival."""
    told, case = call.summary, call.case
    p50, p90 = call.forecast.arrival_p50, call.forecast.arrival_p90
    late: Tone = "short" if p90 is not None and p90 > case.wanted_on else "met"
    response = parameter("rdl_response_days", day)
    clock = Explanation(
        formula=_("days from the request; of a drill the day to which its leader has set the clock"),
        parameters=(
            ExplainInput(
                response.key, f"{response.value} {response.unit}", source=response.source, standing=response.standing
            ),
        ),
    )
    drawn = Explanation(
        formula=_("days by which the unit has arrived in half, and in nine of ten, of the schedules drawn"),
        parameters=explained(FORECAST_KEYS, day),
        note=_("In a drill the phases stand as the ticked steps show them.") if case.is_drill else "",
    )
    return [
        KeyFigure(
            _("Day of the call"), f"{call.day} / {call.days}", note=long_day(call.played_on),
            share=call.day / max(1, call.days), tone="short" if call.day > call.days else "neutral", explanation=clock,
        ),
        KeyFigure(_("Overdue"), told.missed, _("steps"), tone="short" if told.missed else "met",
                  href="?stands=overdue"),
        KeyFigure(_("Done"), told.kept + told.late, _("steps"), note=_("%(late)d late") % {"late": told.late},
                  share=(told.kept + told.late) / max(1, len(call.steps)), href="?stands=done"),
        KeyFigure(_("Wanted in theatre"), long_day(case.wanted_on)),
        KeyFigure(_("Arrival, even chance (P50)"), long_day(p50) if p50 else _("not known"), explanation=drawn),
        KeyFigure(_("Arrival, nine in ten (P90)"), long_day(p90) if p90 else _("not known"), tone=late),
    ]  # fmt: skip


def debrief_figures(call: PlayedCall) -> list[KeyFigure]:
    """Return how the steps were kept."""
    told = call.summary
    return [
        KeyFigure(_("Kept"), told.kept, _("steps"), share=told.kept / max(1, told.due), tone="met",
                  href="?result=kept"),
        KeyFigure(_("Late"), told.late, _("steps"), tone="due" if told.late else "neutral", href="?result=late"),
        KeyFigure(_("Missed"), told.missed, _("steps"), tone="short" if told.missed else "neutral",
                  href="?result=missed"),
        KeyFigure(_("Worst"), told.worst_days_late, _("days late")),
        KeyFigure(_("Day of the call"), f"{call.day} / {call.days}"),
    ]  # fmt: skip


def call_timeline(call: PlayedCall, answers: Sequence[CallAnswer]) -> list[TimelineEntry]:
    """Return what happened: the call, the answers, the events of an exercise, the day on which the unit is due."""
    case = call.case
    requested_on: date = case.requested_on

    def on(number: int) -> date:
        return requested_on + timedelta(days=number)

    entries = [TimelineEntry(case.requested_on, _("called"), tone="accent")]
    entries += [
        TimelineEntry(one.said_on, one.get_answer_display(), one.reason, "short" if one.reason else "met")
        for one in answers
    ]
    entries += [
        TimelineEntry(on(one.day), f"{one.get_kind_display()}: {one.words}", _("event of the exercise"), "due")
        for one in call.injects
    ]
    entries.append(TimelineEntry(case.wanted_on, _("due in theatre"), planned=True))
    return sorted(entries, key=lambda one: one.day)


def call_head(
    case: Any, title: Text, *, doors: Sequence[Action] = (), lead: Text = "", steps: Sequence[Crumb] = ()
) -> PageHead:
    """Return the head of a page of a call; that of a drill says so before anything else."""
    status = Badge(_("DRILL"), "illustrative", _("for practice: it counts nowhere")) if case.is_drill else None
    shown = f"{_('DRILL')}: {title}" if case.is_drill else title
    words = _("This is a drill: nobody is called, and nothing is to be moved.") if case.is_drill else ""
    return part_head(case, shown, lead=f"{words} {lead}".strip(), status=status, doors=doors, steps=steps)


def tick_note(case: Case, day: int) -> str:
    """Return the words under the form of a tick."""
    where = _("the exercise's clock") if case.is_drill else _("the calendar")
    return _("By %(where)s it is day %(day)d of the call.") % {"where": where, "day": day}
