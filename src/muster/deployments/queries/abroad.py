"""How many people of a State are abroad by span, against its acts, as far as the viewer may see them.

Units by their tours, planned ones too, each as its lifts come and go; a unit without any tour by its strength while it
is present; individuals one by one. National support elements are not counted: no tour has them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from muster.authorisations.queries import visible_acts
from muster.deployments.models import DeployedUnit, LiftWay, Tour
from muster.deployments.queries.individuals import visible_assignments
from muster.deployments.queries.units import visible_tours, visible_units
from muster.deployments.rules.abroad import Ceiling, Contingent, Span, beyond_acts, people_abroad
from muster.deployments.rules.findings import Finding
from muster.deployments.rules.lifts import LiftedTour, LiftTerms, stays_by_lifts
from muster.deployments.rules.rotation import PlannedTour
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.facts import known_on
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer

INDIVIDUALS = "individuals"
KEYS = ("abroad_years_shown",)


@dataclass(frozen=True)
class Abroad:
    """A State's people abroad from a day on: who when, the ceilings of its acts, and where an act is exceeded."""

    contingents: tuple[Contingent, ...]
    spans: tuple[Span, ...]
    ceilings: tuple[Ceiling, ...]
    findings: tuple[Finding, ...]
    is_illustrative: bool = False

    def people_on(self, day: date) -> int:
        """Return the people abroad on a day."""
        held = (one for one in self.spans if one.start <= day and (one.until is None or day < one.until))
        return sum(one.people for one in held)


def member_state(code: str) -> Organisation:
    """Return a Member State. Raises NotFound for a code that is none's."""
    found = organisation(code)
    if found.kind != OrganisationKind.MEMBER_STATE:
        raise NotFound(f"{code!r} is no Member State on record; give its ISO alpha-3 code.")
    return found


def require_reader_of_state(viewer: Viewer, state: Organisation) -> None:
    """Raise NotAllowed unless the viewer acts for the State itself or for a secretariat."""
    if not (viewer.is_system or viewer.is_secretariat or viewer.organisation_id == state.pk):
        raise NotAllowed(f"People of {state.name} abroad: for that State and for secretariats, as far as they see it.")


def abroad_of(
    viewer: Viewer,
    state: Organisation,
    day: date,
    instead: Mapping[int, Sequence[PlannedTour]] | None = None,
    without: Collection[int] = (),
) -> Abroad:
    """Return who of a State is abroad from `day` on. `instead`: the days of tours of a unit (by key) as they would be.

    `without`: tours (by key) that are not counted. Five queries.
    """
    units = list(visible_units(viewer, day).filter(state=state))
    with_lifts = Prefetch("lifts", to_attr="known_lifts")
    tours = visible_tours(viewer, day).filter(unit__in=units).prefetch_related(with_lifts)
    by_unit: dict[int, list[Any]] = {}
    for tour in tours:
        by_unit.setdefault(tour.unit_id, []).append(tour)
    found: list[Contingent] = []
    for unit in units:
        own = by_unit.get(unit.pk, [])
        if instead is not None and unit.pk in instead:
            found += _as_they_would_be(unit, own, instead[unit.pk])
        else:
            found += _of_unit(unit, own, without)
    for row in visible_assignments(viewer, day).filter(state=state, held_until__gt=day):
        mission = row.post.mission.acronym if row.post.mission else ""
        found.append(Contingent(INDIVIDUALS, 1, row.held_from, row.held_until, mission))
    contingents = tuple(_from_day(found, day))
    ceilings = ceilings_of(viewer, state, day)
    return Abroad(
        contingents,
        people_abroad(contingents),
        ceilings,
        beyond_acts(contingents, ceilings),
        any(unit.illustrative for unit in units),
    )


def _from_day(found: Iterable[Contingent], day: date) -> Iterable[Contingent]:
    """Yield those who are not home by a day, as from that day on."""
    for one in found:
        if one.until is None or one.until > day:
            yield Contingent(one.name, one.people, max(one.start, day), one.until, one.mission)


def _of_unit(unit: DeployedUnit, tours: Sequence[Any], without: Collection[int]) -> list[Contingent]:
    """Return a unit's people by its tours on record; one without tours by its agreed strength."""
    mission = unit.post.requirement.mission.acronym
    if not tours:
        return [Contingent(unit.title, unit.strength, unit.present_from, unit.present_until, mission)]
    return [
        Contingent(stay.name, stay.people, stay.start, stay.until, mission)
        for tour in tours
        if tour.pk not in without
        for stay in stays_of(tour, f"{unit.title} {tour.rotation}")
    ]


def stays_of(tour: Any, name: str) -> tuple[Contingent, ...]:
    """Return who of a tour loaded with `known_lifts` is in theatre from when to when."""
    lifts: dict[str, list[LiftTerms]] = {LiftWay.IN: [], LiftWay.OUT: []}
    for lift in tour.known_lifts:
        lifts[lift.way].append(LiftTerms(lift.on, lift.people))
    lifted = LiftedTour(tour.strength, tour.arrived_on or tour.arrives_on, tour.left_on or tour.leaves_on)
    return stays_by_lifts(name, lifted, lifts[LiftWay.IN], lifts[LiftWay.OUT])


def _as_they_would_be(unit: DeployedUnit, tours: Sequence[Tour], plan: Sequence[PlannedTour]) -> list[Contingent]:
    """Return a unit's people by a plan of all its tours; lifts are not looked at, they fall with days that move."""
    people = {row.rotation: row.strength for row in tours}
    mission = unit.post.requirement.mission.acronym
    return [
        Contingent(
            f"{unit.title} {one.name}", people.get(one.name, unit.strength), one.arrives_on, one.leaves_on, mission
        )
        for one in plan
    ]


def ceilings_of(viewer: Viewer, state: Organisation, day: date) -> tuple[Ceiling, ...]:
    """Return the ceilings of a State's acts that are not over on `day`, as known on it. Two queries."""
    acts = known_on(visible_acts(viewer), day).filter(state=state, personnel_ceiling__isnull=False)
    return tuple(
        Ceiling(
            act.reference,
            act.personnel_ceiling or 0,
            act.valid_from,
            act.valid_until,
            frozenset(mission.acronym for mission in act.missions.all()),
        )
        for act in acts
        if act.valid_until is None or act.valid_until > day
    )


def act_findings(
    viewer: Viewer, unit: DeployedUnit, day: date, plan: Sequence[PlannedTour] | None = None
) -> tuple[Finding, ...]:
    """Return where an act of a unit's State is exceeded, its tours on record or by a plan of all of them.

    Nothing for who is neither the State nor a secretariat: acts are not for everybody.
    """
    if not (viewer.is_system or viewer.is_secretariat or viewer.organisation_id == unit.state_id):
        return ()
    return abroad_of(viewer, unit.state, day, None if plan is None else {unit.pk: plan}).findings


def unit_spans(viewer: Viewer, unit: DeployedUnit, day: date) -> tuple[Span, ...]:
    """Return who of a unit is in theatre from `day` on by its tours and their lifts. Two queries."""
    tours: Any = visible_tours(viewer, day).filter(unit=unit).prefetch_related(Prefetch("lifts", to_attr="known_lifts"))
    return people_abroad(_from_day([stay for tour in tours for stay in stays_of(tour, tour.rotation)], day))
