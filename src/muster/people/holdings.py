"""What rooms above hold on a person: each says once, when the installation starts, how it is told and what is taken.

So an export of everything held is whole, and an erasure leaves no word behind, without this room knowing the others.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from muster.people.models import Person


@dataclass(frozen=True)
class Holding:
    """What one room holds: its name, the records of a person as JSON content, and what an erasure takes of them.

    `erase` takes away words and values that say something of the person; what counts need (the State, days, stages)
    stays with the number. It is given the person's names too, for words that others wrote of somebody else.
    """

    name: str
    told: Callable[[Person], Sequence[dict[str, Any]]]
    erase: Callable[[Person, Sequence[str]], None]


_holdings: dict[str, Holding] = {}


def add_holding(holding: Holding) -> None:
    """Let a room tell what it holds on persons. Twice is once."""
    _holdings[holding.name] = holding


def held_elsewhere(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what all rooms above hold on a person, by name; rooms that hold nothing are left out."""
    told = {one.name: list(one.told(person)) for one in _in_order()}
    return {name: records for name, records in told.items() if records}


def erase_elsewhere(person: Person, names: Sequence[str]) -> None:
    """Take away what all rooms above hold of a person's words and values, and the names from what others wrote."""
    for one in _in_order():
        one.erase(person, names)


def _in_order() -> Iterator[Holding]:
    yield from (_holdings[name] for name in sorted(_holdings))
