"""The backlog of assessment and advisory visits: pledges that wait for one, among what the viewer may see."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from muster.parties.viewer import Viewer
from muster.pledges.levels import LADDER, Level
from muster.pledges.models import OPEN_STAGES, PledgeVersion, PoolStanding
from muster.pledges.queries.register import visible_pledges
from muster.pledges.rules.content import INDIVIDUALS
from muster.pledges.rules.waiting import AssessedPledge, waits_since
from muster.reference.parameters import parameter
from muster.reference.unit_types import unit_types
from muster.visits.bundling import WaitingUnit
from muster.visits.queries import last_visit_days
from muster.visits.stages import VisitKind

PLEDGE_SUBJECT = "pledge"
"""The kind under which visits name a pledge as their subject."""


def waiting_pledges(viewer: Viewer, day: date) -> tuple[Sequence[WaitingUnit], dict[str, str]]:
    """Return the pledges that wait for an assessment visit as of `day`, and the names of their States by code.

    Individuals pledged as pools are not visited; a unit that was called or deployed does not wait.
    """
    pools = [kind.code for kind in unit_types() if kind.category == INDIVIDUALS]
    on_ladder = [level for level in LADDER if level != Level.DRAFT]
    pledges = list(
        visible_pledges(viewer, day)
        .filter(Q(stage__in=OPEN_STAGES), Q(current_level__in=on_ladder), Q(pool_standing=PoolStanding.AVAILABLE))
        .exclude(unit_type__in=pools)
        .order_by("pledge__state__name", "pledge__reference")
    )
    references = [one.reference for one in pledges]
    kinds = (VisitKind.ASSESSMENT.value,)
    assessed = last_visit_days(viewer, day, PLEDGE_SUBJECT, references, kinds)
    validity = parameter("aav_validity_months", day).integer
    found = [
        unit
        for pledge in pledges
        if (unit := _waiting(pledge, assessed.get(pledge.reference), day, validity)) is not None
    ]
    return found, {one.state.code: one.state.name for one in pledges}


def _waiting(pledge: PledgeVersion, assessed: date | None, day: date, validity: int) -> WaitingUnit | None:
    """Return the pledge as a unit that waits; None where it waits for no visit."""
    since = waits_since(
        AssessedPledge(pledge.current_level, pledge.level_held_from or pledge.known_from, assessed), day, validity
    )
    if since is None:
        return None
    sought = Level.LEVEL_2.value if pledge.current_level == Level.LEVEL_1 else pledge.current_level
    return WaitingUnit(
        state=pledge.state.code,
        reference=pledge.reference,
        unit_type=pledge.unit_type,
        level_sought=sought,
        waiting_since=since,
        strength=pledge.strength,
        title=pledge.title,
    )
