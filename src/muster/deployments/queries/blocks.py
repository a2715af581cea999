"""The spans in which nobody comes to a mission and nobody goes, as known on a day."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from muster.deployments.rules.blocked_rotations import Blocked
from muster.generation.queries.cases import visible_blocks
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

HELD = frozenset({"movement", "rotation"})
"""The phases of which a block holds people up."""


def blocks_by_mission(viewer: Viewer, day: date) -> dict[str, tuple[Blocked, ...]]:
    """Return the spans that are not over on `day` by the mission's acronym, in one query."""
    coming = Q(held_until__isnull=True) | Q(held_until__gt=day)
    found = defaultdict(list)
    for mission, span in _spans(visible_blocks(viewer, day).filter(coming), day):
        found[mission].append(span)
    return {mission: tuple(spans) for mission, spans in found.items()}


def blocks_of_mission(viewer: Viewer, mission_id: int, day: date) -> tuple[Blocked, ...]:
    """Return the spans of a mission, those that are over too."""
    return tuple(span for _, span in _spans(visible_blocks(viewer, day).filter(mission=mission_id), day))


def _spans(rows: QuerySet[Any], day: date) -> list[tuple[str, Blocked]]:
    """Return the blocks that hold people up, with the mission's acronym.

    A block without an end is taken to last the days of parameter case_open_block_days, from `day` or its own start.
    """
    lasting = timedelta(days=parameter("case_open_block_days", day).integer)
    return [
        (one.mission.acronym, Blocked(one.held_from, one.held_until or max(day, one.held_from) + lasting))
        for one in rows
        if HELD & set(one.phase_codes)
    ]
