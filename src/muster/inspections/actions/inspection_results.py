"""What a signed inspection says of a unit goes where selections and the register read it."""

from datetime import date, timedelta

from muster.inspections.models import Inspection
from muster.inspections.parameters import threshold_percent
from muster.inspections.rules.serviceability import whole
from muster.inspections.rules.worksheet import Worksheet
from muster.inspections.stages import InspectionKind, Readiness
from muster.parties.viewer import Viewer
from muster.pledges.actions import record_theatre_result
from muster.pledges.theatre_terms import TheatreResultKind, TheatreResultTerms

COUNTED_KINDS = (InspectionKind.ARRIVAL, InspectionKind.PERIODIC, InspectionKind.READINESS)
"""A spot check says what it looked at, and a unit on its way home is judged no more: neither speaks of the whole."""


def record_results(actor: Viewer, inspection: Inspection, sheet: Worksheet, on: date, today: date) -> str:
    """Record serviceability and readiness of a signed inspection; return in words what is not as it should be.

    Serviceability counts only where every line was counted. The day is the last one on the ground.
    """
    told = []
    found_on = inspection.carried_until - timedelta(days=1) if inspection.carried_until else on
    share = whole(sheet.equipment)
    threshold = threshold_percent(on)
    if inspection.kind in COUNTED_KINDS and not sheet.uncounted and share.percent is not None:
        word = "" if share.meets(threshold) else f"below the threshold of {threshold} %"
        _record(
            actor, inspection, found_on, today, kind=TheatreResultKind.SERVICEABILITY, percent=share.percent, word=word
        )
        if word:
            told.append(f"serviceability {share.percent} %, {word}")
    if inspection.kind == InspectionKind.READINESS and inspection.readiness:
        readiness = Readiness(inspection.readiness)
        _record(
            actor,
            inspection,
            found_on,
            today,
            kind=TheatreResultKind.READINESS,
            word=readiness.label,
            outcome=readiness.value,
        )
        if readiness != Readiness.READY:
            told.append(readiness.label.lower())
    return "; ".join(told)


def _record(
    actor: Viewer, inspection: Inspection, on: date, today: date, *, kind: str, percent: int | None = None,
    word: str, outcome: str = "",
) -> None:  # fmt: skip
    unit = inspection.unit
    terms = TheatreResultTerms(
        unit=unit.reference,
        state=unit.state.code,
        mission=unit.post.requirement.mission.acronym,
        unit_type=unit.post.unit_type,
        kind=kind,
        on=on,
        reference=inspection.reference,
        percent=percent,
        word=word,
        outcome=outcome,
        pledge=unit.pledge.reference if unit.pledge else "",
        source=inspection.source,
        standing=inspection.standing,
    )
    record_theatre_result(actor, terms, today=today)
