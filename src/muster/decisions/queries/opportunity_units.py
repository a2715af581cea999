"""A State's own units as the rules of opportunities read them: its pledges, submitted or drafted, and their stays."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from muster.decisions.opportunities.facts import OwnUnit
from muster.deployments.models import Stay
from muster.kit.intervals import DateInterval
from muster.matching.record import pledge_facts
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges.levels import FINAL_LEVELS, rung
from muster.pledges.models import OPEN_STAGES, NationalUnit, PledgeStage, PledgeVersion, PoolStanding
from muster.pledges.queries import seen_whole, visible_pledges
from muster.pledges.queries.joint import partner_standings
from muster.pledges.queries.register import with_visible_caveats
from muster.pledges.queries.units import visible_units
from muster.pledges.rules.double_hatting import OneOfUnit, set_aside
from muster.reference.unit_types import unit_types

OFFERED_STAGES = (PledgeStage.DRAFT, *OPEN_STAGES)
INDIVIDUALS = ("individual", "government-provided")
"""How the categories of personnel begin that are no contingents."""


def own_pledges(viewer: Viewer, day: date, state: Organisation, most: int) -> list[PledgeVersion]:
    """Return the State's own pledges as of `day` with their caveats, the highest levels first, at most `most`."""
    found = visible_pledges(viewer, day).filter(
        seen_whole(viewer), ~Q(current_level__in=FINAL_LEVELS), Q(stage__in=OFFERED_STAGES), pledge__state=state
    )
    pledges = sorted(
        with_visible_caveats(SYSTEM, found, day), key=lambda one: (-rung(one.current_level), one.reference)
    )
    return pledges[:most]


def own_units(pledges: Sequence[PledgeVersion], stays: Iterable[Stay], day: date) -> list[OwnUnit]:
    """Return pledges as units; of several pledges for one national unit in one register the one that counts."""
    held: dict[int, dict[str, DateInterval]] = defaultdict(dict)
    for stay in stays:
        held[stay.pledge_id][stay.post.reference] = DateInterval(stay.stay_from, stay.stay_until)
    aside = _set_aside(pledges, held)
    joint, elsewhere = partner_standings(pledges, day), _deployed_for_another(pledges)
    categories = {one.code: one.personnel_category for one in unit_types()}
    return [
        OwnUnit(
            pledge=pledge_facts(one, day, joint.get(one.pledge_id), elsewhere.get(one.pledge_id, "")),
            title=one.title,
            is_submitted=one.stage != PledgeStage.DRAFT,
            stays=held[one.pledge_id],
            is_individuals=categories.get(one.unit_type, "").startswith(INDIVIDUALS),
        )
        for one in pledges
        if one.reference not in aside
    ]


def _deployed_for_another(pledges: Sequence[PledgeVersion]) -> dict[int, str]:
    """Return, by the pledge's key, the other register for which the same unit stands in theatre.

    All pledges of a State's unit are the State's own, so those at hand say it: no further query is asked.
    """
    found: dict[int, str] = {}
    for one in pledges:
        for other in pledges:
            is_same = one.pledge.unit_id is not None and one.pledge.unit_id == other.pledge.unit_id
            if is_same and one.pledge.register_id != other.pledge.register_id and _is_deployed(other):
                found[one.pledge_id] = other.pledge.register.name
    return found


def _is_deployed(pledge: PledgeVersion) -> bool:
    """Return whether the pledge's unit stands in theatre for it, by the pool of its register."""
    standing: str = pledge.pool_standing
    return pledge.stage in OPEN_STAGES and standing == PoolStanding.DEPLOYED


def _set_aside(pledges: Sequence[PledgeVersion], held: dict[int, dict[str, DateInterval]]) -> frozenset[str] | set[str]:
    by_register: dict[int, list[OneOfUnit]] = defaultdict(list)
    for one in pledges:
        unit = one.pledge.unit.code if one.pledge.unit else ""
        by_register[one.pledge.register_id].append(
            OneOfUnit(one.reference, one.current_level, unit, one.pledge_id in held)
        )
    return {reference for group in by_register.values() for reference in set_aside(group)}


def unpledged_units(viewer: Viewer, day: date, state: Organisation, most: int) -> list[str]:
    """Return the State's national units behind no pledge, by name: nothing can be matched before one is pledged."""
    behind = {one.pledge.unit_id for one in own_pledges(viewer, day, state, most)}
    units: Iterable[NationalUnit] = visible_units(viewer, day).filter(state=state)
    return [one.name for one in units if one.pk not in behind]
