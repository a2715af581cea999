"""Reads the event log."""

from collections.abc import Iterator

from muster.audit.actions import content_of
from muster.audit.models import AuditEvent
from muster.audit.rules import ChainedEvent


def chained_events() -> Iterator[ChainedEvent]:
    """Yield all events in order, as the chain's rules want them."""
    for event in AuditEvent.objects.order_by("sequence").iterator():
        yield ChainedEvent(event.sequence, content_of(event), event.previous_digest, event.digest)
