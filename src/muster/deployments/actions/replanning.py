"""Tours are planned anew around the blocks of a mission: all units or none."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.tour_lifts import write_lifts
from muster.deployments.actions.tour_records import tour_of, write_plan
from muster.deployments.actions.tours import may_plan, require_planner
from muster.deployments.models import DeployedUnit, Tour
from muster.deployments.queries.abroad import told
from muster.deployments.queries.blocked_rotations import (
    BlockedUnit,
    block_act_findings,
    blocked_unit,
    blocked_units,
    lifts_of_ways,
    seen_mark,
)
from muster.deployments.queries.units import visible_unit
from muster.kit.errors import NotAllowed, Refused
from muster.parties.viewer import Viewer


@transaction.atomic
def replan_mission_around_blocks(actor: Viewer, mission: str, *, seen: str, today: date) -> list[Tour]:
    """Let every unit of a mission whose tours the actor plans wait for the end of its blocks; return what changed.

    `seen` is the mark of what the actor has seen; where the record by now says something else, all is refused.
    """
    mine = [one for one in blocked_units(actor, mission, today) if may_plan(actor, one.unit)]
    if not mine:
        raise NotAllowed(f"Rotations of {mission}: planned by officers of the units' States and of its secretariat.")
    keys = sorted(one.unit.pk for one in mine)
    list(DeployedUnit.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    held = [one for one in blocked_units(actor, mission, today) if one.unit.pk in keys]
    return _written(actor, held, f"Rotations of {mission}", seen, today)


@transaction.atomic
def replan_unit_around_blocks(
    actor: Viewer, reference: str, *, ways: Mapping[str, str] | None = None, seen: str, today: date
) -> list[Tour]:
    """Plan one unit's tours anew around the blocks, each handover by the way named for it; return what changed."""
    unit = visible_unit(actor, today, reference)
    require_planner(actor, unit)
    list(DeployedUnit.objects.select_for_update().filter(pk=unit.pk))
    return _written(actor, [blocked_unit(actor, unit, today, ways)], f"Tours of {reference}", seen, today)


def _written(actor: Viewer, found: Sequence[BlockedUnit], what: str, seen: str, today: date) -> list[Tour]:
    held = [one for one in found if one.is_held]
    if not held:
        raise Refused(f"{what}: no block moves a tour by now; there is nothing to plan anew.")
    if seen != seen_mark(held):
        raise Refused(f"{what}: the record was changed meanwhile; look at what blocks do and accept it again.")
    beyond = {state: told(block_act_findings(actor, units, today)) for state, units in _by_state(held).items()}
    return [tour for one in held for tour in _replanned(actor, one, beyond[one.unit.state_id], today)]


def _by_state(held: Sequence[BlockedUnit]) -> dict[int, list[BlockedUnit]]:
    found: dict[int, list[BlockedUnit]] = {}
    for one in held:
        found.setdefault(one.unit.state_id, []).append(one)
    return found


def _replanned(actor: Viewer, found: BlockedUnit, beyond: Sequence[str], today: date) -> list[Tour]:
    """Write one unit's tours, and its lifts where a relief comes in two; `beyond`: where acts are exceeded by it."""
    unit = found.unit
    reason = "planned anew around " + ", ".join(f"{one.start} to {one.until} (excluded)" for one in found.blocks)
    written = write_plan(actor, unit, found.plan.tours, found.now, reason, today)
    for (rotation, of_way), lifts in lifts_of_ways(found).items():
        write_lifts(actor, tour_of(unit, rotation), of_way, lifts, reason)
    after = {
        "moved": [tour.rotation for tour in written],
        "given up": [one.name for one in found.fallen],
        "ways": {f"R{number}": way.kind for number, way in found.chosen.items()},
        "person-days past the day due": sum(found.person_days(one) for one in found.overstays),
        "acts exceeded": list(beyond),
    }
    audit.record(actor, "deployments:unit:replanned", unit.reference, after=after, reason=reason)
    return written
