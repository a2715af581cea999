"""Pages and API of changed facts, and the section on the pages of what rests on them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.missions.models import MandatePeriod
from tests.api.caller import by_token
from tests.changes.scenes import LATER, consent_withdrawn, operation_under_way
from tests.record import Record
from tests.web.browsing import browser_of

pytestmark = pytest.mark.once
MOST_QUERIES = 40
"""Sign-in, session and frame of a page among them."""


def page(record: Record, who: str, address: str) -> str:
    """Return the text of a page as somebody sees it on the day of the change; ask for no more than is bounded."""
    client: Any = browser_of(record.parties.users[who])
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address, {"as_of": LATER.isoformat()})
    assert response.status_code == 200, address
    assert len(asked) <= MOST_QUERIES, f"{address}: {len(asked)} queries"
    return str(response.content.decode())


def test_the_list_tells_each_party_how_many_of_its_own_records_rest_on_a_change(record: Record) -> None:
    operation_under_way(record)
    change = consent_withdrawn(record)
    found = page(record, "owning State", "/changes/")
    assert f'href="/changes/{change.pk}/"' in found
    assert "consent of the host State" in found
    assert "withdrawn" in found


def test_the_page_of_a_change_leads_to_what_rests_on_it(record: Record) -> None:
    operation_under_way(record)
    change = consent_withdrawn(record)
    found = page(record, "owning State", f"/changes/{change.pk}/")
    for address in (
        "/deployments/units/unit-kaz/",
        "/reimbursement/memoranda/mou-kaz/",
        "/generation/cases/case-kaz-agreed/",
    ):
        assert address in found, address
    other = page(record, "other State", f"/changes/{change.pk}/")
    assert "unit-kaz" not in other
    assert "No record that you may see rests on this fact." in other


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("owning State", "/deployments/units/unit-kaz/"),
        ("owning State", "/reimbursement/memoranda/mou-kaz/"),
        ("owning State", "/generation/cases/case-kaz-agreed/"),
        ("secretariat officer", "/plans/{plan}/"),
    ],
)
def test_the_page_of_a_record_tells_which_facts_changed(record: Record, who: str, address: str) -> None:
    operation_under_way(record)
    change = consent_withdrawn(record)
    found = page(record, who, address.format(plan=record.plans["published"].reference))
    assert 'id="changed-facts"' in found
    assert f'href="/changes/{change.pk}/"' in found


def test_another_party_sees_no_section_on_the_page_of_a_unit(record: Record) -> None:
    operation_under_way(record)
    consent_withdrawn(record)
    assert 'id="changed-facts"' not in page(record, "other State", "/deployments/units/unit-kaz/")


@pytest.mark.parametrize(
    "address",
    ["/deployments/units/", "/deployments/", "/reimbursement/", "/generation/", "/deployments/units/unit-kaz/"],
)
def test_lists_flag_what_goes_on_beyond_the_mandate(record: Record, address: str) -> None:
    operation_under_way(record)
    MandatePeriod.objects.filter(mission__acronym="UNIFIL").update(valid_until=LATER.replace(day=31))
    found = page(record, "owning State", address)
    assert "beyond the mandate" in found
    assert "The known mandate ends on 31 Dec 2018." in found


def test_a_list_is_narrowed_to_what_goes_on_beyond_the_mandate(record: Record) -> None:
    operation_under_way(record)
    MandatePeriod.objects.filter(mission__acronym="UNIFIL").update(valid_until=LATER.replace(day=31))
    client: Any = browser_of(record.parties.users["owning State"])
    for flag, is_there in (("beyond", True), ("", True)):
        found = client.get("/deployments/units/", {"as_of": LATER.isoformat(), "mandate": flag})
        assert ("Company of Kazakhstan" in found.content.decode()) is is_there


def test_the_api_lists_changes_and_tells_what_rests_on_one_to_whose_it_is(record: Record) -> None:
    operation_under_way(record)
    change = consent_withdrawn(record)
    day = f"as_of={LATER.isoformat()}"
    for who, kinds in (("owning State", {"tour", "assignment", "memorandum", "case"}), ("analyst", set())):
        caller = by_token(record.parties[who])
        listed = caller.get(f"changes?mission=UNIFIL&kind=consent&{day}")["items"]
        assert listed[0]["number"] == change.pk
        whole = caller.get(f"changes/{change.pk}?{day}")
        assert {one["kind"] for one in whole["records"]} == kinds
        assert whole["reached"] == listed[0]["reached"] == len(whole["records"])
        assert (whole["before"], whole["after"]) == ("given", "withdrawn")


@pytest.mark.parametrize(
    ("operation", "who"),
    [
        ("tours", "owning State"),
        ("deployed-units", "analyst"),
        ("stays", "owning State"),
        ("assignments", "owning State"),
        ("memoranda", "owning State"),
        ("cases", "owning State"),
    ],
)
def test_the_api_flags_what_goes_on_beyond_the_mandate(record: Record, operation: str, who: str) -> None:
    operation_under_way(record)
    end = LATER.replace(day=31)
    caller = by_token(record.parties[who])
    before = caller.get(f"{operation}?as_of={LATER.isoformat()}")["items"]
    assert before
    assert not any(one["beyond_mandate"] for one in before)
    MandatePeriod.objects.filter(mission__acronym="UNIFIL").update(valid_until=end)
    after = caller.get(f"{operation}?as_of={LATER.isoformat()}")["items"]
    assert any(one["beyond_mandate"] for one in after)
    assert {one["mandate_until"] for one in after} == {end.isoformat()}
