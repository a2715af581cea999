"""The contingent's side of an inspection: its remarks and its signature, or why it does not sign."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.inspections.actions.inspection_access import (
    is_mission_side,
    is_state_side,
    locked_inspection,
    require_day,
    require_state_side,
)
from muster.inspections.actions.inspection_telling import SHARED, mission_sides, tell_inspection
from muster.inspections.actions.stage_events import last_step_on
from muster.inspections.models import Inspection
from muster.inspections.stages import InspectionStage
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Refused
from muster.parties.viewer import Viewer


def _require_shared(inspection: Inspection, what: str) -> None:
    if inspection.stage != InspectionStage.SHARED:
        stage = InspectionStage(inspection.stage).label
        raise Refused(f"{what}: the contingent answers while the worksheet is with it; it is “{stage}”.")


@transaction.atomic
def sign_for_contingent(
    actor: Viewer, reference: str, *, on: date, remarks: str = "", today: date, expected_version: int | None = None
) -> Inspection:
    """Sign a shared worksheet for the contingent, with its remarks: by an officer of the unit's State."""
    inspection = locked_inspection(actor, reference, expected_version)
    what = f"Inspection {reference}"
    require_state_side(actor, inspection.unit, what)
    _require_shared(inspection, what)
    require_day(what, on, today, last_step_on(inspection))
    if inspection.contingent_signed_on is not None:
        raise Refused(f"{what}: the contingent signed it on {inspection.contingent_signed_on}.")
    inspection.remarks, inspection.contingent_signed_on, inspection.refusal = remarks.strip(), on, ""
    _save(actor, inspection, "signed-by-contingent", {"signed_on": on, "remarks": remarks.strip()})
    title = f"The contingent of {inspection.unit.title} has signed {reference}"
    tell_inspection(actor, inspection, SHARED, title, to=mission_sides(inspection.unit)[:1], day=today)
    return inspection


@transaction.atomic
def refuse_signature(
    actor: Viewer, reference: str, *, words: str, today: date, expected_version: int | None = None
) -> Inspection:
    """Record that the contingent does not sign a shared worksheet, and why: by its State, or by the mission for it."""
    inspection = locked_inspection(actor, reference, expected_version)
    what = f"Inspection {reference}"
    if not (is_state_side(actor, inspection.unit) or is_mission_side(actor, inspection.unit)):
        raise NotAllowed(f"{what}: a refusal is recorded by officers of the State, or of the mission's side.")
    _require_shared(inspection, what)
    if inspection.contingent_signed_on is not None:
        raise Refused(f"{what}: the contingent signed it on {inspection.contingent_signed_on}; it has not refused.")
    if not words.strip():
        raise Refused(f"{what}: say why the contingent does not sign.")
    inspection.refusal = words.strip()
    _save(actor, inspection, "signature-refused", {"words": words.strip()})
    title = f"The contingent of {inspection.unit.title} does not sign {reference}"
    to = [inspection.unit.state, mission_sides(inspection.unit)[0]]
    tell_inspection(actor, inspection, SHARED, title, to=to, day=today, body=words.strip())
    return inspection


def _save(actor: Viewer, inspection: Inspection, verb: str, after: dict[str, object]) -> None:
    inspection.version += 1
    require_clean_fields(inspection, f"Inspection {inspection.reference}")
    inspection.save()
    audit.record(actor, f"inspections:inspection:{verb}", inspection.reference, after=after)
