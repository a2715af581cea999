"""The daily run's part: what is overdue in consultations is told to the convening secretariat, each thing once."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.urls import reverse

from muster.consultations.actions.convening_telling import OVERDUE, notice
from muster.consultations.models import Consultation
from muster.consultations.queries.calendar import CalendarRow, due_unopened, step_facts
from muster.consultations.queries.consultations import visible_consultations
from muster.consultations.queries.measured import with_measured
from muster.consultations.rules.calendar import StepStanding, step_standing
from muster.consultations.rules.pack import DocumentFact, DocumentStanding, document_standing
from muster.consultations.rules.stages import UNDER_WAY
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.viewer import Viewer


@transaction.atomic
def tell_of_consultations(actor: Viewer, day: date) -> int:
    """Tell secretariats of overdue steps and documents, and of what is due and not opened. Returns the notices."""
    under_way = with_measured(visible_consultations(actor, day).filter(stage_then__in=UNDER_WAY), day)
    told = [terms for one in under_way for terms in _overdue(one, day)]
    told += [_unopened(one, day) for one in due_unopened(actor, day)]
    return bulk_notify(told)


def _overdue(found: Consultation, day: date) -> Iterator[NoticeTerms]:
    labels = {one.kind: one.get_kind_display() for one in found.steps_in_order}  # type: ignore[attr-defined]
    for step in step_facts(found):
        if step_standing(step, day) == StepStanding.OVERDUE:
            title = f"Consultation {found.reference}: {labels[step.kind]} is overdue since {step.due_on}"
            once = f"{OVERDUE}:{found.reference}:{step.kind}:{step.due_on}"
            yield notice(found, OVERDUE, found.convened_by, title, day, once=once)
    for one in found.documents_in_order:  # type: ignore[attr-defined]
        fact = DocumentFact(one.kind, one.due_on, one.delivered_on)
        if document_standing(fact, day) == DocumentStanding.OVERDUE:
            title = f"Consultation {found.reference}: “{one.title}” is overdue since {one.due_on}"
            once = f"{OVERDUE}:{found.reference}:document-{one.number}:{one.due_on}"
            yield notice(found, OVERDUE, found.convened_by, title, day, once=once)


def _unopened(row: CalendarRow, day: date) -> NoticeTerms:
    acronym = row.mission.acronym
    until = row.ending.until if row.ending else day
    return NoticeTerms(
        topic=OVERDUE,
        to=row.mission.mandated_by,
        title=f"The mandate of {acronym} ends: a consultation is due and not open",
        day=day,
        subject=Subject("mission", acronym, mission=acronym),
        body=f"The first day without a mandate is {until}; the vote is expected on {row.vote_on}.",
        href=reverse("consultations"),
        once=f"{OVERDUE}:{acronym}:{until}",
    )
