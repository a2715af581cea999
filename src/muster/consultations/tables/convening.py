"""The calendar, and consultations with their steps, agenda, participants and pack, as tables."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.consultations.models import ConsultationStage, Trigger
from muster.consultations.queries.calendar import CalendarRow
from muster.consultations.rules.calendar import StepFact, StepStanding, step_standing
from muster.consultations.rules.pack import DocumentFact, DocumentStanding, document_standing
from muster.kit.pages import Badge, Text, Tone
from muster.kit.tables import Column, Table

STAGE_TONES: dict[str, Tone] = {
    ConsultationStage.PLANNED: "neutral",
    ConsultationStage.OPEN: "accent",
    ConsultationStage.HELD: "due",
    ConsultationStage.CLOSED: "met",
    ConsultationStage.CANCELLED: "short",
}
STEP_BADGES: dict[StepStanding, Badge] = {
    StepStanding.DONE: Badge(_("done in time"), "met"),
    StepStanding.LATE: Badge(_("done late"), "short"),
    StepStanding.DUE: Badge(_("on time"), "accent"),
    StepStanding.OVERDUE: Badge(_("overdue"), "short"),
}
DOCUMENT_BADGES: dict[DocumentStanding, Badge] = {
    DocumentStanding.ON_TIME: Badge(_("in time"), "met"),
    DocumentStanding.LATE: Badge(_("late"), "short"),
    DocumentStanding.AWAITED: Badge(_("awaited"), "accent"),
    DocumentStanding.OVERDUE: Badge(_("overdue"), "short"),
}
STEP_WORDS: dict[str, Text] = {
    "report": _("report cycle begins"),
    "informal": _("first informal meeting"),
    "formal": _("formal meeting"),
    "latest-input": _("latest useful input"),
    "vote": _("vote"),
}


def stage_badge(stage: str) -> Badge:
    """Return a stage as a badge."""
    return Badge(ConsultationStage(stage).label, STAGE_TONES[stage])


def consultation_address(row: Any) -> str:
    """Return the address of a consultation's page."""
    return reverse("consultation", args=[row.reference])


def calendar_standing(row: CalendarRow) -> Badge:
    """Return how an operation stands with its consultation."""
    if not row.is_known:
        return Badge(_("no mandate on record"), "neutral")
    if not row.is_covered:
        return Badge(_("no mandate in force"), "short")
    if row.ending is None:
        return Badge(_("open-ended"), "neutral")
    if row.is_unopened:
        return Badge(_("due, not opened"), "short")
    if row.standing is None:
        return Badge(_("all steps done"), "met")
    if row.consultation is None:
        return Badge(_("by the calendar"), "neutral")
    return STEP_BADGES[row.standing]


def _next_step(row: CalendarRow) -> Text:
    return STEP_WORDS[row.step.kind] if row.step else ""


def _others(row: CalendarRow) -> str:
    return "; ".join(f"{one.reference} ({Trigger(one.trigger).label})" for one in row.others)


CALENDAR = Table(
    name="consultation-calendar",
    caption=_("Operations in force: next end of mandate, and the consultation on it"),
    empty=_("No operation is in force on this day. Missions and their mandates are entered with the requirements."),
    page_size=100,
    columns=[
        Column("mission", _("Operation"), "mission.acronym", filter="choice",
               href=lambda row: reverse("mission", args=[row.mission.acronym])),
        Column("until", _("First day without mandate"), lambda row: row.ending.until if row.ending else None,
               kind="date"),
        Column("days_left", _("Days left"), kind="integer"),
        Column("resolution", _("Resolution"), lambda row: row.ending.resolution if row.ending else ""),
        Column("consultation", _("Consultation"), "consultation.reference",
               href=lambda row: consultation_address(row.consultation) if row.consultation else None),
        Column("step", _("Next step"), _next_step, filter="choice"),
        Column("due_on", _("Due on"), lambda row: row.step.due_on if row.step else None, kind="date"),
        Column("standing", _("Standing"), calendar_standing, kind="badge"),
        Column("vote_on", _("Vote expected"), kind="date"),
        Column("at_risk", _("Tours beyond the mandate"), "at_risk.total", kind="integer",
               href=lambda row: reverse("rotation-board") if row.at_risk.tours else
               reverse("individuals-due") if row.at_risk.assignments else None,
               description=_("Tours of units, and of individuals, that last beyond the known mandate.")),
        Column("others", _("Other consultations"), _others, hidden=True),
    ],
)  # fmt: skip

CONSULTATIONS = Table(
    name="consultations",
    caption=_("Consultations"),
    empty=_("No consultation that you may see is on record. The secretariat that mandates an operation plans and opens it."),  # noqa: E501
    order="-vote_on",
    columns=[
        Column("reference", _("Consultation"), lookup="reference", href=consultation_address),
        Column("mission", _("Operation"), "mission.acronym", lookup="mission__acronym", filter="choice"),
        Column("title", _("Title"), lookup="title"),
        Column("trigger", _("Called for by"), lambda row: Trigger(row.trigger).label, sortable=False, filter="none"),
        Column("stage", _("Stage"), lambda row: stage_badge(row.stage_then), kind="badge", lookup="stage_then",
               choices=[(one.value, one.label) for one in ConsultationStage],
               export=lambda row: ConsultationStage(row.stage_then).label),
        Column("vote_on", _("Vote on"), kind="date", lookup="vote_on"),
        Column("opened_on", _("Opened on"), kind="date", lookup="opened_on"),
        Column("outcome", _("Decided"), "outcome.resolution", lookup="outcome__resolution"),
    ],
)  # fmt: skip

PROPOSALS = Table(
    name="consultation-proposals",
    caption=_("Planned and proposed, not opened"),
    empty=_("Nothing is planned. A changed fact proposes a consultation here, and so does the calendar above."),
    tools=False,
    columns=[
        Column("reference", _("Consultation"), href=consultation_address),
        Column("mission", _("Operation"), "mission.acronym"),
        Column("trigger", _("Called for by"), lambda row: Trigger(row.trigger).label),
        Column("reason", _("Reason")),
        Column("known_from", _("Since"), kind="date"),
        Column("vote_on", _("Vote on"), kind="date"),
    ],
)


def steps_table(day: date, reference: str, *, may_hold: bool) -> Table:
    """Return the table of steps as of a day; who convenes it goes on from there."""

    def standing(row: Any) -> Badge:
        return STEP_BADGES[step_standing(StepFact(row.kind, row.due_on, row.held_on), day)]

    def door(row: Any) -> str | None:
        is_waiting = may_hold and row.held_on is None and row.kind != "latest-input"
        return reverse("hold-step", args=[reference, row.kind]) if is_waiting else None

    return Table(
        name="consultation-steps",
        caption=_("Steps"),
        empty=_("No day of the vote is known, so no step is due yet. The convening secretariat gives it."),
        tools=False,
        columns=[
            Column("kind", _("Step"), "get_kind_display", href=door),
            Column("due_on", _("Due on"), kind="date"),
            Column("held_on", _("Held on"), lambda row: row.held_on if _by(row.held_on, day) else None, kind="date"),
            Column("standing", _("Standing"), standing, kind="badge"),
            Column("meeting", _("Format"), lambda row: row.get_format_display() if _by(row.held_on, day) else ""),
            Column("place", _("Place"), lambda row: row.place if _by(row.held_on, day) else ""),
            Column("summary", _("What came of it"), lambda row: row.summary if _by(row.held_on, day) else ""),
        ],
    )


def _by(on: date | None, day: date) -> bool:
    return on is not None and on <= day


AGENDA = Table(
    name="consultation-agenda",
    caption=_("Agenda"),
    empty=_("The agenda is empty. The convening secretariat proposes it from the mandate's tasks, changes and gaps."),
    tools=False,
    columns=[
        Column("number", _("Point"), kind="integer"),
        Column("title", _("Title")),
        Column("task", _("Mandated task")),
        Column("words", _("In words")),
    ],
)


def participants_table(reference: str, own: int | None, *, is_convener: bool, may_change: bool) -> Table:
    """Return the table of those who take part; the reason is for who convenes it and for the party itself."""

    def why(row: Any) -> str:
        return str(row.reason) if is_convener or row.organisation_id == own else ""

    def door(row: Any) -> str | None:
        return reverse("remove-consulted", args=[reference, row.organisation.code]) if may_change else None

    return Table(
        name="consultation-participants",
        caption=_("Participants"),
        empty=_(
            "Nobody is on the list. The convening secretariat computes it from the record, and adds to it by hand."
        ),
        tools=False,
        columns=[
            Column("party", _("Party"), "organisation.name", href=door),
            Column("code", _("Code"), "organisation.code"),
            Column("capacity", _("As"), "get_capacity_display"),
            Column("reason", _("Why"), why),
            Column("invited_on", _("Invited on"), kind="date"),
            Column("attended", _("Formal meeting"), _attended),
        ],
    )


def _attended(row: Any) -> Text:
    if row.attended is None:
        return ""
    return _("attended") if row.attended else _("did not attend")


def pack_table(day: date, reference: str, *, may_deliver: bool) -> Table:
    """Return the table of the pack as of a day; who convenes it records deliveries from there."""

    def standing(row: Any) -> Badge:
        return DOCUMENT_BADGES[document_standing(DocumentFact(row.kind, row.due_on, row.delivered_on), day)]

    def door(row: Any) -> str | None:
        is_waiting = may_deliver and row.delivered_on is None
        return reverse("deliver-document", args=[reference, row.number]) if is_waiting else None

    return Table(
        name="consultation-pack",
        caption=_("Document pack"),
        empty=_("No document is listed. The convening secretariat says what contributors get, and by when."),
        tools=False,
        columns=[
            Column("number", _("Document"), kind="integer"),
            Column("title", _("Title"), href=door),
            Column("kind", _("Kind"), "get_kind_display"),
            Column("due_on", _("Due on"), kind="date"),
            Column("delivered_on", _("Delivered on"), lambda row: row.delivered_on if _by(row.delivered_on, day)
                   else None, kind="date"),
            Column("standing", _("Standing"), standing, kind="badge"),
            Column("where", _("Where it lies")),
        ],
    )  # fmt: skip


MEASURES = Table(
    name="consultation-measures",
    caption=_("How meaningful each consultation was"),
    empty=_("No consultation that you may see was opened in this period."),
    columns=[
        Column("reference", _("Consultation"), "consultation.reference",
               href=lambda row: consultation_address(row.consultation)),
        Column("mission", _("Operation"), "facts.mission", filter="choice"),
        Column("vote_on", _("Vote on"), "consultation.vote_on", kind="date"),
        Column("to_read", _("Report to formal meeting"), "measures.days_to_read", kind="integer", unit=_("days")),
        Column("to_use", _("Formal meeting to vote"), "measures.days_to_use", kind="integer", unit=_("days")),
        Column("documents", _("Documents owed"), "measures.documents", kind="integer", total=True),
        Column("on_time", _("In time"), "measures.on_time", kind="integer", total=True),
        Column("pack_share", _("Share in time"), "measures.pack_share", kind="percent"),
        Column("positions", _("Inputs"), "measures.positions", kind="integer", total=True),
        Column("traced", _("Traced"), "measures.traced", kind="integer", total=True),
        Column("taken", _("Taken"), "measures.taken", kind="integer", total=True),
        Column("partly", _("Partly"), "measures.partly", kind="integer", total=True),
        Column("not_taken", _("Not taken"), "measures.not_taken", kind="integer", total=True),
    ],
)  # fmt: skip
