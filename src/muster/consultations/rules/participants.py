"""Who takes part in a consultation and as what, out of what each State does for the operation. Pure.

Source: section 8.5 of the dossier (contributors, and potential contributors before a new operation). That who does
several things stands once, as the weightiest of them, is a local choice.
"""

from collections.abc import Iterable
from dataclasses import dataclass

ORDER = ("secretariat", "contributor", "agreed", "host", "council", "potential")
"""Capacities, the weightiest first."""

BY_HAND = frozenset({"council"})
"""Capacities that nothing on record proves: the secretariat enters them."""

LONGEST_REASON = 300


@dataclass(frozen=True)
class Part:
    """What an organisation (by its key) does for the operation: a capacity, and why in words."""

    organisation: int
    capacity: str
    words: str


def participants_of(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return one part for each organisation: as the weightiest of its capacities, with every reason in words."""
    by_organisation: dict[int, list[Part]] = {}
    for one in sorted(parts, key=lambda part: ORDER.index(part.capacity)):
        by_organisation.setdefault(one.organisation, []).append(one)
    return tuple(
        Part(organisation, found[0].capacity, "; ".join(dict.fromkeys(one.words for one in found))[:LONGEST_REASON])
        for organisation, found in by_organisation.items()
    )


def is_weightier(capacity: str, than: str) -> bool:
    """Return whether somebody on the list as `than` is to stand there as `capacity`."""
    return ORDER.index(capacity) < ORDER.index(than)
