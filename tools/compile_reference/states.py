"""Compile states.csv, state_names.csv and languages.csv from pycountry, Babel (CLDR) and the npm package world-atlas.

pip install pycountry babel && npm pack world-atlas && tar xzf world-atlas-*.tgz
python tools/compile_reference/states.py package src/muster/reference/tables
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pycountry
import topology
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from membership import (
    ALIASES,
    DISPLAY_NAMES,
    GROUP_NOTES,
    GROUPS,
    LANGUAGE_NAMES,
    LANGUAGES,
    OBSERVERS,
    UN_NAMES,
    region,
)

UN_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
NAME_COLUMNS = ["iso3", "language", "name", "kind", "source", "standing"]
POINTS_BY_HAND = {"MAR": (31.8, -7.1, "by hand: the outline joins Western Sahara to it")}
STATE_SOURCE = "pycountry (codes); CLDR through Babel (languages); UN membership and groups; Natural Earth 10m (point)"


def languages(iso3: str, iso2: str) -> list[str]:
    """The State's official languages as ISO 639 codes, scripts left out, in the CLDR's order."""
    if iso3 in LANGUAGES:
        return LANGUAGES[iso3].split(";")
    return list(dict.fromkeys(code.split("_")[0] for code in get_official_languages(iso2, de_facto=True)))


def locale_name(language: str, iso2: str) -> str | None:
    """What the CLDR calls the territory in the language, or nothing."""
    try:
        return Locale.parse(language).territories.get(iso2)
    except UnknownLocaleError:
        return None


def points(atlas: Path) -> dict[str, tuple[float, float, str]]:
    """By M49 code: latitude, longitude and how the point was found."""
    world = topology.read(atlas / "countries-10m.json")
    arcs = topology.decoded_arcs(world)
    found: dict[str, tuple[float, float, str]] = {}
    largest: dict[str, float] = {}
    for shape in world["objects"]["countries"]["geometries"]:
        if "id" in shape:
            rings = topology.largest_polygon(shape, arcs)
            size = abs(topology.signed_area(rings[0]))
            if size >= largest.get(shape["id"], 0.0):
                (longitude, latitude), how = topology.point_inside(rings)
                largest[shape["id"]] = size
                found[shape["id"]] = (round(latitude, 2), round(longitude - 360 * (longitude > 180), 2), how)
    return found


def names_of_the_un() -> Iterator[tuple[str, str, str]]:
    """The names written by hand in un_names.txt: State, language, name."""
    for line in Path(__file__).with_name("un_names.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            iso3, *languages_names = (part.strip() for part in line.split("|"))
            for language, names in (part.split("=") for part in languages_names):
                yield from ((iso3, language, name.strip()) for name in names.split("/"))


def state_rows(atlas: Path) -> Iterator[dict[str, object]]:
    """One row a State, by ISO 3166 alpha-3 code."""
    inside = points(atlas)
    groups = {iso3: group for group, codes in GROUPS.items() for iso3 in codes.split()}
    for iso3, group in sorted(groups.items()):
        entry = pycountry.countries.get(alpha_3=iso3)
        name = UN_NAMES.get(iso3, Locale("en").territories[entry.alpha_2])
        latitude, longitude, how = POINTS_BY_HAND.get(iso3, inside[entry.numeric])
        yield {
            "iso3": iso3,
            "iso2": entry.alpha_2,
            "m49": entry.numeric,
            "name": name,
            "display_name": DISPLAY_NAMES.get(iso3, name),
            "status": "observer" if iso3 in OBSERVERS else "member",
            "un_regional_group": group,
            "region": region(iso3, group),
            "africa": "yes" if group == "African" else "no",
            "official_languages": ";".join(languages(iso3, entry.alpha_2)),
            "latitude": latitude,
            "longitude": longitude,
            "point_method": how,
            "source": STATE_SOURCE,
            "standing": "compiled",
            "note": GROUP_NOTES.get(iso3, ""),
        }


def name_rows(states: list[dict[str, object]]) -> Iterator[tuple[str, ...]]:
    """All names under which a State may be asked for: language, name, kind and source."""
    hand: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for iso3, language, name in names_of_the_un():
        hand[iso3].append((language, name))
    for state in states:
        iso3, iso2 = str(state["iso3"]), str(state["iso2"])
        entry = pycountry.countries.get(alpha_2=iso2)
        yield iso3, "en", str(state["name"]), "United Nations", "UN membership", "compiled"
        for language, name in hand[iso3]:
            yield iso3, language, name, "United Nations", "written by hand: UN names", "compiled"
        for language in UN_LANGUAGES:
            yield iso3, language, str(locale_name(language, iso2)), "CLDR", "CLDR through Babel", "compiled"
        for language in str(state["official_languages"]).split(";"):
            own = locale_name(language, iso2)
            if language not in UN_LANGUAGES and own is not None:
                yield iso3, language, own, "own language", "CLDR through Babel", "compiled"
        for field in ("name", "common_name", "official_name"):
            if hasattr(entry, field):
                yield iso3, "en", getattr(entry, field), "ISO 3166", "pycountry", "compiled"
        yield iso3, "en", str(state["display_name"]), "short", "written by hand", "compiled"
        for alias in filter(None, ALIASES.get(iso3, "").split(";")):
            yield iso3, "en", alias, "alias", "written by hand", "compiled"


def language_rows(states: list[dict[str, object]]) -> Iterator[tuple[str, ...]]:
    """Every official language of a State or of the United Nations: code, English name, own name."""
    used = {code for state in states for code in str(state["official_languages"]).split(";")} | set(UN_LANGUAGES)
    english = Locale("en").languages
    for code in sorted(used):
        try:
            locale = Locale.parse(code)
            own = str(locale.get_display_name(code) or "") if locale.language == code else ""
        except UnknownLocaleError:
            own = ""
        yield (
            code,
            LANGUAGE_NAMES.get(code) or str(english[code]),
            own,
            "yes" if code in UN_LANGUAGES else "no",
            "CLDR through Babel",
            "compiled",
        )


def main(atlas: Path, target: Path) -> None:
    """Write the three tables."""
    states = list(state_rows(atlas))
    with (target / "states.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(states[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(states)
    seen = set()
    with (target / "state_names.csv").open("w", encoding="utf-8", newline="") as file:
        plain = csv.writer(file, lineterminator="\n")
        plain.writerow(NAME_COLUMNS)
        for row in name_rows(states):
            if row[:3] not in seen:
                seen.add(row[:3])
                plain.writerow(row)
    with (target / "languages.csv").open("w", encoding="utf-8", newline="") as file:
        plain = csv.writer(file, lineterminator="\n")
        plain.writerow(["code", "name", "own_name", "un_official", "source", "standing"])
        plain.writerows(language_rows(states))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
