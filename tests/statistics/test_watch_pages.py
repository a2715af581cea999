"""The pages and the API of the crisis watch, as anybody and as a party meets them."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from muster.parties.viewer import SYSTEM
from muster.plans.demand import possible_demand
from muster.statistics.actions.watch_alerts import tell_of_watch
from muster.statistics.actions.watch_reckoning import reckon_due
from muster.statistics.models import WatchSubscription
from muster.statistics.store import Store, open_store
from tests.record import Parties, Record
from tests.statistics.watch_ground import MODEL, made_store, write_deaths
from tests.web.browsing import browser_of, check_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = date(2018, 10, 5)
AS_OF = f"as_of={DAY.isoformat()}"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The small store, where the site looks for it, with its forecasts."""
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    made = made_store(tmp_path)
    reckon_due(SYSTEM, made, DAY, MODEL)
    return made


def test_everybody_sees_every_state_with_its_chances(store: Store, client: Client) -> None:
    text = check_page(client, f"/statistics/watch/?{AS_OF}")
    for words in ("September 2018", "Lebanon", "looking back", "Lebanon had the most deaths in September 2018: 120"):
        assert words in text
    assert "/statistics/watch/LBN/" in text


def test_the_table_sorts_filters_and_leaves_as_a_file(store: Store, client: Client) -> None:
    answer = client.get(f"/statistics/watch/?{AS_OF}&format=csv&region=Asia&sort=-twelve")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    told = [row for row in rows if row and row[0] in {"Lebanon", "Mali", "Kazakhstan"}]
    assert [row[0] for row in told] == ["Lebanon", "Kazakhstan"]


def test_a_state_shows_months_fan_reasons_others_missions_bases_and_editions(store: Store, client: Client) -> None:
    text = check_page(client, f"/statistics/watch/MLI/?{AS_OF}")
    for words in (
        "watch-months",
        "watch-fan",
        "0 deaths in three months of MLI",
        "A run of June",
        "MINUSMA",
        "Gao",
        "d.csv",
        "events carry no month",
    ):
        assert words in text
    assert "Mali: " in text


def test_an_earlier_day_shows_what_was_known_then(store: Store, client: Client) -> None:
    text = check_page(client, "/statistics/watch/LBN/?as_of=2018-09-29")
    assert "August 2018" in text
    assert "2018-09" not in text.replace("2018-09-29", "")


def test_a_state_that_is_not_on_record_is_not_found(store: Store, client: Client) -> None:
    assert client.get(f"/statistics/watch/FRA/?{AS_OF}").status_code == 404
    assert client.get("/statistics/watch/LBN/?as_of=2000-01-01").status_code == 404


def test_violence_near_bases_takes_a_distance(store: Store, client: Client) -> None:
    assert "Most deaths near bases were in 2017: 10 within 25 km" in check_page(
        client, f"/statistics/watch/bases/?{AS_OF}"
    )
    assert "2017: 60 within 200 km" in check_page(client, f"/statistics/watch/bases/?{AS_OF}&radius=200")
    refused = client.get("/statistics/watch/bases/?radius=1000")
    assert refused.status_code == 400
    assert "give whole kilometres from 1 to 200" in refused.content.decode()


def test_without_data_the_pages_say_what_to_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    assert "Import the set “views”" in check_page(client, "/statistics/watch/")
    assert "Import the sets “geopko” and “ucdp”" in check_page(client, "/statistics/watch/bases/")


def test_before_anything_is_reckoned_the_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    made_store(tmp_path)
    assert "No forecast was reckoned" in check_page(client, f"/statistics/watch/?{AS_OF}")
    assert "No forecast was reckoned" in check_page(client, f"/statistics/watch/LBN/?{AS_OF}")


def test_a_subscription_is_made_seen_changed_and_removed_by_form(store: Store, parties: Parties) -> None:
    browser = browser_of(parties.users["owning State"], DAY)
    new = check_page(browser, "/statistics/watch/alerts/new/?state=LBN")
    assert '<option value="LBN" selected>' in new
    sent: dict[str, Any] = {
        "name": "Lebanon", "scope": "states", "states": ["LBN"], "region": "", "measure": "deaths", "horizon": "",
        "threshold": "25",
    }  # fmt: skip
    assert browser.post("/statistics/watch/alerts/new/", sent)["Location"] == "/statistics/watch/alerts/"
    tell_of_watch(SYSTEM, store, DAY)
    text = check_page(browser, "/statistics/watch/alerts/")
    assert "25 deaths or more in the last month on record" in text
    assert "over the threshold" in text
    number = WatchSubscription.objects.get().pk
    wrong = browser.post(f"/statistics/watch/alerts/{number}/change/", sent | {"horizon": "3"})
    assert (wrong.status_code, "deaths on record have none" in wrong.content.decode()) == (400, True)
    browser.post(f"/statistics/watch/alerts/{number}/change/", sent | {"measure": "p25", "horizon": "6"})
    assert "chance of 25 % or more of a month with 25 deaths within 6 months" in check_page(
        browser, "/statistics/watch/alerts/"
    )
    colleague = browser_of(parties.users["owning State's reader"], DAY)
    assert "You have no subscription" in check_page(colleague, "/statistics/watch/alerts/")
    browser.post(f"/statistics/watch/alerts/{number}/remove/")
    assert not WatchSubscription.objects.exists()


def test_the_api_gives_forecasts_months_and_exposure_to_everybody(store: Store, client: Client) -> None:
    found = client.get(f"/api/v1/watch/forecasts?{AS_OF}&state=LBN&horizon=6").json()
    assert found["count"] == 1
    one = found["items"][0]
    assert (one["origin"], one["model"], one["p25"]) == ("2018-09-30", "looking back", pytest.approx(4 / 12))
    assert one["quantiles"][0] == {"share": "0.05", "deaths": pytest.approx(253 * 0.05)}
    months = client.get(f"/api/v1/watch/months/LBN?{AS_OF}&limit=1").json()
    assert (months["count"], months["items"][0]["deaths"]) == (12, 120)
    assert client.get("/api/v1/watch/months/FRA").status_code == 404
    exposure = client.get(f"/api/v1/watch/exposure?{AS_OF}&radius=200").json()
    assert {row["mission"]: row["events"] for row in exposure["items"]} == {"MINUSMA": 3, "UNIFIL": 0}


def test_the_api_keeps_subscriptions_to_their_owner(store: Store, parties: Parties, client: Client) -> None:
    assert client.get("/api/v1/watch/subscriptions").status_code == 401
    browser = browser_of(parties.users["owning State"], DAY)
    body = {"name": "Asia", "scope": "region", "region": "Asia", "measure": "deaths", "threshold": 25}
    made = browser.post("/api/v1/watch/subscriptions", json.dumps(body), content_type="application/json")
    assert made.status_code == 201
    tell_of_watch(SYSTEM, store, DAY)
    alerts = browser.get("/api/v1/watch/alerts").json()["items"]
    assert {one["state"]: one["stage"] for one in alerts} == {"KAZ": "quiet", "LBN": "alerted"}
    other = browser_of(parties.users["other State"], DAY)
    assert other.get(f"/api/v1/watch/subscriptions/{made.json()['number']}").status_code == 404
    assert other.get("/api/v1/watch/alerts").json()["count"] == 0


def test_a_plan_is_tried_under_the_demand_that_may_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Record
) -> None:
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    write_deaths(tmp_path, {"LBN": (150,) * 12, "SDN": (200,) * 12, "KAZ": (0,) * 12})
    store = open_store(tmp_path)
    reckon_due(SYSTEM, store, DAY, MODEL)
    record.missions["UNIFIL"].host_states = "LBN"
    record.missions["UNIFIL"].save()
    found = {one.state: one for one in possible_demand(record.parties["secretariat officer"], store, DAY)}
    assert sorted(found) == ["LBN", "SDN"]
    assert (found["LBN"].mission, found["SDN"].mission) == ("UNIFIL", "")
    browser = browser_of(record.parties.users["secretariat officer"], DAY)
    text = check_page(browser, "/plans/demand/")
    assert "surge_mission=UNIFIL" in text
    assert "is an assumption" in text
    filled = check_page(browser, "/plans/new/?surge_posts=2&surge_from=2019-01-01&title=If+a+mission+is+asked+for")
    assert 'value="If a mission is asked for"' in filled
    assert 'value="2019-01-01"' in filled
    reader = browser_of(record.parties.users["owning State"], DAY)
    assert "/plans/new/?" not in check_page(reader, "/plans/demand/")
