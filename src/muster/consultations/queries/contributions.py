"""Questions, positions and commitments of consultations, each as far as its State has shared it.

A State sees what it wrote. The convening secretariat sees a question from the day on which it was asked and a position
from the day on which it was submitted; everybody who takes part sees what was shared with all, from that day on. A
position that its State keeps is in no list, count, number or file of anybody else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from muster.consultations.models import (
    Capacity,
    Commitment,
    Consultation,
    ConsultationPosition,
    ConsultationQuestion,
    ConsultationStep,
    InputTrace,
    Participant,
    StepKind,
)
from muster.consultations.queries.consultations import attended_by
from muster.consultations.rules.commitments import is_done, is_overdue
from muster.consultations.rules.sharing import OWN, is_late, sharing_on
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer

STATE_FIELDS = visibility.Fields(owner="state_id")
CONVENED_FIELDS = visibility.Fields(owner="consultation__convened_by_id")
OWNER_FIELDS = visibility.Fields(owner="owner_id")


def _taking_part(viewer: Viewer, day: date) -> Q:
    """Return the condition of rows of consultations to which the viewer's organisation was invited by `day`."""
    if viewer.is_system:
        return visibility.EVERYTHING
    if viewer.organisation_id is None:
        return visibility.NOTHING
    return Q(consultation__in=attended_by(viewer.organisation_id, day), consultation__opened_on__lte=day)


def _seen(viewer: Viewer, day: date, to_secretariat: Q, to_all: Q) -> Q:
    """Return which rows are seen: the State's own, the secretariat's by its condition, participants' by theirs."""
    return visibility.either(
        visibility.rows(viewer, STATE_FIELDS),
        visibility.rows(viewer, CONVENED_FIELDS) & to_secretariat,
        _taking_part(viewer, day) & to_all,
    )


def visible_questions(viewer: Viewer, day: date) -> QuerySet[ConsultationQuestion]:
    """Return the questions known on `day` that the viewer may see."""
    seen = _seen(viewer, day, Q(asked_on__lte=day), Q(shared_on__lte=day))
    found = known_on(ConsultationQuestion.objects.filter(seen), day)
    return found.select_related("consultation__mission", "consultation__convened_by", "state", "item").order_by(
        "-asked_on", "state__name", "number"
    )


def visible_question(viewer: Viewer, day: date, reference: str) -> ConsultationQuestion:
    """Return one question. Raises NotFound if there is none that the viewer may see."""
    found = visible_questions(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no question {reference!r} that you may see.")
    return found


def visible_positions(viewer: Viewer, day: date) -> QuerySet[ConsultationPosition]:
    """Return the positions known on `day` that the viewer may see, with their traces.

    Each has `latest_input`, the last useful day of its consultation, or None.
    """
    seen = _seen(viewer, day, Q(submitted_on__lte=day), Q(shared_on__lte=day))
    steps = ConsultationStep.objects.filter(consultation=OuterRef("consultation"), kind=StepKind.LATEST_INPUT)
    found = known_on(ConsultationPosition.objects.filter(seen), day)
    return (
        found.annotate(latest_input=Subquery(steps.values("due_on")[:1]))
        .select_related(
            "consultation__mission", "consultation__convened_by", "consultation__mandate", "consultation__outcome",
            "state", "item", "trace__task",
        )
        .order_by("-written_on", "state__name", "number", "pk")
    )  # fmt: skip


def visible_position(viewer: Viewer, day: date, reference: str) -> ConsultationPosition:
    """Return one position. Raises NotFound if there is none that the viewer may see."""
    found = visible_positions(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no position {reference!r} that you may see.")
    return found


def visible_commitments(viewer: Viewer, day: date) -> QuerySet[Commitment]:
    """Return the commitments known on `day`: to the owner, the convening secretariat and everybody who takes part.

    That a State may contribute one day is known to it and the secretariat alone, and so are its commitments.
    """
    potential = Participant.objects.filter(
        consultation=OuterRef("consultation"), organisation=OuterRef("owner"), capacity=Capacity.POTENTIAL
    )
    seen = visibility.either(
        visibility.rows(viewer, OWNER_FIELDS),
        visibility.rows(viewer, CONVENED_FIELDS),
        _taking_part(viewer, day) & ~Q(Exists(potential)),
    )
    found = known_on(Commitment.objects.filter(seen), day)
    return found.select_related("consultation__mission", "consultation__convened_by", "owner").order_by(
        "due_on", "consultation__reference", "number"
    )


def visible_commitment(viewer: Viewer, day: date, reference: str, number: int) -> Commitment:
    """Return one commitment. Raises NotFound if there is none that the viewer may see."""
    found = visible_commitments(viewer, day).filter(consultation__reference=reference, number=number).first()
    if found is None:
        raise NotFound(f"There is no commitment {number} of consultation {reference!r} that you may see.")
    return found


@dataclass(frozen=True)
class QuestionRow:
    """A question as it stood on a day. `number` is empty for whom a gap would tell of questions not shared."""

    question: ConsultationQuestion
    sharing: str
    number: int | None
    answer: str
    answered_on: date | None

    @property
    def illustrative(self) -> bool:
        """Return whether it is a demonstration record."""
        return self.question.illustrative


@dataclass(frozen=True)
class PositionRow:
    """A position as it stood on a day, with its trace if there was one.

    `number` is empty for whom a gap would tell of positions not shared. `withdrawn_on` is empty before it was.
    """

    position: ConsultationPosition
    sharing: str
    number: int | None
    is_late: bool
    submitted_on: date | None
    shared_on: date | None
    withdrawn_on: date | None
    trace: InputTrace | None
    comment: str

    @property
    def illustrative(self) -> bool:
        """Return whether it is a demonstration record."""
        return self.position.illustrative

    @property
    def outcome(self) -> str:
        """Return the outcome of the trace, empty where there is none."""
        return self.trace.outcome if self.trace is not None else ""

    @property
    def is_input(self) -> bool:
        """Return whether it counts as an input to the mandate: submitted, and not withdrawn."""
        return self.sharing != OWN and self.withdrawn_on is None


@dataclass(frozen=True)
class CommitmentRow:
    """A commitment as it stood on a day."""

    commitment: Commitment
    is_done: bool
    is_overdue: bool

    @property
    def illustrative(self) -> bool:
        """Return whether it is a demonstration record."""
        return self.commitment.illustrative


def _until(one: date | None, day: date) -> date | None:
    """Return a day that had come by `day`, else nothing."""
    return one if one is not None and one <= day else None


def sees_numbers(viewer: Viewer, state_id: int, consultation: Consultation) -> bool:
    """Return whether the numbers of what a State brought in are told: to it and to the convening secretariat."""
    return viewer.is_system or viewer.organisation_id in (state_id, consultation.convened_by_id)


def question_rows(viewer: Viewer, day: date, questions: Iterable[ConsultationQuestion]) -> list[QuestionRow]:
    """Return questions of `visible_questions` as they stood on `day`."""
    return [
        QuestionRow(
            question=one,
            # Asked is submitted: a question was read by the secretariat from its first day on.
            sharing=sharing_on(one.asked_on, one.shared_on, day),
            number=one.number if sees_numbers(viewer, one.state_id, one.consultation) else None,
            answer=one.answer if _until(one.answered_on, day) else "",
            answered_on=_until(one.answered_on, day),
        )
        for one in questions
    ]


def trace_on(position: ConsultationPosition, day: date) -> InputTrace | None:
    """Return the trace of a position as known on `day`, if there was one."""
    found: InputTrace | None = getattr(position, "trace", None)
    return found if found is not None and found.known_from <= day else None


def position_rows(viewer: Viewer, day: date, positions: Iterable[ConsultationPosition]) -> list[PositionRow]:
    """Return positions of `visible_positions` as they stood on `day`."""
    found = []
    for one in positions:
        trace = trace_on(one, day)
        submitted = _until(one.submitted_on, day)
        row = PositionRow(
            position=one,
            sharing=sharing_on(one.submitted_on, one.shared_on, day),
            number=one.number if submitted and sees_numbers(viewer, one.state_id, one.consultation) else None,
            is_late=is_late(submitted, getattr(one, "latest_input", None)),
            submitted_on=submitted,
            shared_on=_until(one.shared_on, day),
            withdrawn_on=_until(one.withdrawn_on, day),
            trace=trace,
            comment=trace.comment if trace is not None and _until(trace.commented_on, day) else "",
        )
        found.append(row)
    return found


def commitment_rows(day: date, commitments: Iterable[Commitment]) -> list[CommitmentRow]:
    """Return commitments as they stood on `day`."""
    return [
        CommitmentRow(one, is_done(one.done_on, day), is_overdue(one.due_on, one.done_on, day)) for one in commitments
    ]
