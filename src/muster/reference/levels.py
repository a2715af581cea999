"""The levels of the readiness register, from draft to rapid deployment."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from muster.reference.errors import UnknownFactError
from muster.reference.records import records


@dataclass(frozen=True)
class Level:
    """One level; ``rank`` orders them (0 is a draft)."""

    TABLE: ClassVar[str] = "levels"

    code: str
    rank: int
    name: str
    meaning: str
    evidence: str
    decided_by: str
    effect: str
    aliases: tuple[str, ...]
    source: str
    standing: str


@lru_cache(maxsize=1)
def levels() -> tuple[Level, ...]:
    """All levels, lowest first."""
    return tuple(sorted(records(Level), key=lambda entry: entry.rank))


def level(code: str) -> Level:
    """The level with this code or alias. Raises UnknownFactError."""
    for entry in levels():
        if code == entry.code or code in entry.aliases:
            return entry
    raise UnknownFactError("levels", code, [entry.code for entry in levels()])
