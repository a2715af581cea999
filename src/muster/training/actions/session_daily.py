"""The daily run's part: seats kept for a State until a day that has come go to the waiting list in its order."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from muster.kit.errors import NotAllowed
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.viewer import Viewer
from muster.training.actions.catalogue_telling import ANSWER
from muster.training.actions.sessions import locked_session
from muster.training.actions.waiting_list import give_free_seats
from muster.training.models import Enrolment, TrainingSession
from muster.training.rules.catalogue_sessions import CHANGED_IN
from muster.training.stages import EnrolmentStage

NO_LONGER_KEPT = "seats kept for a State came free"


def run_sessions(actor: Viewer, day: date) -> dict[str, int]:
    """Give what came free by `day`; return the counts. For the installation itself; a second run changes nothing.

    Days that were missed are caught up, as long as the session has not begun.
    """
    if not actor.is_system:
        raise NotAllowed("The daily run is the installation's own.")
    waited_for = TrainingSession.objects.filter(
        stage__in=CHANGED_IN,
        held_from__gte=day,
        kept_seats__until__lte=day,
        enrolments__stage=EnrolmentStage.WAITING,
    )
    references = waited_for.order_by("held_from", "reference").values_list("reference", flat=True).distinct()
    return {"seats_given": sum(_give(actor, reference, day) for reference in list(references))}


@transaction.atomic
def _give(actor: Viewer, reference: str, day: date) -> int:
    """Take those whose turn it is off the waiting list of one session; tell their States and the institution."""
    session = locked_session(actor, reference)
    moved = give_free_seats(actor, session, day, NO_LONGER_KEPT)
    bulk_notify(one for enrolment in moved for one in _told(session, enrolment, day))
    return len(moved)


def _told(session: TrainingSession, enrolment: Enrolment, day: date) -> list[NoticeTerms]:
    """Return what the two sides of an enrolment are told; a person is the number of the enrolment."""
    title = f"Enrolment {enrolment.pk} in {session.reference}: accepted from the waiting list"
    subject = Subject("session", session.reference, enrolment.state.code)
    href = reverse("training-session", args=[session.reference])
    body = f"{NO_LONGER_KEPT[0].upper()}{NO_LONGER_KEPT[1:]}."
    return [NoticeTerms(ANSWER, one, title, day, subject, body, href)
            for one in (enrolment.state, session.course.institution)]  # fmt: skip
