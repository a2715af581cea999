"""The daily run's part: who promised something and the convening secretariat are told once when its day is past."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from muster.consultations.actions.contribution_notices import OVERDUE, subject_of
from muster.consultations.models import Commitment
from muster.consultations.queries.contributions import commitment_rows, visible_commitments
from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms
from muster.parties.viewer import Viewer


def tell_of_commitments(actor: Viewer, day: date) -> int:
    """Tell owners and convening secretariats of the commitments overdue on `day`; return how many were told now."""
    if not actor.is_system:
        raise NotAllowed("The daily run is the installation's own.")
    rows = commitment_rows(day, visible_commitments(actor, day).filter(done_on__isnull=True, due_on__lt=day))
    return bulk_notify(notice for row in rows if row.is_overdue for notice in _notices(row.commitment, day))


def _notices(commitment: Commitment, day: date) -> Iterator[NoticeTerms]:
    consultation, owner = commitment.consultation, commitment.owner
    for to in {owner.pk: owner, consultation.convened_by_id: consultation.convened_by}.values():
        yield NoticeTerms(
            topic=OVERDUE,
            to=to,
            title=f"Commitment of {owner.name} in {consultation.title} was due by {long_day(commitment.due_on)}",
            day=day,
            subject=subject_of(consultation, owner),
            body=commitment.text,
            href=reverse("consultation-commitments"),
            once=f"{OVERDUE}:{consultation.reference}:{commitment.number}",
        )
