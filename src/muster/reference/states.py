"""The Member States and observers of the United Nations, and how to find one by any of its names or codes."""

import difflib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar

from muster.reference.catalogue import table
from muster.reference.errors import UnknownStateError
from muster.reference.records import records

UN_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The six official languages of the United Nations, by ISO 639 code."""


@dataclass(frozen=True)
class State:
    """One Member State or observer. Coordinates are degrees of a point inside its largest part, for maps."""

    TABLE: ClassVar[str] = "states"

    iso3: str
    iso2: str
    m49: str
    name: str
    display_name: str
    status: str
    un_regional_group: str
    region: str
    africa: bool
    official_languages: tuple[str, ...]
    latitude: Decimal
    longitude: Decimal
    source: str
    standing: str
    note: str


@dataclass(frozen=True)
class StateName:
    """One name of a State in one language."""

    TABLE: ClassVar[str] = "state_names"

    iso3: str
    language: str
    name: str
    kind: str
    source: str
    standing: str


def states() -> tuple[State, ...]:
    """All 193 Member States and the two observers, by ISO 3166 alpha-3 code."""
    return records(State)


def state(iso3: str) -> State:
    """The State with this ISO 3166 alpha-3 code, exactly. Raises UnknownStateError."""
    try:
        return _by_iso3()[iso3]
    except KeyError:
        raise UnknownStateError(iso3, ()) from None


def find_state(text: str) -> State:
    """The State that a person means: by name in any language that the tables have, or by ISO 2, ISO 3 or M49 code.

    Accents, case, punctuation and the article "the" do not matter. Raises UnknownStateError with near names.
    """
    wanted = simplified(text)
    iso3 = _spellings().get(wanted)
    if iso3 is None:
        raise UnknownStateError(text, near_names(wanted))
    return _by_iso3()[iso3]


def names_of(iso3: str, language: str) -> tuple[str, ...]:
    """The State's names in the language (ISO 639 code), the preferred one first."""
    return _names().get((iso3, language), ())


def states_with(words: str) -> tuple[State, ...]:
    """The States that have the words in their code, or in a name in a language of the United Nations, by code.

    Accents, case and punctuation do not matter. Words without a letter or figure are in no name.
    """
    wanted = simplified(words)
    if not wanted:
        return ()
    return tuple(entry for entry in states() if any(wanted in form for form in _forms()[entry.iso3]))


def near_names(wanted: str) -> tuple[str, ...]:
    """Display names of up to three States whose spellings are nearest to the simplified text."""
    spellings = _spellings()
    close = difflib.get_close_matches(wanted, list(spellings), n=6, cutoff=0.6)
    inside = [spelling for spelling in spellings if len(wanted) > 3 and wanted in spelling.split()]
    found = dict.fromkeys(_by_iso3()[spellings[spelling]].display_name for spelling in close + inside)
    return tuple(found)[:3]


def simplified(text: str) -> str:
    """The text without accents, case, punctuation and the English article, "&" and "St." spelled out."""
    # The dotless i of Turkish has a capital that others write with a dot: Kıbrıs, KIBRIS.
    folded = text.replace("&", " and ").casefold().replace("ı", "i")
    plain = unicodedata.normalize("NFKD", folded)
    kept = "".join(mark for mark in plain if unicodedata.category(mark) != "Mn")
    words = "".join(mark if mark.isalnum() or unicodedata.category(mark) == "Mc" else " " for mark in kept).split()
    return " ".join("saint" if word == "st" else word for word in words if word != "the")


@lru_cache(maxsize=1)
def _by_iso3() -> Mapping[str, State]:
    return MappingProxyType({entry.iso3: entry for entry in states()})


@lru_cache(maxsize=1)
def _names() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The names by alpha-3 code and language, in the order of the table."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for name in records(StateName):
        key = (name.iso3, name.language)
        found[key] = (*found.get(key, ()), name.name)
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, tuple[str, ...]]:
    """The simplified names and the simplified code of each State, by that code."""
    return MappingProxyType(
        {
            entry.iso3: tuple(
                simplified(form)
                for form in (
                    entry.name,
                    entry.iso3,
                    *(name for language in UN_LANGUAGES for name in names_of(entry.iso3, language)),
                )
            )
            for entry in states()
        }
    )


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, str]:
    """Simplified spelling to alpha-3 code; codes win over names."""
    spellings = {simplified(str(row["name"])): str(row["iso3"]) for row in table("state_names").rows}
    for entry in states():
        spellings |= {
            simplified(code): entry.iso3 for code in (entry.iso2, entry.iso3, entry.m49, entry.m49.lstrip("0"))
        }
    return MappingProxyType(spellings)
