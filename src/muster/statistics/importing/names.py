"""Names that data sets give to States and missions, led back to one code and one acronym each."""

import csv
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from muster.reference.errors import UnknownStateError
from muster.reference.states import find_state, simplified
from muster.statistics.importing.cells import BadCell
from muster.statistics.importing.sink import Sink

STATE_VARIANT = "name of a State spelled another way"
MISSION_VARIANT = "acronym of a mission spelled another way"
UMBRELLA = "operation named by its date"


@lru_cache(maxsize=4096)
def state_named(text: str) -> tuple[str | None, bool]:
    """The code behind a name, and whether the name is a variant that our tables list for data sets.

    No code where the tables say that the name stands for no single State. Raises BadCell for a name not known.
    """
    variants = _table("state_spellings.csv")
    row = variants.get(simplified(text))
    if row is not None:
        return row["iso3"] or None, True
    try:
        return find_state(text).iso3, False
    except UnknownStateError:
        raise BadCell(f"no State is named {text!r}") from None


def state_of(text: str, sink: Sink) -> str | None:
    """The same, with the repair counted."""
    code, variant = state_named(text)
    if variant:
        sink.repaired(STATE_VARIANT)
    return code


@lru_cache(maxsize=1)
def former_states() -> frozenset[str]:
    """Codes of States that are no more, which our tables of spellings give (ISO 3166-3)."""
    return frozenset(row["iso3"] for row in _table("state_spellings.csv").values() if "ISO 3166-3" in row["note"])


def mission_named(text: str, on: date) -> tuple[str, str | None]:
    """The acronym under which Muster knows a mission on a day, and the rule of its repair if it took one.

    An unknown mission is kept as it is.
    """
    given = text.strip()
    row = _table("mission_spellings.csv").get(simplified(given))
    if row is None:
        return given, None
    if row["until"]:
        named = next(name for name, until in _parts(row) if not until or on < date.fromisoformat(until))
        return named, UMBRELLA
    return row["acronym"], MISSION_VARIANT


def mission_of(text: str, on: date, sink: Sink) -> str:
    """The same, with the repair counted."""
    acronym, rule = mission_named(text, on)
    if rule:
        sink.repaired(rule)
    return acronym


def mission_variant(text: str) -> tuple[str, ...]:
    """The acronyms that a spelling of the data sets stands for: none where it is no such spelling."""
    row = _table("mission_spellings.csv").get(simplified(text))
    return tuple(name for name, _ in _parts(row)) if row is not None else ()


def _parts(row: Mapping[str, str]) -> list[tuple[str, str]]:
    """The operations that one umbrella name stood for, in order, with the day on which each gave way to the next."""
    names, untils = row["acronym"].split(";"), row["until"].split(";")
    return list(zip(names, [*untils, ""], strict=False))


@lru_cache(maxsize=8)
def _table(name: str) -> Mapping[str, Mapping[str, str]]:
    text = (files("muster.statistics.names") / name).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({simplified(row["spelling"]): MappingProxyType(row) for row in rows})
