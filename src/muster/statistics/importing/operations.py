"""Facts of operations that several readers need: host, continent, and an end that a source does not know of."""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from muster.reference.errors import UnknownFactError, UnknownStateError
from muster.reference.missions import MissionFact, mission
from muster.reference.states import state
from muster.statistics.importing.sink import Sink

AFRICA, ASIA = "Africa", "Asia"
END_SUPPLIED = "operation still called active after its end: end taken from the table of operations"
END_LATER = "end after the day of the import, left empty"


def fact_of(acronym: str) -> MissionFact | None:
    """What Muster's own table tells of an operation, where it has it."""
    try:
        return mission(acronym)
    except UnknownFactError:
        return None


def host_of(acronym: str) -> str | None:
    """ISO 3166 alpha-3 code of an operation's first host."""
    fact = fact_of(acronym)
    if fact is not None:
        return fact.host_iso3[0]
    other = _others().get(acronym)
    return other["iso3"] if other is not None else None


def continent_of(acronym: str) -> str | None:
    """The continent on which an operation is: Africa where the United Nations counts it there, else its host's.

    An operation of the Middle East is in Asia also where Egypt is its first host.
    """
    fact = fact_of(acronym)
    if fact is None:
        other = _others().get(acronym)
        return other["continent"] if other is not None else None
    if fact.africa:
        return AFRICA
    try:
        continents = [state(host).region for host in fact.host_iso3]
    except UnknownStateError:
        return None
    return next((one for one in continents if one != AFRICA), ASIA)


def end_of(acronym: str, told: date | None, sink: Sink) -> date | None:
    """The first day after an operation's end, as far as it is known on the day of the import.

    `told` is what the source says; where it says nothing and Muster's table of operations knows an end, that counts.
    """
    until = told
    fact = fact_of(acronym)
    if until is None and fact is not None and fact.until is not None:
        until = fact.until
        if sink.knows(until - timedelta(days=1)):
            sink.repaired(END_SUPPLIED)
    if until is not None and not sink.knows(until - timedelta(days=1)):
        sink.left_out(END_LATER)
        return None
    return until


@lru_cache(maxsize=1)
def _others() -> Mapping[str, Mapping[str, str]]:
    """Host and continent of what the register lists besides the operations of Muster's own table."""
    text = (files("muster.statistics.names") / "operation_hosts.csv").read_text(encoding="utf-8")
    return {row["acronym"]: row for row in csv.DictReader(text.splitlines())}
