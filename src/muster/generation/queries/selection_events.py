"""The events of a selection that hold what it rests on: the only thing that a replay reads."""

from typing import Any

from muster.audit.models import AuditEvent
from muster.kit.errors import NotFound
from muster.parties.queries import visible_events
from muster.parties.viewer import Viewer

DECISIONS = ("generation:selection:proposed", "generation:selection:approved")


def decisions_of(viewer: Viewer, reference: str) -> list[dict[str, Any]]:
    """Return the decisions on a selection, oldest first, as a file of them holds them. Raises NotFound, NotAllowed."""
    found = visible_events(viewer).filter(subject=reference, action__in=DECISIONS).order_by("sequence")
    decisions = [_decision(event) for event in found]
    if not decisions:
        raise NotFound(f"There is no decision on a selection {reference!r} in the audit log that you may see.")
    return decisions


def _decision(event: AuditEvent) -> dict[str, Any]:
    return {
        "sequence": event.sequence,
        "recorded_at": event.recorded_at.isoformat(),
        "action": event.action,
        "selection": event.subject,
        "offer": event.after["offer"],
        "justification": event.after["justification"],
        "record": event.after["record"],
    }
