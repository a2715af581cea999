"""What holds as verified of a unit on a day or through days: the one place from which other rooms read inspections.

Reimbursement, plans and yardsticks read this, and never a worksheet or a contingent's report. Each line says since when
it holds, by which inspection, and whether what lacks is beyond the contributor's control.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from muster.deployments.models import DeployedUnit
from muster.inspections.models import Inspection
from muster.inspections.queries.inspections import sheets_of, stage_on, visible_inspections, with_events
from muster.inspections.rules.verified import VERIFYING, SignedInspection, Verified, verified_on, verified_through
from muster.inspections.stages import InspectionStage
from muster.kit.intervals import DateInterval, add_months
from muster.parties.viewer import Viewer

ONE_DAY = timedelta(days=1)


def signed_inspections(viewer: Viewer, unit: DeployedUnit, day: date) -> list[SignedInspection]:
    """Return the verifying inspections of a unit that were signed by `day`, in the order of their days. 4 queries."""
    found = visible_inspections(viewer, day).filter(unit=unit, kind__in=[one.value for one in VERIFYING])
    rows = [one for one in with_events(found, day) if stage_on(one) == InspectionStage.SIGNED]
    return as_signed(rows)


def as_signed(rows: Iterable[Inspection]) -> list[SignedInspection]:
    """Return signed inspections with their worksheets, as the rules read them. Two queries."""
    rows = [one for one in rows if one.carried_until is not None]
    sheets = sheets_of(rows)
    found = [
        SignedInspection(one.reference, one.kind, one.carried_until - ONE_DAY, sheets[one.pk])
        for one in rows
        if one.carried_until is not None
    ]
    return sorted(found, key=lambda one: (one.since, one.reference))


def verified_of(viewer: Viewer, unit: DeployedUnit, on: date, *, as_of: date | None = None) -> Verified:
    """Return what holds of a unit on the day `on`, among what was signed by `as_of` (None: by that day itself)."""
    return verified_on(signed_inspections(viewer, unit, as_of or on), on)


def verified_in(viewer: Viewer, unit: DeployedUnit, days: DateInterval, *, as_of: date) -> list[Verified]:
    """Return what holds of a unit through `days`, in parts that cover them, among what was signed by `as_of`."""
    return verified_through(signed_inspections(viewer, unit, as_of), days)


def verified_in_month(viewer: Viewer, unit: DeployedUnit, month: date, *, as_of: date) -> list[Verified]:
    """Return what holds of a unit through the calendar month of a day, among what was signed by `as_of`."""
    start = month.replace(day=1)
    return verified_in(viewer, unit, DateInterval(start, add_months(start, 1)), as_of=as_of)
