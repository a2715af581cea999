"""Reads the event log."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet

from muster.audit.actions import content_of
from muster.audit.models import AuditEvent
from muster.audit.rules import ChainedEvent


def chained_events() -> Iterator[ChainedEvent]:
    """Yield all events in order, as the chain's rules want them."""
    for event in AuditEvent.objects.order_by("sequence").iterator():
        yield ChainedEvent(event.sequence, content_of(event), event.previous_digest, event.digest)


def events_on(day: date) -> QuerySet[AuditEvent]:
    """Return the events recorded on a day, in UTC."""
    start = datetime.combine(day, time(), tzinfo=UTC)
    return AuditEvent.objects.filter(recorded_at__gte=start, recorded_at__lt=start + timedelta(days=1))
