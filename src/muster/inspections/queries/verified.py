"""What holds as verified of a unit on a day or through days: the one place from which other rooms read inspections.

Reimbursement, plans and yardsticks read this, and never a worksheet or a contingent's report. Each line says since when
it holds, by which inspection, and whether what lacks is beyond the contributor's control.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from muster.deployments.models import DeployedUnit
from muster.inspections.queries.inspections import sheets_of, stage_on, visible_inspections, with_events
from muster.inspections.rules.verified import VERIFYING, SignedInspection, Verified, verified_on, verified_through
from muster.inspections.stages import InspectionStage
from muster.kit.intervals import DateInterval, add_months
from muster.parties.viewer import Viewer

ONE_DAY = timedelta(days=1)


def signed_inspections(viewer: Viewer, unit: DeployedUnit, day: date) -> list[SignedInspection]:
    """Return the verifying inspections of a unit that were signed by `day`, in the order of their days. 4 queries."""
    return signed_inspections_of(viewer, [unit], day)[unit.pk]


def signed_inspections_of(
    viewer: Viewer, units: Iterable[DeployedUnit], day: date
) -> dict[int, list[SignedInspection]]:
    """Return the signed inspections of units by their keys, as of one unit. Four queries for any number."""
    signed: dict[int, list[SignedInspection]] = {one.pk: [] for one in units}
    found = visible_inspections(viewer, day).filter(unit__in=list(signed), kind__in=[one.value for one in VERIFYING])
    rows = [one for one in with_events(found, day) if stage_on(one) == InspectionStage.SIGNED]
    sheets = sheets_of(rows)
    for one in rows:
        if one.carried_until is not None:
            since = one.carried_until - ONE_DAY
            signed[one.unit_id].append(SignedInspection(one.reference, one.kind, since, sheets[one.pk]))
    return {key: sorted(those, key=lambda one: (one.since, one.reference)) for key, those in signed.items()}


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
