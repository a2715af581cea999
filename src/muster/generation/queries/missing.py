"""What open cases of a mission or a State still lack: instruments that nobody has signed, clearances not granted."""

from datetime import date
from typing import Any

from django.db.models import CharField, DateField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from muster.generation.models import Clearance, ClearanceKind, ClearanceStage, Instrument, InstrumentStageEvent
from muster.generation.queries.case_parts import PART_FIELDS
from muster.generation.queries.instruments import visible_instruments
from muster.generation.rules.handover import MissingLine
from muster.generation.rules.instruments import LABELS, Stage
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer

BEFORE_SIGNATURE = (Stage.DRAFT.value, Stage.AGREED.value)
SETTLED = (ClearanceStage.GRANTED, ClearanceStage.NOT_NEEDED)


def unsigned_instruments(viewer: Viewer, day: date, of_cases: Q) -> list[MissingLine]:
    """Return the instruments that were not signed on `day`; `of_cases` says of which cases (paths from the case)."""
    events = known_on(InstrumentStageEvent.objects.filter(instrument=OuterRef("pk"), held_from__lte=day), day)
    latest = events.order_by("-held_from", "-pk")
    rows: Any = (
        visible_instruments(viewer, day)
        .filter(of_cases)
        .annotate(
            stage_then=Coalesce(
                Subquery(latest.values("stage")[:1]), Value(Stage.DRAFT.value), output_field=CharField()
            ),
            since=Subquery(latest.values("held_from")[:1], output_field=DateField()),
        )
    )
    return [_unsigned(one) for one in rows.filter(stage_then__in=BEFORE_SIGNATURE).order_by("case__reference", "pk")]


def _unsigned(instrument: Any) -> MissingLine:
    found: Instrument = instrument
    return MissingLine(
        case=found.case.reference,
        what=found.title,
        stage=LABELS[Stage(instrument.stage_then)],
        since=instrument.since,
        due_on=None,
        is_overdue=False,
        note=found.number,
        illustrative=found.illustrative,
    )


def missing_clearances(viewer: Viewer, day: date, of_cases: Q) -> list[MissingLine]:
    """Return the clearances that were needed and not granted on `day`; refused ones among them."""
    seen = known_on(Clearance.objects.filter(visibility.rows(viewer, PART_FIELDS), of_cases), day)
    answered_later = Q(answered_on__gt=day)
    rows = seen.filter(~Q(stage__in=SETTLED) | answered_later).select_related("case").order_by("due_on", "pk")
    return [_missing(one, day) for one in rows]


def _missing(clearance: Clearance, day: date) -> MissingLine:
    is_answered = clearance.answered_on is None or clearance.answered_on <= day
    stage = ClearanceStage(clearance.stage) if is_answered else ClearanceStage.ASKED
    return MissingLine(
        case=clearance.case.reference,
        what=" ".join(part for part in (str(ClearanceKind(clearance.kind).label), clearance.host_state) if part),
        stage=str(stage.label),
        since=clearance.asked_on,
        due_on=clearance.due_on,
        is_overdue=clearance.due_on is not None and clearance.due_on < day,
        note=clearance.note,
        illustrative=clearance.illustrative,
    )
