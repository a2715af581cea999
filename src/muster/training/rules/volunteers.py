"""Whether contingents can be staffed by volunteers alone, as the law of some States asks. Pure.

Source: section 7.3 of the dossier (a contingent is staffed by volunteers); how it is counted is ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from muster.training.stages import PoolPlace

FREE = frozenset({PoolPlace.POOLED})
"""Where somebody of the pool can be taken for a further contingent."""


@dataclass(frozen=True)
class Willing:
    """Somebody of the pool for contingents: said yes, no or nothing, is on a roster or not, and where on the day."""

    said: bool | None
    is_on_roster: bool
    where: PoolPlace


@dataclass(frozen=True)
class VoluntaryStaffing:
    """Who is willing, by numbers: of those on rosters, and of those free in the pool; `people` a contingent needs."""

    willing: int
    unwilling: int
    unknown: int
    free: int
    people: int

    @property
    def short(self) -> int:
        """Return how many volunteers lack to the contingent: those free in the pool can be taken for it."""
        return max(0, self.people - self.free)


def voluntary_staffing(those: Iterable[Willing], people: int) -> VoluntaryStaffing:
    """Return how contingents are staffed by volunteers, and whether one of `people` more could be."""
    rows = list(those)
    on_roster = [one.said for one in rows if one.is_on_roster]
    free = sum(one.said is True and not one.is_on_roster and one.where in FREE for one in rows)
    return VoluntaryStaffing(on_roster.count(True), on_roster.count(False), on_roster.count(None), free, people)
