"""Pages and API of history: operations for everybody, records of States for parties, a form that loses nothing."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.statistics.models import HistoryEntry
from muster.statistics.store.writing import FileWriter
from tests.api.caller import by_token
from tests.record import DAY, Record
from tests.statistics.history_record import history_of_kazakhstan

pytestmark = pytest.mark.once

ROOM = "/statistics/history/"
MOST_QUERIES = 30
BODY = {
    "kind": "exercise",
    "title": "Steppe Eagle",
    "holds_from": "2003-01-01",
    "from_precision": "year",
    "source": "A source",
    "points": [{"kind": "figure", "words": "States", "amount": "3", "unit": "States"}],
}


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made by hand: MINURSO's 240 people of one month, one death, and one observer of Kazakhstan in a year."""
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    row = {"source": "ipi", "file": "hand.csv", "line": 1, "known_on": "2015-06-30", "date": "2015-06-30"}
    counted = {**row, "mission": "MINURSO", "personnel_type": "all", "sex": "all", "grain": "month", "count": 240}
    with FileWriter(tmp_path, "ipi", "hand.csv") as writer:
        writer.add("contributions", counted)
        writer.add("contributions", {**counted, "state": "KAZ", "count": 1, "grain": "year"})
        writer.add("fatalities", {**row, "mission": "MINURSO", "kind": "Fatality"})
        writer.keep()


def signed_in(record: Record, kind: str) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(record.parties.users[kind])
    return client


def test_everybody_reads_of_operations_since_1948_with_what_the_store_says(record: Record) -> None:
    answer = Client().get(f"{ROOM}?format=json")
    rows = {one["acronym"]: one for one in answer.json()["rows"]}
    assert (rows["MINURSO"]["peak"], rows["MINURSO"]["fatalities"]) == (240, 1)
    assert rows["UNTSO"]["start"] == "1948-05-29"
    page = Client().get(ROOM).content.decode()
    assert "operations since 1948" in page


def test_the_page_of_a_state_has_its_records_and_where_its_people_were_seen(record: Record) -> None:
    history_of_kazakhstan()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = signed_in(record, "other State").get(f"{ROOM}states/KAZ/").content.decode()
    assert len(queries) <= MOST_QUERIES
    assert "Engineers of Kazakhstan in Iraq" in page
    assert "Language training comes first" in page
    assert "2003 – 2008" in page
    assert "up to 1 people" in page
    assert "Draft exercise" not in page


def test_an_unknown_state_is_not_found(record: Record) -> None:
    assert signed_in(record, "analyst").get(f"{ROOM}states/XXX/").status_code == 404


def test_a_record_is_entered_published_and_taken_back_on_pages(record: Record) -> None:
    client = signed_in(record, "owning State")
    form = {
        "reference": "steppe-eagle",
        "kind": "exercise",
        "title": "Steppe Eagle",
        "holds_from": "2003-01-01",
        "from_precision": "year",
        "until_precision": "day",
        "source": "A source",
        "points-TOTAL_FORMS": "1",
        "points-INITIAL_FORMS": "0",
        "points-0-words": "Standards of NATO help",
        "points-0-kind": "lesson",
    }
    assert client.post(f"{ROOM}records/new/", form).status_code == 302
    entry = HistoryEntry.objects.get(reference="steppe-eagle")
    assert [one.words for one in entry.points.all()] == ["Standards of NATO help"]
    assert client.get(f"{ROOM}records/steppe-eagle/").status_code == 200
    for stage in ("published", "draft"):
        assert client.post(f"{ROOM}records/steppe-eagle/stages/{stage}/").status_code == 302
        entry.refresh_from_db()
        assert entry.stage == stage
    assert client.post(f"{ROOM}records/steppe-eagle/stages/burnt/").status_code == 404


def test_a_figure_without_a_number_is_told_on_the_form_and_nothing_is_lost(record: Record) -> None:
    form = {
        "reference": "steppe-eagle",
        "kind": "exercise",
        "title": "Steppe Eagle",
        "holds_from": "2003-01-01",
        "from_precision": "year",
        "until_precision": "day",
        "points-TOTAL_FORMS": "1",
        "points-INITIAL_FORMS": "0",
        "points-0-words": "States that came",
        "points-0-kind": "figure",
    }
    answer = signed_in(record, "owning State").post(f"{ROOM}records/new/", form)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "a figure has no number" in page
    assert "States that came" in page
    assert not HistoryEntry.objects.exists()


def test_the_form_begins_with_what_is_on_record(record: Record) -> None:
    history_of_kazakhstan()
    page = signed_in(record, "owning State").get(f"{ROOM}records/history-kaz/change/").content.decode()
    assert "They cleared ordnance." in page
    assert "290" in page


def test_a_record_goes_its_whole_way_by_programs_alone(record: Record) -> None:
    state, other = by_token(record.parties["owning State"]), by_token(record.parties["other State"])
    made = state.post("history", {**BODY, "reference": "steppe-eagle", "state": "KAZ"})
    assert (made["stage"], made["points"][0]["amount"]) == ("draft", "3.00")
    other.get("history/steppe-eagle", status=404)
    changed = state.put("history/steppe-eagle", {**BODY, "title": "Changed", "version": 1})
    assert (changed["title"], changed["version"]) == ("Changed", 2)
    state.post("history/steppe-eagle/stage", {"stage": "published", "version": 2}, status=200)
    assert other.get("history?words=states")["items"][0]["reference"] == "steppe-eagle"
    other.put("history/steppe-eagle", {**BODY, "version": 3}, status=403)


def test_programs_without_a_sign_in_read_of_operations(record: Record) -> None:
    found = Client().get(f"/api/v1/statistics/operations?as_of={DAY}").json()["operations"]
    minurso = next(one for one in found if one["acronym"] == "MINURSO")
    assert (minurso["most_people"], minurso["most_people_on"], minurso["fatalities"]) == (240, "2015-06-30", 1)


def test_the_search_box_finds_what_the_viewer_may_see(record: Record) -> None:
    history_of_kazakhstan()
    page = signed_in(record, "other State").get("/search/?q=ordnance").content.decode()
    assert "Engineers of Kazakhstan in Iraq" in page
    assert "Draft exercise" not in signed_in(record, "other State").get("/search/?q=exercise").content.decode()
