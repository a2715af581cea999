"""A State asks, the convening secretariat answers, and the State shares its question with everybody, never back."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from muster.audit import actions as audit
from muster.consultations.actions.contribution_notices import ANSWER, QUESTION, tell
from muster.consultations.actions.contribution_sides import (
    agenda_item,
    contributing_state,
    open_consultation,
    require_convener,
)
from muster.consultations.contribution_terms import QuestionTerms
from muster.consultations.models import ConsultationQuestion, Sharing
from muster.consultations.queries.contributions import visible_question
from muster.consultations.rules.sharing import widening_problem
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer


def _subject(question: ConsultationQuestion) -> str:
    return f"{question.consultation.reference} {question.reference}"


def _href(question: ConsultationQuestion) -> str:
    return reverse("consultation-question", args=[question.consultation.reference, question.reference])


@transaction.atomic
def ask_question(
    actor: Viewer, reference: str, terms: QuestionTerms, *, today: date, state: Organisation | None = None
) -> ConsultationQuestion:
    """Ask something in a consultation on behalf of the actor's State, on a point of the agenda or none.

    The convening secretariat reads it at once, everybody who takes part if it is shared so. Raises NotFound,
    NotAllowed, Refused.
    """
    consultation = open_consultation(actor, reference, today=today)
    asking = contributing_state(actor, consultation, state)
    if terms.sharing not in (Sharing.SECRETARIAT, Sharing.PARTICIPANTS):
        problem = Problem(
            "seen by", f"{terms.sharing!r} is no circle of a question", "give secretariat or participants"
        )
        raise Refused("The question cannot be asked.", [problem])
    last = ConsultationQuestion.objects.filter(consultation=consultation, state=asking).aggregate(last=Max("number"))
    made = ConsultationQuestion(
        consultation=consultation,
        number=(last["last"] or 0) + 1,
        state=asking,
        item=agenda_item(consultation, terms.item),
        text=terms.text.strip(),
        sharing=terms.sharing,
        asked_on=today,
        shared_on=today if terms.sharing == Sharing.PARTICIPANTS else None,
        known_from=today,
        source=terms.source,
        standing=terms.standing,
    )
    require_clean_fields(made, "The question")
    made.save()
    after = {"text": made.text, "sharing": made.sharing, "point": terms.item}
    audit.record(actor, "consultations:question:asked", _subject(made), after=after)
    title = f"{asking.name} asks in {consultation.title}"
    tell(QUESTION, consultation.convened_by, title, consultation, asking, _href(made), today)
    return made


@transaction.atomic
def answer_question(actor: Viewer, reference: str, answer: str, *, today: date) -> ConsultationQuestion:
    """Answer a question for the secretariat that convenes; once. Raises NotFound, NotAllowed, Refused."""
    found = visible_question(actor, today, reference)
    what = f"The question of {found.state.name} in {found.consultation.reference}"
    require_convener(actor, found.consultation, what)
    if found.answered_on is not None:
        raise Refused(f"{what}: it was answered on {found.answered_on}; add what is new by a commitment or a document.")
    if not answer.strip():
        raise Refused(f"{what}: the answer is empty; write it.")
    found.answer, found.answered_on = answer.strip(), today
    require_clean_fields(found, "The answer")
    found.save(update_fields=["answer", "answered_on"])
    audit.record(actor, "consultations:question:answered", _subject(found), after={"answer": found.answer})
    title = f"Your question in {found.consultation.title} is answered"
    tell(ANSWER, found.state, title, found.consultation, found.state, _href(found), today)
    return found


@transaction.atomic
def share_question(actor: Viewer, reference: str, *, today: date) -> ConsultationQuestion:
    """Let everybody who takes part read a question of the actor's State and its answer. Raises Refused if they do."""
    found = visible_question(actor, today, reference)
    what = f"The question of {found.state.name} in {found.consultation.reference}"
    visibility.require_owner(actor, found.state_id, what)
    if problem := widening_problem(found.sharing, Sharing.PARTICIPANTS, is_withdrawn=False):
        raise Refused(f"{what}: {problem}.")
    before = {"sharing": found.sharing}
    found.sharing, found.shared_on = Sharing.PARTICIPANTS, today
    found.save(update_fields=["sharing", "shared_on"])
    after = {"sharing": found.sharing}
    audit.record(actor, "consultations:question:shared", _subject(found), before=before, after=after)
    return found
