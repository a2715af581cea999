"""The search box finds mandates, consultations, dossiers and law, each for those who may read it."""

import pytest
from django.test import Client

from muster.authorisations.actions.laws import record_law
from muster.parties.viewer import SYSTEM
from muster.web.search import found_records
from tests.authorisations.law_on_record import law
from tests.consultations import convened
from tests.decisions import dossier_record
from tests.record import DAY, KNOWN, Record

EVERYBODY = {"secretariat reader", "owning State", "other State", "mission", "analyst"}
FOUND_BY = (
    ("Mandates", "mandate of unifil", EVERYBODY),
    ("Consultations", "unifil-renewal", EVERYBODY - {"analyst"}),
    ("Decisions", "whether kazakhstan", {"owning State"}),
    ("National law", "act-of-kaz", {"secretariat reader", "owning State"}),
    ("National law", "title of law-of-kaz", {"secretariat reader", "owning State"}),
)
"""What is found, by which words, by whom. Both States are consulted: one serves in UNIFIL, one is to come."""


@pytest.fixture
def rooms(record: Record) -> Record:
    """A consultation that is open, a dossier and a law beside the record's act."""
    convened.opened(record)
    dossier_record.opened()
    record_law(SYSTEM, law(record))
    return record


@pytest.mark.parametrize(("room", "words", "those"), FOUND_BY)
def test_each_room_is_found_by_those_who_may_read_it(rooms: Record, room: str, words: str, those: set[str]) -> None:
    found = {
        who
        for who in EVERYBODY
        if room in {str(group.title) for group in found_records(rooms.parties[who], DAY, words)}
    }
    assert found == those


@pytest.mark.parametrize("words", ["unifil-renewal", "whether kazakhstan"])
def test_what_began_later_is_not_found_on_an_earlier_day(rooms: Record, words: str) -> None:
    assert found_records(SYSTEM, KNOWN, words) == []


@pytest.mark.once
def test_what_was_found_leads_to_its_page(rooms: Record) -> None:
    browser = Client()
    for room, words, those in FOUND_BY:
        who = "owning State" if "owning State" in those else "secretariat reader"
        browser.force_login(rooms.parties.users[who], backend="django.contrib.auth.backends.ModelBackend")
        (group,) = (one for one in found_records(rooms.parties[who], DAY, words) if one.title == room)
        assert browser.get(group.hits[0].href, {"as_of": DAY.isoformat()}).status_code == 200, room
