"""A contingent's monthly report: opened by the State with the lines of what is agreed, and corrected by it."""

from datetime import date

from django.db import transaction

from muster.inspections.actions.inspection_access import (
    locked_inspection,
    require_day,
    require_state_side,
    require_writer,
)
from muster.inspections.actions.inspection_steps import take_inspection_step
from muster.inspections.actions.plan_inspections import locked_unit, stored
from muster.inspections.actions.stage_events import last_step_on
from muster.inspections.inspection_terms import StepTerms
from muster.inspections.models import Inspection
from muster.inspections.parameters import due_numbers
from muster.inspections.rules.due import months_of_presence, report_due_on
from muster.inspections.rules.inspection_stages import correction_problems
from muster.inspections.stages import InspectionKind, InspectionStage
from muster.kit.errors import Refused
from muster.kit.intervals import DateInterval, add_months
from muster.kit.standing import Standing
from muster.parties.viewer import Viewer


@transaction.atomic
def open_report(
    actor: Viewer, unit_reference: str, month: date, *, today: date, on: date | None = None, source: str = ""
) -> Inspection:
    """Open a unit's report for the calendar month of a day: by an officer of the unit's State.

    It covers the days of the month on which the unit is there; `on` is the day on which it was begun, if that is past.
    Raises Refused for a month without a day of presence, for one to come, and where there is a report of it already.
    """
    unit = locked_unit(actor, unit_reference, today)
    first = month.replace(day=1)
    what = f"Report of {unit_reference} for {first:%B %Y}"
    require_state_side(actor, unit, what)
    present = DateInterval(unit.present_from, unit.present_until)
    if first not in months_of_presence(present, today):
        raise Refused(f"{what}: the unit is not there in that month, or the month has not come; give another.")
    covered = present.intersection(DateInterval(first, add_months(first, 1)))
    if covered is None or covered.until is None:  # a month of presence has a day of it, and a month ends
        raise Refused(f"{what}: the unit is not there in that month; give another.")
    begun_on = on or today
    require_day(what, begun_on, today)
    known = unit.inspections.filter(kind=InspectionKind.MONTHLY, covers_from__gte=first, covers_from__lt=covered.until)
    if found := known.exclude(stage=InspectionStage.CANCELLED).first():
        raise Refused(f"{what}: {found.reference} is on record; go on with that.")
    report = Inspection(
        reference=_reference(unit_reference, first, known.count()),
        unit=unit,
        kind=InspectionKind.MONTHLY,
        planned_for=begun_on,
        due_on=report_due_on(first, due_numbers(today)),
        covers_from=covered.start,
        covers_until=covered.until,
        known_from=today,
        source=source,
        standing=Standing.ILLUSTRATIVE if unit.illustrative else Standing.ENTERED,
    )
    stored(actor, report, today)
    return take_inspection_step(actor, report.reference, InspectionStage.UNDER_WAY, StepTerms(begun_on), today=today)


@transaction.atomic
def correct_report(
    actor: Viewer,
    reference: str,
    reason: str,
    *,
    today: date,
    on: date | None = None,
    expected_version: int | None = None,
) -> Inspection:
    """Begin the correction of a report that is handed in, with its lines: by an officer of the unit's State.

    Once it is handed in, the correction takes the report's place from that day on; until then the report holds. Raises
    Refused without a reason, for what is not handed in, and where a correction is under way.
    """
    corrected = locked_inspection(actor, reference, expected_version)
    what = f"Correction of {reference}"
    require_writer(actor, corrected, what)
    if problems := correction_problems(corrected.kind, corrected.stage, reason):
        raise Refused(f"{what} cannot be begun.", problems)
    begun_on = on or today
    require_day(what, begun_on, today, last_step_on(corrected))
    if open_one := corrected.corrections.exclude(stage=InspectionStage.CANCELLED).first():
        raise Refused(f"{what}: {open_one.reference} is under way; go on with that.")
    of_month = corrected.unit.inspections.filter(kind=InspectionKind.MONTHLY, covers_from=corrected.covers_from)
    first = require_month(corrected).replace(day=1)
    correction = Inspection(
        reference=_reference(corrected.unit.reference, first, of_month.count()),
        unit=corrected.unit,
        kind=corrected.kind,
        corrects=corrected,
        planned_for=begun_on,
        due_on=corrected.due_on,
        covers_from=corrected.covers_from,
        covers_until=corrected.covers_until,
        reason=reason.strip(),
        known_from=today,
        source=corrected.source,
        standing=corrected.standing,
    )
    stored(actor, correction, today)
    terms = StepTerms(begun_on, reason.strip())
    return take_inspection_step(actor, correction.reference, InspectionStage.UNDER_WAY, terms, today=today)


def require_month(report: Inspection) -> date:
    """Return the first day that a report covers. Raises Refused for one without any."""
    if report.covers_from is None:
        raise Refused(f"Report {report.reference}: it covers no month.")
    return report.covers_from


def _reference(unit: str, month: date, earlier: int) -> str:
    """Return a report's reference: unit and month, numbered where one before it was cancelled or is corrected."""
    start = f"{unit}-cmr-{month:%Y-%m}"
    return f"{start}-{earlier + 1}" if earlier else start
