"""The history of contributions out of the statistics store: the one place of this room that knows its tables.

Overlapping sources of one month are not added up: the largest figure stands. Renamed missions are one line. Yearly
tables of maps stand in only for years after the last map that has a month.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from muster.outreach.rules.facts import Count, Flags, History, Map, Numbers, Roll, WorldCount
from muster.outreach.rules.unit_kinds import KINDS
from muster.reference.missions import missions as register
from muster.reference.parameters import parameter
from muster.reference.states import states
from muster.statistics.store import Store

UNTOLD = "build_up_people_platoon"
"""A contributor whose strength the map does not tell is taken for a platoon."""
KINDS_OF_PEOPLE = ("all", "troops", "staff_officers", "formed_police", "individual_police", "police", "experts")

BY_MISSION = """
WITH each AS (
  SELECT date, known_on, grain, state, mission, personnel_type, source, file,
    coalesce(max(count) FILTER (sex = 'all'), sum(count) FILTER (sex <> 'all')) AS people
  FROM contributions
  WHERE state IS NOT NULL AND mission IS NOT NULL AND count > 0
    AND personnel_type IN ('all', 'troops', 'staff_officers', 'formed_police', 'individual_police', 'police', 'experts')
  GROUP BY ALL
)
SELECT date, grain, max(known_on) AS known_on, state, mission, personnel_type, max(people) AS people
FROM each GROUP BY date, grain, state, mission, personnel_type
ORDER BY date, grain
"""
BY_STATE = """
SELECT date, max(known_on) AS known_on, state, personnel_type, max(count) AS people
FROM contributions
WHERE state IS NOT NULL AND mission IS NULL AND grain = 'month' AND sex = 'all'
  AND personnel_type IN ('all', 'troops')
GROUP BY date, state, personnel_type ORDER BY date
"""
BASES = """
WITH monthly AS (SELECT coalesce(max(date), DATE '1900-01-01') AS last FROM base_contributors
  WHERE file NOT LIKE 'TCCMap%')
SELECT date, known_on, mission, base, file, line, state, troops, unit_types, sole
FROM base_contributors, monthly
WHERE file NOT LIKE 'TCCMap%' OR date > monthly.last
ORDER BY date, mission, file, line
"""


def history_of(store: Store) -> History:
    """All that a store tells about contributions. Empty tables give an empty history."""
    people, world, bases = store.query(BY_MISSION), store.query(BY_STATE), store.query(BASES)
    names = sorted({line_of(row[4]) for row in people.rows} | {line_of(row[2]) for row in bases.rows})
    roll = roll_of_states()
    index = {name: number for number, name in enumerate(names)}
    return History(
        roll=roll,
        missions=tuple(names),
        hosts=_hosts(),
        counts=tuple(_counts(people.rows, roll, index)),
        world=tuple(_world(world.rows, roll)),
        maps=_maps(bases.rows, roll),
    )


@lru_cache(maxsize=1)
def roll_of_states() -> Roll:
    """The Member States, with what the reference tables tell of them."""
    members = [one for one in states() if one.status == "member"]
    return Roll(
        states=tuple(one.iso3 for one in members),
        names=tuple(one.display_name for one in members),
        groups=tuple(one.un_regional_group for one in members),
        african=np.array([one.africa for one in members], dtype=np.bool_),
        languages=tuple(frozenset(one.official_languages) for one in members),
    )


@lru_cache(maxsize=1024)
def line_of(mission: str) -> str:
    """The line that a mission belongs to, under whatever acronym it is named: MONUC is MONUSCO, ONUCI is UNOCI."""
    name = " ".join(mission.split())
    known = _lines()
    return known.get(name) or known.get(name.upper()) or name


@lru_cache(maxsize=1)
def _lines() -> Mapping[str, str]:
    spellings = {row["spelling"]: row["acronym"] for row in _table("mission_spellings.csv") if not row["until"]}
    lines = {row["acronym"]: row["line"] for row in _table("mission_lines.csv")}
    known = {one.acronym: one.acronym for one in register()}
    named = {**known, **lines, **{spelling: lines.get(name, name) for spelling, name in spellings.items()}}
    return {**{name.upper(): line for name, line in named.items()}, **named}


def _table(name: str) -> Iterable[dict[str, str]]:
    text = (files("muster.statistics.names") / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


@lru_cache(maxsize=1)
def _hosts() -> Mapping[str, str]:
    return {line_of(one.acronym): one.host_iso3[0] for one in register() if one.host_iso3}


def _counts(rows: Iterable[tuple[Any, ...]], roll: Roll, index: Mapping[str, int]) -> Iterable[Count]:
    """Fold rows of State, mission and type into one count a day and grain, in order."""
    shape = (len(index), len(roll))
    tables: dict[tuple[date, str], dict[str, Numbers]] = defaultdict(
        lambda: {one: np.zeros(shape) for one in KINDS_OF_PEOPLE}
    )
    known: dict[tuple[date, str], date] = {}
    for on, grain, known_on, state, mission, kind, people in rows:
        at = roll.index.get(state)
        if at is None or people is None:
            continue
        key = (on, grain)
        known[key] = max(known.get(key, known_on), known_on)
        tables[key][kind][index[line_of(mission)], at] += people
    for (on, grain), table in tables.items():
        yield _count(on, known[on, grain], grain, table)


def _count(on: date, known_on: date, grain: str, table: Mapping[str, Numbers]) -> Count:
    summed = sum((table[kind] for kind in KINDS_OF_PEOPLE if kind != "all"), np.zeros_like(table["all"]))
    return Count(
        on=on,
        known_on=known_on,
        yearly=grain == "year",
        people=np.where(table["all"] > 0, table["all"], summed),
        contingents=table["troops"] + table["formed_police"],
        police=table["individual_police"] + table["police"],
        experts=table["experts"] + table["staff_officers"],
    )


def _world(rows: Iterable[tuple[Any, ...]], roll: Roll) -> Iterable[WorldCount]:
    tables: dict[date, dict[str, Numbers]] = defaultdict(
        lambda: {one: np.zeros(len(roll)) for one in ("all", "troops")}
    )
    known: dict[date, date] = {}
    for on, known_on, state, kind, people in rows:
        at = roll.index.get(state)
        if at is not None and people is not None:
            known[on] = max(known.get(on, known_on), known_on)
            tables[on][kind][at] = people
    for on, table in tables.items():
        yield WorldCount(on, known[on], table["all"], table["troops"])


def _maps(rows: Iterable[tuple[Any, ...]], roll: Roll) -> Mapping[str, tuple[Map, ...]]:
    """Fold rows of base and contributor into one map a mission and day."""
    drawn: dict[tuple[str, date], list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        drawn[line_of(row[2]), row[0]].append(row)
    maps: dict[str, list[Map]] = defaultdict(list)
    for (mission, on), found in sorted(drawn.items()):
        maps[mission].append(_map(on, found, roll))
    return {mission: tuple(those) for mission, those in maps.items()}


def _map(on: date, rows: list[tuple[Any, ...]], roll: Roll) -> Map:
    people = np.zeros(len(roll))
    own: dict[str, Flags] = defaultdict(lambda: np.zeros(len(roll), dtype=np.bool_))
    shared: dict[str, Flags] = defaultdict(lambda: np.zeros(len(roll), dtype=np.bool_))
    together, untold = _contributors_of_bases(rows), parameter(UNTOLD, on).integer
    for _, _, _, base, file, _, state, troops, marks, sole in rows:
        at = roll.index.get(state)
        if at is None:
            continue
        people[at] += untold if troops is None else max(troops, 1)
        alone = bool(together[file, base] == 1 if sole is None else sole)
        for kind, shown_by in KINDS.items():
            if any(mark in shown_by for mark in marks or ()):
                shared[kind][at] = True
                own[kind][at] |= alone
    return Map(on, max(row[1] for row in rows), people, dict(own), dict(shared))


def _contributors_of_bases(rows: list[tuple[Any, ...]]) -> Mapping[tuple[str, str], int]:
    """How many contributors are at each base, for files that do not tell whether one is alone."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for _, _, _, base, file, _, _, _, _, sole in rows:
        if sole is None:
            found[file, base] += 1
    return found
