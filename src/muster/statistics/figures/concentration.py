"""How much a mission, or all peacekeeping, hangs on few contributors: the Herfindahl index."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.statistics.figures.contributors import contributors
from muster.statistics.figures.source import Source
from muster.statistics.store import Store


@dataclass(frozen=True)
class Concentration:
    """The Herfindahl index of contributors on a day: from 1 / `states` (all alike) to 1 (one State alone)."""

    on: date
    mission: str | None
    herfindahl: float
    states: int
    source: Source

    def as_json(self) -> dict[str, object]:
        """The figure as JSON content."""
        return {
            "on": self.on.isoformat(),
            "mission": self.mission,
            "herfindahl": self.herfindahl,
            "states": self.states,
            "source": self.source.as_json(),
        }


def concentration(store: Store, on: date, mission: str | None = None, of_type: str = "all") -> Concentration:
    """The concentration of contributors on a day, in a mission or in all. Raises Refused."""
    found = contributors(store, on, mission, of_type)
    counts = [row.count for row in found.rows]
    return Concentration(on, found.mission, herfindahl(counts), len(counts), found.source)


def herfindahl(counts: Iterable[int]) -> float:
    """The sum of the squares of the shares; 0 where there is nobody."""
    people = [count for count in counts if count > 0]
    total = sum(people)
    return sum(count * count for count in people) / (total * total) if total else 0.0
