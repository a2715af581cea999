"""What is pledged, gathered by name, and who brings what of it. Pure."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from muster.matching.fit.facts import Brought


@dataclass
class Pool:
    """All of one name among the pledges; what is taken comes from the first who brings it."""

    total: int = 0
    parts: deque[Brought] = field(default_factory=deque)

    def add(self, pledge: str, state: str, item: str, quantity: int) -> None:
        """Put in what one line of a pledge brings."""
        self.total += quantity
        self.parts.append(Brought(pledge, state, item, quantity, quantity))

    def take(self, quantity: int) -> Iterable[Brought]:
        """Take so many out, and tell of each part whose they were; there must be as many."""
        self.total -= quantity
        while quantity:
            part = self.parts.popleft()
            used = min(quantity, part.quantity)
            quantity -= used
            if used < part.quantity:
                rest = part.quantity - used
                self.parts.appendleft(Brought(part.pledge, part.state, part.item, rest, rest))
            if used:
                yield Brought(part.pledge, part.state, part.item, used, used)
