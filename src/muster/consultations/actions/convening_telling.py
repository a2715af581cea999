"""What those who take part in a consultation are told, and what its convening secretariat is."""

from datetime import date

from django.urls import reverse

from muster.consultations.models import Consultation
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.models import Organisation

OPENED, CHANGED, DOCUMENT = "consultation-opened", "consultation-changed", "consultation-document"
PROPOSED, OVERDUE = "consultation-proposed", "consultation-overdue"


def notice(
    found: Consultation, topic: str, to: Organisation, title: str, day: date, body: str = "", once: str = ""
) -> NoticeTerms:
    """Return a notice on a consultation."""
    return NoticeTerms(
        topic=topic,
        to=to,
        title=title,
        day=day,
        subject=Subject("consultation", found.reference, mission=found.mission.acronym),
        body=body,
        href=reverse("consultation", args=[found.reference]),
        once=once,
    )


def tell_participants(found: Consultation, topic: str, title: str, day: date, body: str = "") -> int:
    """Tell everybody who was invited, the convening secretariat aside; return how many were told."""
    invited = found.participants.filter(invited_on__isnull=False).exclude(organisation=found.convened_by_id)
    return bulk_notify(
        notice(found, topic, one.organisation, title, day, body) for one in invited.select_related("organisation")
    )
