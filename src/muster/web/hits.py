"""What a search finds: one record, and the hits of one room."""

from dataclasses import dataclass

from muster.kit.pages import Text

MOST_HITS = 20
"""Hits of one room; who wants more has the room's own list with its filters."""


@dataclass(frozen=True)
class Hit:
    """One record that was found."""

    label: str
    detail: str
    href: str


@dataclass(frozen=True)
class Group:
    """The hits in one room."""

    title: Text
    hits: list[Hit]
