"""States are found by any name or code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.reference.errors import UnknownStateError
from muster.reference.records import records
from muster.reference.states import StateName, find_state, names_of, simplified, state, states, states_with

UN_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
GROUP_SIZES = {
    "African": 54,
    "Asia-Pacific": 54,
    "Eastern European": 23,
    "Latin American and Caribbean": 33,
    "Western European and Others": 29,
    "none": 2,
}


def test_there_are_193_members_and_two_observers() -> None:
    statuses = [entry.status for entry in states()]
    assert statuses.count("member") == 193
    assert {entry.iso3 for entry in states() if entry.status == "observer"} == {"PSE", "VAT"}


def test_every_state_stands_in_one_regional_group() -> None:
    groups = [entry.un_regional_group for entry in states()]
    assert {group: groups.count(group) for group in groups} == GROUP_SIZES


def test_fifty_four_states_lie_in_africa() -> None:
    assert sum(entry.africa for entry in states()) == 54


def test_every_state_has_a_name_in_each_language_of_the_united_nations() -> None:
    missing = [(entry.iso3, code) for entry in states() for code in UN_LANGUAGES if not names_of(entry.iso3, code)]
    assert missing == []


def test_every_state_is_found_by_every_name_in_the_tables() -> None:
    lost = [name for name in records(StateName) if find_state(name.name).iso3 != name.iso3]
    assert lost == []


def test_no_name_belongs_to_two_states() -> None:
    owners: dict[str, set[str]] = {}
    for name in records(StateName):
        owners.setdefault(simplified(name.name), set()).add(name.iso3)
    assert {name for name, found in owners.items() if len(found) > 1} == set()


@given(st.sampled_from(states()), st.sampled_from(["iso2", "iso3", "m49"]), st.booleans())
def test_every_state_is_found_by_its_codes_in_any_case(entry: object, code: str, lower: bool) -> None:
    text: str = getattr(entry, code)
    assert find_state(text.lower() if lower else text) is entry


@given(st.sampled_from(records(StateName)), st.sampled_from([str.upper, str.lower, str.title, " {}. ".format]))
def test_case_and_punctuation_do_not_matter(name: StateName, change: object) -> None:
    assert callable(change)
    assert find_state(change(name.name)).iso3 == name.iso3


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("cote d’ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("turkey", "TUR"),
        ("TÜRKİYE", "TUR"),
        ("KIBRIS", "CYP"),
        ("Казахстан", "KAZ"),
        ("Қазақстан", "KAZ"),
        ("Deutschland", "DEU"),
        ("الأردن", "JOR"),
        ("the Gambia", "GMB"),
        ("St Lucia", "LCA"),
        ("viet  nam", "VNM"),
        ("Congo", "COG"),
        ("DRC", "COD"),
        ("Bosnia & Herzegovina", "BIH"),
    ],
)
def test_common_ways_to_write_a_state_are_understood(text: str, iso3: str) -> None:
    assert find_state(text).iso3 == iso3


def test_a_misspelt_name_is_refused_with_near_ones() -> None:
    with pytest.raises(UnknownStateError, match="Did you mean Kazakhstan") as refusal:
        find_state("Kazakstan")
    assert refusal.value.near[0] == "Kazakhstan"


def test_an_ambiguous_name_is_refused() -> None:
    with pytest.raises(UnknownStateError) as refusal:
        find_state("Korea")
    assert "Republic of Korea" in refusal.value.near


@pytest.mark.parametrize("text", ["", "  ", "zz", "Atlantis Republic of Nowhere"])
def test_what_is_no_state_is_refused(text: str) -> None:
    with pytest.raises(UnknownStateError):
        find_state(text)


def test_a_code_is_taken_exactly_where_a_code_is_asked_for() -> None:
    assert state("KAZ").name == "Kazakhstan"
    with pytest.raises(UnknownStateError):
        state("Kazakhstan")


def test_points_of_states_lie_on_the_globe() -> None:
    outside = [e.iso3 for e in states() if not (-90 <= e.latitude <= 90 and -180 <= e.longitude <= 180)]
    assert outside == []


def test_a_state_is_listed_by_any_part_of_its_code_and_its_names() -> None:
    for entry in states():
        forms = [entry.iso3, *(name for code in UN_LANGUAGES for name in names_of(entry.iso3, code))]
        assert all(entry in states_with(form) for form in forms), entry.iso3
    assert [entry.iso3 for entry in states_with("kazakh")] == ["KAZ"]
    assert [entry.iso3 for entry in states_with("guinea")] == ["GIN", "GNB", "GNQ", "PNG"]


@pytest.mark.parametrize("words", ["", "!!!", "the", "no such State"])
def test_words_that_are_in_no_name_list_no_state(words: str) -> None:
    assert states_with(words) == ()
