"""Enters what States brought into consultations: questions, positions and commitments, then what became of them.

The text of what a State wrote is compared for what is there already; a position has a name of its own.
"""

from collections.abc import Callable
from datetime import date

from muster.consultations.actions.contribution_commitments import mark_commitment_done, record_commitment
from muster.consultations.actions.contribution_positions import (
    share_position,
    submit_position,
    withdraw_position,
    write_position,
)
from muster.consultations.actions.contribution_questions import answer_question, ask_question
from muster.consultations.actions.contribution_traces import comment_on_trace, trace_position
from muster.consultations.contribution_terms import CommitmentTerms, PositionTerms, QuestionTerms, TraceTerms
from muster.consultations.models import (
    Commitment,
    ConsultationPosition,
    ConsultationQuestion,
    InputTrace,
)
from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import FileLoader, Row
from muster.missions.models import MandatedTask
from muster.parties.viewer import SYSTEM

RowLoader = Callable[[Row], bool]


def questions() -> RowLoader:
    """Return the loader of questions with their answers."""
    asked = set(ConsultationQuestion.objects.values_list("consultation__reference", "state__code", "text"))

    def load(row: Row) -> bool:
        reference = row["consultation"]
        if (reference, row["state"], row["text"]) in asked:
            return False
        terms = QuestionTerms(row["text"], None, row["sharing"], row["source"], row.standing)
        state = organisation(row["state"])
        made = ask_question(SYSTEM, reference, terms, today=row.day("asked_on"), state=state)
        if row["answer"]:
            answer_question(SYSTEM, made.reference, row["answer"], today=row.day("answered_on"))
        return True

    return load


def positions() -> RowLoader:
    """Return the loader of positions, each shared and withdrawn on its days."""
    written = set(ConsultationPosition.objects.values_list("reference", flat=True))

    def load(row: Row) -> bool:
        if row["reference"] in written:
            return False
        _position(row)
        return True

    return load


def _position(row: Row) -> None:
    terms = PositionTerms(
        row["text"], row["wanted_words"], task=row["task"], source=row["source"], standing=row.standing
    )
    name, state = row["reference"], organisation(row["state"])
    write_position(SYSTEM, row["consultation"], terms, today=row.day("written_on"), state=state, name=name)
    steps = ((submit_position, "submitted_on"), (share_position, "shared_on"), (withdraw_position, "withdrawn_on"))
    for step, column in steps:
        on = row.optional_day(column)
        if on is not None:
            step(SYSTEM, name, today=on)


def commitments() -> RowLoader:
    """Return the loader of commitments."""
    promised = set(Commitment.objects.values_list("consultation__reference", "owner__code", "text"))

    def load(row: Row) -> bool:
        reference = row["consultation"]
        if (reference, row["owner"], row["text"]) in promised:
            return False
        terms = CommitmentTerms(
            row["text"], row.day("due_on"), row["note"], source=row["source"], standing=row.standing
        )
        made = record_commitment(SYSTEM, reference, row["owner"], terms, today=row.day("recorded_on"))
        done_on = row.optional_day("done_on")
        if done_on is not None:
            mark_commitment_done(SYSTEM, reference, made.number, today=done_on)
        return True

    return load


def traces() -> RowLoader:
    """Return the loader of traces; the line that a trace names is sought in the mandate that was decided."""
    traced = set(InputTrace.objects.values_list("position__reference", flat=True))
    positions_with_outcome = ConsultationPosition.objects.values_list("reference", "consultation__outcome")
    outcomes: dict[str, int | None] = dict(positions_with_outcome)

    def load(row: Row) -> bool:
        name = row["position"]
        if name in traced:
            return False
        on: date = row.day("traced_on")
        terms = TraceTerms(
            row["outcome"], _line(outcomes.get(name), row["task"]), row["paragraph"], row["words"], row["reason"]
        )
        trace_position(SYSTEM, name, terms, today=on)
        if row["comment"]:
            comment_on_trace(SYSTEM, name, row["comment"], today=row.day("commented_on"))
        return True

    return load


def _line(outcome: int | None, task: str) -> int | None:
    """Return the line of a task in the decided mandate, if its tasks are on record."""
    if not task:
        return None
    lines = MandatedTask.objects.filter(mandate=outcome, task=task).order_by("number")
    return lines.values_list("number", flat=True).first()


BROUGHT_IN: tuple[tuple[str, FileLoader], ...] = (
    ("consultation_questions", questions),
    ("consultation_positions", positions),
    ("consultation_commitments", commitments),
)
"""While consultations are open: before their outcomes."""

TRACED: tuple[tuple[str, FileLoader], ...] = (("consultation_traces", traces),)
"""Once outcomes are on record."""
