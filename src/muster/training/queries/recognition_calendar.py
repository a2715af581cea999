"""Recognition on the calendar: certificates that end, and findings of the desk that are due."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, Value
from django.urls import reverse

from muster.generation.rules.calendar import RECOGNITION, CalendarEntry
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.queries.recognition_cases import open_recognition_findings, visible_recognition_findings
from muster.training.queries.recognitions import certificates_known

CERTIFICATE_FIELDS = visibility.Fields(
    owner="course__institution_id", partner="course__institution__state_id", addressee="issued_by_id"
)
"""That a certificate ends is public; on a calendar it stands only for its sides."""

ONE_DAY = timedelta(days=1)


ENDS, FINDING = "ends", "finding"
OF_CERTIFICATES = (
    "told", "number", "expires_on", "course__reference", "course__institution__name",
    "course__institution__state__name", "standing", "source",
)  # fmt: skip
OF_FINDINGS = (
    "told", "reference", "due_on", "case__course__reference", "case__course__institution__name",
    "case__course__institution__state__name", "case__standing", "no_source",
)  # fmt: skip


def recognition_entries(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Yield what ends or is due in `[start, until)` of the courses of which the viewer is a side. One query."""
    ending = certificates_known(day).filter(
        visibility.rows(viewer, CERTIFICATE_FIELDS),
        Q(revoked_on__isnull=True) | Q(revoked_on__gt=day),
        expires_on__gte=start,
        expires_on__lt=until,
    )
    due = open_recognition_findings(visible_recognition_findings(viewer, day))
    due = due.filter(due_on__gte=start, due_on__lt=until).annotate(told=Value(FINDING), no_source=Value(""))
    certificates = ending.annotate(told=Value(ENDS)).order_by().values_list(*OF_CERTIFICATES)
    for told, reference, on, course, institution, state, standing, source in certificates.union(
        due.order_by().values_list(*OF_FINDINGS)
    ):
        is_end = told == ENDS
        yield CalendarEntry(
            kind=RECOGNITION,
            start=on,
            until=on + ONE_DAY,
            reference=reference,
            title=f"Recognition of {course} ends" if is_end else f"Finding {reference} on {course} is due",
            phase=told,
            state=state or "",
            who=institution,
            is_overdue=not is_end and on < day,
            illustrative=standing == Standing.ILLUSTRATIVE,
            source=source,
            address=reverse("course-recognition" if is_end else "recognition-finding", args=[reference]),
        )
