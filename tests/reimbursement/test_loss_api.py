"""The API of losses and of the rules that change statements: each goes its whole way by programs alone."""

import pytest

from muster.reimbursement.models import LossEvent
from tests.api.caller import Caller, by_token
from tests.deployments.theatre import company_in_theatre
from tests.record import Record
from tests.reimbursement.loss_record import memorandum_of_company

pytestmark = pytest.mark.once

NEW = {
    "reference": "loss-new",
    "memorandum": "mou-kaz",
    "kind": "hostile",
    "happened_on": "2018-09-30",
    "place": "A place",
    "description": "What happened",
    "inquiry": "Inquiry 1",
    "items": [{"agreed": 1, "quantity": 2}, {"agreed": 2, "repair_cents": 100_000}],
}
OUTSIDE = ("other State", "other mission", "other secretariat", "analyst")


@pytest.fixture(autouse=True)
def _memorandum(record: Record) -> None:
    company_in_theatre(with_tours=False)
    memorandum_of_company()


def program(record: Record, kind: str) -> Caller:
    return by_token(record.parties[kind])


def test_a_loss_goes_its_whole_way_by_programs_alone(record: Record) -> None:
    state, mission, approver = (program(record, who) for who in ("owning State", "mission", "secretariat approver"))
    made = state.post("losses", NEW)
    assert (made["stage"], made["is_decided"], made["collective_cents"]) == ("reported", False, 32_000_000)
    assert [one["bearer"] for one in made["items"]] == ["organisation", "organisation"]
    assert made["items"][0]["months_counted"]
    content = {name: value for name, value in NEW.items() if name not in ("reference", "memorandum")}
    written = state.put("losses/loss-new", {**content, "items": content["items"][:1], "version": 1})
    assert len(written["items"]) == 1
    today = made["known_from"]
    for caller, stage, version in ((mission, "investigated", 2), (approver, "decided", 3), (approver, "settled", 4)):
        step = {"stage": stage, "on": today, "words": "Words", "version": version}
        assert caller.post("losses/loss-new/steps", step, status=200)["stage"] == stage
    settled = state.get("losses/loss-new")
    assert settled["is_decided"]
    assert settled["amount_cents"] == settled["items"][0]["amount_cents"] > 0
    assert settled["items"][0]["explanation"]
    for who in OUTSIDE:
        assert program(record, who).get("losses")["items"] == []
        program(record, who).get("losses/loss-new", status=404)


def test_a_list_is_narrowed_and_a_wrong_word_is_told(record: Record) -> None:
    state = program(record, "owning State")
    state.post("losses", NEW)
    for query, count in (("kind=hostile", 1), ("kind=no-fault", 0), ("memorandum=mou-kaz", 1), ("stage=decided", 0)):
        assert len(state.get(f"losses?{query}")["items"]) == count
    state.get("losses?kind=luck", status=422)


def test_nothing_is_kept_of_a_report_that_is_refused(record: Record) -> None:
    state = program(record, "owning State")
    refused = state.post("losses", {**NEW, "items": [{"agreed": 9}]}, status=400)
    assert refused["problems"][0]["place"] == "item 1"
    assert not LossEvent.objects.exists()


def test_a_rule_is_switched_by_a_program(record: Record) -> None:
    approver, state = program(record, "secretariat approver"), program(record, "owning State")
    said = {"memorandum": "mou-kaz", "rule": "risk-premium", "is_on": True, "percent": "5", "reason": "Awarded"}
    made = approver.post("adjustment-switches", {**said, "version": 0})
    assert (made["number"], made["is_on"], made["is_assumption"]) == (1, True, True)
    refused = approver.post("adjustment-switches", {**said, "version": 0}, status=400)
    assert "changed by somebody else" in str(refused)
    approver.post("adjustment-switches", {**said, "is_on": False, "version": 1})
    assert [one["is_on"] for one in state.get("adjustment-switches?rule=risk-premium")["items"]] == [False, True]
    state.post("adjustment-switches", {**said, "version": 2}, status=403)
    assert program(record, "other State").get("adjustment-switches")["items"] == []
