"""Tells States, institutions of what was done about courses; never who did it, and never a participant's name."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.training.models import Course, TrainingSession

APPLICATION, ANSWER, SESSION, STANDARD = (
    "training-application",
    "training-answer",
    "training-session",
    "training-standard",
)


def tell_of_session(
    actor: Viewer, session: TrainingSession, topic: str, title: str, *, to: Iterable[Organisation], day: date,
    body: str = "",
) -> None:  # fmt: skip
    """Tell organisations of a session, but not the actor's own; what the installation records tells nobody."""
    if actor.is_system:
        return
    href = reverse("training-session", args=[session.reference])
    told = {one.pk: one for one in to if one.pk != actor.organisation_id}
    bulk_notify(
        NoticeTerms(topic, one, title, day, Subject("session", session.reference, _state(one)), body, href)
        for one in told.values()
    )


def tell_of_standard(actor: Viewer, courses: Iterable[Course], title: str, day: date) -> None:
    """Tell each institution of its courses that follow an older version of a standard."""
    if actor.is_system:
        return
    bulk_notify(
        NoticeTerms(
            STANDARD, one.institution, title, day, Subject("course", one.reference),
            f"Course {one.reference} follows an older version.", reverse("course", args=[one.reference]),
        )
        for one in courses
    )  # fmt: skip


def _state(organisation: Organisation) -> str:
    return organisation.code if organisation.kind == "member-state" else ""
