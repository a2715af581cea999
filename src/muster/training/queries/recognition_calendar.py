"""Recognition on the calendar: certificates that end, and findings of the desk that are due."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from muster.generation.rules.calendar import RECOGNITION, CalendarEntry
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.queries.recognition_cases import open_recognition_findings, visible_recognition_findings
from muster.training.queries.recognitions import certificates_known

CERTIFICATE_FIELDS = visibility.Fields(
    owner="course__institution_id", partner="course__institution__state_id", addressee="issued_by_id"
)
"""That a certificate ends is public; on a calendar it stands only for its sides."""

ONE_DAY = timedelta(days=1)


def recognition_entries(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Yield what ends or is due in `[start, until)` of the courses of which the viewer is a side. Two queries."""
    ending = certificates_known(day).filter(
        visibility.rows(viewer, CERTIFICATE_FIELDS),
        Q(revoked_on__isnull=True) | Q(revoked_on__gt=day),
        expires_on__gte=start,
        expires_on__lt=until,
    )
    for one in ending:
        state = one.course.institution.state
        yield CalendarEntry(
            kind=RECOGNITION,
            start=one.expires_on,
            until=one.expires_on + ONE_DAY,
            reference=one.number,
            title=f"Recognition of {one.course.reference} ends",
            phase="ends",
            state=state.name if state else "",
            who=one.course.institution.name,
            illustrative=one.illustrative,
            source=one.source,
            address=reverse("course-recognition", args=[one.number]),
        )
    due = open_recognition_findings(visible_recognition_findings(viewer, day))
    for finding in due.filter(due_on__gte=start, due_on__lt=until):
        institution = finding.case.course.institution
        yield CalendarEntry(
            kind=RECOGNITION,
            start=finding.due_on,
            until=finding.due_on + ONE_DAY,
            reference=finding.reference,
            title=f"Finding {finding.reference} on {finding.case.course.reference} is due",
            phase="finding",
            state=institution.state.name if institution.state else "",
            who=institution.name,
            is_overdue=finding.due_on < day,
            illustrative=finding.case.illustrative,
            address=reverse("recognition-finding", args=[finding.reference]),
        )
