"""The daily run's part: certificates that end, have ended or are on an older version, and findings that are due.

Every step can be repeated: a notice is raised once for its reason.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed
from muster.kit.intervals import add_months
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.training.actions.recognition_certificates import certificate_facts
from muster.training.actions.recognition_telling import sides_of, subject_of
from muster.training.models import RecognitionFinding
from muster.training.queries.recognitions import certificates_known
from muster.training.rules.recognition_validity import RecognitionStanding, expires_soon, standing_on
from muster.visits.stages import CLOSED_STANDINGS

DUE = "recognition-due"
NOTICE_MONTHS, SOON_DAYS = "recognition_expiry_notice_months", "recognition_finding_soon_days"


def run_recognitions(actor: Viewer, day: date) -> dict[str, int]:
    """Tell what is due on `day`; return how many notices were raised."""
    if not actor.is_system:
        raise NotAllowed("The daily run is the installation's own.")
    told = bulk_notify(_certificates_due(day)) + bulk_notify(_findings_due(day))
    return {"recognitions_told": told}


def _certificates_due(day: date) -> Iterator[NoticeTerms]:
    """Yield a notice for each certificate that ends soon, has ended, or is on an older version, to all its sides.

    One that another certificate has followed by then is told of no more.
    """
    rows = list(certificates_known(day).filter(revoked_on__isnull=True))
    latest: dict[int, date] = {}
    for one in rows:
        latest[one.course_id] = max(one.effective_from, latest.get(one.course_id, one.effective_from))
    months = parameter(NOTICE_MONTHS, day).integer
    for one in rows:
        if one.effective_from < latest[one.course_id]:
            continue
        for reason, words in _reasons(one, day, months):
            for to in sides_of(one.course, one.issued_by):
                yield NoticeTerms(
                    topic=DUE,
                    to=to,
                    title=f"Recognition of {one.course.reference} {words}",
                    day=day,
                    subject=subject_of("course-recognition", one.number, one.course),
                    body=f"Certificate {one.number}.",
                    href=reverse("course-recognition", args=[one.number]),
                    once=f"{DUE}:{one.number}:{reason}",
                )


def _reasons(one: Any, day: date, months: int) -> Iterator[tuple[str, str]]:
    """Yield why a certificate is told of on a day, with the words; those that ended long ago are not told anew."""
    facts = certificate_facts(one)
    standing = standing_on(facts, day)
    if one.expires_on and expires_soon(facts, day, months):
        yield f"soon:{one.expires_on}", f"ends on {long_day(one.expires_on)}"
    if one.expires_on and standing == RecognitionStanding.EXPIRED and day < add_months(one.expires_on, months):
        yield f"expired:{one.expires_on}", f"ended on {long_day(one.expires_on)}"
    if standing == RecognitionStanding.VALID and one.newest_issue:
        yield f"older:{one.newest_issue}", "is on an older version of its standard"


def _findings_due(day: date) -> Iterator[NoticeTerms]:
    """Yield a notice for each finding of the desk that is soon due or late, to institution and register."""
    soon = day + timedelta(days=parameter(SOON_DAYS, day).integer)
    rows = RecognitionFinding.objects.filter(due_on__lte=soon, known_from__lte=day).exclude(
        standing__in=[one.value for one in CLOSED_STANDINGS]
    )
    for one in rows.select_related("case__course__institution__state", "case__register"):
        if one.due_on is None:
            continue
        is_late = one.due_on < day
        how = "is overdue since" if is_late else "is due by"
        for to in {one.case.course.institution, *([one.case.register] if is_late else [])}:
            yield NoticeTerms(
                topic=DUE,
                to=to,
                title=f"Finding {one.reference} on {one.case.course.reference} {how} {long_day(one.due_on)}",
                day=day,
                subject=subject_of("recognition-finding", one.reference, one.case.course),
                body=one.text,
                href=reverse("recognition-finding", args=[one.reference]),
                once=f"{DUE}:{one.reference}:{one.due_on}:{'late' if is_late else 'soon'}",
            )
