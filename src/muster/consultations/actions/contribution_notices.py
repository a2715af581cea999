"""The other side is told what was asked, answered, submitted, traced or promised; of what a State keeps nobody is."""

from datetime import date

from muster.consultations.models import Consultation
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties.models import Organisation

QUESTION, ANSWER, POSITION = "consultation-question", "consultation-answer", "consultation-position"
TRACE, COMMITMENT, OVERDUE = "consultation-trace", "consultation-commitment", "commitment-overdue"


def subject_of(consultation: Consultation, state: Organisation) -> Subject:
    """Return the subject of a notice: the consultation, with the State and mission that subscriptions narrow by."""
    return Subject("consultation", consultation.reference, state.code, "", consultation.mission.acronym)


def tell(
    topic: str, to: Organisation, title: str, consultation: Consultation, state: Organisation, href: str, day: date
) -> None:
    """Tell an organisation what was brought into a consultation, by or about a State."""
    notify(topic=topic, to=to, title=title, day=day, subject=subject_of(consultation, state), href=href)
