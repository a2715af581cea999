"""Which standing a dated statement on an operation may have, by what it is about. Pure.

Source: section 8.1 of the dossier (status of consent, status-of-forces agreement, concept and rules of engagement) and
8.3 (the three principles, which seed 003 reports as interpreted anew); the words of the standings are ours.
"""

from collections.abc import Mapping

CONSENT = ("given", "with-reservations", "negotiated", "withdrawn", "refused")
AGREEMENT = ("negotiated", "signed", "in-force", "ended", "refused")
PAPER = ("drafted", "approved", "reviewed", "ended")
PRINCIPLE = ("upheld", "reinterpreted", "contested")
STANDINGS: Mapping[str, tuple[str, ...]] = {
    "host-consent": CONSENT,
    "party-consent": CONSENT,
    "peace-agreement": AGREEMENT,
    "forces-agreement": AGREEMENT,
    "concept": PAPER,
    "engagement": PAPER,
    "principle-consent": PRINCIPLE,
    "principle-impartiality": PRINCIPLE,
    "principle-force": PRINCIPLE,
    "financing": ("assessed", "voluntary", "not-assured"),
    "threat": ("low", "moderate", "substantial", "high"),
    "casualties": ("suffered",),
    "medical": ("in-place", "partly-in-place", "not-in-place"),
    "life": ("planned", "authorised", "deploying", "sustained", "drawing-down", "liquidating", "closed"),
}
COUNTED = frozenset({"casualties"})
"""Kinds that say how many people; no other does."""


def condition_problems(kind: str, status: str, people: int | None) -> list[str]:
    """Return what is wrong with a statement, each line with its remedy; an empty list where nothing is."""
    found = []
    allowed = STANDINGS[kind]
    if status not in allowed:
        found.append(f"{status!r} is no standing of it; give one of {', '.join(allowed)}")
    if kind in COUNTED and not people:
        found.append("it counts people; give how many were hurt or killed")
    if kind not in COUNTED and people is not None:
        found.append("people are counted for casualties alone; leave them out")
    return found


def changes_what_holds(kind: str, before: str, after: str, *, is_superseded: bool) -> bool:
    """Return whether a statement changes what holds: it says otherwise than the one before, in words.

    What is counted happens anew each time, though in the same words. One after which another holds already changes
    nothing that anybody rests on.
    """
    return not is_superseded and (kind in COUNTED or before != after)
