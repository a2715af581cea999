"""Requests, offers, selections and cases over the API: the whole way, and what each side reads of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.api.caller import Caller, by_token
from tests.generation.selecting import AFTER, POST, approved, proposed
from tests.record import Record

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = datetime.now(UTC).date()
AS_OF = f"as_of={AFTER + timedelta(days=1)}"


@dataclass(frozen=True)
class Desk:
    """Programs of the sides of a request."""

    officer: Caller
    approver: Caller
    kaz: Caller
    ind: Caller


@pytest.fixture
def desk(record: Record) -> Desk:
    """Programs of the register's officer and approver, of Kazakhstan and of India."""
    names = ("secretariat officer", "secretariat approver", "owning State", "other State")
    return Desk(*(by_token(record.parties[name]) for name in names))


def asked(desk: Desk) -> dict[str, Any]:
    """Draft and issue a request to both States over the API."""
    body = {
        "reference": "ask",
        "title": "A company for UNIFIL",
        "posts": [POST],
        "reply_by": str(TODAY + timedelta(days=20)),
        "states": ["KAZ", "IND"],
    }
    drafted = desk.officer.post("requests", body)
    assert (drafted["stage"], drafted["asked"], drafted["version"]) == ("draft", 2, 1)
    issued: dict[str, Any] = desk.officer.post("requests/ask/issue", {"version": 1}, status=200)
    return issued


def offered(caller: Caller, state: str, **more: Any) -> dict[str, Any]:
    """Offer a State's submitted company."""
    body = {"request": "ask", "post": POST, "state": state, "pledges": [f"{state.lower()}-submitted"]}
    made: dict[str, Any] = caller.post("offers", body | more)
    return made


def test_a_request_is_asked_weighed_answered_and_closed(desk: Desk) -> None:
    issued = asked(desk)
    weights = {"weights": [{"criterion": "fit", "points": 40}], "reason": "The need is narrow", "version": 2}
    weighed = desk.officer.put("requests/ask/weights", weights)
    assert [(one["criterion"], one["points"]) for one in weighed["weights"] if one["of_request"]] == [("fit", 40)]
    offered(desk.kaz, "KAZ")
    declined = desk.ind.post("requests/ask/decline", {"state": "IND", "reason": "No unit is free"}, status=200)
    assert [(one["state"], one["reply"]) for one in declined["addressees"]] == [("IND", "declined")]
    closed = desk.officer.post("requests/ask/close", {"version": issued["version"] + 1}, status=200)
    assert (closed["stage"], closed["replied"], closed["measures"]["replied"]) == ("closed", 2, 2)


def test_a_criterion_is_weighed_once(desk: Desk) -> None:
    asked(desk)
    twice = [{"criterion": "fit", "points": points} for points in (40, 50)]
    body = {"weights": twice, "reason": "The need is narrow", "version": 2}
    refused = desk.officer.ask("PUT", "requests/ask/weights", body)
    assert refused.status_code == 400
    assert refused.json()["problems"] == [{"place": "fit", "message": "is named twice", "remedy": "name it once"}]


def test_a_state_reads_its_own_reply_and_offer_and_nobody_elses(desk: Desk) -> None:
    asked(desk)
    own = offered(desk.kaz, "KAZ", words="Words of Kazakhstan")
    read = desk.ind.get("requests/ask")
    assert [one["state"] for one in read["addressees"]] == ["IND"]
    assert (read["asked"], read["replied"], read["measures"]) == (1, 0, None)
    assert desk.ind.get("offers")["items"] == []
    desk.ind.get(f"offers/{own['reference']}", status=404)
    desk.ind.get(f"requests/ask/posts/{POST}/comparison", status=404)
    assert desk.officer.get("offers?state=KAZ")["items"][0]["reference"] == own["reference"]


def test_an_offer_is_withdrawn_with_a_reason_from_the_version_that_was_read(desk: Desk) -> None:
    asked(desk)
    own = offered(desk.kaz, "KAZ")
    gone = desk.kaz.post(
        f"offers/{own['reference']}/withdraw", {"version": own["version"], "reason": "Floods at home"}, status=200
    )
    assert (gone["stage"], gone["withdrawn_reason"], gone["counts"]) == ("withdrawn", "Floods at home", False)


def test_what_is_wrong_with_a_request_is_told_with_place_and_remedy(desk: Desk) -> None:
    body = {"reference": "ask", "title": "A company", "posts": ["nowhere"], "reply_by": str(TODAY), "states": ["XXX"]}
    refused = desk.officer.post("requests", body, status=400)
    assert [one["place"] for one in refused["problems"]] == ["posts", "States"]
    assert all(one["remedy"] for one in refused["problems"])
    desk.officer.get("requests/ask", status=404)


def test_a_selection_tells_its_register_gates_scores_weights_and_what_is_left_out(desk: Desk, record: Record) -> None:
    made = proposed(record.parties)
    read = desk.approver.get(f"selections/{made.reference}?{AS_OF}")
    assert (read["stage"], read["is_frozen"], read["difference"]) == ("proposed", True, "")
    told = read["comparison"]
    assert (told["chosen"], told["as_of"]) == ("ask-kaz-1", str(AFTER))
    for score in told["offers"]:
        unknown = [one["criterion"] for one in score["criteria"] if one["share"] is None]
        known = sum(one["weight"] for one in score["criteria"] if one["share"] is not None)
        assert (score["left_out"], score["known_points"]) == (unknown, known)
        assert score["gates"]
    assert [one["offer"] for one in read["feedback"]] == ["ask-ind-1"]
    frozen = desk.approver.get(f"selections/{made.reference}/record?{AS_OF}")
    assert frozen["input"] == made.content["input"]


def test_who_proposed_does_not_approve_and_a_proposal_is_sent_back(desk: Desk, record: Record) -> None:
    made = proposed(record.parties)
    address = f"selections/{made.reference}"
    desk.officer.post(f"{address}/approve", {"version": made.version}, status=403)
    back = desk.approver.post(f"{address}/send-back", {"version": made.version, "reason": "Say more"}, status=200)
    assert (back["stage"], back["is_frozen"], back["returned_reason"]) == ("draft", False, "Say more")
    changed = desk.officer.put(
        address, {"version": back["version"], "offer": "ask-ind-1", "justification": "It is nearer"}
    )
    assert (changed["offer"], changed["state"]) == ("ask-ind-1", "IND")


def test_a_state_reads_why_it_was_not_chosen_and_its_own_score_once_it_was_told(desk: Desk, record: Record) -> None:
    made = approved(record.parties)
    assert desk.ind.get("offers/ask-ind-1")["feedback"] is None
    said = {"reasons": "Another unit stood higher", "advice": "Ask for a visit"}
    first = desk.officer.put(f"selections/{made.reference}/feedback/ask-ind-1", said | {"version": made.version})
    stale = desk.officer.ask("POST", f"selections/{made.reference}/feedback", {"version": made.version})
    assert "changed by somebody else meanwhile" in stale.json()["detail"]
    desk.officer.post(f"selections/{made.reference}/feedback", {"version": first["version"]}, status=200)
    told = desk.ind.get("offers/ask-ind-1")["feedback"]
    assert (told["reasons"], told["sent_on"]) == (said["reasons"], str(TODAY))
    assert set(told["score"]) == {
        "score_hundredths", "known_points", "all_points", "left_out", "gates_shut", "criteria"
    }  # fmt: skip
    assert "kaz" not in str(told).lower()
    assert desk.ind.get("selections")["items"] == []


def test_a_case_is_opened_moved_promised_and_tells_who_owes_what(desk: Desk) -> None:
    body = {"reference": "case-new", "state": "KAZ", "post": POST, "requested_on": str(TODAY - timedelta(days=9))}
    case = desk.officer.post("cases", body)
    phases = {one["code"]: one for one in case["schedule"]["phases"]}
    assert case["owed"][0]["phase"] == case["phase"] == "request"
    assert set(case["schedule"]["critical_path"]) <= set(phases)
    assert case["forecast"]["arrival_p50"] <= case["forecast"]["arrival_p90"]
    done = {"version": case["version"], "done_on": str(TODAY), "started_on": str(TODAY - timedelta(days=9))}
    moved = desk.officer.post("cases/case-new/phases/request/finish", done, status=200)
    assert {one["code"]: one["stage"] for one in moved["schedule"]["phases"]}["request"] == "done"
    promise = {"version": moved["version"], "promised_for": str(TODAY + timedelta(days=30)), "words": "Cabinet meets"}
    promised = desk.kaz.post("cases/case-new/phases/offers/promise", promise, status=200)
    assert promised["promises"] == {"kept": 0, "broken": 0, "standing": 1}
    log = desk.kaz.get("cases/case-new/notes")
    assert [one["kind"] for one in log["items"]] == ["promise"]


def test_the_day_on_which_a_phase_was_done_is_said_or_said_to_be_unknown(desk: Desk) -> None:
    address = "cases/case-kaz-agreed/phases/request/finish"
    assert desk.officer.ask("POST", address, {"version": 1}).status_code == 422
    assert desk.officer.post(address, {"version": 1, "done_on": None}, status=200)["version"] == 2


def test_a_list_of_cases_is_of_its_day(desk: Desk) -> None:
    given_up = {"version": 1, "reason": "The mandate ended"}
    desk.approver.post("cases/case-kaz-agreed/abandon", given_up, status=200)
    assert [one["stage"] for one in desk.kaz.get("cases")["items"]] == ["abandoned"]
    before = desk.kaz.get("cases?as_of=2018-10-01&stage=open")["items"]
    assert [(one["reference"], one["stage"]) for one in before] == [("case-kaz-agreed", "open")]
    assert desk.ind.get("cases")["items"] == []


def test_a_block_is_changed_from_the_row_that_was_read_and_ended(desk: Desk) -> None:
    body = {"reference": "no-ships", "mission": "UNIFIL", "phases": ["movement"], "held_from": "2018-10-01",
            "why": "No ships"}  # fmt: skip
    made = desk.officer.post("blocks", body)
    refused = desk.officer.post("blocks", body | {"why": "The port is closed"}, status=400)
    assert "changed by somebody else meanwhile" in refused["detail"]
    changed = desk.officer.post("blocks", body | {"why": "The port is closed", "number": made["number"]})
    assert (changed["why"], changed["number"] > made["number"]) == ("The port is closed", True)
    ended = desk.officer.ask("POST", "blocks/no-ships/end", {"number": changed["number"], "until": "2018-10-01"})
    assert ended.status_code == 204
    assert [one["reference"] for one in desk.ind.get("blocks")["items"]] == ["no-visas"]
