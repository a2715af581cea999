"""What a State's units lost in the days of a year, and what was decided to pay for it."""

from datetime import date
from typing import Any

from muster.kit.intervals import DateInterval
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reimbursement.queries.losses import AFTER_DECISION, visible_losses
from muster.reimbursement.rules.annual_report import LossYear
from muster.reimbursement.rules.loss_stages import LossStage
from muster.reimbursement.rules.losses import LossKind


def lost_in(viewer: Viewer, state: Organisation, days: DateInterval, *, as_of: date) -> tuple[LossYear, ...]:
    """Return the cases under a State's memoranda that happened in `days`, the earliest first. Two queries."""
    found = visible_losses(viewer, as_of).filter(
        memorandum__unit__state=state, happened_on__gte=days.start, happened_on__lt=days.until
    )
    return tuple(_lost(one) for one in found.order_by("happened_on", "reference"))


def _lost(event: Any) -> LossYear:
    return LossYear(
        reference=event.reference,
        on=event.happened_on,
        words=f"{LossKind(event.kind).label}, {event.place}",
        stage=LossStage(event.stage_then).label,
        value_cents=sum(one.gfmv_cents * one.quantity for one in event.items.all() if not one.is_minor),
        paid_cents=_decided_cents(event),
        illustrative=event.illustrative,
    )


def _decided_cents(event: Any) -> int | None:
    """Return what the decision pays; nothing of what was refused, None before either."""
    if event.stage_then in AFTER_DECISION:
        return sum(one.decided_cents or 0 for one in event.items.all())
    return 0 if event.stage_then == LossStage.REFUSED else None
