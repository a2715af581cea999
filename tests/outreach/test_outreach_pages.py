"""The page and the API of outreach: ranks for every party, pledges for those who may see them."""

from pathlib import Path
from typing import Any

import pytest

from tests.api.caller import by_token
from tests.outreach.stored import small_store
from tests.record import Record
from tests.web.browsing import browser_of, check_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
QUESTION = "?mission=MONUC&unit_type=INF-COY&on=2012-12-31"
HERE = f"/outreach/{QUESTION}"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    small_store(tmp_path / "store")
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def page(record: Record, who: str, address: str = HERE) -> str:
    return check_page(browser_of(record.parties.users[who]), address)


def answer(record: Record, who: str) -> Any:
    return by_token(record.parties[who]).get(f"outreach{QUESTION}&as_of=2018-10-01")


@pytest.mark.parametrize("who", ["secretariat officer", "owning State", "analyst", "mission"])
def test_every_party_reads_ranks_and_reasons(record: Record, store: Path, who: str) -> None:
    shown = page(record, who)
    assert "Whom to approach for MONUSCO" in shown
    assert "14 people in MONUSCO on 2012-12-31, 0 a year before" in shown


def test_the_page_is_smaller_than_a_page_may_be(record: Record, store: Path) -> None:
    assert len(page(record, "secretariat officer").encode()) < 125_000


def test_the_weights_stand_on_the_page_with_their_standing(record: Record, store: Path) -> None:
    shown = page(record, "analyst")
    assert 'href="/reference/parameters/outreach_arrival_present/"' in shown
    assert "local choice" in shown


def test_the_register_sees_pledges_beside_the_ranks_and_an_analyst_none(record: Record, store: Path) -> None:
    assert "kaz-submitted" in page(record, "secretariat officer")
    assert "kaz-submitted" not in page(record, "analyst")
    assert "kaz-submitted" not in page(record, "other State")


def test_a_pledge_of_another_kind_answers_no_question_for_engineers(record: Record, store: Path) -> None:
    assert "kaz-submitted" not in page(record, "secretariat officer", "/outreach/?mission=MONUC&unit_type=eng")


def test_a_state_leads_to_its_rows_known_on_the_day(record: Record, store: Path) -> None:
    shown = page(record, "analyst")
    assert "table=contributions&amp;state=UKR&amp;mission=MONUSCO&amp;until=2013-01-01" in shown
    assert "table=base_contributors" in page(record, "analyst", "/outreach/?mission=MONUC&unit_type=eng&on=2012-12-31")


def test_without_a_question_the_page_asks_for_one(record: Record, store: Path) -> None:
    shown = page(record, "analyst", "/outreach/")
    assert 'name="mission"' in shown
    assert "States to approach" not in shown


def test_a_question_that_is_none_is_marked_in_the_form(record: Record, store: Path) -> None:
    assert "States to approach" not in page(record, "analyst", "/outreach/?mission=&unit_type=tanks")


def test_without_a_record_the_page_says_what_to_import(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    assert "no contributions are on record; import a data set first" in page(record, "analyst")


def test_the_ranking_leaves_as_a_table(record: Record, store: Path) -> None:
    browser = browser_of(record.parties.users["analyst"])
    lines = browser.get(f"{HERE}&format=csv").content.decode().splitlines()
    assert lines[0].startswith("Rank,State,Score")
    assert len(lines) == 61


def test_a_requirement_leads_to_whom_to_approach(record: Record) -> None:
    shown = page(record, "secretariat officer", "/requirements/req-published/")
    assert 'href="/outreach/?mission=UNIFIL"' in shown
    assert "/outreach/?mission=UNIFIL&amp;unit_type=" in shown


def test_the_api_gives_sixty_states_with_reasons(record: Record, store: Path) -> None:
    told = answer(record, "analyst")
    assert (told["line"], told["counted_on"], len(told["states"])) == ("MONUSCO", "2012-12-31", 60)
    first = told["states"][0]
    assert first["state"] == "UKR"
    assert sum(float(one["adds"]) for one in first["reasons"]) == pytest.approx(float(first["score"]), abs=0.05)


def test_the_api_tells_pledges_to_those_who_see_them(record: Record, store: Path) -> None:
    def pledged(who: str) -> set[str]:
        return {one["reference"] for state in answer(record, who)["states"] for one in state["pledges"]}

    assert "kaz-submitted" in pledged("secretariat officer")
    assert not pledged("analyst")


def test_the_api_refuses_a_word_that_is_no_unit_type(record: Record, store: Path) -> None:
    told = by_token(record.parties["analyst"]).get("outreach?mission=UNIFIL&unit_type=tanks", 400)
    assert told["problems"][0]["place"] == "unit type"
