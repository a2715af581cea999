"""Which notice goes to which subscription, and which days a digest is about.

These are this installation's own rules (no source of the field names them); nobody needs to waive them, since every
notice stands on the site whatever is subscribed to.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

DIMENSIONS = (("topics", "topic"), ("states", "state"), ("unit_types", "unit_type"), ("missions", "mission"))
"""Each dimension of a subscription with what it is compared with in a notice."""


class Matter(Protocol):
    """What a notice says of itself: codes, empty where one does not apply."""

    @property
    def topic(self) -> str:
        """Return the topic's code."""

    @property
    def state(self) -> str:
        """Return the State's code."""

    @property
    def unit_type(self) -> str:
        """Return the unit type's code."""

    @property
    def mission(self) -> str:
        """Return the mission's acronym."""


class Interest(Protocol):
    """What a subscription asks for: codes of each dimension, none meaning any."""

    @property
    def topics(self) -> Collection[str]:
        """Return the topics."""

    @property
    def states(self) -> Collection[str]:
        """Return the States."""

    @property
    def unit_types(self) -> Collection[str]:
        """Return the unit types."""

    @property
    def missions(self) -> Collection[str]:
        """Return the missions."""


@dataclass(frozen=True)
class Wish:
    """A subscription as plain values."""

    channel: str
    topics: Collection[str] = ()
    states: Collection[str] = ()
    unit_types: Collection[str] = ()
    missions: Collection[str] = ()


def matches(interest: Interest, matter: Matter) -> bool:
    """Return whether a notice is one that a subscription asks for.

    Every dimension given must match (topic and State and unit type and mission), each by any of its codes. A dimension
    that is not given lets everything through; one that is given lets through no notice to which it does not apply.
    """
    return all(
        not getattr(interest, wanted) or getattr(matter, said) in getattr(interest, wanted)
        for wanted, said in DIMENSIONS
    )


def channels(wishes: Iterable[Wish], matter: Matter, default_channel: str) -> frozenset[str]:
    """Return by which channels a member learns of a notice.

    Those of every subscription that matches; a member without any subscription learns by the topic's default.
    """
    known = tuple(wishes)
    if not known:
        return frozenset({default_channel})
    return frozenset(wish.channel for wish in known if matches(wish, matter))


def digest_end(day: date, *, weekday: int) -> date:
    """Return the day before which the last digest due on `day` ends: `day` itself, or the last such weekday before it.

    `weekday` counts from 1 (Monday) to 7. A run that comes late finds the same day, so that a digest missed on its
    weekday is sent on the next run.
    """
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def shortened(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, with a mark where it was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
