"""Inspections are planned: one by one, by rule for all units of a mission, or taken over from the unit's case."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.deployments.models import DeployedUnit
from muster.deployments.queries.units import visible_unit
from muster.generation.models import PlannedInspection
from muster.inspections.actions.inspection_access import require_mission_side
from muster.inspections.actions.stage_events import add_stage_event
from muster.inspections.inspection_terms import PlanTerms
from muster.inspections.models import Inspection
from muster.inspections.parameters import due_numbers
from muster.inspections.queries.due import DueRow, inspected_of, still_due
from muster.inspections.rules.due import due_lines
from muster.inspections.rules.due_facts import DueState, Inspected
from muster.inspections.rules.inspection_stages import is_report
from muster.inspections.stages import InspectionKind, InspectionStage
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.kit.intervals import DateInterval
from muster.kit.standing import Standing
from muster.missions.models import Mission
from muster.parties.viewer import SYSTEM, Viewer

AUDITED = ("kind", "stage", "planned_for", "due_on", "covers_from", "covers_until", "reason", "source", "standing")
ENDED = (DueState.DONE, DueState.DONE_LATE)
STILL_OPEN = (InspectionStage.PLANNED, InspectionStage.UNDER_WAY, InspectionStage.SHARED)


def snapshot(inspection: Inspection) -> dict[str, object]:
    """Return an inspection's content as the audit event keeps it."""
    return {name: getattr(inspection, name) for name in AUDITED} | {"unit": inspection.unit.reference}


def locked_unit(actor: Viewer, reference: str, today: date) -> DeployedUnit:
    """Return a unit with its row held, so that two plans about it are made one after the other. Raises NotFound."""
    unit = visible_unit(actor, today, reference)
    list(DeployedUnit.objects.select_for_update().filter(pk=unit.pk))
    return unit


@transaction.atomic
def plan_inspection(actor: Viewer, terms: PlanTerms, *, today: date) -> Inspection:
    """Plan an inspection of a unit: by an officer of the mission, or of the secretariat that mandates it.

    Raises Refused for a day on which the unit is not there, and while another of the kind is open (spot checks may be
    several).
    """
    what = f"Inspection of {terms.unit}"
    unit = locked_unit(actor, terms.unit, today)
    require_mission_side(actor, unit, what)
    if terms.kind not in list(InspectionKind) or is_report(terms.kind):
        known = ", ".join(one.value for one in InspectionKind if not is_report(one))
        raise Refused(f"{what}: {terms.kind!r} is not planned; choose one of {known}.")
    if terms.standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"{what}: the standing of what is entered is 'entered'.")
    _require_presence(unit, terms.planned_for, what)
    _require_none_open(unit, terms.kind, what)
    return _written(actor, unit, terms, today)


def _require_presence(unit: DeployedUnit, day: date, what: str) -> None:
    if not DateInterval(unit.present_from, unit.present_until).contains(day):
        until = f" and before {unit.present_until}" if unit.present_until else ""
        raise Refused(f"{what}: it is not there on {day}; give a day from {unit.present_from} on{until}.")


def _require_none_open(unit: DeployedUnit, kind: str, what: str) -> None:
    if kind == InspectionKind.SPOT:
        return
    found = unit.inspections.filter(kind=kind, stage__in=STILL_OPEN).first()
    if found is not None:
        raise Refused(f"{what}: {found.reference} of that kind is open; finish or cancel it first.")
    if kind == InspectionKind.ARRIVAL and unit.inspections.filter(kind=kind, stage=InspectionStage.SIGNED).exists():
        raise Refused(f"{what}: its arrival inspection is signed; plan a periodic one or a spot check.")


def _written(actor: Viewer, unit: DeployedUnit, terms: PlanTerms, today: date) -> Inspection:
    made = Inspection(
        reference=next_reference(unit, terms.kind),
        unit=unit,
        kind=terms.kind,
        planned_for=terms.planned_for,
        due_on=_due_on(unit, terms, today),
        reason=terms.reason.strip(),
        known_from=today,
        source=terms.source,
        standing=Standing.ILLUSTRATIVE if unit.illustrative else terms.standing,
    )
    return stored(actor, made, today)


def stored(actor: Viewer, made: Inspection, today: date) -> Inspection:
    """Store a new inspection with its first stage. Raises Refused where its reference was taken meanwhile.

    What is entered after its day was planned by that day, so that its steps can follow with their own days.
    """
    what = f"Inspection {made.reference}"
    require_clean_fields(made, what)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(f"{what} is on record already; look at it.") from error
    add_stage_event(actor, made, min(today, made.planned_for), today, made.reason)
    audit.record(actor, "inspections:inspection:planned", made.reference, after=snapshot(made), reason=made.reason)
    return made


def next_reference(unit: DeployedUnit, kind: str) -> str:
    """Return the reference of the next inspection of a kind: the unit's with the kind and a number."""
    start = f"{unit.reference}-{kind.lower()}-"
    taken = Inspection.objects.filter(reference__startswith=start).values_list("reference", flat=True)
    numbers = [int(one.removeprefix(start)) for one in taken if one.removeprefix(start).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1}"


def _due_on(unit: DeployedUnit, terms: PlanTerms, today: date) -> date | None:
    """Return the last day on which an inspection of the kind is in time by rule; None where none is due."""
    known = list(inspected_of(SYSTEM, today, [unit.pk]).get(unit.pk, ()))
    doubted_on = today if terms.kind == InspectionKind.READINESS and terms.reason.strip() else None
    known.append(Inspected("", terms.kind, InspectionStage.PLANNED, terms.planned_for, doubted_on=doubted_on))
    present = DateInterval(unit.present_from, unit.present_until)
    lines = due_lines(present, known, due_numbers(today), max(today, unit.present_from))
    return next((one.due_on for one in lines if one.kind == terms.kind and one.state not in ENDED), None)


@transaction.atomic
def plan_due_inspections(actor: Viewer, mission: str, until: date, *, today: date) -> list[Inspection]:
    """Plan all inspections of a mission's units that fall due by `until` and are not planned, each for its due day.

    What is overdue is planned for `today`. By an officer of the mission, or of the secretariat that mandates it; all of
    them or none. Raises NotFound for a mission that is not the actor's to plan for.
    """
    if until < today:
        raise Refused(f"Inspections of {mission}: {until} is past; give a day from {today} on.")
    found = Mission.objects.select_related("organisation").filter(acronym=mission).first()
    if found is None:
        raise NotFound(f"There is no mission {mission!r}.")
    rows = [one for one in still_due(actor, today, mission=mission) if _is_to_plan(one, until)]
    made = []
    for one in rows:
        unit = locked_unit(actor, one.unit.reference, today)
        require_mission_side(actor, unit, f"Inspections of {mission}")
        day = max(one.line.due_on, today)
        if DateInterval(unit.present_from, unit.present_until).contains(day):
            made.append(plan_inspection(actor, PlanTerms(unit.reference, one.line.kind, day), today=today))
    if not made:
        raise Refused(f"Inspections of {mission}: nothing that you plan falls due by {until}; give a later day.")
    return made


def _is_to_plan(row: DueRow, until: date) -> bool:
    return not is_report(row.line.kind) and not row.line.reference and row.line.due_on <= until


@transaction.atomic
def take_over_arrivals(actor: Viewer, *, today: date) -> list[Inspection]:
    """Plan the arrival inspections that cases have called for, of units that have come since and have none.

    The installation's own. A case is that of a unit by State and post; drills call for nothing. Repeated, it plans
    nothing twice.
    """
    planned = _planned_by_post(
        PlannedInspection.objects.filter(case__is_drill=False, known_from__lte=today).select_related("case")
    )
    come = DeployedUnit.objects.filter(present_from__lte=today, known_from__lte=today)
    units = come.exclude(inspections__kind=InspectionKind.ARRIVAL).select_related("post__requirement__mission", "state")
    made = []
    for unit in units.filter(post__in={post for _state, post in planned}).order_by("reference"):
        called = planned.get((unit.state_id, unit.post_id))
        if called is None or not DateInterval(unit.present_from, unit.present_until).contains(called.arrival_on):
            continue
        terms = PlanTerms(
            unit.reference, InspectionKind.ARRIVAL, called.arrival_on, called.note, called.source, called.standing
        )
        locked_unit(actor, unit.reference, today)
        made.append(_written(actor, unit, terms, today))
    return made


def _planned_by_post(rows: Iterable[PlannedInspection]) -> dict[tuple[int, int], PlannedInspection]:
    """Return the inspections planned by cases by State and post; where two cases are for one, the later arrival."""
    ordered = sorted(rows, key=lambda row: (row.arrival_on, row.pk))
    return {(one.case.state_id, one.case.post_id): one for one in ordered}
