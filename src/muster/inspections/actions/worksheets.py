"""The worksheet of an inspection is filled from what is agreed, and written as a whole: all of it or nothing."""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.inspections.actions.inspection_access import locked_inspection, require_writer
from muster.inspections.models import EquipmentCheck, Inspection, SelfSustainmentCheck
from muster.inspections.queries.inspections import sheet_of
from muster.inspections.rules.inspection_stages import WRITTEN_IN
from muster.inspections.rules.worksheet import Worksheet, marked_by_hand, sheet_problems
from muster.inspections.stages import InspectionStage
from muster.kit.clean_fields import FieldCleaner
from muster.kit.errors import Problem, Refused
from muster.parties.viewer import Viewer


def store_sheet(inspection: Inspection, sheet: Worksheet) -> None:
    """Put a worksheet in place of the one on record."""
    what = f"The worksheet of {inspection.reference}"
    cleaner = FieldCleaner()
    equipment = [EquipmentCheck(inspection=inspection, **asdict(line)) for line in sheet.equipment]
    services = [SelfSustainmentCheck(inspection=inspection, **asdict(line)) for line in sheet.services]
    for row in equipment:
        cleaner.require(row, lambda row=row: f"{what}, equipment line {row.number}")  # type: ignore[misc]
    for other in services:
        cleaner.require(other, lambda row=other: f"{what}, self-sustainment line {row.number}")  # type: ignore[misc]
    inspection.equipment.all().delete()
    inspection.self_sustainment.all().delete()
    EquipmentCheck.objects.bulk_create(equipment)
    SelfSustainmentCheck.objects.bulk_create(services)


@transaction.atomic
def write_worksheet(
    actor: Viewer, reference: str, sheet: Worksheet, *, today: date, expected_version: int | None = None
) -> Inspection:
    """Write the worksheet of an inspection that is under way. Raises Refused with every problem by line."""
    inspection = locked_inspection(actor, reference, expected_version)
    what = f"The worksheet of {reference}"
    require_writer(actor, inspection, what)
    if inspection.stage not in WRITTEN_IN:
        stage = InspectionStage(inspection.stage).label
        raise Refused(f"{what}: it is written while the inspection is under way; it is “{stage}”.")
    before = sheet_of(inspection)
    if problems := sheet_problems(before, sheet):
        raise Refused(f"{what} cannot be recorded; nothing was saved.", problems)
    after = marked_by_hand(before, sheet)
    if after == before:
        return inspection
    store_sheet(inspection, after)
    inspection.version += 1
    inspection.save(update_fields=["version"])
    audit.record(
        actor, "inspections:worksheet:written", reference, before=changed(before, after), after=changed(after, before)
    )
    return inspection


def changed(one: Worksheet, other: Worksheet) -> dict[str, object]:
    """Return the lines of a worksheet that the other has not, as the audit event keeps them."""
    return {
        "equipment": [asdict(line) for line in one.equipment if line not in other.equipment],
        "self_sustainment": [asdict(line) for line in one.services if line not in other.services],
    }


def by_place(problem: Problem, place: str) -> Problem:
    """Return a problem at another place: a row of a workbook instead of a line."""
    return Problem(place, problem.message, problem.remedy, problem.field)
