"""Serviceability of a unit over time: of its signed inspections, and of the reports that its contingent handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from muster.deployments.models import DeployedUnit
from muster.inspections.models import Inspection
from muster.inspections.queries.inspections import sheets_of, stage_on, visible_inspections, with_events
from muster.inspections.rules.inspection_stages import is_report
from muster.inspections.rules.serviceability import Serviceability, by_category, whole
from muster.inspections.stages import InspectionKind, InspectionStage
from muster.parties.viewer import Viewer

ONE_DAY = timedelta(days=1)
COUNTING = (InspectionKind.ARRIVAL, InspectionKind.PERIODIC, InspectionKind.READINESS, InspectionKind.MONTHLY)
"""The kinds whose share speaks of the whole unit; a spot check looks at some lines."""


@dataclass(frozen=True)
class Counted:
    """What an inspection or report counted: of the day `on`, by category and as a whole."""

    reference: str
    kind: str
    on: date
    total: Serviceability
    categories: Mapping[str, Serviceability]

    @property
    def reported(self) -> bool:
        """Return whether the contingent reported it, so that it verifies nothing."""
        return is_report(self.kind)


def serviceability_of(viewer: Viewer, unit: DeployedUnit, day: date) -> list[Counted]:
    """Return what was counted of a unit by `day` in what is signed, in the order of the days. Four queries."""
    found = visible_inspections(viewer, day).filter(unit=unit, kind__in=[one.value for one in COUNTING])
    rows = [one for one in with_events(found, day) if stage_on(one) == InspectionStage.SIGNED]
    sheets = sheets_of(rows)
    counted = [
        Counted(
            one.reference,
            one.kind,
            _day_of(one),
            whole(sheets[one.pk].equipment),
            by_category(sheets[one.pk].equipment),
        )
        for one in rows
    ]
    return sorted(counted, key=lambda one: (one.on, one.reported, one.reference))


def _day_of(one: Inspection) -> date:
    until = one.covers_until if is_report(one.kind) else one.carried_until
    return until - ONE_DAY if until else one.planned_for
