"""Training before deployments on the calendar: certifications that are due, and the ends of offers of training."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from muster.deployments.rules.tour_stages import AHEAD
from muster.generation.rules.calendar import TRAINING, CalendarEntry
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.models import OfferMatch, TrainingCertification
from muster.training.queries.offers import ON_THE_WAY, visible_offers
from muster.training.queries.readiness_rosters import sided_tours
from muster.training.stages import OfferKind

ONE_DAY = timedelta(days=1)


def _offers_to(organisation_id: int) -> QuerySet[Any, Any]:
    """Return the keys of the offers that are proposed to a State or agreed with it."""
    return OfferMatch.objects.filter(state=organisation_id, stage__in=ON_THE_WAY).order_by().values("offer")


CALENDAR_FIELDS = visibility.Fields(owner="offered_by_id", partner_rows=_offers_to)
"""Every party sees an offer; on a calendar it stands for whoever made it, and for the States that it is matched to."""


def readiness_entries(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Yield in `[start, until)` the last day to certify each rotation, and that of each offer. Two queries.

    A rotation is certified before it deploys; its sides are told until the State has signed.
    """
    signed = known_on(
        TrainingCertification.objects.filter(
            Q(revoked_on__isnull=True) | Q(revoked_on__gt=day),
            unit=OuterRef("unit"),
            rotation=OuterRef("rotation"),
            signed_on__lte=day,
        ),
        day,
    )
    tours = sided_tours(viewer, day).filter(
        ~Exists(signed), stage__in=AHEAD, arrives_on__gt=start, arrives_on__lte=until
    )
    for tour in tours:
        due, unit = tour.arrives_on - ONE_DAY, tour.unit
        yield CalendarEntry(
            kind=TRAINING,
            start=due,
            until=tour.arrives_on,
            reference=f"{unit.reference}-{tour.rotation}",
            title=f"Last day to certify the training of {tour.rotation} of {unit.title}",
            phase="certify",
            mission=unit.post.requirement.mission.acronym,
            state=unit.state.name,
            who=unit.state.name,
            is_overdue=due < day,
            illustrative=tour.illustrative,
            source=tour.source,
            address=reverse("rotation-training", args=[unit.reference, tour.rotation]),
        )
    yield from _ending_offers(viewer, day, start, until)


def _ending_offers(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Yield the last days of offers that nobody has withdrawn. One query."""
    offers = visible_offers(viewer, day).filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day),
        visibility.rows(viewer, CALENDAR_FIELDS),
        offered_until__gt=start,
        offered_until__lte=until,
    )
    for one in offers:
        yield CalendarEntry(
            kind=TRAINING,
            start=one.offered_until - ONE_DAY,
            until=one.offered_until,
            reference=one.reference,
            title=f"Last day of the offer of training {one.reference} ({OfferKind(one.kind).label}, {one.standard})",
            phase="offer",
            who=one.offered_by.name,
            illustrative=one.illustrative,
            source=one.source,
            address=reverse("training-offer", args=[one.reference]),
        )
