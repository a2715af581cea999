"""How far a number or a fact may be trusted."""

from enum import StrEnum


class Standing(StrEnum):
    """The standings of facts. Only `SEEN` was read in the source that it names."""

    SEEN = "seen"
    DERIVED = "derived"
    COMPILED = "compiled"
    RECALLED = "recalled"
    RECALLED_CHECK = "recalled-check"
    LOCAL_CHOICE = "local choice"
    ENTERED = "entered"
    ILLUSTRATIVE = "illustrative"

    @property
    def label(self) -> str:
        """Return the standing in words."""
        return LABELS[self]


LABELS = {
    Standing.SEEN: "seen in its source",
    Standing.DERIVED: "derived from what was seen",
    Standing.COMPILED: "compiled from public packages",
    Standing.RECALLED: "recalled",
    Standing.RECALLED_CHECK: "recalled, to be checked",
    Standing.LOCAL_CHOICE: "local choice",
    Standing.ENTERED: "entered by its owner",
    Standing.ILLUSTRATIVE: "illustrative",
}
