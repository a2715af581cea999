"""Adds events to the log. Called inside the transaction of the write that it records."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from muster.audit.anchors import Occasion, write_anchor
from muster.audit.models import AuditEvent
from muster.audit.rules import FIRST_DIGEST, digest_of

CHAIN_LOCK = 0x4D555354  # one advisory lock for the whole chain on PostgreSQL ("MUST")
BATCH = 500
EXPORTED = "exported"
"""The verb of every export (`pledges:workbook:exported`): what has left the house is anchored at once."""


class Actor(Protocol):
    """Who acts: a user (None for the system itself) on behalf of an organisation."""

    @property
    def user_id(self) -> int | None:
        """Return the user's id, or None for the system."""

    @property
    def organisation_code(self) -> str:
        """Return the code of the organisation that the user acts for."""


@dataclass(frozen=True)
class NewEvent:
    """An event to be added. `action` reads room:record:verb (`pledges:pledge:created`); `subject` names the record."""

    action: str
    subject: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` as JSON gives them back, so that the digest can be computed again from what is stored."""
    if not values:
        return {}
    result: dict[str, Any] = json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder))
    return result


def _lock_chain() -> None:
    """Let one writer at a time extend the chain. SQLite's immediate transactions already do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def record(
    actor: Actor,
    action: str,
    subject: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Add an event. An export (verb `exported`) is anchored outside the database once its transaction is committed."""
    return record_many(actor, [NewEvent(action, subject, before or {}, after or {}, reason)])[0]


@transaction.atomic
def record_many(actor: Actor, new: Sequence[NewEvent]) -> list[AuditEvent]:
    """Add many events of one actor in their order: the chain is locked once, its end read once. For bulk writes."""
    _lock_chain()
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", "digest").first()
    sequence, digest = last or (0, FIRST_DIGEST)
    recorded_at = datetime.now(UTC)
    events: list[AuditEvent] = []
    for one in new:
        event = _event(actor, one, recorded_at, sequence + 1, digest)
        sequence, digest = event.sequence, event.digest
        events.append(event)
    AuditEvent.objects.bulk_create(events, batch_size=BATCH)
    if any(one.action.endswith(f":{EXPORTED}") for one in new):
        # A full disk must not take back an export that has left: it is logged, and the next anchor covers the event.
        transaction.on_commit(_anchor_export, robust=True)
    return events


def _anchor_export() -> None:
    """Anchor the end of the chain because something has left the house."""
    write_anchor(Occasion.EXPORT)


def _event(actor: Actor, new: NewEvent, recorded_at: datetime, sequence: int, previous_digest: str) -> AuditEvent:
    """Return the event, unsaved, in its place in the chain."""
    event = AuditEvent(
        sequence=sequence,
        recorded_at=recorded_at,
        actor_id=actor.user_id,
        on_behalf_of=actor.organisation_code,
        action=new.action,
        subject=new.subject,
        reason=new.reason,
        before=_plain(new.before),
        after=_plain(new.after),
        previous_digest=previous_digest,
    )
    event.digest = digest_of(sequence, content_of(event), previous_digest)
    return event


def content_of(event: AuditEvent) -> dict[str, Any]:
    """Return what the digest of `event` covers besides its place in the chain."""
    return {
        "recorded_at": event.recorded_at.astimezone(UTC).isoformat(),
        "actor_id": event.actor_id,
        "on_behalf_of": event.on_behalf_of,
        "action": event.action,
        "subject": event.subject,
        "reason": event.reason,
        "before": event.before,
        "after": event.after,
    }
