"""Tours are planned by rule and accepted, changed with all that a change moves, agreed, arrived, home, or given up."""

from datetime import date, timedelta

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.arrivals import record_arrival
from muster.deployments.actions.tour_records import snapshot, tour_of, write_plan
from muster.deployments.models import Arrival, DeployedUnit, LiftWay, Tour, TourStage
from muster.deployments.models.believed import keep_earlier
from muster.deployments.queries.tours import changed_plan, proposed_plan
from muster.deployments.queries.units import visible_unit
from muster.deployments.rules.rotation import PlannedTour, mark_of
from muster.deployments.rules.tour_stages import may_become
from muster.deployments.terms import StepEvidence, TourChange
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.viewer import Viewer


def may_plan(actor: Viewer, unit: DeployedUnit) -> bool:
    """Return whether the actor may plan a unit's tours: officers of its State and of the secretariat of the mission."""
    try:
        require_planner(actor, unit)
    except NotAllowed:
        return False
    return True


def require_planner(actor: Viewer, unit: DeployedUnit) -> None:
    """Raise NotAllowed unless the actor may plan a unit's tours."""
    for side in (unit.state_id, unit.post.requirement.mission.mandated_by_id):
        try:
            visibility.require_owner(actor, side, f"Tours of {unit.reference}")
        except NotAllowed:
            continue
        return
    raise NotAllowed(f"Tours of {unit.reference}: planned by officers of its State and of the mission's secretariat.")


def locked_unit(actor: Viewer, reference: str, today: date) -> DeployedUnit:
    """Return the unit with its row held, so that two plans of it are made one after the other."""
    unit = visible_unit(actor, today, reference)
    require_planner(actor, unit)
    list(DeployedUnit.objects.select_for_update().filter(pk=unit.pk))
    return unit


@transaction.atomic
def accept_tours(actor: Viewer, reference: str, until: date, *, today: date, seen: str | None = None) -> list[Tour]:
    """Plan the tours of a unit until a day by the rules, in place of those that are only planned; return the new ones.

    `seen` is the mark of the plan that the actor has seen: where the rules by now say something else, it is refused.
    """
    unit = locked_unit(actor, reference, today)
    proposed = proposed_plan(actor, unit, until, today)
    if not proposed.tours:
        raise Refused(f"Unit {reference}: no tour begins before {until}; give a later day.")
    if seen is not None and seen != mark_of(proposed.tours):
        raise Refused(f"Unit {reference}: its tours were changed meanwhile; look at the plan and accept it again.")
    _lay_aside(unit, today)
    return [_written(actor, unit, one, today) for one in proposed.tours]


def _lay_aside(unit: DeployedUnit, today: date) -> None:
    """Take away the tours that are only planned; those of an earlier day stay for those who look back."""
    planned = unit.tours.filter(stage=TourStage.PLANNED)
    planned.filter(known_from__gte=today).delete()
    planned.update(replaced_on=today)


def _written(actor: Viewer, unit: DeployedUnit, one: PlannedTour, today: date) -> Tour:
    if unit.tours.exclude(stage=TourStage.CANCELLED).filter(rotation=one.name).exists():
        raise Refused(f"Unit {unit.reference}: there is a tour {one.name} already; number the tours on record anew.")
    tour = Tour(
        unit=unit,
        rotation=one.name,
        strength=unit.strength,
        training_from=one.training_from,
        arrives_on=one.arrives_on,
        leaves_on=one.leaves_on,
        known_from=today,
        standing=Standing.ILLUSTRATIVE if unit.illustrative else Standing.ENTERED,
        source=unit.source,
    )
    require_clean_fields(tour, f"Tour {one.name} of {unit.reference}")
    tour.save(force_insert=True)
    audit.record(actor, "deployments:tour:planned", unit.reference, after={"rotation": one.name, **snapshot(tour)})
    return tour


@transaction.atomic
def change_tour(
    actor: Viewer,
    reference: str,
    rotation: str,
    change: TourChange,
    *,
    today: date,
    expected_version: int | None = None,
) -> list[Tour]:
    """Change the days of a tour that has not begun, and all that it moves; return every tour that is another now."""
    unit = locked_unit(actor, reference, today)
    tour = tour_of(unit, rotation)
    require_version(f"Tour {tour}", tour.version, expected_version)
    if not change.reason.strip():
        raise Refused(f"Tour {rotation} of {reference}: say why it is changed.")
    before, after = changed_plan(actor, unit, rotation, change, today)
    written = write_plan(actor, unit, before.tours, after.tours, change.reason, today)
    if not written:
        raise Refused(f"Tour {rotation} of {reference}: these are its days already; give others.")
    return written


@transaction.atomic
def step_tour(
    actor: Viewer,
    reference: str,
    rotation: str,
    stage: str,
    *,
    on: date | None = None,
    people: int | None = None,
    women: int | None = None,
    evidence: StepEvidence | None = None,
    today: date,
    expected_version: int | None = None,
) -> Tour:
    """Take a tour to its next stage: agreed, in theatre from `on` with so many people, home from `on`, or given up.

    That people have come is recorded as an arrival too. Raises Refused for a step that cannot follow, for a day that
    has not come yet, and for one before the tour's own arrival.
    """
    unit = locked_unit(actor, reference, today)
    tour = tour_of(unit, rotation)
    what = f"Tour {rotation} of {reference}"
    require_version(f"Tour {tour}", tour.version, expected_version)
    if stage not in TourStage.values or not may_become(tour.stage, stage):
        raise Refused(f"{what}: it is {tour.get_stage_display()} and cannot become {stage}.")
    if stage in (TourStage.IN_THEATRE, TourStage.HOME):
        _require_day(what, on, tour, today)
    before = snapshot(tour)
    if evidence is not None:
        _tell(actor, what, tour, evidence)
    if stage == TourStage.IN_THEATRE:
        _arrive(actor, tour, on or today, people, women, today)
    elif stage == TourStage.HOME:
        tour.left_on = on
        tour.lifts.filter(way=LiftWay.OUT, on__lte=today).update(has_happened=True)
    tour.stage = stage
    keep_earlier(tour, today)
    tour.version += 1
    require_clean_fields(tour, what)
    tour.save()
    audit.record(
        actor,
        f"deployments:tour:{stage}",
        reference,
        before={"rotation": rotation, **before},
        after={"rotation": rotation, **snapshot(tour)},
    )
    return tour


def _tell(actor: Viewer, what: str, tour: Tour, evidence: StepEvidence) -> None:
    """Say where the step is known from."""
    if evidence.standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"{what}: the standing of what is entered is 'entered'.")
    tour.source, tour.standing = evidence.source, evidence.standing
    tour.note = evidence.note or tour.note


def _require_day(what: str, on: date | None, tour: Tour, today: date) -> None:
    if on is None:
        raise Refused(f"{what}: give the day.")
    if on > today:
        raise Refused(f"{what}: {on} has not come yet; record it when it has.")
    if tour.arrived_on is not None and on <= tour.arrived_on:
        raise Refused(f"{what}: it arrived on {tour.arrived_on}; give a later day.")


def _arrive(actor: Viewer, tour: Tour, on: date, people: int | None, women: int | None, today: date) -> None:
    """Record that a tour's people are there; the tour lasts as long as it was to, from that day on."""
    tour.leaves_on = max(tour.leaves_on, on + timedelta(days=1))
    tour.arrived_on = on
    tour.strength = tour.strength if people is None else people
    tour.women = women
    tour.lifts.filter(way=LiftWay.IN, on__lte=on).update(has_happened=True)
    record_arrival_of(actor, tour, on, today)


def record_arrival_of(actor: Viewer, tour: Tour, on: date, today: date) -> None:
    """Record a tour's arrival among the arrivals in theatre, unless it is there: by the mission's secretariat."""
    unit = tour.unit
    if Arrival.objects.filter(state=unit.state, post=unit.post, rotation=tour.rotation).exists():
        return
    visibility.require_owner(actor, unit.post.requirement.mission.mandated_by_id, f"Arrival of {tour}")
    record_arrival(
        actor,
        Arrival(
            state=unit.state,
            post=unit.post,
            pledge=unit.pledge,
            rotation=tour.rotation,
            arrived_on=on,
            personnel=tour.strength,
            women=tour.women,
            known_from=today,
            source=tour.source,
            standing=tour.standing,
        ),
    )
