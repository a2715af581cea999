"""Tables of questions, positions, their traces, and commitments."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from muster.consultations.pages.contributions import (
    outcome_badge,
    position_name,
    question_name,
    sharing_badge,
    task_name,
)
from muster.kit.pages import Badge
from muster.kit.tables import Column, Table


def _question_page(row: Any) -> str:
    one = row.question
    return reverse("consultation-question", args=[one.consultation.reference, one.reference])


def _position_page(row: Any) -> str:
    one = row.position
    return reverse("consultation-position", args=[one.consultation.reference, one.reference])


def _contributions_page(consultation: Any) -> str:
    return reverse("consultation-contributions", args=[consultation.reference])


def _timeliness(row: Any) -> Badge | None:
    if row.submitted_on is None:
        return None
    return Badge(gettext_lazy("late"), "due") if row.is_late else Badge(gettext_lazy("in time"), "met")


def _withdrawal(row: Any) -> Badge | None:
    return Badge(gettext_lazy("withdrawn"), "short") if row.withdrawn_on else None


def _commitment_badge(row: Any) -> Badge:
    if row.is_done:
        return Badge(gettext_lazy("done"), "met")
    return Badge(gettext_lazy("overdue"), "short") if row.is_overdue else Badge(gettext_lazy("open"))


QUESTION_COLUMNS = (
    Column("asked_by", gettext_lazy("Question of"), question_name, href=_question_page),
    Column("asked_on", gettext_lazy("Asked on"), "question.asked_on", kind="date"),
    Column("point", gettext_lazy("Point"), "question.item.number", kind="integer", filter="none"),
    Column("text", gettext_lazy("Question"), "question.text"),
    Column("sharing", gettext_lazy("Read by"), lambda row: sharing_badge(row.sharing), kind="badge"),
    Column("answered_on", gettext_lazy("Answered on"), kind="date"),
    Column("answer", gettext_lazy("Answer")),
)
POSITION_COLUMNS = (
    Column("state", gettext_lazy("Position of"), position_name, href=_position_page),
    Column("task", gettext_lazy("Mandated task"), lambda row: task_name(row.position.task), filter="choice"),
    Column("text", gettext_lazy("Position"), "position.text"),
    Column("sharing", gettext_lazy("Read by"), lambda row: sharing_badge(row.sharing), kind="badge"),
    Column("submitted_on", gettext_lazy("Submitted on"), kind="date"),
    Column("timeliness", gettext_lazy("In time"), _timeliness, kind="badge"),
    Column("withdrawn", gettext_lazy("Withdrawn"), _withdrawal, kind="badge"),
    Column("outcome", gettext_lazy("In the text"), lambda row: outcome_badge(row.outcome), kind="badge"),
    Column("wanted_words", gettext_lazy("Words wanted"), "position.wanted_words", hidden=True),
    Column("point", gettext_lazy("Point"), "position.item.number", kind="integer", filter="none", hidden=True),
    Column("reference", gettext_lazy("Reference"), "position.reference", hidden=True),
)
COMMITMENT_COLUMNS = (
    Column("owner", gettext_lazy("Owner"), "commitment.owner.name", filter="choice"),
    Column("text", gettext_lazy("Commitment"), "commitment.text"),
    Column("due_on", gettext_lazy("Due on"), "commitment.due_on", kind="date"),
    Column("stage", gettext_lazy("How it stands"), _commitment_badge, kind="badge",
           href=lambda row: None if row.is_done else reverse(
               "commitment-done", args=[row.commitment.consultation.reference, row.commitment.number]
           )),
    Column("note", gettext_lazy("Note"), "commitment.note"),
)  # fmt: skip


def _of_which(name: str) -> tuple[Column, ...]:
    """Return the columns that say of which consultation a row is."""
    return (
        Column("mission", gettext_lazy("Mission"), f"{name}.consultation.mission.acronym", filter="choice"),
        Column("consultation", gettext_lazy("Consultation"), f"{name}.consultation.title", filter="choice",
               href=lambda row: _contributions_page(getattr(row, name).consultation)),
    )  # fmt: skip


NO_QUESTION = gettext_lazy("No question that you may see. An officer of an invited State asks while it is open.")
NO_POSITION = gettext_lazy(
    "No position that you may see. An officer of an invited State writes one; others see it once it is shared."
)
NO_COMMITMENT = gettext_lazy(
    "No commitment that you may see. The convening secretariat records them, an invited State its own."
)
QUESTIONS_OF_ONE = Table(
    name="consultation-questions",
    caption=gettext_lazy("Questions"),
    empty=NO_QUESTION,
    order="-asked_on",
    columns=QUESTION_COLUMNS,
)
POSITIONS_OF_ONE = Table(
    name="consultation-positions",
    caption=gettext_lazy("Positions"),
    empty=NO_POSITION,
    columns=POSITION_COLUMNS,
)
COMMITMENTS_OF_ONE = Table(
    name="consultation-commitments-of-one",
    caption=gettext_lazy("Commitments"),
    empty=NO_COMMITMENT,
    order="due_on",
    columns=COMMITMENT_COLUMNS,
)
QUESTIONS = Table(
    name="questions-of-all-consultations",
    caption=gettext_lazy("Questions"),
    empty=NO_QUESTION,
    order="-asked_on",
    columns=(*_of_which("question"), *QUESTION_COLUMNS),
)
POSITIONS = Table(
    name="positions-of-all-consultations",
    caption=gettext_lazy("Positions and what became of them"),
    empty=NO_POSITION,
    columns=(
        *_of_which("position"),
        *POSITION_COLUMNS,
        Column("reason", gettext_lazy("Reason"), "trace.reason"),
        Column("comment", gettext_lazy("Comment of the State"), hidden=True),
    ),
)
COMMITMENTS = Table(
    name="consultation-commitments",
    caption=gettext_lazy("Commitments"),
    empty=NO_COMMITMENT,
    order="due_on",
    columns=(*_of_which("commitment"), *COMMITMENT_COLUMNS),
)
SHARES = Table(
    name="input-shares",
    caption=gettext_lazy("Inputs by mission"),
    empty=gettext_lazy("No input is submitted yet, so there is no share of inputs taken."),
    order="mission",
    columns=[
        Column("mission", gettext_lazy("Mission")),
        Column("taken", gettext_lazy("Taken"), "shares.taken", kind="integer", total=True),
        Column("partly", gettext_lazy("Partly"), "shares.partly", kind="integer", total=True),
        Column("not_taken", gettext_lazy("Not taken"), "shares.not_taken", kind="integer", total=True),
        Column("untraced", gettext_lazy("Not followed up yet"), "shares.untraced", kind="integer", total=True),
        Column("share_taken", gettext_lazy("Taken, whole or in part"), "shares.share_taken", kind="percent"),
    ],
)


def trace_table(proposed: dict[str, Any] | None) -> Table:
    """Return the table of a trace; with what the rule proposes, by reference, for who records it."""
    columns = [
        Column("position", gettext_lazy("Input of"), position_name, href=_position_page),
        Column("state", gettext_lazy("State"), "position.state.name", filter="choice", hidden=True),
        Column("task", gettext_lazy("Mandated task"), lambda row: task_name(row.position.task), filter="choice"),
        Column("wanted", gettext_lazy("Wanted"), lambda row: row.position.wanted_words or row.position.text),
        Column("timeliness", gettext_lazy("In time"), _timeliness, kind="badge"),
        Column("withdrawn", gettext_lazy("Withdrawn"), _withdrawal, kind="badge", hidden=True),
        Column("text", gettext_lazy("In the text"), _text_of),
        Column("outcome", gettext_lazy("Outcome"), lambda row: outcome_badge(row.outcome), kind="badge"),
        Column("reason", gettext_lazy("Reason"), "trace.reason"),
        Column("comment", gettext_lazy("Comment of the State")),
        Column("traced_on", gettext_lazy("Recorded on"), "trace.traced_on", kind="date", hidden=True),
        Column("reference", gettext_lazy("Reference"), "position.reference", hidden=True),
    ]
    if proposed is not None:
        columns.append(Column("proposed", gettext_lazy("Proposed by rule"), lambda row: _proposed(row, proposed)))
    return Table(
        name="input-trace",
        caption=gettext_lazy("From inputs to the text"),
        empty=gettext_lazy("No input that you may see is submitted. States submit positions before the vote."),
        columns=columns,
    )


def _text_of(row: Any) -> str:
    """Return where the text says it, and its words."""
    if row.trace is None:
        return ""
    return ": ".join(part for part in (row.trace.paragraph, row.trace.words) if part)


def _proposed(row: Any, proposed: dict[str, Any]) -> str:
    """Return the rule's proposal in words; nothing where the trace is recorded."""
    found = proposed.get(row.position.reference)
    if found is None:
        return ""
    outcome = outcome_badge(found.outcome).label if found.outcome else gettext_lazy("no proposal")
    where = f" ({task_name(found.task.task)})" if found.task else ""
    return f"{outcome}: {found.why}{where}"
