"""Adds events to the log. Called inside the transaction of the write that it records."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from muster.audit.models import AuditEvent
from muster.audit.rules import FIRST_DIGEST, digest_of

CHAIN_LOCK = 0x4D555354  # one advisory lock for the whole chain on PostgreSQL ("MUST")


class Actor(Protocol):
    """Who acts: a user (None for the system itself) on behalf of an organisation."""

    @property
    def user_id(self) -> int | None:
        """Return the user's id, or None for the system."""

    @property
    def organisation_code(self) -> str:
        """Return the code of the organisation that the user acts for."""


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` as JSON gives them back, so that the digest can be computed again from what is stored."""
    result: dict[str, Any] = json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder))
    return result


def _lock_chain() -> None:
    """Let one writer at a time extend the chain. SQLite's immediate transactions already do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


@transaction.atomic
def record(
    actor: Actor,
    action: str,
    subject: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Add an event. `action` reads room:record:verb (`pledges:pledge:created`); `subject` names the record."""
    _lock_chain()
    last = AuditEvent.objects.order_by("-sequence").only("sequence", "digest").first()
    event = AuditEvent(
        sequence=last.sequence + 1 if last else 1,
        recorded_at=datetime.now(UTC),
        actor_id=actor.user_id,
        on_behalf_of=actor.organisation_code,
        action=action,
        subject=subject,
        reason=reason,
        before=_plain(before or {}),
        after=_plain(after or {}),
        previous_digest=last.digest if last else FIRST_DIGEST,
    )
    event.digest = digest_of(event.sequence, content_of(event), event.previous_digest)
    event.save(force_insert=True)
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
