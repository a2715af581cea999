"""The stages of an inspection, an evaluation or a plan to do better, as dated events."""

from datetime import date
from typing import Any

from muster.inspections.models import Evaluation, Inspection, PerformancePlan
from muster.kit.clean_fields import require_clean_fields
from muster.parties.viewer import Viewer

Staged = Inspection | Evaluation | PerformancePlan


def last_step_on(record: Staged) -> date | None:
    """Return the day of the last step of a record; None before the first."""
    events: Any = record.stage_events
    found: date | None = events.order_by("-held_from", "-pk").values_list("held_from", flat=True).first()
    return found


def add_stage_event(actor: Viewer, record: Staged, on: date, known_from: date, reason: str = "") -> None:
    """Record that a record is at its stage from a day on."""
    events: Any = record.stage_events
    event = events.model(
        **{events.field.name: record}, stage=record.stage, held_from=on, by_id=actor.organisation_id, reason=reason,
        known_from=known_from,
    )  # fmt: skip
    require_clean_fields(event, f"A step of {record._meta.verbose_name} {record.reference}")
    event.save(force_insert=True)
