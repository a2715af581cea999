"""What is due of the units in theatre: a fixed number of queries for any number of units, reckoned in memory."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.strength import SIDES as UNIT_SIDES
from muster.deployments.queries.units import visible_units
from muster.inspections.models import Inspection, InspectionStageEvent
from muster.inspections.parameters import departed_months, due_numbers
from muster.inspections.queries.inspections import inspection_condition
from muster.inspections.rules.due import due_lines, oldest_asked
from muster.inspections.rules.due_facts import ORDER, DueLine, DueState, Inspected
from muster.inspections.rules.inspection_stages import is_report
from muster.inspections.stages import InspectionKind, InspectionStage
from muster.kit.facts import known_on
from muster.kit.intervals import DateInterval, add_months
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.viewer import Viewer

DONE = (DueState.DONE, DueState.DONE_LATE)
UNIT_COLUMNS = (
    "pk", "reference", "title", "state__code", "state__name", "post__requirement__mission__acronym", "post__unit_type",
    "present_from", "until_then", "standing",
)  # fmt: skip
COLUMNS = (
    "pk", "unit_id", "reference", "kind", "planned_for", "carried_until", "covers_from", "known_from", "reason",
)  # fmt: skip
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DueUnit:
    """A unit as the due list reads it: the fields in the order of `UNIT_COLUMNS`."""

    key: int
    reference: str
    title: str
    state: str
    state_name: str
    mission: str
    unit_type: str
    present_from: date
    present_until: date | None
    standing: str

    @property
    def illustrative(self) -> bool:
        """Return whether it is no published fact."""
        return self.standing == Standing.ILLUSTRATIVE


@dataclass(frozen=True, slots=True)
class DueRow:
    """What is due of a unit, or was done."""

    unit: DueUnit
    line: DueLine

    @property
    def illustrative(self) -> bool:
        """Return whether the unit is no published fact."""
        return self.unit.illustrative


def sided_units(viewer: Viewer, day: date) -> QuerySet[DeployedUnit]:
    """Return the units of which the viewer is the State, the mission or the secretariat that mandates it."""
    return visible_units(viewer, day).filter(visibility.rows(viewer, UNIT_SIDES))


def due_rows(
    viewer: Viewer, day: date, *, mission: str = "", state: str = "", unit: str = "", with_done: bool = True
) -> list[DueRow]:
    """Return what is due as of `day` of the units that the viewer is a side of, most urgent first, then what was done.

    A monthly report that the viewer may not see yet is one that is not handed in. Without `with_done` what was done is
    left out, and reports that are asked for no more are not even read. Three queries.
    """
    chosen = {"post__requirement__mission__acronym": mission, "state__code": state, "reference": unit}
    since = add_months(day, -departed_months(day))
    stays = Q(until_then__isnull=True) | Q(until_then__gt=since)
    units = sided_units(viewer, day).filter(stays, **{name: value for name, value in chosen.items() if value})
    rows = [DueUnit(*row) for row in units.order_by("reference").values_list(*UNIT_COLUMNS)]
    numbers = due_numbers(day)
    oldest = None if with_done else oldest_asked(numbers, day)
    inspected = inspected_of(viewer, day, [one.key for one in rows], reports_from=oldest)
    found = [
        DueRow(one, line)
        for one in rows
        for line in due_lines(
            DateInterval(one.present_from, one.present_until), inspected.get(one.key, ()), numbers, day
        )
        if with_done or line.state not in DONE
    ]
    return sorted(found, key=lambda row: (ORDER[row.line.state], row.line.due_on, row.unit.reference))


def still_due(viewer: Viewer, day: date, *, mission: str = "", state: str = "", unit: str = "") -> list[DueRow]:
    """Return what is due as of `day` and not done. Three queries."""
    return due_rows(viewer, day, mission=mission, state=state, unit=unit, with_done=False)


def inspected_of(
    viewer: Viewer, day: date, units: Collection[int], *, reports_from: date | None = None
) -> Mapping[int, list[Inspected]]:
    """Return the inspections of units as the rules read them, by unit, at the stages of `day`. Two queries.

    `reports_from` leaves out the reports of months that began earlier. Corrections are left out: nothing is due anew.
    """
    if not units:
        return {}
    first = Inspection.objects.filter(inspection_condition(viewer), unit__in=units, corrects__isnull=True)
    seen = known_on(first, day).order_by()
    if reports_from is not None:
        seen = seen.exclude(kind=InspectionKind.MONTHLY, covers_from__lt=reports_from)
    stages = _stages(units, day)
    found: dict[int, list[Inspected]] = defaultdict(list)
    planned = (InspectionStage.PLANNED.value, day)
    for key, unit, reference, kind, planned_for, until, covers, known, reason in seen.values_list(*COLUMNS):
        stage, on = stages.get(key, planned)
        done_on = on if is_report(kind) else until - ONE_DAY if until is not None else None
        doubted_on = known if kind == InspectionKind.READINESS and reason else None
        found[unit].append(Inspected(reference, kind, stage, planned_for, done_on, covers, doubted_on))
    return found


def _stages(units: Collection[int], day: date) -> dict[int, tuple[str, date]]:
    """Return the stage of each inspection on `day` with the day since when it holds.

    Most are signed, and signed is the last stage: the other events are read of those alone that were not. A report that
    was corrected later was handed in when it was: its own day decides whether that was in time.
    """
    superseded = InspectionStage.SUPERSEDED
    events = InspectionStageEvent.objects.filter(inspection__unit__in=units).exclude(stage=superseded)
    signed = Q(stage=InspectionStage.SIGNED)
    signed_later = events.filter(signed, Q(held_from__gt=day) | Q(known_from__gt=day)).values("inspection")
    wanted = signed | ~Q(inspection__stage=InspectionStage.SIGNED) | Q(inspection__in=signed_later)
    then = known_on(events.filter(wanted, held_from__lte=day), day).order_by("held_from", "pk")
    return {key: (stage, on) for key, stage, on in then.values_list("inspection_id", "stage", "held_from")}
