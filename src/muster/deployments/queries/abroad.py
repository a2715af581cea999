"""How many people of a State are abroad by span, against its acts, as far as the viewer may see them.

Units by their tours, planned ones too, each as its lifts come and go; a unit without any tour by its strength while it
is present; individuals one by one. National support elements are not counted: no tour has them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch

from muster.authorisations.models import ActCategory
from muster.authorisations.queries.holding import acts_by_state
from muster.authorisations.rules.acts import ActTerms
from muster.deployments.models import DeployedUnit, IndividualCategory, LiftWay
from muster.deployments.queries.individuals import visible_assignments
from muster.deployments.queries.units import visible_tours, visible_units
from muster.deployments.rules.abroad import (
    Ceiling,
    Contingent,
    Span,
    beyond_acts,
    ceilings_of_act,
    past_acts,
    people_abroad,
)
from muster.deployments.rules.findings import Finding
from muster.deployments.rules.lifts import LiftedTour, LiftTerms, stays_by_lifts
from muster.deployments.rules.rotation import PlannedTour
from muster.generation.queries.people_out import is_police
from muster.kit.errors import NotAllowed, NotFound
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer

INDIVIDUALS = "individuals"
KEYS = ("abroad_years_shown",)
CATEGORIES = {
    IndividualCategory.OBSERVER: ActCategory.OBSERVER,
    IndividualCategory.STAFF_OFFICER: ActCategory.STAFF_OFFICER,
    IndividualCategory.POLICE: ActCategory.POLICE,
    IndividualCategory.PROVIDED: ActCategory.CIVILIAN,
}
"""As which of an act's categories individuals in theatre count."""


@dataclass(frozen=True)
class Abroad:
    """A State's people abroad from a day on: who when, the ceilings of its acts, and where an act is exceeded.

    `acts`: all that are known and say who may be abroad, those that are over too, each on the days on which it holds.
    """

    contingents: tuple[Contingent, ...]
    spans: tuple[Span, ...]
    ceilings: tuple[Ceiling, ...]
    findings: tuple[Finding, ...]
    is_illustrative: bool = False
    acts: tuple[ActTerms, ...] = ()

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


@dataclass(frozen=True)
class UnitPlan:
    """All tours of a unit as they would be, and the lifts that would be planned with them, by rotation and way."""

    tours: Sequence[PlannedTour]
    lifts: Mapping[tuple[str, LiftWay], Sequence[LiftTerms]] = field(default_factory=dict)


def abroad_of(viewer: Viewer, state: Organisation, day: date, without: Collection[int] = ()) -> Abroad:
    """Return who of a State is abroad from `day` on. `without`: tours (by key) that are not counted. Six queries."""
    return abroad_of_states(viewer, [state.pk], day, without=without)[state.pk]


def abroad_of_states(
    viewer: Viewer,
    states: Collection[int],
    day: date,
    instead: Mapping[int, UnitPlan] | None = None,
    without: Collection[int] = (),
) -> dict[int, Abroad]:
    """Return who of each State (by key) is abroad from `day` on. Six queries for all of them.

    `instead`: the tours of a unit (by key) as they would be.
    """
    units = list(visible_units(viewer, day).filter(state__in=states))
    with_lifts = Prefetch("lifts", to_attr="known_lifts")
    tours = visible_tours(viewer, day).filter(unit__in=units).prefetch_related(with_lifts)
    by_unit: dict[int, list[Any]] = {}
    for tour in tours:
        by_unit.setdefault(tour.unit_id, []).append(tour)
    found: dict[int, list[Contingent]] = {state: [] for state in states}
    for unit in units:
        own = by_unit.get(unit.pk, [])
        plan = None if instead is None else instead.get(unit.pk)
        found[unit.state_id] += _of_unit(unit, own, without) if plan is None else _as_they_would_be(unit, own, plan)
    for row in visible_assignments(viewer, day).filter(state__in=states, held_until__gt=day):
        mission = row.post.mission.acronym if row.post.mission else ""
        category = CATEGORIES[IndividualCategory(row.post.category)].value
        found[row.state_id].append(Contingent(INDIVIDUALS, 1, row.held_from, row.held_until, mission, category))
    acts = acts_by_state(viewer, day, states)
    illustrative = {unit.state_id for unit in units if unit.illustrative}
    answer = {}
    for state, rows in found.items():
        contingents = tuple(_from_day(rows, day))
        acts_of = acts.get(state, ())
        ceilings = _ceilings(acts_of, day)
        findings = (*beyond_acts(contingents, ceilings), *past_acts(contingents, acts_of))
        answer[state] = Abroad(
            contingents, people_abroad(contingents), ceilings, findings, state in illustrative, acts_of
        )
    return answer


def _from_day(found: Iterable[Contingent], day: date) -> Iterable[Contingent]:
    """Yield those who are not home by a day, as from that day on."""
    for one in found:
        if one.until is None or one.until > day:
            yield replace(one, start=max(one.start, day))


def _of_unit(unit: DeployedUnit, tours: Sequence[Any], without: Collection[int]) -> list[Contingent]:
    """Return a unit's people by its tours on record; one without tours by its agreed strength."""
    mission, category = unit.post.requirement.mission.acronym, category_of(unit)
    if not tours:
        return [Contingent(unit.title, unit.strength, unit.present_from, unit.present_until, mission, category)]
    return [
        replace(stay, mission=mission, category=category)
        for tour in tours
        if tour.pk not in without
        for stay in stays_of(tour, f"{unit.title} {tour.rotation}")
    ]


def category_of(unit: DeployedUnit) -> str:
    """Return as which of an act's categories the people of a unit count: police where its type is one of police."""
    return (ActCategory.POLICE if is_police(unit.post.unit_type) else ActCategory.CONTINGENT).value


def stays_of(tour: Any, name: str) -> tuple[Contingent, ...]:
    """Return who of a tour loaded with `known_lifts` is in theatre from when to when."""
    lifts = _known_lifts(tour)
    lifted = LiftedTour(tour.strength, tour.arrived_on or tour.arrives_on, tour.left_on or tour.leaves_on)
    return stays_by_lifts(name, lifted, lifts[LiftWay.IN], lifts[LiftWay.OUT])


def _known_lifts(tour: Any) -> dict[str, list[LiftTerms]]:
    lifts: dict[str, list[LiftTerms]] = {LiftWay.IN: [], LiftWay.OUT: []}
    for lift in tour.known_lifts:
        lifts[lift.way].append(LiftTerms(lift.on, lift.people))
    return lifts


def _as_they_would_be(unit: DeployedUnit, tours: Sequence[Any], plan: UnitPlan) -> list[Contingent]:
    """Return a unit's people by a plan of all its tours; lifts on record hold where their day does not move."""
    rows = {row.rotation: row for row in tours}
    mission = unit.post.requirement.mission.acronym
    found: list[Contingent] = []
    for one in plan.tours:
        row = rows.get(one.name)
        people = unit.strength if row is None else row.strength
        known: Mapping[str, Sequence[LiftTerms]] = {} if row is None else _known_lifts(row)
        days = {LiftWay.IN: one.arrives_on, LiftWay.OUT: one.leaves_on}
        lifts = {
            way: plan.lifts.get((one.name, way), known.get(way, ()) if _is_day_of(row, way, on) else ())
            for way, on in days.items()
        }
        lifted = LiftedTour(people, one.arrives_on, one.leaves_on)
        stays = stays_by_lifts(f"{unit.title} {one.name}", lifted, lifts[LiftWay.IN], lifts[LiftWay.OUT])
        found += [replace(stay, mission=mission, category=category_of(unit)) for stay in stays]
    return found


def _is_day_of(row: Any, way: LiftWay, on: date) -> bool:
    """Return whether a tour on record arrives or leaves on a day already."""
    if row is None:
        return False
    return bool(on == ((row.arrived_on or row.arrives_on) if way == LiftWay.IN else (row.left_on or row.leaves_on)))


def ceilings_of(viewer: Viewer, state: Organisation, day: date) -> tuple[Ceiling, ...]:
    """Return the ceilings of a State's acts that are not over on `day`, as known on it. Three queries."""
    return _ceilings(acts_by_state(viewer, day, [state.pk]).get(state.pk, ()), day)


def _ceilings(acts: Iterable[ActTerms], day: date) -> tuple[Ceiling, ...]:
    """Return the ceilings of acts that are not over on a day."""
    ahead = [one for one in acts if one.until is None or one.until > day]
    return tuple(ceiling for act in ahead for ceiling in ceilings_of_act(act))


def act_findings(
    viewer: Viewer, unit: DeployedUnit, day: date, plan: Sequence[PlannedTour] | None = None
) -> tuple[Finding, ...]:
    """Return where an act of a unit's State is exceeded, its tours on record or by a plan of all of them."""
    return act_findings_of_units(viewer, [unit], day, None if plan is None else {unit.pk: UnitPlan(plan)})


def act_findings_of_units(
    viewer: Viewer, units: Iterable[DeployedUnit], day: date, instead: Mapping[int, UnitPlan] | None = None
) -> tuple[Finding, ...]:
    """Return where acts of the States of units are exceeded, by tours on record or as they would be. Six queries.

    Nothing for who is neither the State nor a secretariat: acts are not for everybody.
    """
    sees_all = viewer.is_system or viewer.is_secretariat
    states = list(dict.fromkeys(one.state_id for one in units if sees_all or viewer.organisation_id == one.state_id))
    if not states:
        return ()
    return tuple(one for found in abroad_of_states(viewer, states, day, instead).values() for one in found.findings)


def told(findings: Iterable[Finding]) -> list[str]:
    """Return findings in words, as the audit event of an acceptance keeps them."""
    return [f"{one.place}: {one.words}" for one in findings]


def unit_spans(viewer: Viewer, unit: DeployedUnit, day: date) -> tuple[Span, ...]:
    """Return who of a unit is in theatre from `day` on by its tours and their lifts. Two queries."""
    tours: Any = visible_tours(viewer, day).filter(unit=unit).prefetch_related(Prefetch("lifts", to_attr="known_lifts"))
    return people_abroad(_from_day([stay for tour in tours for stay in stays_of(tour, tour.rotation)], day))
