"""The tables of States against public data sets; each difference is known and judged here.

Data: country-codes (names in six languages, ISO and M49 codes) and mledoze/countries (regional groups, points), from
the folder MUSTER_PUBLIC_DATA; they are no part of Muster.
"""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from muster.reference.states import find_state, states

pytestmark = pytest.mark.public_data

ARTICLE = re.compile(r"\s*\((?:the|l'|le|la|les|el|los|las)\)(?: \*)?$")
NAME_COLUMNS = [
    f"{source}{language}{form}"
    for source, form, languages in (
        ("UNTERM ", " Short", ("English", "French", "Spanish", "Russian", "Arabic", "Chinese")),
        ("official_name_", "", ("en", "fr", "es", "ru", "ar", "cn")),
    )
    for language in languages
]
REGION_DIFFERS = {"CYP": "M49 counts Cyprus to Western Asia"}
NO_GROUP = ("none", "")


@pytest.fixture(scope="module")
def code_rows(public_data: Path) -> dict[str, dict[str, str]]:
    with (public_data / "country_codes" / "country-codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["ISO3166-1-Alpha-3"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def countries(public_data: Path) -> dict[str, Any]:
    text = (public_data / "country_codes" / "countries_mledoze.json").read_text(encoding="utf-8")
    return {country["cca3"]: country for country in json.loads(text)}


def test_every_name_of_the_united_nations_terminology_finds_its_state(code_rows: dict[str, dict[str, str]]) -> None:
    wanted = [
        (name, entry.iso3)
        for entry in states()
        for column in NAME_COLUMNS
        if (name := ARTICLE.sub("", code_rows[entry.iso3][column]).strip())
    ]
    assert len(wanted) > 2000
    assert [(name, iso3) for name, iso3 in wanted if find_state(name).iso3 != iso3] == []


def test_english_names_are_those_of_the_united_nations(code_rows: dict[str, dict[str, str]]) -> None:
    theirs = {e.iso3: ARTICLE.sub("", code_rows[e.iso3]["UNTERM English Short"]).strip(" *") for e in states()}
    differing = {
        entry.iso3
        for entry in states()
        if theirs[entry.iso3] and theirs[entry.iso3].replace("’", "'") != entry.name.replace("’", "'")
    }
    assert differing == {"NLD"}, "the Netherlands were renamed after the data set's edition"


def test_codes_agree(code_rows: dict[str, dict[str, str]]) -> None:
    ours = [(entry.iso3, entry.iso2, int(entry.m49)) for entry in states()]
    theirs = [(c, code_rows[c]["ISO3166-1-Alpha-2"], int(code_rows[c]["M49"])) for c, _, _ in ours]
    assert ours == theirs


def test_members_and_regional_groups_agree(countries: dict[str, Any]) -> None:
    members = {code for code, country in countries.items() if country["unMember"]} - {"VAT"}
    assert members == {entry.iso3 for entry in states() if entry.status == "member"}
    for entry in states():
        theirs = countries[entry.iso3]["unRegionalGroup"].removesuffix(" Group")
        ours = entry.un_regional_group.replace("Asia-Pacific", "Asia and the Pacific")
        assert ours == theirs or (ours in NO_GROUP and theirs in NO_GROUP), entry.iso3


def test_regions_agree_but_for_the_judged_difference(countries: dict[str, Any]) -> None:
    differing = {entry.iso3 for entry in states() if countries[entry.iso3]["region"] != entry.region}
    assert differing == set(REGION_DIFFERS)


def test_points_lie_in_the_right_part_of_the_world(countries: dict[str, Any]) -> None:
    """Ours lie in the largest part of the land, theirs are rough middles: far apart only in the vast or scattered."""
    far = {
        entry.iso3
        for entry in states()
        if max(
            abs(float(entry.latitude) - countries[entry.iso3]["latlng"][0]),
            abs(float(entry.longitude) - countries[entry.iso3]["latlng"][1]),
        )
        > 4
    }
    assert far <= {"CAN", "CHL", "FSM", "IDN", "KIR", "NOR", "NZL", "SOM"}
