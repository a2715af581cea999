"""Reads of strength, locations and legal bases of units in theatre.

How many people are in theatre, by sex, and where is public to all parties. National support elements and legal bases
are for the unit's State, the mission and the secretariat that mandates it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from muster.deployments.models import DeployedUnit, LegalBasis, StrengthReport, UnitLocation
from muster.deployments.models.believed import believed_on
from muster.deployments.queries.units import UNIT_FIELDS, known_units
from muster.deployments.rules.findings import Finding
from muster.deployments.rules.legal_basis import Instrument, basis_findings
from muster.deployments.rules.strength import Report, UnitCount, support_days
from muster.kit.intervals import DateInterval
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.unit_types import unit_type

SIDES = visibility.Fields(
    owner="state_id",
    addressee="post__requirement__mission__mandated_by_id",
    mission="post__requirement__mission__organisation_id",
)
BASIS_FIELDS = visibility.Fields(
    owner="unit__state_id",
    addressee="unit__post__requirement__mission__mandated_by_id",
    mission="unit__post__requirement__mission__organisation_id",
)
OF_UNIT = visibility.Fields(is_to_every_party=UNIT_FIELDS.is_to_every_party)


def visible_reports(viewer: Viewer, day: date) -> QuerySet[StrengthReport]:
    """Return the strength reports that the viewer may see, known on `day`; support elements are not for everybody."""
    units = known_units(viewer, day)
    found = StrengthReport.every.filter(visibility.rows(viewer, OF_UNIT), unit__in=units)
    return believed_on(found, day).select_related("unit__state", "unit__post__requirement__mission")


def visible_locations(viewer: Viewer, day: date) -> QuerySet[UnitLocation]:
    """Return the locations of units that the viewer may see, known on `day`."""
    units = known_units(viewer, day)
    return believed_on(UnitLocation.every.filter(visibility.rows(viewer, OF_UNIT), unit__in=units), day)


def visible_bases(viewer: Viewer, day: date) -> QuerySet[LegalBasis]:
    """Return the legal bases that the viewer may see, known on `day`: of its own units, its missions', its register's.

    With the instrument of a case and the case behind each, where there are.
    """
    units = known_units(viewer, day)
    found = LegalBasis.every.filter(visibility.rows(viewer, BASIS_FIELDS), unit__in=units)
    return believed_on(found, day).select_related("unit", "instrument__case")


def units_seen_whole(viewer: Viewer, units: Iterable[DeployedUnit]) -> frozenset[int]:
    """Return the keys of those units whose support element and legal bases the viewer may see. One query."""
    seen = DeployedUnit.objects.filter(visibility.rows(viewer, SIDES), pk__in=[one.pk for one in units])
    return frozenset(seen.values_list("pk", flat=True))


def presence_of(unit: DeployedUnit) -> UnitCount:
    """Return a unit as it is counted, without its reports."""
    return _counted(unit, ())


def _counted(unit: DeployedUnit, reports: tuple[Report, ...]) -> UnitCount:
    return UnitCount(
        reference=unit.reference,
        state=unit.state.code,
        unit_type=unit.post.unit_type,
        category=unit_type(unit.post.unit_type).personnel_category,
        agreed=unit.strength,
        present=DateInterval(unit.present_from, unit.present_until),
        reports=reports,
    )


def unit_counts(viewer: Viewer, day: date, units: Iterable[DeployedUnit]) -> list[UnitCount]:
    """Return units with the reports of them that the viewer may see, in their order. Two queries for any number."""
    units = list(units)
    whole = units_seen_whole(viewer, units)
    reports: dict[int, list[Report]] = defaultdict(list)
    rows = visible_reports(viewer, day).filter(unit__in=[one.pk for one in units]).select_related(None)
    for one in rows.order_by("on"):
        support = (one.support_men, one.support_women) if one.unit_id in whole else (0, 0)
        reports[one.unit_id].append(Report(one.on, one.men, one.women, *support))
    return [_counted(one, tuple(reports[one.pk])) for one in units]


def gaps_in_basis(
    viewer: Viewer, day: date, unit: DeployedUnit, counted: UnitCount | None = None
) -> tuple[Finding, ...]:
    """Return the days until which people of a unit stand on no instrument, for those who may see its legal bases.

    Others are told nothing. A presence without an end is looked at without one. `counted`: the unit as it was counted
    for somebody who sees it whole, where that has been read.
    """
    if counted is None:
        if not units_seen_whole(viewer, [unit]):
            return ()
        (counted,) = unit_counts(viewer, day, [unit])
    instruments = [
        Instrument(one.title, DateInterval(one.valid_from, one.valid_until), one.covers_support)
        for one in visible_bases(viewer, day).filter(unit=unit)
    ]
    return basis_findings(unit.reference, counted.present, support_days(counted), instruments)
