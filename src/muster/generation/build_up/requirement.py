"""What a mission requires, unit by unit: from the maps of its deployment, or made from a strength alone.

The maps are those of Geo-PKO (v2.1): a row is a base on a map, with symbols of battalions, companies and platoons and
marks of the kinds of unit there. People are the usual strength of the symbol and no headcount; individual police,
staff officers and observers have no symbol, so the units sum up to less than the mission's strength.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from muster.generation.build_up.history import OWN_TABLES
from muster.generation.build_up.source import Line, lines_of
from muster.kit.errors import Problem, Refused
from muster.kit.intervals import MONTHS_PER_YEAR

MAP_FILE = Path("geopko") / "geopko_v2.1_location_map.csv"
"""Where the file of maps lies in the folder of public data sets."""

BATTALION, COMPANY, PLATOON = SIZE_WORDS = ("battalion", "company", "platoon")
INFANTRY = "inf"
INFANTRY_BATTALION = "INF-BN"
NOTHING = ("", "0", "NA")


@dataclass(frozen=True)
class UnitNeed:
    """One unit required, and so one case: its type by the code of the catalogue, and its people."""

    unit_type: str
    people: int


@dataclass(frozen=True)
class Requirement:
    """The units of a mission. `is_ceiling`: they fill an authorised strength, of which a part never comes."""

    mission: str
    units: tuple[UnitNeed, ...]
    is_ceiling: bool
    source: str

    @property
    def people(self) -> int:
        """The strength required."""
        return sum(unit.people for unit in self.units)


@dataclass(frozen=True)
class Sizes:
    """Usual people of a battalion, a company and a platoon, and the share of a force's people in each, in per cent."""

    people: Mapping[str, int]
    percent: Mapping[str, int]


def requirement_on_maps(folder: Path, mission: str, first: int, until: int, sizes: Sizes) -> Requirement | None:
    """The units on that map of a mission, of the months `[first, until)` by number, which shows most people.

    None where no map of those months shows a unit. Raises Refused with the place of a row that cannot be read.
    """
    maps: dict[tuple[int, str], list[UnitNeed]] = {}
    for line in lines_of(folder / MAP_FILE, ("source", "mission", "year", "month", *SIZE_WORDS, *_types())):
        if line.text("mission") == mission:
            number = line.whole("year") * MONTHS_PER_YEAR + line.whole("month") - 1
            if first <= number < until:
                maps.setdefault((number, line.text("source")), []).extend(_units_at(line, sizes))
    if not any(maps.values()):
        return None
    (number, source), units = max(maps.items(), key=lambda one: (sum(unit.people for unit in one[1]), -one[0][0]))
    year, month = divmod(number, MONTHS_PER_YEAR)
    return Requirement(mission, tuple(units), False, f"Geo-PKO v2.1, {source}, {year}-{month + 1:02d}")


def requirement_of_strength(mission: str, strength: int, sizes: Sizes, *, is_ceiling: bool) -> Requirement:
    """Infantry battalions, companies and platoons of the usual sizes and shares that sum up to a strength.

    What whole units leave over is one more small unit. Raises Refused where there is nobody to be required.
    """
    if strength <= 0:
        raise Refused(problems=[Problem(mission, f"a strength of {strength} needs no unit", "give a strength above 0")])
    units: list[UnitNeed] = []
    for word in SIZE_WORDS:
        left = strength - sum(unit.people for unit in units)
        share = left if word == PLATOON else strength * sizes.percent[word] // 100
        kind = INFANTRY_BATTALION if word == BATTALION else _types()[INFANTRY]
        units += [UnitNeed(kind, sizes.people[word])] * (min(share, left) // sizes.people[word])
    left = strength - sum(unit.people for unit in units)
    if left:
        units.append(UnitNeed(_types()[INFANTRY], left))
    return Requirement(mission, tuple(units), is_ceiling, f"made from a strength of {strength:,}")


def _units_at(line: Line, sizes: Sizes) -> Iterator[UnitNeed]:
    """The units of a base. Each kind marked stands for one unit below a battalion; the others are infantry.

    Half a symbol is a unit that two bases share, and half of its people.
    """
    marked = _kinds_marked(line)
    for word in SIZE_WORDS:
        symbols = line.read(word, _symbols, "a number of symbols")
        for people in _parts(symbols, sizes.people[word]):
            kind = INFANTRY_BATTALION if word == BATTALION else next(marked, _types()[INFANTRY])
            yield UnitNeed(kind, people)


def _kinds_marked(line: Line) -> Iterator[str]:
    marks = [symbol for symbol in _types() if symbol != INFANTRY and line.text(symbol) not in NOTHING]
    return iter([_types()[symbol] for symbol in marks])


def _parts(symbols: float, people: int) -> Iterable[int]:
    whole = int(symbols)
    rest = round((symbols - whole) * people)
    return [*[people] * whole, *([rest] if rest else [])]


def _symbols(text: str) -> float:
    number = 0.0 if text in NOTHING else float(text)
    if not 0 <= number < float("inf"):
        raise ValueError(text)
    return number


def people_by_type(units: Sequence[UnitNeed]) -> dict[str, tuple[int, int]]:
    """By unit type: how many units, and how many people."""
    found: dict[str, tuple[int, int]] = {}
    for unit in units:
        count, people = found.get(unit.unit_type, (0, 0))
        found[unit.unit_type] = count + 1, people + unit.people
    return found


@cache
def _types() -> Mapping[str, str]:
    """The catalogue's code of each mark on the maps."""
    rows = lines_of(OWN_TABLES / "unit_symbols.csv", ("symbol", "unit_type"))
    return {row.text("symbol"): row.text("unit_type") for row in rows}
