"""What a block of a mission does to the handover of one post: when holder and replacement travel, and other ways.

Pure. Source: section 6.3 of the dossier: Mali suspended all rotations from 14 July to 15 August 2022, planned ones too;
nobody comes and nobody goes on a day of a block. The ways are those of a unit's handover (`blocked_rotations`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from muster.deployments.rules.blocked_rotations import Alternative, Blocked, alternatives, first_free_day
from muster.deployments.rules.rotation import PlannedTour, TourAgreement


@dataclass(frozen=True)
class BlockedHandover:
    """The days of a handover through the blocks. `leaves_on` None: nobody holds the post, and nobody is kept."""

    arrives_on: date
    leaves_on: date | None
    overstay_days: int


def through_blocks(
    arrives_on: date, leaves_on: date | None, overlap_days: int, blocks: Sequence[Blocked]
) -> BlockedHandover | None:
    """Return the days of a handover that a block is in; None where no block is in the way.

    A replacement that is held up comes on the first free day, and the holder waits for it and for the overlap; a holder
    whose departure alone is held up leaves on the first free day.
    """
    arrives = first_free_day(arrives_on, blocks)
    leaves = leaves_on
    if leaves_on is not None:
        wanted = leaves_on if arrives == arrives_on else max(leaves_on, arrives + timedelta(days=overlap_days))
        leaves = first_free_day(wanted, blocks)
    if (arrives, leaves) == (arrives_on, leaves_on):
        return None
    kept = (leaves - leaves_on).days if leaves is not None and leaves_on is not None else 0
    return BlockedHandover(arrives, leaves, kept)


def ways(
    held_from: date, leaves_on: date, arrives_on: date, overlap_days: int, blocks: Sequence[Blocked], today: date
) -> tuple[Alternative, ...]:
    """Return the ways of a handover that a block is in: wait, come before it, or leave before it without relief.

    Days by which a replacement comes earlier than planned are told as training cut short.
    """
    # An individual's training is told by its certificate, and the request has its own days: neither plays a part here.
    agreement = TourAgreement(tour_months=1, overlap_days=overlap_days, training_days=0, request_months=0)
    relieved = PlannedTour(1, held_from, held_from, held_from, held_from, leaves_on)
    relief = PlannedTour(2, arrives_on, arrives_on, arrives_on, leaves_on, leaves_on + timedelta(days=1))
    return alternatives(relieved, relief, agreement, blocks, today)
