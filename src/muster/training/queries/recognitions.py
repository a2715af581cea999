"""Which courses are recognised on a day, and the certificates of recognition.

That a course is recognised is public: anyone may verify it, so no visibility of a party stands before these reads.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.kit.intervals import add_months
from muster.parties.viewer import Viewer
from muster.training.models import CourseRecognition, StandardVersion
from muster.training.queries.courses import visible_courses
from muster.training.stages import CourseStage

Spans = Sequence[tuple[date, date | None]]
"""Half-open intervals; no end: none is known."""

NUMBER = re.compile(r"[-a-zA-Z0-9_]{1,60}")
WITH_CASE = ("case__register", "case__renews")


def _newest_issue(day: date) -> Subquery:
    """Return when the standard of a record with `standard_version` was last issued anew after it, known by `day`."""
    newer = known_on(
        StandardVersion.objects.filter(
            standard=OuterRef("standard_version__standard"),
            issued_on__gt=OuterRef("standard_version__issued_on"),
            issued_on__lte=day,
        ),
        day,
    )
    return Subquery(newer.order_by("-issued_on").values("issued_on")[:1])


def certificates_known(day: date) -> QuerySet[Any]:
    """Return the certificates of recognition known on `day`, each with `newest_issue` as of that day.

    That is the day on which its standard was last issued anew by then, after the version that it names; None: it is on
    the newest, or names none.
    """
    return (
        known_on(CourseRecognition.objects.all(), day)
        .annotate(newest_issue=_newest_issue(day))
        .select_related("course__institution__state", "standard_version", "issued_by")
        .order_by("course__reference", "-effective_from", "-pk")
    )


def holding_on(day: date) -> Q:
    """Return the condition that a certificate holds on `day`: effective, not expired, not revoked."""
    not_expired = Q(expires_on__isnull=True) | Q(expires_on__gt=day)
    not_revoked = Q(revoked_on__isnull=True) | Q(revoked_on__gt=day)
    return Q(effective_from__lte=day) & not_expired & not_revoked


def recognitions_on(
    courses: Collection[int], day: date, *, known: date | None = None
) -> Mapping[int, CourseRecognition]:
    """Return the certificate that held on `day` by key of its course; courses that were not recognised are left out.

    `known`: what was known on that day; without it, what was known on `day` itself. One query. Where two certificates
    hold (a renewal that begins before the end of the one before), it is the one that became effective last.
    """
    found = certificates_known(known or day).filter(holding_on(day), course__in=list(courses))
    kept: dict[int, CourseRecognition] = {}
    for one in found.order_by(F("effective_from").asc(), "pk"):
        kept[one.course_id] = one
    return kept


def recognised_spans(courses: Collection[str], day: date) -> dict[str, Spans]:
    """Return when each of some courses (their references) was recognised, as known on `day`. One query, or none."""
    if not courses:
        return {}
    rows = known_on(CourseRecognition.objects.filter(course__reference__in=courses), day)
    found: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for reference, start, *ends in rows.values_list("course__reference", "effective_from", "expires_on", "revoked_on"):
        found[reference].append((start, min((end for end in ends if end is not None), default=None)))
    return dict(found)


def found_by_number(day: date, number: str) -> Any:
    """Return the certificate of a number (whatever the case of its letters) as known on `day`; None: there is none."""
    if not NUMBER.fullmatch(number.strip()):
        return None
    return certificates_known(day).select_related(*WITH_CASE).filter(number__iexact=number.strip()).first()


def course_recognition(day: date, number: str) -> Any:
    """Return the certificate of a number as known on `day`. Raises NotFound."""
    found = found_by_number(day, number)
    if found is None:
        raise NotFound(f"There is no certificate of recognition {number!r} as of {long_day(day)}.")
    return found


def _last_of_its_course(day: date) -> QuerySet[Any]:
    """Return the certificates that no later one of the same course follows, those revoked left out."""
    later = known_on(CourseRecognition.objects.all(), day).filter(
        course=OuterRef("course"), effective_from__gt=OuterRef("effective_from")
    )
    not_revoked = Q(revoked_on__isnull=True) | Q(revoked_on__gt=day)
    return certificates_known(day).filter(not_revoked).exclude(Exists(later))


def ending_within(day: date, months: int) -> QuerySet[Any]:
    """Return the certificates that end within so many months, or have ended, and that no other has followed."""
    return _last_of_its_course(day).filter(expires_on__lte=add_months(day, months)).order_by("expires_on", "number")


def on_older_version(day: date) -> QuerySet[Any]:
    """Return the certificates that hold on `day`, against a version that was issued anew since."""
    return _last_of_its_course(day).filter(holding_on(day), newest_issue__isnull=False)


def courses_on_older_version(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the courses still given that the viewer may see, whose standard was issued anew since (`newest_issue`)."""
    courses = visible_courses(viewer, day).exclude(stage=CourseStage.CLOSED.value)
    return courses.annotate(newest_issue=_newest_issue(day)).filter(newest_issue__isnull=False)
