"""Geocoded Peacekeeping Operations: bases on deployment maps, with their units and contributors.

Strengths are estimates from the maps' symbols (battalion 650, company 150, platoon 35), no head counts; "unknown" is
kept as unknown. A kind of unit belongs to a base: it is a contributor's own where that is the only one there. The maps
of version 2.1 have a month; the tables of version 2.3 are of whole years and cover the same bases, so that the two are
told apart by `file`, never added up. A row of either is known on 31 December of the map's year.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from muster.kit.intervals import month_end
from muster.statistics.importing.cells import (
    BadCell,
    decimal,
    degrees,
    is_missing,
    rows_of,
    whole,
    year,
    year_end,
    yes,
)
from muster.statistics.importing.names import mission_of, state_of
from muster.statistics.importing.sink import Sink
from muster.statistics.importing.source_file import SourceFile

UNKNOWN_STRENGTH = "strength unknown, left empty"
NOWHERE = "base without coordinates"
SEVERAL_MAPS = "base listed for each map of the year: one row with the year's mean kept"
NO_TYPE = "strength or count of a kind of unit unknown, taken as not seen"
FLAGS = (
    "inf",
    "fpu",
    "res",
    "fp",
    "eng",
    "sig",
    "trans",
    "riv",
    "he.sup",
    "sf",
    "med",
    "maint",
    "recon",
    "avia",
    "mp",
    "demining",
    "uav",
    "armor",
)
"""Columns of the maps that say which kinds of unit are at a base, by the map's own abbreviations."""
CONTRIBUTORS = range(1, 18)
NO_STRENGTH = frozenset({"unknown", "size unknown"})
YEAR_TYPES = {"eng": "eng", "med": "med", "sig": "sig", "av": "avia", "riv": "riv", "maint": "maint", "trans": "trans"}
FRONT_TYPES = {"Infantry": "inf", "Reserve": "res", "Med": "med", "Av": "avia"}
NAMED_WITH_SIZE = re.compile(r"\s*(?P<name>.+?) \((?P<size>[^()]*)\)(?:,|$)")
"""One contributor in "India (300), Korea (ROK) (150)"."""


def read_maps(file: Path, sink: Sink) -> None:
    """Version 2.1: a row a base and map, with up to 17 contributors."""
    named = [f"{what}_{number}" for number in CONTRIBUTORS for what in ("nameoftcc", "notroopspertcc")]
    marks = ("hq", "unpol.dummy", "unmo.dummy", *FLAGS)
    for line, row in sink.rows(file, (*_PLACED, "source", "month", "country", "no.troops", *marks, *named)):
        with sink.row(line):
            place, known = _base_of_month(row, sink), year_end(year(row["year"], "year"))
            types = [flag for flag in FLAGS if yes(row[flag], flag)]
            sink.add(
                "bases",
                line,
                known,
                **place,
                troops=_strength(row["no.troops"], "no.troops", sink),
                hq=whole(row["hq"], "hq"),
                unit_types=types,
                observers=yes(row["unmo.dummy"], "unmo.dummy"),
                police=yes(row["unpol.dummy"], "unpol.dummy"),
                map=row["source"].strip(),
            )
            there = [number for number in CONTRIBUTORS if not is_missing(row[f"nameoftcc_{number}"])]
            for number in there:
                name, size = row[f"nameoftcc_{number}"], row[f"notroopspertcc_{number}"]
                _contributor(sink, line, known, place, name, size, types, len(there))


def read_contributors(file: Path, sink: Sink) -> None:
    """What others made of the same maps: a row a base, map and contributor, already one by one.

    Two revisions of a map may stand between each other's rows, so that the file is read twice.
    """
    wanted = (*_PLACED, "source", "month", "country", "tcc", "tcc_troops", "unit_types")
    together = Counter(_map_of(row) for _, row in rows_of(file, wanted))
    for line, row in sink.rows(file, wanted):
        with sink.row(line):
            place, known = _base_of_month(row, sink), year_end(year(row["year"], "year"))
            types = [] if is_missing(row["unit_types"]) else row["unit_types"].split("|")
            _contributor(sink, line, known, place, row["tcc"], row["tcc_troops"], types, together[_map_of(row)])


def _map_of(row: Mapping[str, str]) -> tuple[str, ...]:
    """What names a base on a map."""
    return tuple(row[name] for name in (*_PLACED, "month", "source"))


def read_contributors_of_years(file: Path, sink: Sink) -> None:
    """Version 2.3: a row a base and year, its contributors in one text."""
    for line, row in sink.rows(file, (*_PLACED, "year.overview")):
        with sink.row(line):
            place = _base_of_year(row, sink)
            named = contributors_in(row["year.overview"])
            for name, size in named:
                _contributor(sink, line, place["date"], place, name, size, [], len(named))


def read_kinds_of_years(file: Path, sink: Sink) -> None:
    """Version 2.3: a row a base and year with the kinds of unit there, without strengths."""
    for line, row in sink.rows(file, (*_PLACED, "Infantry", *YEAR_TYPES)):
        with sink.row(line):
            place = _base_of_year(row, sink)
            types = _types(row, {"Infantry": "inf", **YEAR_TYPES}, sink)
            sink.add("bases", line, place["date"], **place, unit_types=types)


def read_bases_of_years(file: Path, sink: Sink) -> None:
    """Version 2.3: a base and year with its mean strength, once for each map of the year; the first row is kept."""
    seen: set[tuple[str, ...]] = set()
    marks = ("hq", "UNPOL", "UNMO", "ave.no.troops", *FRONT_TYPES)
    for line, row in sink.rows(file, (*_PLACED, "country", *marks)):
        with sink.row(line):
            key = tuple(row[name] for name in _PLACED)
            if key in seen:
                sink.left_out(SEVERAL_MAPS)
                continue
            place = _base_of_year(row, sink)
            mean = decimal(row["ave.no.troops"], "ave.no.troops")
            if mean is None:
                sink.repaired(UNKNOWN_STRENGTH)
            sink.add(
                "bases",
                line,
                place["date"],
                **place,
                troops=None if mean is None else round(mean),
                hq=whole(row["hq"], "hq"),
                unit_types=_types(row, FRONT_TYPES, sink),
                observers=yes(row["UNMO"], "UNMO"),
                police=yes(row["UNPOL"], "UNPOL"),
            )
            seen.add(key)


def contributors_in(text: str) -> list[tuple[str, str]]:
    """Names and sizes in a text such as "India (300), Kazakhstan (size unknown)". Raises BadCell for any other."""
    found, at = [], 0
    while at < len(text.rstrip()):
        one = NAMED_WITH_SIZE.match(text, at)
        if one is None:
            raise BadCell(f"contributors {text!r} are not names with a size in brackets")
        found.append((one["name"].strip(), one["size"].strip()))
        at = one.end()
    return found


_PLACED = ("mission", "year", "location", "latitude", "longitude")


def _base_of_month(row: Mapping[str, str], sink: Sink) -> dict[str, Any]:
    month = whole(row["month"], "month")
    if month is None or not 1 <= month <= 12:
        raise BadCell(f"month {row['month']!r} is no month")
    return _base(row, month_end(date(year(row["year"], "year"), month, 1)), sink)


def _base_of_year(row: Mapping[str, str], sink: Sink) -> dict[str, Any]:
    return _base(row, year_end(year(row["year"], "year")), sink)


def _base(row: Mapping[str, str], on: date, sink: Sink) -> dict[str, Any]:
    latitude, longitude = degrees(row["latitude"], row["longitude"])
    if latitude is None:
        sink.repaired(NOWHERE)
    return {
        "date": on,
        "mission": mission_of(row["mission"], on, sink),
        "base": row["location"].strip(),
        "country": (row.get("country") or "").strip() or None,
        "latitude": latitude,
        "longitude": longitude,
    }


def _strength(text: str, name: str, sink: Sink) -> int | None:
    """People, or nothing where the map does not say. Raises BadCell for a text that is neither."""
    if is_missing(text) or text.strip().lower() in NO_STRENGTH:
        sink.repaired(UNKNOWN_STRENGTH)
        return None
    return whole(text, name)


def _contributor(
    sink: Sink,
    line: int,
    known: date,
    place: Mapping[str, Any],
    name: str,
    size: str,
    types: list[str],
    together: int,
) -> None:
    state = state_of(name, sink)
    sink.add(
        "base_contributors",
        line,
        known,
        **place,
        state=state,
        contributor=name.strip(),
        troops=_strength(size, f"strength of {name}", sink),
        unit_types=types,
        sole=together == 1 and state is not None,
    )


def _types(row: Mapping[str, str], columns: Mapping[str, str], sink: Sink) -> list[str]:
    """The kinds of unit of which the row has any; a cell that is not told counts as none."""
    found = []
    for heading, kind in columns.items():
        if is_missing(row[heading]):
            sink.repaired(NO_TYPE)
        elif decimal(row[heading], heading):
            found.append(kind)
    return found


LOCATIONS = "derived_tcc_location_long_1994-2020.csv"
FILES = (
    SourceFile(
        "geopko_v2.1_location_map.csv", "base and map, with units and contributors", read_maps, instead_of=LOCATIONS
    ),
    SourceFile(LOCATIONS, "base, map and contributor", read_contributors, version=2),
    SourceFile("TCCMap_v.2.3.csv", "base and year, with contributors", read_contributors_of_years),
    SourceFile("TTMap_v.2.3.csv", "base and year, with kinds of unit", read_kinds_of_years),
    SourceFile("FrontMap_v.2.3.csv", "base and year, with mean strength", read_bases_of_years),
)
