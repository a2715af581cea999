"""Reads of inspections, each from what the viewer may see.

An inspection is seen by the unit's State, the mission, and the secretariat that mandates it; its worksheet by the State
from the day on which it is shared. A contingent's monthly report is the State's own until it is handed in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Prefetch, Q, QuerySet

from muster.inspections.models import EquipmentCheck, Inspection, InspectionStageEvent, SelfSustainmentCheck
from muster.inspections.rules.inspection_stages import is_report
from muster.inspections.rules.worksheet import EquipmentTerms, ServiceTerms, Worksheet
from muster.inspections.stages import InspectionKind, InspectionStage
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer

Terms = TypeVar("Terms", EquipmentTerms, ServiceTerms)
MISSION_PATH = "unit__post__requirement__mission"
SIDES = visibility.Fields(
    owner="unit__state_id",
    addressee=f"{MISSION_PATH}__mandated_by_id",
    mission=f"{MISSION_PATH}__organisation_id",
)
REPORTS = visibility.Fields(
    owner="unit__state_id",
    addressee=f"{MISSION_PATH}__mandated_by_id",
    mission=f"{MISSION_PATH}__organisation_id",
    stage="stage",
    withheld_stages=(InspectionStage.PLANNED, InspectionStage.UNDER_WAY, InspectionStage.CANCELLED),
)
TO_BOTH = (InspectionStage.SHARED, InspectionStage.SIGNED, InspectionStage.SUPERSEDED)
"""The stages from which on both sides read a worksheet."""


def inspection_condition(viewer: Viewer) -> Q:
    """Return the condition that the viewer may see an inspection."""
    report = Q(kind=InspectionKind.MONTHLY)
    return (~report & visibility.rows(viewer, SIDES)) | (report & visibility.rows(viewer, REPORTS))


def visible_inspections(viewer: Viewer, day: date) -> QuerySet[Inspection]:
    """Return the inspections and reports that the viewer may see, known on `day`, with the unit of each."""
    found = known_on(Inspection.objects.filter(inspection_condition(viewer)), day)
    return found.select_related("unit__state", f"{MISSION_PATH}__organisation", "basis__instrument", "corrects")


def with_events(inspections: QuerySet[Inspection], day: date) -> QuerySet[Inspection]:
    """Return inspections with `known_events` in order. One query for all of them."""
    events = known_on(InspectionStageEvent.objects.select_related("by"), day).filter(held_from__lte=day)
    return inspections.prefetch_related(Prefetch("stage_events", queryset=events, to_attr="known_events"))


def visible_inspection(viewer: Viewer, day: date, reference: str) -> Inspection:
    """Return one inspection with `known_events`. Raises NotFound if there is none that the viewer may see."""
    found = with_events(visible_inspections(viewer, day), day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no inspection {reference!r} that you may see as of {long_day(day)}.")
    return found


def stage_on(inspection: Inspection) -> str:
    """Return the stage that held on the day as of which an inspection was read with its events."""
    events: list[InspectionStageEvent] = inspection.known_events  # type: ignore[attr-defined]
    return events[-1].stage if events else InspectionStage.PLANNED.value


def signed_day(inspection: Inspection) -> date | None:
    """Return the day on which an inspection read with its events was signed by the day as of which it was read."""
    events: list[InspectionStageEvent] = inspection.known_events  # type: ignore[attr-defined]
    return next((one.held_from for one in reversed(events) if one.stage == InspectionStage.SIGNED), None)


def correction_of(viewer: Viewer, inspection: Inspection, day: date) -> Inspection | None:
    """Return the correction of a report that the viewer may see, under way or handed in; one query for a report."""
    if not is_report(inspection.kind):
        return None
    corrections = visible_inspections(viewer, day).filter(corrects=inspection)
    return corrections.exclude(stage=InspectionStage.CANCELLED).first()


def is_owner(viewer: Viewer, inspection: Inspection) -> bool:
    """Return whether the viewer acts for the State of the unit, and not for the installation."""
    return not viewer.is_system and viewer.organisation_id == inspection.unit.state_id


def may_read_sheet(viewer: Viewer, inspection: Inspection, stage: str) -> bool:
    """Return whether the viewer reads the worksheet of an inspection that it sees, at the stage at which it stands."""
    if viewer.is_system or stage in TO_BOTH:
        return True
    return is_owner(viewer, inspection) == is_report(inspection.kind)


def sheets_of(inspections: Iterable[Inspection]) -> Mapping[int, Worksheet]:
    """Return the worksheets of inspections by their keys. Two queries for any number."""
    keys = [one.pk for one in inspections]
    equipment: dict[int, list[EquipmentTerms]] = defaultdict(list)
    services: dict[int, list[ServiceTerms]] = defaultdict(list)
    for row in EquipmentCheck.objects.filter(inspection__in=keys).order_by("inspection", "number"):
        equipment[row.inspection_id].append(_terms(EquipmentTerms, row))
    for other in SelfSustainmentCheck.objects.filter(inspection__in=keys).order_by("inspection", "number"):
        services[other.inspection_id].append(_terms(ServiceTerms, other))
    return {key: Worksheet(tuple(equipment[key]), tuple(services[key])) for key in keys}


def _terms(kind: type[Terms], row: object) -> Terms:
    return kind(**{name: getattr(row, name) for name in kind.__slots__})


def sheet_of(inspection: Inspection) -> Worksheet:
    """Return the worksheet of one inspection as it is on record, for whoever may read it."""
    return sheets_of([inspection])[inspection.pk]


def sheet_seen(viewer: Viewer, inspection: Inspection) -> Worksheet | None:
    """Return the worksheet of an inspection read with its events; None where the viewer may not read it yet."""
    return sheet_of(inspection) if may_read_sheet(viewer, inspection, stage_on(inspection)) else None
