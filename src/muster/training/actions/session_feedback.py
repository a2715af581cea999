"""What participants say of a session, without a name: entered by the institution from its sheets, or by their State."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Refused
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.training.actions.sessions import locked_session
from muster.training.models import Enrolment, SessionFeedback, TrainingSession
from muster.training.rules.catalogue_feedback import feedback_problems
from muster.training.rules.catalogue_sessions import TAKES_A_SEAT
from muster.training.rules.catalogue_terms import FeedbackTerms
from muster.training.stages import EnrolmentStage


@transaction.atomic
def give_feedback(actor: Viewer, session: str, terms: FeedbackTerms, *, today: date) -> SessionFeedback:
    """Enter one answer to a session that has ended; neither record nor event says whose. Raises NotAllowed, Refused."""
    found = locked_session(actor, session)
    if not may_give_feedback(actor, found):
        raise NotAllowed("Feedback is entered by the institution, or by a State that sent somebody, as an officer.")
    if today < found.held_until:
        raise Refused(f"Session {session} has not ended; feedback is given after it.")
    answers = SessionFeedback.objects.filter(session=found).count()
    if problems := feedback_problems(terms, answers, participants_of(found)):
        raise Refused(f"The feedback on {session} cannot be recorded.", problems)
    made = SessionFeedback(
        session=found, content=terms.content, delivery=terms.delivery, usefulness=terms.usefulness,
        words=terms.words.strip(), known_from=today,
    )  # fmt: skip
    require_clean_fields(made, "The feedback")
    made.save(force_insert=True)
    audit.record(actor, "training:session:feedback-given", found.reference)
    return made


def may_give_feedback(actor: Viewer, session: TrainingSession) -> bool:
    """Return whether the actor's organisation had a part in a session: gave it, or sent somebody."""
    if actor.is_system:
        return True
    if not actor.has_role(Role.OFFICER):
        return False
    sent = Enrolment.objects.filter(session=session, state=actor.organisation_id, stage__in=TAKES_A_SEAT)
    return session.course.institution_id == actor.organisation_id or sent.exists()


def participants_of(session: TrainingSession) -> int:
    """Return how many took part: those on record by person who came, or the number announced, whichever is more."""
    came = Enrolment.objects.filter(session=session, stage__in=TAKES_A_SEAT).exclude(stage=EnrolmentStage.ABSENT)
    return max(came.count(), session.announced_participants or 0)
