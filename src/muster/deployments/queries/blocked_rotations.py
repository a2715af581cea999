"""What the blocks of a mission do to the tours of its units, and the ways through them; nothing is written."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from muster.deployments.models import DeployedUnit, LiftWay, Tour, TourStage
from muster.deployments.queries.abroad import UnitPlan, act_findings_of_units
from muster.deployments.queries.blocks import rotation_blocks, spans_of
from muster.deployments.queries.units import RotationPlan, mandate_ends, plan_under, visible_units, with_tours
from muster.deployments.rules.blocked_rotations import WAIT, Alternative, Blocked, Overstay, overstays, through_blocks
from muster.deployments.rules.findings import Finding
from muster.deployments.rules.lifts import LiftTerms
from muster.deployments.rules.rotation import PlannedTour, mark_of
from muster.deployments.rules.tour_stages import AHEAD
from muster.deployments.rules.ways_through import SPLIT, WayTerms, taken, ways_through
from muster.kit.errors import Refused
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

KEYS = ("case_open_block_days", "tour_contingent_allowed_months", "block_first_lift_percent")


@dataclass(frozen=True)
class BlockedUnit:
    """A unit's tours that are not over, as on record and through the blocks of its mission.

    `ways` are those of each handover that a block is in, by the number of the relief; `chosen` the one taken where it
    is not to wait. Tours of `plan` that are not in `now` fall away: the unit is not wanted by then.
    """

    unit: DeployedUnit
    plan: RotationPlan
    rows: tuple[Tour, ...]
    blocks: tuple[Blocked, ...]
    now: tuple[PlannedTour, ...]
    overstays: tuple[Overstay, ...]
    ways: dict[int, tuple[Alternative, ...]]
    chosen: dict[int, Alternative]

    @property
    def is_held(self) -> bool:
        """Whether a block moves anything."""
        return self.now != self.plan.tours

    @property
    def fallen(self) -> tuple[PlannedTour, ...]:
        """The tours that fall away."""
        left = {one.number for one in self.now}
        return tuple(one for one in self.plan.tours if one.number not in left)

    @property
    def is_illustrative(self) -> bool:
        """Whether the unit or one of its tours is no published fact."""
        return self.unit.illustrative or any(row.illustrative for row in self.rows)

    def people(self, tour: str) -> int:
        """Return the people of a tour, by its name."""
        return {one.name: row.strength for one, row in zip(self.plan.tours, self.rows, strict=True)}[tour]

    def person_days(self, overstay: Overstay) -> int:
        """Return the days past the day due of all who stay: of a relief in two lifts, those of the second one."""
        people = self.people(overstay.tour)
        for number, way in self.chosen.items():
            if way.kind == SPLIT and _before(self.plan.tours, number).name == overstay.tour:
                people -= way.first_people(people)
        return overstay.person_days(people)


def _before(tours: Sequence[PlannedTour], number: int) -> PlannedTour:
    """Return the tour that a relief relieves."""
    place = next(place for place, one in enumerate(tours) if one.number == number)
    return tours[place - 1]


def blocked_unit(
    viewer: Viewer,
    unit: DeployedUnit,
    day: date,
    ways: Mapping[str, str] | None = None,
    ends: Mapping[str, date | None] | None = None,
) -> BlockedUnit:
    """Return what the blocks of its mission do to one unit. `ways`: by rotation of the relief, wherever not to wait.

    `ends` of mandates by acronym (see `mandate_ends`) are read where they are not given.

    Raises Refused for a way that a handover has not.
    """
    (found,) = _blocked(viewer, visible_units(viewer, day).filter(pk=unit.pk), day, ways or {}, ends)
    return found


def blocked_units(viewer: Viewer, mission: str, day: date) -> list[BlockedUnit]:
    """Return what the blocks of a mission do to each unit that the viewer may see; all wait. Five queries."""
    seen = visible_units(viewer, day).filter(post__requirement__mission__acronym=mission)
    return _blocked(viewer, seen.order_by("state__name", "reference"), day, {})


def _blocked(
    viewer: Viewer,
    units: QuerySet[DeployedUnit],
    day: date,
    ways: Mapping[str, str],
    ends: Mapping[str, date | None] | None = None,
) -> list[BlockedUnit]:
    loaded = list(with_tours(viewer, units, day).select_related("state", "post__requirement__mission"))
    missions = {unit.post.requirement.mission_id for unit in loaded}
    ends = mandate_ends(day) if ends is None else ends
    blocks: dict[int, list[Any]] = {}
    for row in rotation_blocks(viewer, missions, day):
        blocks.setdefault(row.mission_id, []).append(row)
    found = []
    for unit in loaded:
        mission = unit.post.requirement.mission_id
        plan = plan_under(unit, day, ends.get(unit.post.requirement.mission.acronym))
        found.append(_through(unit, plan, spans_of(blocks.get(mission, []), day), day, ways))
    return found


def _through(
    unit: Any, plan: RotationPlan, blocks: tuple[Blocked, ...], day: date, ways: Mapping[str, str]
) -> BlockedUnit:
    """Return one unit through blocks: the ways that were chosen first, then everything else waits."""
    pairs = [(one, row) for one, row in zip(plan.tours, unit.known_tours, strict=True) if row.stage != TourStage.HOME]
    tours, rows = tuple(one for one, _ in pairs), tuple(row for _, row in pairs)
    terms = WayTerms(
        most_months=parameter("tour_contingent_allowed_months", day).range[1],
        first_percent=parameter("block_first_lift_percent", day).integer,
        wanted_until=plan.presence.wanted_until,
    )
    open_ways = {
        relief.number: found
        for place, relief in enumerate(tours)
        if place and rows[place].stage in AHEAD
        for found in (ways_through(tours[place - 1], relief, plan.agreement, blocks, day, terms),)
        if found
    }
    chosen = _chosen(unit, tours, rows, open_ways, ways)
    now = tours
    for number, way in chosen.items():
        if number in {one.number for one in now}:
            now = taken(now, number, way, plan.agreement, terms.wanted_until)
    have_come = [one.number for one, row in pairs if row.stage not in AHEAD]
    now = through_blocks(now, plan.agreement, blocks, terms.wanted_until, have_come)
    return BlockedUnit(unit, replace(plan, tours=tours), rows, blocks, now, overstays(tours, now), open_ways, chosen)


def _chosen(
    unit: Any,
    tours: Sequence[PlannedTour],
    rows: Sequence[Tour],
    open_ways: Mapping[int, Sequence[Alternative]],
    ways: Mapping[str, str],
) -> dict[int, Alternative]:
    """Return the ways named, by the number of the relief. Raises Refused for one that there is not."""
    numbers = {row.rotation: one.number for one, row in zip(tours, rows, strict=True)}
    found = {}
    for rotation, kind in ways.items():
        by_kind = {one.kind: one for one in open_ways.get(numbers.get(rotation, 0), ())}
        if kind not in by_kind:
            offered = ", ".join(by_kind) or "none, no block is in its way"
            raise Refused(f"Tour {rotation} of {unit.reference}: there is no way {kind!r}; there are: {offered}.")
        if kind != WAIT:
            found[numbers[rotation]] = by_kind[kind]
    return dict(sorted(found.items()))


def lifts_of_ways(found: BlockedUnit) -> dict[tuple[str, LiftWay], list[LiftTerms]]:
    """Return the lifts of reliefs that come in two, and of those whom they relieve, by rotation and way."""
    lifts = {}
    numbers = [one.number for one in found.now]
    for number, way in found.chosen.items():
        if way.kind != SPLIT or number not in numbers or way.first_leaves_on is None or way.second_arrives_on is None:
            continue
        relief, relieved = f"R{number}", f"R{numbers[numbers.index(number) - 1]}"
        for rotation, of_way, days in (
            (relief, LiftWay.IN, (way.relief_arrives_on, way.second_arrives_on)),
            (relieved, LiftWay.OUT, (way.first_leaves_on, way.relieved_leaves_on)),
        ):
            people = found.people(rotation)
            first = way.first_people(people)
            both = [LiftTerms(day, count) for day, count in zip(days, (first, people - first), strict=True)]
            lifts[rotation, of_way] = [one for one in both if one.people]
    return lifts


def block_act_findings(viewer: Viewer, found: Sequence[BlockedUnit], day: date) -> tuple[Finding, ...]:
    """Return where acts of the States would be exceeded once units are planned anew around blocks. Five queries."""
    instead = {one.unit.pk: UnitPlan(one.now, lifts_of_ways(one)) for one in found}
    return act_findings_of_units(viewer, [one.unit for one in found], day, instead)


def seen_mark(found: Sequence[BlockedUnit]) -> str:
    """Return what tells one re-plan of units from another: versions of the tours, their days, and those to be."""
    told = [
        f"{one.unit.reference}|{[(row.rotation, row.version) for row in one.rows]}|{mark_of(one.plan.tours)}"
        f"|{mark_of(one.now)}|{[(number, way.kind) for number, way in one.chosen.items()]}"
        for one in found
        if one.is_held
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
