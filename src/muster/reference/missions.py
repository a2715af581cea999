"""Peace operations: every one of the United Nations since 1948, and well-known ones of other organisations."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import ClassVar

from muster.reference.errors import UnknownFactError
from muster.reference.records import records


@dataclass(frozen=True)
class MissionFact:
    """One operation, in being ``[start, until)``; ``until`` is ``None`` while it is open.

    A date known only to the month or year is the interval's outer edge: the first day of the starting month, the
    day after the last month. Coordinates are degrees of the headquarters.
    """

    TABLE: ClassVar[str] = "missions"

    acronym: str
    name: str
    mandating_organisation: tuple[str, ...]
    host_iso3: tuple[str, ...]
    region: str
    africa: bool
    start: date
    start_precision: str
    until: date | None
    until_precision: str
    headquarters: str
    latitude: Decimal
    longitude: Decimal
    lead_department: str
    legal_basis: str
    source: str
    standing: str
    note: str

    def is_active(self, on: date) -> bool:
        """Whether the operation was in being on the day."""
        return self.start <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class MissionStrength:
    """What an operation had on a day, in persons; ``None`` where the source gives no figure."""

    TABLE: ClassVar[str] = "mission_strengths"

    acronym: str
    on: date
    uniformed: int
    contributor_states: int
    international_civilians: int | None
    local_civilians: int | None
    un_volunteers: int | None
    source: str
    standing: str
    note: str


def missions() -> tuple[MissionFact, ...]:
    """All operations in the register, those of the United Nations first, by start."""
    return records(MissionFact)


def un_missions() -> tuple[MissionFact, ...]:
    """The peacekeeping operations that the United Nations mandated, alone or with another organisation."""
    return tuple(entry for entry in missions() if "UN" in entry.mandating_organisation)


def mission(acronym: str) -> MissionFact:
    """The operation with this acronym. Raises UnknownFactError."""
    for entry in missions():
        if entry.acronym == acronym:
            return entry
    raise UnknownFactError("missions", acronym)


def active_missions(on: date, organisation: str = "UN") -> tuple[MissionFact, ...]:
    """The organisation's operations in being on the day."""
    return tuple(entry for entry in missions() if organisation in entry.mandating_organisation and entry.is_active(on))


@cache
def mission_strengths(acronym: str | None = None) -> tuple[MissionStrength, ...]:
    """Published strengths, of one operation or of all."""
    return tuple(entry for entry in records(MissionStrength) if acronym in (None, entry.acronym))
