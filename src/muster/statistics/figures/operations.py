"""Operations under way on a day: the UN's register, held against the reference tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from muster.kit.errors import Problem, Refused
from muster.reference.missions import MissionFact, un_missions
from muster.reference.states import simplified
from muster.statistics.figures.asked import need, nothing_on_record
from muster.statistics.figures.source import Source
from muster.statistics.store import Store

REGISTERS = ("un-psdata", "pact")
"""Registers in the order in which one is taken: one alone, never two together."""
AFRICA = "Africa"


@dataclass(frozen=True)
class Operation:
    """An operation under way: `end` is its last day, `None` while it is open. Degrees north and east."""

    mission: str
    name: str
    start: date
    end: date | None
    host: str | None
    latitude: float | None
    longitude: float | None

    def as_json(self) -> dict[str, object]:
        """The operation as JSON content."""
        return {
            "mission": self.mission,
            "name": self.name,
            "start": self.start.isoformat(),
            "end": self.end.isoformat() if self.end else None,
            "host": self.host,
            "latitude": self.latitude,
            "longitude": self.longitude,
        }


@dataclass(frozen=True)
class UnderWay:
    """Peacekeeping operations under way on a day, by start."""

    on: date
    region: str | None
    missions: tuple[Operation, ...]
    source: Source

    def as_json(self) -> dict[str, object]:
        """The figure as JSON content."""
        return {
            "on": self.on.isoformat(),
            "region": self.region,
            "missions": [one.as_json() for one in self.missions],
            "source": self.source.as_json(),
        }


def operations_under_way(store: Store, on: date, region: str | None = None) -> UnderWay:
    """The UN's peacekeeping operations under way on a day, all or those of a region. Raises Refused.

    The register has rows that are no peacekeeping operation (umbrella rows over several, political missions, forces
    counted with another): an operation is one that the reference tables know as such. Where the two differ about the
    day, the register counts and the source says so.
    """
    rows, known = _register(store), {entry.acronym: entry for entry in un_missions()}
    wanted = _region_asked(region)
    found, notes, left_out = [], [], []
    for row in rows:
        fact = known.get(row["mission"])
        if fact is None or row["umbrella"]:
            if _is_under_way(row, on):
                left_out.append(row["mission"])
            continue
        here = _is_under_way(row, on)
        notes += _difference(fact, here, on)
        if here and (wanted is None or wanted(fact, row["region"])):
            found.append(_operation(row, fact))
    if left_out:
        notes.append(f"left out as no peacekeeping operation of its own: {', '.join(sorted(left_out))}")
    latest = max((row["known_on"] for row in rows if row["known_on"]), default=None)
    return UnderWay(
        on=on,
        region=region,
        missions=tuple(sorted(found, key=lambda one: (one.start, one.mission))),
        source=Source(
            rows[0]["file"],
            rows[0]["vintage"] or latest,
            f"under way on {on.isoformat()}, {f'region {region}' if region else 'all regions'}, peacekeeping "
            "operations only",
            tuple(notes),
        ),
    )


def _register(store: Store) -> list[dict[str, Any]]:
    """The rows of the register that is taken. Raises Refused where none is on record."""
    need(store, "operations", *REGISTERS)
    rows = next((rows for name in REGISTERS if (rows := _rows(store, name))), [])
    if not rows:
        raise nothing_on_record("no register of operations is on record", "muster import un-psdata PATH")
    return rows


def operation_start(store: Store, mission: str) -> tuple[date, str] | None:
    """The first day of an operation and the file that says so; the reference tables where no register has it."""
    for register in REGISTERS:
        for row in _rows(store, register):
            if row["mission"] == mission and row["start"]:
                return row["start"], row["file"]
    for fact in un_missions():
        if fact.acronym == mission:
            return fact.start, "reference table of missions"
    return None


def _rows(store: Store, register: str) -> list[dict[str, Any]]:
    return store.query("SELECT * FROM operations WHERE source = ? ORDER BY start, mission, line", (register,)).dicts()


def _is_under_way(row: Mapping[str, Any], on: date) -> bool:
    return row["start"] is not None and row["start"] <= on and (row["until"] is None or on < row["until"])


def _difference(fact: MissionFact, here: bool, on: date) -> list[str]:
    """A word where register and reference tables differ about the day."""
    if here == fact.is_active(on):
        return []
    last = (fact.until - timedelta(days=1)).isoformat() if fact.until else "now"
    return [f"{fact.acronym}: the reference tables have it from {fact.start.isoformat()} to {last}"]


def _operation(row: Mapping[str, Any], fact: MissionFact) -> Operation:
    has_place = row["latitude"] is not None and row["longitude"] is not None
    return Operation(
        mission=fact.acronym,
        name=row["name"] or fact.name,
        start=row["start"],
        end=row["until"] - timedelta(days=1) if row["until"] else None,
        host=row["host"] or fact.host_iso3[0],
        latitude=row["latitude"] if has_place else float(fact.latitude),
        longitude=row["longitude"] if has_place else float(fact.longitude),
    )


class _Region:
    """A region asked for: by the reference tables' name, by continent, or Africa as a whole."""

    def __init__(self, name: str) -> None:
        self._name = simplified(name)

    def __call__(self, fact: MissionFact, continent: str | None) -> bool:
        if self._name == simplified(AFRICA):
            return fact.africa
        return self._name in (simplified(fact.region), simplified(continent or ""))


CONTINENTS = ("Africa", "Asia", "Europe", "North America", "South America", "Oceania", "Americas")


def _region_asked(region: str | None) -> _Region | None:
    if region is None:
        return None
    names = tuple(dict.fromkeys((*CONTINENTS, *(fact.region for fact in un_missions()))))
    if simplified(region) not in {simplified(name) for name in names}:
        raise Refused(problems=[Problem("", f"no region is called {region!r}", f"name one of {', '.join(names)}")])
    return _Region(region)
