"""Which courses are recognised on a day, and the certificates of recognition.

That a course is recognised is public: anyone may verify it, so no visibility of a party stands before these reads.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from muster.kit.facts import known_on
from muster.training.models import CourseRecognition, StandardVersion


def certificates_known(day: date) -> QuerySet[Any]:
    """Return the certificates of recognition known on `day`, each with `newest_issue` as of that day.

    That is the day on which its standard was last issued anew by then, after the version that it names; None: it is on
    the newest, or names none.
    """
    newer = known_on(
        StandardVersion.objects.filter(
            standard=OuterRef("standard_version__standard"),
            issued_on__gt=OuterRef("standard_version__issued_on"),
            issued_on__lte=day,
        ),
        day,
    )
    return (
        known_on(CourseRecognition.objects.all(), day)
        .annotate(newest_issue=Subquery(newer.order_by("-issued_on").values("issued_on")[:1]))
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
