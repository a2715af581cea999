"""The search box finds States in any official language, and records among what the viewer may see."""

import pytest
from django.test import Client

from muster.parties.viewer import ANONYMOUS
from muster.web.search import found_records
from tests.deployments.theatre import company_in_theatre
from tests.generation.ground import parts_of_a_case
from tests.generation.selecting import requests_walked_over
from tests.record import DAY, Record


def hits(record: Record, who: str, words: str) -> dict[str, list[str]]:
    """Return the labels that are found, by room."""
    groups = found_records(record.parties[who], DAY, words)
    return {str(group.title): [hit.label for hit in group.hits] for group in groups}


@pytest.mark.parametrize(
    "words", ["Казахстан", "كازاخستان", "Kazajstán", "哈萨克斯坦", "kazakhstan", "KAZ", "  Kazakh", "kazajstan"]
)
def test_a_state_is_found_by_its_name_in_any_official_language_or_its_code(record: Record, words: str) -> None:
    assert "Kazakhstan" in hits(record, "analyst", words)["States"]


def test_a_state_leads_to_its_page_of_reference_facts(record: Record) -> None:
    (group,) = found_records(record.parties["analyst"], DAY, "Казахстан")
    assert [(hit.detail, hit.href) for hit in group.hits] == [("KAZ", "/reference/states/KAZ/")]


@pytest.mark.parametrize("words", ["!!!", "...", "—", "the"])
def test_words_without_letters_do_not_find_every_state(record: Record, words: str) -> None:
    assert "States" not in hits(record, "analyst", words)


def test_a_mission_is_found_by_acronym_and_by_name(record: Record) -> None:
    assert hits(record, "analyst", "unifil")["Missions"] == ["UNIFIL"]
    assert hits(record, "analyst", "name of undof")["Missions"] == ["UNDOF"]


def test_a_requirement_is_found_by_reference_title_and_the_unit_type_of_a_post(record: Record) -> None:
    for words in ("req-published", "title of req-published", "inf-bn"):
        assert hits(record, "analyst", words)["Requirements"] == ["req-published"], words
    assert "req-draft" in hits(record, "secretariat reader", "INF-COY")["Requirements"]


@pytest.mark.parametrize("words", ["kaz-submitted", "Title of kaz-submitted", "Kazakhstan"])
def test_a_pledge_is_found_by_reference_title_and_state(record: Record, words: str) -> None:
    assert "kaz-submitted" in hits(record, "owning State", words)["Pledges"]


@pytest.mark.parametrize("who", ["other State", "mission", "analyst"])
def test_nobody_finds_another_s_pledge(record: Record, who: str) -> None:
    assert "Pledges" not in hits(record, who, "kaz-submitted")


def test_a_draft_is_found_by_its_state_alone(record: Record) -> None:
    assert hits(record, "owning State", "kaz-draft")["Pledges"] == ["kaz-draft"]
    assert "Pledges" not in hits(record, "secretariat reader", "kaz-draft")


def test_what_was_not_known_on_the_day_is_not_found(record: Record) -> None:
    groups = found_records(record.parties["owning State"], DAY.replace(year=2017), "kaz-submitted")
    assert groups == []


FOUND_BY = (
    ("Force requirements", "unifil", {"secretariat reader", "owning State", "other State", "mission", "analyst"}),
    (
        "Statements of unit requirement",
        "st-generic",
        {"secretariat reader", "owning State", "other State", "mission", "analyst"},
    ),
    ("Requests", "title of ask-draft", {"secretariat reader"}),
    ("Requests", "note of ask-kaz", {"secretariat reader", "owning State"}),
    ("Cases", "title of case-kaz", {"secretariat reader", "owning State", "mission"}),
    ("Instruments", "memorandum of the company", {"secretariat reader", "owning State"}),
    ("Instruments", "memorandum of two states", {"secretariat reader", "owning State", "other State"}),
)


@pytest.mark.once
def test_what_is_generated_is_found_by_those_who_may_see_it_and_by_nobody_else(record: Record) -> None:
    parts_of_a_case(record)
    requests_walked_over(record)
    everybody = FOUND_BY[0][2]
    for room, words, those_who_find in FOUND_BY:
        assert {who for who in everybody if room in hits(record, who, words)} == those_who_find, (room, words)


@pytest.mark.once
def test_what_was_found_leads_to_its_page(record: Record) -> None:
    parts_of_a_case(record)
    requests_walked_over(record)
    browser = Client()
    browser.force_login(record.parties.users["secretariat reader"], backend="django.contrib.auth.backends.ModelBackend")
    for room, words, _those in FOUND_BY:
        (group,) = (one for one in found_records(record.parties["secretariat reader"], DAY, words) if one.title == room)
        assert browser.get(group.hits[0].href, {"as_of": DAY.isoformat()}).status_code == 200, room


def test_a_visitor_finds_public_facts_alone(record: Record) -> None:
    assert {str(group.title) for group in found_records(ANONYMOUS, DAY, "a")} == {"States", "Missions"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Nothing that you may see has these words"),
        ("no such words", "Nothing that you may see has these words"),
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("a\x00b", "ab"),
        ("x" * 5_000, "Nothing that you may see has these words"),
    ],
)
def test_the_page_answers_whatever_is_typed(record: Record, words: str, told: str) -> None:
    browser = Client()
    browser.force_login(record.parties.users["analyst"], backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.get("/search/", {"q": words})
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert "<b>bold</b>" not in answer.content.decode()


def test_a_unit_in_theatre_and_its_tours_are_found_the_plans_by_the_sides_alone(record: Record) -> None:
    company_in_theatre()
    hits = {
        kind: {group.title: len(group.hits) for group in found_records(record.parties[kind], DAY, "unit-kaz")}
        for kind in ("owning State", "analyst")
    }
    assert hits == {"owning State": {"Units in theatre": 1, "Tours": 4}, "analyst": {"Units in theatre": 1}}
