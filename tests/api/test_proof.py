"""Levels with proof by the API, from the note verbale to the Rapid Deployment Level and back."""

from datetime import UTC, datetime

import pytest

from muster.documents.actions import store_document
from muster.pledges.levels import Level
from tests.api.caller import Caller, by_token
from tests.pledges.proof import REFERENCE, complete_terms, raised_to
from tests.record import DAY, Parties
from tests.web.address_table import PLEDGE

BASE = f"pledges/{REFERENCE}"


@pytest.fixture
def kaz(parties: Parties) -> Caller:
    """A program of Kazakhstan's officer."""
    return by_token(parties["owning State"])


@pytest.fixture
def secretariat(parties: Parties) -> Caller:
    """A program of the Secretariat's officer."""
    return by_token(parties["secretariat officer"])


def test_evidence_is_handed_in_by_one_program_and_decided_by_the_other(
    parties: Parties, kaz: Caller, secretariat: Caller
) -> None:
    raised_to(parties, Level.LEVEL_1)
    state = parties["owning State"]
    paper = store_document(state, owner=parties.organisations["KAZ"], name="a.txt", data=b"We shall", today=DAY)
    made = kaz.post(f"{BASE}/evidence", {"level": "L2", "kind": "commitment", "document": paper.pk})
    assert (made["verdict"], made["handed_in_by"], made["document"]) == ("waiting", "KAZ", paper.pk)
    assert "decides on it" in "\n".join(kaz.get(f"{BASE}/path")["problems"])
    kaz.post(f"evidence/{made['number']}/review", {"verdict": "approved"}, status=403)
    decided = secretariat.post(f"evidence/{made['number']}/review", {"verdict": "approved"}, status=200)
    assert (decided["verdict"], decided["reviewed_for"]) == ("approved", "United Nations Secretariat")
    needs = {need["kind"]: need["need_standing"] for need in kaz.get(f"{BASE}/path")["needs"]}
    assert (needs["commitment"], needs["assessment-report"]) == ("done", "missing")
    assert [one["number"] for one in kaz.get(f"{BASE}/evidence")["items"]] == [made["number"]]


def test_as_of_an_earlier_day_nothing_is_told_of_what_came_later(parties: Parties, secretariat: Caller) -> None:
    raised_to(parties, Level.LEVEL_2)
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert secretariat.get(f"{BASE}/evidence?as_of={DAY}")["items"][0]["verdict"] == "approved"
    assert secretariat.get(f"{BASE}/path?as_of={today}")["following"] == "L3"
    secretariat.get(f"{BASE}/evidence?as_of=2018-09-30", status=404)


def test_a_verified_fact_is_changed_by_a_request(parties: Parties, kaz: Caller, secretariat: Caller) -> None:
    raised_to(parties, Level.LEVEL_2)
    said = complete_terms()
    body = PLEDGE | {"strength": 122, "women": said.women, "title": said.title, "available_from": "2018-01-01"}
    told = kaz.put(BASE, body | {"version": 1}, status=400)
    assert "ask for the change" in str(told)
    asked = kaz.post(f"{BASE}/changes", body | {"version": 1, "reason": "A second platoon"})
    # The body leaves the lists out: they would be emptied, and the unit looked at again.
    assert (asked["verdict"], asked["needs_new_visit"]) == ("open", True)
    kaz.post(f"changes/{asked['number']}/decide", {"accept": True}, status=403)
    decided = secretariat.post(f"changes/{asked['number']}/decide", {"accept": True}, status=200)
    assert decided["verdict"] == "accepted"
    assert (kaz.get(BASE)["strength"], kaz.get(BASE)["version"]) == (122, 2)
    assert kaz.get(f"{BASE}/changes?verdict=open")["items"] == []
    kaz.post(f"changes/{asked['number']}/take-back", status=400)


def test_a_cap_and_the_pool_by_the_api(parties: Parties, kaz: Caller, secretariat: Caller) -> None:
    raised_to(parties, Level.RAPID_DEPLOYMENT)
    kaz.post(f"{BASE}/cap", {"level": "L3", "reason": "National law"}, status=400)
    called = secretariat.post(
        f"{BASE}/pool", {"pool_standing": "called", "held_from": "2018-10-01", "mission": "UNDOF"}
    )
    assert called["answer_due_on"] == "2018-11-30"
    secretariat.post(f"{BASE}/pool", {"pool_standing": "called", "held_from": "2018-10-02"}, status=400)
    secretariat.post(f"{BASE}/pool", {"pool_standing": "deployed", "held_from": "2018-11-01", "mission": "UNDOF"})
    assert [one["pool_standing"] for one in kaz.get(f"{BASE}/pool")] == ["called", "deployed"]
    assert kaz.get(BASE)["pool_standing"] == "deployed"


def test_a_cap_is_set_told_and_lifted(parties: Parties, kaz: Caller, secretariat: Caller) -> None:
    raised_to(parties, Level.LEVEL_1)
    assert kaz.post(f"{BASE}/cap", {"level": "L3", "reason": "National law"})["level"] == "L3"
    path = secretariat.get(f"{BASE}/path")
    assert (path["cap"], path["cap_reason"]) == ("L3", "National law")
    lifted = secretariat.post(f"{BASE}/cap/lift", {"reason": "A new law"}, status=200)
    assert lifted["held_until"] == f"{datetime.now(UTC):%Y-%m-%d}"
