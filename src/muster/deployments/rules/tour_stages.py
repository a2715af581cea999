"""How far a tour may go: planned, agreed, in theatre, home; given up before it is there. Pure."""

PLANNED, AGREED, IN_THEATRE, HOME, CANCELLED = "planned", "agreed", "in-theatre", "home", "cancelled"
FOLLOWING: dict[str, tuple[str, ...]] = {
    PLANNED: (AGREED, CANCELLED),
    AGREED: (IN_THEATRE, CANCELLED),
    IN_THEATRE: (HOME,),
    HOME: (),
    CANCELLED: (),
}
AHEAD = (PLANNED, AGREED)
"""The stages in which a tour has not begun: only then its days are a plan."""


def may_become(stage: str, following: str) -> bool:
    """Return whether a tour at `stage` may become `following`."""
    return following in FOLLOWING[stage]
