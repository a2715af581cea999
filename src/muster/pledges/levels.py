"""The readiness levels of a register and the standings that end a pledge, each with one meaning. Pure."""

from enum import StrEnum


class Level(StrEnum):
    """Where a pledge stands. The first five are rungs of the ladder; the last two take it off the ladder."""

    DRAFT = "L0"
    LEVEL_1 = "L1"
    LEVEL_2 = "L2"
    LEVEL_3 = "L3"
    RAPID_DEPLOYMENT = "RDL"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"

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
}
LADDER = (Level.DRAFT, Level.LEVEL_1, Level.LEVEL_2, Level.LEVEL_3, Level.RAPID_DEPLOYMENT)
LEVEL_CHOICES = [(level.value, label) for level, label in LABELS.items()]


def rung(level: str) -> int:
    """Return the place of `level` on the ladder, 0 for a draft; -1 if it is off the ladder."""
    return LADDER.index(Level(level)) if level in LADDER else -1
