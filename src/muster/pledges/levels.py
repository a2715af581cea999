"""The readiness levels of a register and the standings that end a pledge, each with one meaning. Pure.

The rungs are common to all registers, so that pools can be compared; a register names those that it uses
(`muster.reference.registers`).
"""

from enum import StrEnum


class Level(StrEnum):
    """Where a pledge stands. The first five are rungs of the ladder; the last three take it off the ladder."""

    DRAFT = "L0"
    LEVEL_1 = "L1"
    LEVEL_2 = "L2"
    LEVEL_3 = "L3"
    RAPID_DEPLOYMENT = "RDL"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """Return the level in words."""
        return LABELS[self]


LABELS = {
    Level.DRAFT: "Draft",
    Level.LEVEL_1: "Level 1",
    Level.LEVEL_2: "Level 2",
    Level.LEVEL_3: "Level 3",
    Level.RAPID_DEPLOYMENT: "Rapid Deployment Level",
    Level.LAPSED: "Lapsed",
    Level.WITHDRAWN: "Withdrawn",
    Level.REMOVED: "Removed",
}
LADDER = (Level.DRAFT, Level.LEVEL_1, Level.LEVEL_2, Level.LEVEL_3, Level.RAPID_DEPLOYMENT)
FINAL_LEVELS = (Level.WITHDRAWN, Level.REMOVED)
LEVEL_CHOICES = [(level.value, label) for level, label in LABELS.items()]
RUNG_CHOICES = [(level.value, LABELS[level]) for level in LADDER]


def rung(level: str) -> int:
    """Return the place of `level` on the ladder, 0 for a draft; -1 if it is off the ladder."""
    return LADDER.index(Level(level)) if level in LADDER else -1
