"""The spans in which nobody comes to a mission and nobody goes, as known on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from muster.deployments.rules.blocked_rotations import Blocked
from muster.generation.models import MissionBlock
from muster.generation.queries.cases import visible_blocks
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.reference.phases import MOVEMENT, ROTATION

STOPS_ROTATIONS = frozenset({MOVEMENT, ROTATION})
"""A block of one of these phases lets no rotation through: where nothing moves nobody rotates; a host may also stop
rotations alone, while units that are on the way still come."""


def rotation_blocks(viewer: Viewer, missions: Collection[int], day: date) -> QuerySet[Any]:
    """Return the blocks that let no rotation into the missions and are not over on `day`."""
    return _stopping(visible_blocks(viewer, day).filter(mission__in=missions), day)


def missions_held(viewer: Viewer, day: date) -> list[str]:
    """Return the acronyms of the missions of which a block that is not over on `day` stops rotations."""
    return sorted({row.mission.acronym for row in _stopping(visible_blocks(viewer, day), day)})


def blocks_of_mission(viewer: Viewer, mission: int, day: date) -> tuple[Blocked, ...]:
    """Return the spans in which nobody rotated or rotates in a mission, those that are over by `day` too."""
    rows = [row for row in visible_blocks(viewer, day).filter(mission=mission) if _stops(row)]
    return spans_of(rows, day)


def _stops(block: Any) -> bool:
    return bool(STOPS_ROTATIONS & set(block.phase_codes))


def _stopping(blocks: QuerySet[Any], day: date) -> QuerySet[Any]:
    open_ones = blocks.filter(Q(held_until__gt=day) | Q(held_until__isnull=True))
    return open_ones.filter(pk__in=[row.pk for row in open_ones if _stops(row)])


def spans_of(rows: Sequence[Any], day: date) -> tuple[Blocked, ...]:
    """Return blocks as spans; one without an end lasts case_open_block_days from `day` or its own start."""
    lasting = timedelta(days=parameter("case_open_block_days", day).integer)
    return tuple(Blocked(row.held_from, row.held_until or max(day, row.held_from) + lasting) for row in rows)


def blocks_by_mission(
    viewer: Viewer, day: date, known: Iterable[MissionBlock] | None = None
) -> dict[str, tuple[Blocked, ...]]:
    """Return the spans that are not over on `day` by the mission's acronym; one query, none where blocks are known."""
    if known is None:
        known = visible_blocks(viewer, day).filter(Q(held_until__gt=day) | Q(held_until__isnull=True))
    found = defaultdict(list)
    for one in known:
        if _stops(one) and (one.held_until is None or one.held_until > day):
            found[one.mission.acronym].append(one)
    return {mission: spans_of(rows, day) for mission, rows in found.items()}
