"""One national unit pledged more than once: seen as one, warned of, and never counted twice. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from muster.pledges.levels import rung


@dataclass(frozen=True)
class OneOfUnit:
    """A pledge by what tells whether it stands for a unit that stands elsewhere too."""

    reference: str
    level: str
    unit: str
    is_held: bool = False


def set_aside(pledges: Iterable[OneOfUnit]) -> dict[str, str]:
    """Return the pledges that are not counted because another stands for the same unit: by reference, the one counted.

    Counted is the one that holds a place already, then the higher level, then the reference that comes first. A pledge
    that holds a place is never set aside. A pledge without a named unit stands for itself. Local choice; the State may
    waive it by naming another unit.
    """
    counted: dict[str, OneOfUnit] = {}
    aside: dict[str, str] = {}
    for one in sorted(pledges, key=lambda one: (not one.is_held, -rung(one.level), one.reference)):
        if not one.unit:
            continue
        first = counted.setdefault(one.unit, one)
        if first is not one and not one.is_held:
            aside[one.reference] = first.reference
    return aside
