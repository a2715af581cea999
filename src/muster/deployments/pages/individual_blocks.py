"""What the page of an assignment shows of the blocks of its mission, as the kit's plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from muster.deployments.individual_parameters import DAY_KEYS, day_parameters
from muster.deployments.models import Assignment
from muster.deployments.queries.blocks import blocks_by_mission
from muster.deployments.rules.blocked_individuals import BlockedHandover, through_blocks, ways
from muster.deployments.rules.individual_days import arrival_before
from muster.deployments.tables.replanning import WAY_WORDS
from muster.generation.pages.parameters import explained
from muster.kit.pages import Explanation, Fact
from muster.parties.viewer import Viewer


@dataclass(frozen=True)
class BlockedStay:
    """What the blocks do to the end of an assignment, and the other ways; empty where none is in the way."""

    handover: BlockedHandover | None
    ways: list[dict[str, Any]]


def blocked_stay(viewer: Viewer, assignment: Assignment, day: date) -> BlockedStay:
    """Return what the blocks of its mission do to the handover at the end of an assignment that has not ended."""
    mission = assignment.post.mission
    if mission is None or assignment.ended_as or assignment.held_until <= day:
        return BlockedStay(None, [])
    blocks = blocks_by_mission(viewer, day).get(mission.acronym, ())
    numbers = day_parameters(day)
    arrives, leaves = arrival_before(assignment.held_until, numbers), assignment.held_until
    handover = through_blocks(arrives, leaves, numbers.overlap_days, blocks)
    if handover is None:
        return BlockedStay(None, [])
    found = ways(assignment.held_from, leaves, arrives, numbers.overlap_days, blocks, day)
    return BlockedStay(
        handover,
        [
            {
                "way": WAY_WORDS[one.kind],
                "arrives_on": one.relief_arrives_on,
                "leaves_on": one.relieved_leaves_on,
                "overstay_days": one.overstay_days,
                "days_without_holder": one.days_without_holder,
                "training_days_short": one.training_days_short,
            }
            for one in found
        ],
    )


def block_facts(handover: BlockedHandover | None, day: date) -> list[Fact]:
    """Return the days of the handover through the block, and how long the holder is kept."""
    if handover is None:
        return []
    how = Explanation(
        formula=_("nobody comes and nobody goes on a day of a block; whoever is relieved waits for the overlap"),
        parameters=explained((*DAY_KEYS[:1], "case_open_block_days"), day),
    )
    return [
        Fact(_("Replacement there after the block"), handover.arrives_on, explanation=how),
        Fact(_("Leaves after the block"), handover.leaves_on),
        Fact(_("Too long"), handover.overstay_days, unit=_("days")),
    ]
