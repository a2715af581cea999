"""Calculations and a State's year over the API: the same actions as the pages, money in cents."""

from typing import Any

import pytest
from django.test import Client

from tests.record import DAY, Record
from tests.reimbursement.economics_record import COMPANY, calculation
from tests.web.browsing import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AT = "/api/v1/unit-economics"
ITEM = {
    "item": "Carrier", "quantity": 10, "gfmv_cents": 1_200_000, "life_years": "10", "maintenance_cents": 10_000,
    "purchase_cents": 1_000_000,
}  # fmt: skip
PAY = {"head": "people", "words": "Pay", "basis": "head-month", "amount_cents": 90_000}
BODY: dict[str, Any] = {
    "reference": "kaz-api", "title": "Company", "start": "2018-03-01", "tour_months": 6, "horizon_months": 12,
    "strength": 100, "ceiling": 100, "serviceable_percent": "90", "equipment": [ITEM], "costs": [PAY],
    "services": [{"category": "Catering", "rate_usd": "10", "ceiling": 100}],
}  # fmt: skip


@pytest.fixture
def state(record: Record) -> Client:
    """Kazakhstan's officer, with the calculation of its company."""
    calculation(record)
    return browser_of(record.parties.users["owning State"])


def test_a_program_enters_a_calculation_and_is_told_what_it_comes_to(state: Client) -> None:
    answer = state.post(AT, BODY, content_type="application/json")
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert told["months"][0]["reimbursed_cents"] == 14_100_000 + 200_000 + 100_000
    assert told["months"][0]["cost_cents"] == 9_000_000 + 10_000_000
    assert told["reimbursed_cents"] - told["cost_cents"] == told["balance_cents"]
    assert told["breaks_even_in"] == "2018-04"
    assert {"people", "Pay", "rate of Carrier"} <= {one["name"] for one in told["assumptions"]}


def test_a_calculation_is_written_from_the_version_that_was_read(state: Client) -> None:
    body = {key: value for key, value in BODY.items() if key != "reference"}
    answer = state.put(f"{AT}/{COMPANY}", {**body, "version": 1, "costs": []}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert (answer.json()["version"], answer.json()["cost_cents"]) == (2, 10_000_000)
    assert state.put(f"{AT}/{COMPANY}", {**body, "version": 1}, content_type="application/json").status_code == 400


def test_what_cannot_be_reckoned_is_refused_by_name(state: Client) -> None:
    for wrong in ({"start": "2018-03-02"}, {"horizon_months": 500}, {"memorandum": "none-such"}):
        answer = state.post(AT, {**BODY, **wrong}, content_type="application/json")
        assert answer.status_code in (400, 404, 422), answer.content
    assert [one["reference"] for one in state.get(f"{AT}?as_of={DAY}").json()["items"]] == [COMPANY]


def test_a_year_is_told_to_its_own_state_alone(state: Client, record: Record) -> None:
    told = state.get(f"/api/v1/annual-reports/{DAY.year}?as_of={DAY}").json()
    assert told["year"] == DAY.year
    assert {one["calculation"] for one in told["costs"]} == {COMPANY}
    assert state.get(f"/api/v1/annual-reports/{DAY.year + 1}?as_of={DAY}").status_code == 400
    officer = browser_of(record.parties.users["secretariat officer"])
    assert officer.get(f"/api/v1/annual-reports/{DAY.year}?as_of={DAY}").status_code == 403
