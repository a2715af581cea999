"""Where an organisation has units: told to this room by the rooms above, which know deployments and missions."""

from collections.abc import Callable
from datetime import date

Presence = Callable[[int, date], frozenset[str]]
"""Gives the host States (ISO 3166 alpha-3 codes) in which the organisation of this id has units on a day."""

_sources: list[Presence] = []


def add_presence(source: Presence) -> None:
    """Ask this source too from now on; twice is once."""
    if source not in _sources:
        _sources.append(source)


def hosts_of_units(organisation_id: int, day: date) -> frozenset[str]:
    """All host States in which the organisation has units on a day."""
    return frozenset().union(*(source(organisation_id, day) for source in _sources))
