"""How many of a company's people are willing to serve: told by the room above that keeps the States' pools."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from muster.parties.viewer import Viewer


@dataclass(frozen=True)
class Willingness:
    """Of the people on the rosters of a company's tours: how many said that they are willing, or that they are not.

    Whoever was not asked, or stands in no pool that the viewer may see, is in neither number.
    """

    willing: int = 0
    unwilling: int = 0

    @property
    def is_known(self) -> bool:
        """Return whether anybody was asked."""
        return bool(self.willing or self.unwilling)


WillingSource = Callable[[Viewer, Collection[str], date], Mapping[str, Willingness]]
"""Called with viewer, codes of companies and day; companies of which nothing is known are left out."""

_sources: list[WillingSource] = []


def add_willing_source(source: WillingSource) -> None:
    """Let a room tell who is willing. Twice is once."""
    if source not in _sources:
        _sources.append(source)


def willing_of(viewer: Viewer, companies: Collection[str], day: date) -> dict[str, Willingness]:
    """Return what is known of each company as far as the viewer may see it, by code; nothing asked is zeros."""
    found = dict.fromkeys(companies, Willingness())
    for source in _sources:
        found |= source(viewer, companies, day)
    return found
