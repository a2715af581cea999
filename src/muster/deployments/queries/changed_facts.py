"""What in theatre rests on a changed fact: tours, units present without one, and individuals.

Whoever tells the change, all that rests on it is found; each record is then shown to its own sides alone.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.dispatch import receiver

from muster.changes.models import FactChange
from muster.changes.reading import FoundRecord, fact_of, reach_terms
from muster.changes.rules import ASSIGNMENT, TOUR, ChangedFact, Resting, reaches
from muster.changes.signals import fact_changed
from muster.changes.terms import ReachTerms
from muster.deployments.models import DeployedUnit, TourStage
from muster.deployments.queries.abroad import abroad_of_states
from muster.deployments.queries.ceilings import ceiling_excess
from muster.deployments.queries.individuals import visible_assignments
from muster.deployments.queries.units import visible_tours, visible_units
from muster.deployments.rules.abroad import exceeding
from muster.missions.models import Mission
from muster.missions.queries import covers
from muster.missions.rules.beyond import beyond_words
from muster.missions.rules.mandates import MandateCover
from muster.parties.viewer import SYSTEM
from muster.reference.unit_types import unit_type

LIVE = (TourStage.PLANNED, TourStage.AGREED, TourStage.IN_THEATRE)
UNIT_PAGE, ASSIGNMENT_PAGE = "deployed-unit", "assignment"
OF_STATES = ("law", "act")


@receiver(fact_changed, dispatch_uid="what-in-theatre-rests-on-a-fact")
def resting_in_theatre(*, change: FactChange, today: date, status: str = "", **_more: Any) -> list[ReachTerms]:
    """Return the tours, units and individuals that rest on a changed fact, each with why."""
    fact = fact_of(change, status)
    if change.kind in OF_STATES:
        return reach_terms(fact, _beyond_acts(change, today)) if reaches(fact, TOUR) else []
    mission = Mission.objects.filter(acronym=change.mission).first()
    if mission is None:
        return []
    cover = covers(SYSTEM, today).get(mission.acronym)
    found = [*_tours(fact, mission, cover, today), *_assignments(fact, mission, cover, today)]
    return reach_terms(fact, found)


def _tours(fact: ChangedFact, mission: Mission, cover: MandateCover | None, today: date) -> Iterator[FoundRecord]:
    """Yield the live tours of a mission, and its units present that have none on record."""
    if not reaches(fact, TOUR):
        return
    excess = ceiling_excess(SYSTEM, mission, today, max(today, fact.true_from)) if fact.kind == "ceiling" else {}
    units = visible_units(SYSTEM, today).filter(post__requirement__mission=mission)
    for unit, own in _with_live_tours(units, today):
        over = excess.get(unit_type(unit.post.unit_type).personnel_category, "")
        if not own:
            until = unit.present_until
            yield _found(unit, "", unit.present_from, until, _beyond(cover, until, today), over)
        for tour in own:
            start, end = tour.arrived_on or tour.arrives_on, tour.left_on or tour.leaves_on
            yield _found(unit, tour.rotation, start, end, _beyond(cover, end, today), over)


def _with_live_tours(units: QuerySet[DeployedUnit], today: date) -> Iterator[tuple[DeployedUnit, list[Any]]]:
    """Yield units with their tours that are planned, agreed or in theatre; two queries.

    One of which tours are on record, all of them over, is left out, and so is one that has gone.
    """
    found = list(units)
    tours: dict[int, list[Any]] = {}
    for tour in visible_tours(SYSTEM, today).filter(unit__in=[one.pk for one in found]):
        tours.setdefault(tour.unit_id, []).append(tour)
    for unit in found:
        own = tours.get(unit.pk, [])
        live = [one for one in own if one.stage in LIVE]
        has_gone = unit.present_until is not None and unit.present_until <= today
        if live or not (own or has_gone):
            yield unit, live


def _found(
    unit: DeployedUnit, rotation: str, start: date, until: date | None, beyond: str = "", excess: str = ""
) -> FoundRecord:
    """Return a tour of a unit; the whole presence where `rotation` is empty."""
    name = f"tour {rotation} of {unit.title}" if rotation else f"the presence of {unit.title}"
    return FoundRecord(
        Resting(TOUR, name, start, until, beyond, excess),
        page=UNIT_PAGE,
        reference=unit.reference,
        title=f"{unit.title}, {rotation}" if rotation else unit.title,
        owner_id=unit.state_id,
        addressee_id=unit.post.requirement.mission.mandated_by_id,
    )


def _assignments(fact: ChangedFact, mission: Mission, cover: MandateCover | None, today: date) -> Iterator[FoundRecord]:
    """Yield the individuals who serve, or are to serve, in a mission; nobody is named."""
    if not reaches(fact, ASSIGNMENT):
        return
    for one in visible_assignments(SYSTEM, today).filter(post__mission=mission, ended_as="", held_until__gt=today):
        name = f"the tour of an individual in {one.post.reference}"
        yield FoundRecord(
            Resting(ASSIGNMENT, name, one.held_from, one.held_until, _beyond(cover, one.held_until, today)),
            page=ASSIGNMENT_PAGE,
            reference=str(one.pk),
            title=f"{one.post.reference} from {one.held_from}",
            owner_id=one.state_id,
            addressee_id=one.post.organisation_id,
        )


def _beyond(cover: MandateCover | None, until: date | None, today: date) -> str:
    return "" if cover is None else beyond_words(cover, until, today)


def _beyond_acts(change: FactChange, today: date) -> Iterator[FoundRecord]:
    """Yield the tours of a State that stand where more of its people are abroad than an act of it allows."""
    if change.state_id is None:
        return
    abroad = abroad_of_states(SYSTEM, [change.state_id], today)[change.state_id]
    over = exceeding(abroad.contingents, abroad.ceilings)
    of_mission = Q(post__requirement__mission__acronym=change.mission) if change.mission else Q()
    units = visible_units(SYSTEM, today).filter(of_mission, state=change.state_id)
    for unit, tours in _with_live_tours(units, today):
        words = over.get(unit.title, "")
        if words and not tours:
            yield _found(unit, "", unit.present_from, unit.present_until, excess=f"stands where {words}")
        for tour in tours:
            words = over.get(f"{unit.title} {tour.rotation}", "")
            if words:
                start, until = tour.arrived_on or tour.arrives_on, tour.left_on or tour.leaves_on
                yield _found(unit, tour.rotation, start, until, excess=f"stands where {words}")
