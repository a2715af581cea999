"""Training certificates that end soon and that no later one of the same person and standard takes over from."""

from datetime import date, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.models import CredentialKind, PersonCredential
from muster.reference.parameters import parameter

NOTICE_KEY = "training_certificate_notice_days"
HOLDER_FIELDS = visibility.Fields(owner="person__organisation_id")


def lapsing_certificates(viewer: Viewer, day: date) -> QuerySet[PersonCredential]:
    """Return the certificates of the viewer's own people that end within the notice after `day`, the first first."""
    ends = day + timedelta(days=parameter(NOTICE_KEY, day).integer)
    later = PersonCredential.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=ends),
        person=OuterRef("person"),
        kind=CredentialKind.TRAINING,
        subject=OuterRef("subject"),
    )
    found = PersonCredential.objects.filter(
        visibility.rows(viewer, HOLDER_FIELDS),
        kind=CredentialKind.TRAINING,
        valid_until__gt=day,
        valid_until__lte=ends,
        person__erased_on__isnull=True,
    )
    return found.exclude(Exists(later)).select_related("person__organisation").order_by("valid_until", "person", "pk")


def lapsing_by_holder(viewer: Viewer, day: date) -> list[tuple[int, int, int, date]]:
    """Return for each holder how many certificates of how many people lapse, and the first day: one query."""
    found = lapsing_certificates(viewer, day).select_related(None).order_by()
    rows = found.values("person__organisation").annotate(
        certificates=Count("pk"), people=Count("person", distinct=True), first=Min("valid_until")
    )
    return [
        (row["person__organisation"], row["certificates"], row["people"], row["first"])
        for row in rows.order_by("person__organisation")
    ]
