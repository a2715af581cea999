"""The API of claims: a claim goes its whole way by programs alone, each side its part."""

import pytest

from tests.api.caller import Caller, by_token
from tests.record import DAY, Record
from tests.reimbursement.claims_record import MEMORANDUM, claimed_memorandum

pytestmark = pytest.mark.once

NEW = {
    "memorandum": MEMORANDUM, "payee": "KAZ", "covers_from": "2018-04-01",
    "amounts": {"personnel_cents": 1000_50}, "source": "A paper",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _memorandum(record: Record) -> None:
    claimed_memorandum()


def program(record: Record, kind: str) -> Caller:
    return by_token(record.parties[kind])


def test_a_claim_goes_its_whole_way_by_programs_alone(record: Record) -> None:
    officer, approver, state = (
        program(record, kind) for kind in ("secretariat officer", "secretariat approver", "owning State")
    )
    made = officer.post("claims", NEW)
    assert (made["reference"], made["stage"], made["basis"]) == ("claimed-kaz-2018Q2-KAZ", "draft", "entered")
    assert (made["total_cents"], made["open_cents"], made["target"]) == (1000_50, 0, "2018-09-30")
    at, today = f"claims/{made['reference']}", made["known_from"]
    state.get(at, status=404)
    officer.post(f"{at}/steps", {"stage": "submitted", "on": today, "version": 1}, status=200)
    contest = {"stage": "contested", "on": today, "words": "We were more.", "version": 2}
    assert state.post(f"{at}/steps", contest, status=200)["steps"][-1]["words"] == "We were more."
    silent = {"stage": "submitted", "on": today, "version": 3}
    assert officer.post(f"{at}/steps", silent, status=400)["problems"][0]["place"] == "words"
    officer.post(f"{at}/steps", {**silent, "words": "The report says so."}, status=200)
    officer.post(f"{at}/steps", {"stage": "certified", "on": today, "version": 4}, status=403)
    done = approver.post(f"{at}/steps", {"stage": "certified", "on": today, "version": 4}, status=200)
    assert done["open_cents"] == 1000_50
    (owed,) = state.get("arrears")["items"]
    assert (owed["state"], owed["owed_cents"], owed["claims"]) == ("KAZ", 1000_50, [made["reference"]])
    payment = {"reference": "pay-api", "payee": "KAZ", "mission": "UNIFIL", "paid_on": today, "amount_cents": 900_00}
    paid = officer.post("payments", payment)
    assert [(one["claim"], one["amount_cents"]) for one in paid["parts"]] == [(made["reference"], 900_00)]
    debt = {"reference": "debt-api", "state": "KAZ", "incurred_on": today, "amount_cents": 200_00, "reason": "Rations"}
    assert officer.post("state-debts", debt)["open_cents"] == 200_00
    off = {"debt": "debt-api", "on": today, "amount_cents": 100_50, "reason": "By letter", "version": 6}
    whole = approver.post(f"{at}/set-offs", off)
    assert (whole["stage"], whole["open_cents"], whole["settled_cents"]) == ("paid", 0, 1000_50)
    assert [one["kind"] for one in whole["settlements"]] == ["payment", "set-off"]
    account = state.get("state-accounts/KAZ")["items"]
    assert [one["balance_cents"] for one in account] == [1000_50, 100_50, 0]
    added = {"amounts": {"self_sustainment_cents": 7}, "source": "Another paper", "version": 7}
    assert officer.post(f"{at}/supplements", added)["corrects"] == made["reference"]


def test_the_statement_gives_the_lines_where_no_amount_is_sent(record: Record) -> None:
    said = {"memorandum": MEMORANDUM, "payee": "KAZ", "covers_from": "2018-07-01"}
    made = program(record, "secretariat officer").post("claims", said)
    assert made["basis"] == "statement"
    assert made["total_cents"] == sum(one["amount_cents"] for one in made["lines"])
    assert all(one["explanation"] for one in made["lines"])
    assert made["withheld"]


def test_what_is_due_is_each_sides_own(record: Record) -> None:
    path = f"claims-due?as_of={DAY.isoformat()}"
    assert {one["payee"] for one in program(record, "secretariat officer").get(path)["items"]} == {"KAZ", "IND"}
    assert {one["payee"] for one in program(record, "other State").get(path)["items"]} == {"IND"}
    assert program(record, "analyst").get(path)["count"] == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"amounts": {"personnel_cents": -1}},
        {"amounts": {"personnel_cents": 1.5}},
        {"amounts": {"personnel_cents": "5"}},
        {"amounts": {"cents": 5}},
        {"covers_from": "2018-4-1"},
    ],
)
def test_what_is_no_claim_is_refused_by_its_shape(record: Record, changes: dict[str, object]) -> None:
    program(record, "secretariat officer").post("claims", {**NEW, **changes}, status=422)
