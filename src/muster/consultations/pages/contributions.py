"""What pages of consultations show of States' contributions: questions, positions, traces, commitments."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.consultations.models import Consultation, ConsultationPosition, Sharing, TraceOutcome
from muster.consultations.queries.consultations import convenes, takes_part
from muster.consultations.queries.contribution_traces import outcome_on, shares_of
from muster.consultations.queries.contributions import (
    CommitmentRow,
    PositionRow,
    QuestionRow,
    commitment_rows,
    position_rows,
    question_rows,
    visible_commitments,
    visible_positions,
    visible_questions,
)
from muster.consultations.rules.sharing import OWN, PARTICIPANTS, SECRETARIAT, takes_input_on
from muster.consultations.rules.tracing import LEAST_PERCENT_KEY, TraceShares
from muster.kit.pages import Action, Badge, Crumb, ExplainInput, Explanation, Fact, KeyFigure, Tone
from muster.parties.models import OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.reference.mandates import mandate_tasks
from muster.reference.parameters import parameter

SHARING_TONES: dict[str, Tone] = {OWN: "neutral", SECRETARIAT: "accent", PARTICIPANTS: "met"}
OUTCOME_TONES: dict[str, Tone] = {
    TraceOutcome.TAKEN: "met",
    TraceOutcome.PARTLY: "due",
    TraceOutcome.NOT_TAKEN: "short",
}
UNTRACED: Promise = gettext_lazy("not followed up yet")
SHOWN = 5
"""So many of each kind the section on a consultation's page shows; the page of contributions has all."""


def task_name(code: str) -> str:
    """Return the words of a mandated task; a code that the list does not hold any more stands for itself."""
    return next((one.name for one in mandate_tasks() if one.code == code), code)


def sharing_badge(sharing: str) -> Badge:
    """Return by whom something is read, as a badge."""
    return Badge(Sharing(sharing).label, SHARING_TONES[sharing])


def outcome_badge(outcome: str) -> Badge:
    """Return what became of an input, as a badge."""
    if not outcome:
        return Badge(UNTRACED)
    return Badge(TraceOutcome(outcome).label, OUTCOME_TONES[outcome])


def position_name(row: PositionRow) -> str:
    """Return a position's name: its State, with its number where that is told."""
    return f"{row.position.state.name} {row.number}" if row.number else row.position.state.name


def question_name(row: QuestionRow) -> str:
    """Return a question's name: its State, with its number where that is told."""
    return f"{row.question.state.name} {row.number}" if row.number else row.question.state.name


def path_of(consultation: Consultation, *more: Crumb) -> list[Crumb]:
    """Return the path to a page of what was brought into a consultation."""
    own = Crumb(consultation.title, reverse("consultation-contributions", args=[consultation.reference]))
    return [Crumb(_("Inputs to consultations"), reverse("consultation-inputs")), own, *more]


def may_contribute(viewer: Viewer, consultation: Consultation) -> bool:
    """Return whether the viewer is an officer of a State that is invited."""
    is_officer = viewer.kind == OrganisationKind.MEMBER_STATE and viewer.has_role(Role.OFFICER)
    return is_officer and takes_part(viewer, consultation)


def may_convene(viewer: Viewer, consultation: Consultation) -> bool:
    """Return whether the viewer is an officer of the convening secretariat."""
    return convenes(viewer, consultation) and viewer.has_role(Role.OFFICER)


def consultation_doors(viewer: Viewer, consultation: Consultation, day: date) -> list[Action]:
    """Return what the viewer may bring into a consultation on a day, and where its trace is."""
    reference, doors = consultation.reference, []
    if may_contribute(viewer, consultation):
        if takes_input_on(consultation.opened_on, consultation.closed_on, day):
            doors += [
                Action(_("Write a position"), reverse("write-position", args=[reference]), primary=True, icon="add"),
                Action(_("Ask a question"), reverse("ask-question", args=[reference])),
            ]
        doors.append(Action(_("Commit yourself"), reverse("record-commitment", args=[reference])))
    elif may_convene(viewer, consultation):
        doors.append(Action(_("Record a commitment"), reverse("record-commitment", args=[reference])))
    doors.append(Action(_("Trace of inputs"), reverse("consultation-trace", args=[reference])))
    return doors


def position_doors(viewer: Viewer, row: PositionRow, day: date) -> list[Action]:
    """Return what the viewer may do with a position: its State steps and comments, the secretariat traces."""
    position = row.position
    at = [position.consultation.reference, position.reference]
    doors: list[Action] = []
    if viewer.organisation_id == position.state_id and viewer.has_role(Role.OFFICER):
        if position.withdrawn_on is None:
            doors += _own_doors(position, at)
        if row.trace is not None:
            doors.append(Action(_("Comment on the trace"), reverse("comment-on-trace", args=at)))
    elif may_convene(viewer, position.consultation) and row.is_input and outcome_on(position.consultation, day):
        label = _("Correct the trace") if row.trace is not None else _("Record what became of it")
        doors.append(Action(label, reverse("trace-position", args=at), primary=row.trace is None))
    return doors


def _own_doors(position: ConsultationPosition, at: Sequence[str]) -> list[Action]:
    doors = []
    if position.sharing == Sharing.OWN:
        doors += [
            Action(_("Submit to the secretariat"), reverse("submit-position", args=at), primary=True),
            Action(_("Change"), reverse("revise-position", args=at), icon="edit"),
        ]
    if position.sharing == Sharing.SECRETARIAT:
        doors.append(Action(_("Share with all who take part"), reverse("share-position", args=at), primary=True))
    doors.append(Action(_("Withdraw"), reverse("withdraw-position", args=at)))
    return doors


def question_doors(viewer: Viewer, row: QuestionRow) -> list[Action]:
    """Return what the viewer may do with a question: the secretariat answers, its State shares it with all."""
    question = row.question
    at = [question.consultation.reference, question.reference]
    doors = []
    if may_convene(viewer, question.consultation) and question.answered_on is None:
        doors.append(Action(_("Answer"), reverse("answer-question", args=at), primary=True))
    is_own = viewer.organisation_id == question.state_id and viewer.has_role(Role.OFFICER)
    if is_own and question.sharing == Sharing.SECRETARIAT:
        doors.append(Action(_("Share with all who take part"), reverse("share-question", args=at)))
    return doors


def position_facts(row: PositionRow) -> list[Fact]:
    """Return what is told of a position beside its words."""
    one = row.position
    late = f" ({_('late: after the latest useful input')})" if row.is_late else ""
    return [
        Fact(_("Position of"), one.state.name, source=one.source, standing=one.standing),
        Fact(_("Mission"), one.consultation.mission.acronym),
        Fact(_("Point of the agenda"), str(one.item) if one.item else "—"),
        Fact(_("Mandated task"), task_name(one.task) or "—"),
        Fact(_("Words wanted in the mandate"), one.wanted_words or "—"),
        Fact(_("Read by"), Sharing(row.sharing).label),
        Fact(_("Written on"), one.written_on),
        Fact(_("Submitted on"), f"{row.submitted_on}{late}" if late else row.submitted_on),
        Fact(_("Shared with all on"), row.shared_on),
        Fact(_("Withdrawn on"), row.withdrawn_on),
    ]


def trace_facts(row: PositionRow) -> list[Fact]:
    """Return what became of a position; nothing where it is not followed up."""
    if row.trace is None:
        return []
    trace = row.trace
    return [
        Fact(_("Outcome"), TraceOutcome(trace.outcome).label),
        Fact(_("Task of the text"), task_name(trace.task.task) if trace.task else "—"),
        Fact(_("Paragraph"), trace.paragraph or "—"),
        Fact(_("Words of the text"), trace.words or "—"),
        Fact(_("Reason"), trace.reason or "—"),
        Fact(_("Recorded on"), trace.traced_on),
        Fact(_("Comment of the State"), row.comment or "—"),
    ]


def question_facts(row: QuestionRow) -> list[Fact]:
    """Return what is told of a question beside its words."""
    one = row.question
    return [
        Fact(_("Asked by"), one.state.name, source=one.source, standing=one.standing),
        Fact(_("Mission"), one.consultation.mission.acronym),
        Fact(_("Point of the agenda"), str(one.item) if one.item else "—"),
        Fact(_("Read by"), Sharing(row.sharing).label),
        Fact(_("Asked on"), one.asked_on),
        Fact(_("Answered on"), row.answered_on),
    ]


def share_figures(shares: TraceShares) -> list[KeyFigure]:
    """Return the shares of inputs as key figures; shares are of those that are followed up."""

    def of_traced(count: int) -> float | None:
        return count / shares.traced if shares.traced else None

    unit = _("inputs")
    return [
        KeyFigure(_("Taken"), shares.taken, unit, tone="met", share=of_traced(shares.taken),
                  explanation=shares_explained()),
        KeyFigure(_("Partly taken"), shares.partly, unit, tone="due", share=of_traced(shares.partly)),
        KeyFigure(_("Not taken"), shares.not_taken, unit, tone="short", share=of_traced(shares.not_taken)),
        KeyFigure(_("Not followed up yet"), shares.untraced, unit),
    ]  # fmt: skip


def shares_explained() -> Explanation:
    """Return how shares of inputs come about."""
    return Explanation(
        formula=_("Inputs with this outcome, of all inputs that are followed up."),
        note=_(
            "Counted are positions that you may see, submitted and not withdrawn. The convening secretariat records "
            "the outcome; a State's comment stands beside it."
        ),
    )


def proposal_explained(day: date) -> Explanation:
    """Return how the rule comes to its proposals, with the parameter."""
    row = parameter(LEAST_PERCENT_KEY, day)
    value = f"{row.value} {row.unit}"
    return Explanation(
        formula=_(
            "Taken: the input's task is in the decided text and was not in the one before. Partly: words of the text "
            "are like the words wanted, by so much of all words of both. Nothing is recorded by the rule."
        ),
        parameters=(ExplainInput(row.key, value, source=row.source, standing=row.standing),),
    )


@dataclass(frozen=True)
class ContributionSection:
    """What the page of a consultation shows of contributions: figures, doors, and the latest of each kind."""

    figures: Sequence[KeyFigure]
    doors: Sequence[Action]
    href: str
    questions: Sequence[dict[str, Any]] = field(default_factory=tuple)
    positions: Sequence[dict[str, Any]] = field(default_factory=tuple)
    commitments: Sequence[CommitmentRow] = field(default_factory=tuple)


def contribution_context(viewer: Viewer, consultation: Consultation, day: date) -> dict[str, Any]:
    """Return the context of the template `consultations/contributions.html`, as far as the viewer may see it.

    Four queries at most.
    """
    of_this = {"consultation": consultation.pk}
    questions = question_rows(viewer, day, visible_questions(viewer, day).filter(**of_this))
    positions = position_rows(viewer, day, visible_positions(viewer, day).filter(**of_this))
    commitments = commitment_rows(day, visible_commitments(viewer, day).filter(**of_this))
    section = ContributionSection(
        figures=contribution_figures(questions, positions, commitments),
        doors=consultation_doors(viewer, consultation, day),
        href=reverse("consultation-contributions", args=[consultation.reference]),
        questions=[_shown_question(one) for one in questions[:SHOWN]],
        positions=[_shown_position(one) for one in positions[:SHOWN]],
        commitments=commitments[:SHOWN],
    )
    return {"contributions": section}


def contribution_figures(
    questions: Sequence[QuestionRow], positions: Sequence[PositionRow], commitments: Sequence[CommitmentRow]
) -> list[KeyFigure]:
    """Return how much was brought in, as far as the viewer sees it."""
    shares = shares_of(positions)
    inputs = sum(one.is_input for one in positions)
    answered = sum(one.answered_on is not None for one in questions)
    return [
        KeyFigure(_("Questions"), len(questions), note=_("%(count)d answered") % {"count": answered}),
        KeyFigure(_("Positions submitted"), inputs, note=_("%(count)d late") % {
            "count": sum(one.is_late for one in positions if one.is_input)
        }),
        KeyFigure(_("Inputs taken, whole or in part"), shares.taken + shares.partly,
                  note=_("of %(count)d followed up") % {"count": shares.traced}, share=shares.share_taken,
                  explanation=shares_explained()),
        KeyFigure(_("Commitments"), len(commitments), note=_("%(count)d overdue") % {
            "count": sum(one.is_overdue for one in commitments)
        }, tone="short" if any(one.is_overdue for one in commitments) else "neutral"),
    ]  # fmt: skip


def _shown_question(row: QuestionRow) -> dict[str, Any]:
    one = row.question
    return {
        "row": row,
        "name": question_name(row),
        "href": reverse("consultation-question", args=[one.consultation.reference, one.reference]),
        "sharing": sharing_badge(row.sharing),
    }


def _shown_position(row: PositionRow) -> dict[str, Any]:
    one = row.position
    return {
        "row": row,
        "name": position_name(row),
        "task": task_name(one.task),
        "href": reverse("consultation-position", args=[one.consultation.reference, one.reference]),
        "sharing": sharing_badge(row.sharing),
        "outcome": outcome_badge(row.outcome),
    }
