"""Pages of losses: reported, written line by line, decided and settled on pages alone; papers; switches of rules."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from muster.documents.models import Document
from muster.parties.viewer import SYSTEM
from muster.reimbursement.models import AdjustmentSwitch, LossEvent, LossItem
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record
from tests.reimbursement.loss_record import memorandum_of_company, reported, stepped

pytestmark = pytest.mark.once

LOSSES, RULES = "/reimbursement/losses/", "/reimbursement/adjustments/"
MOST_QUERIES = 30
CONTENT = {
    "kind": "hostile",
    "happened_on": "2018-09-30",
    "place": "A place",
    "description": "What happened",
    "inquiry": "Inquiry 1",
}


@pytest.fixture(autouse=True)
def _memorandum(record: Record) -> None:
    company_in_theatre(with_tours=False)
    memorandum_of_company()


def signed_in(record: Record, kind: str) -> Client:
    client = Client()
    client.force_login(record.parties.users[kind], backend="django.contrib.auth.backends.ModelBackend")
    return client


def rows(*lines: dict[str, str]) -> dict[str, str]:
    found = {"lines-TOTAL_FORMS": str(len(lines)), "lines-INITIAL_FORMS": "0"}
    for number, line in enumerate(lines):
        found |= {f"lines-{number}-{name}": value for name, value in line.items()}
    return found


def test_a_loss_goes_its_whole_way_on_pages_alone(record: Record) -> None:
    state, mission = signed_in(record, "owning State"), signed_in(record, "mission")
    approver = signed_in(record, "secretariat approver")
    made = state.post(f"{LOSSES}new/?memorandum=mou-kaz", {**CONTENT, "memorandum": "mou-kaz", "reference": "loss-new"})
    assert made.status_code == 302
    carriers = {"agreed": "1", "quantity": "2"}
    radio = {"item": "Radio", "gfmv": "10000.50", "life_years": "10", "repair": "2000.25", "lease": "wet"}
    written = state.post(f"{LOSSES}loss-new/write/", {**CONTENT, **rows(carriers, radio, {}), "version": "1"})
    assert written.status_code == 302
    assert [(one.item, one.quantity) for one in LossItem.objects.all()] == [("Carrier of Kazakhstan", 2), ("Radio", 1)]
    assert LossItem.objects.get(number=2).repair_cents == 200_025
    today = str(LossEvent.objects.get().known_from)
    for client, stage, version in ((mission, "investigated", 2), (approver, "decided", 3), (approver, "settled", 4)):
        said = {"version": str(version), "day": today, "words": f"Words of {stage}"}
        assert client.post(f"{LOSSES}loss-new/{stage}/", said).status_code == 302, stage
    page = state.get(f"{LOSSES}loss-new/").content.decode()
    assert "Words of settled" in page
    assert "as decided" in page
    assert "loss_hostile_collective_usd = 250000" in page
    assert LossEvent.objects.get().stage == "settled"
    assert "Write" not in page.split("<main")[1].split("key-figure")[0]


def test_rows_are_written_again_and_emptied_rows_go(record: Record) -> None:
    reported()
    state = signed_in(record, "owning State")
    page = state.get(f"{LOSSES}loss-kaz/write/").content.decode()
    assert 'value="10000"' in page or 'value="10000.00"' in page
    emptied = rows({"agreed": "", "item": "", "quantity": ""}, {"agreed": "2", "quantity": "1"})
    assert state.post(f"{LOSSES}loss-kaz/write/", {**CONTENT, **emptied, "version": "1"}).status_code == 302
    assert [one.item for one in LossItem.objects.all()] == ["Generator"]


def test_a_row_without_a_name_is_told_and_nothing_is_written(record: Record) -> None:
    reported()
    state = signed_in(record, "owning State")
    answer = state.post(f"{LOSSES}loss-kaz/write/", {**CONTENT, **rows({"quantity": "3"}), "version": "1"})
    assert answer.status_code == 400
    assert "Name the item or choose an agreed line" in answer.content.decode()
    refused = state.post(
        f"{LOSSES}loss-kaz/write/", {**CONTENT, **rows({"agreed": "1", "quantity": "9"}), "version": "1"}
    )
    assert refused.status_code == 400
    assert "9 were lost of 4 agreed" in refused.content.decode()
    assert LossEvent.objects.get().version == 1


def test_evidence_is_added_by_form(record: Record) -> None:
    reported()
    state = signed_in(record, "owning State")
    sent = {"file": SimpleUploadedFile("a.txt", b"x"), "title": "Photograph", "version": "1"}
    assert state.post(f"{LOSSES}loss-kaz/evidence/", sent).status_code == 302
    page = state.get(f"{LOSSES}loss-kaz/").content.decode()
    assert "Photograph" in page
    assert f"/documents/{Document.objects.get().pk}/" in page


@pytest.mark.parametrize("stage", ["reported", "decided"])
def test_a_case_leaves_as_paper_and_workbook(record: Record, stage: str) -> None:
    event = reported()
    if stage == "decided":
        stepped(SYSTEM, "investigated")
        stepped(SYSTEM, "decided")
    state = signed_in(record, "owning State")
    assert state.get(f"{LOSSES}loss-kaz/paper/").content.startswith(b"%PDF")
    book = load_workbook(BytesIO(state.get(f"{LOSSES}loss-kaz/workbook/").content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Carrier of Kazakhstan" in cells
    assert event.items.count() == 2


@pytest.mark.parametrize(
    "address",
    [
        LOSSES,
        f"{LOSSES}loss-kaz/",
        f"{LOSSES}loss-kaz/write/",
        RULES,
        f"{RULES}memoranda/mou-kaz/",
        f"{RULES}missions/UNIFIL/",
    ],
)
def test_a_page_asks_few_questions_of_the_database(record: Record, address: str) -> None:
    for number in range(6):
        reported(reference=f"loss-{number}")
    reported()
    client = signed_in(record, "owning State")
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= MOST_QUERIES


def test_a_rule_is_switched_by_form_and_its_page_says_what_holds(record: Record) -> None:
    approver, state = signed_in(record, "secretariat approver"), signed_in(record, "owning State")
    address = f"{RULES}memoranda/mou-kaz/risk-premium/"
    asked = approver.get(address).content.decode()
    assert 'name="percent"' in asked
    assert 'name="people"' in asked
    assert 'name="first"' not in asked
    said = {"version": "0", "is_on": "on", "percent": "5", "people": "3", "reason": "Awarded"}
    assert approver.post(address, said).status_code == 302
    assert approver.post(address, said).status_code == 400
    switch = AdjustmentSwitch.objects.get()
    assert (switch.is_on, switch.percent, switch.people) == (True, Decimal(5), 3)
    today = f"?as_of={switch.known_from}"
    page = state.get(f"{RULES}memoranda/mou-kaz/{today}").content.decode()
    assert "Awarded" in page
    assert "assumption" in page
    assert "Awarded" in state.get(f"{RULES}{today}").content.decode()
    assert state.get(address).status_code == 403
    assert approver.get(f"{RULES}memoranda/mou-kaz/luck/").status_code == 404


def test_the_form_of_a_rule_asks_for_what_the_rule_reads(record: Record) -> None:
    approver = signed_in(record, "secretariat approver")
    rapid = approver.get(f"{RULES}missions/UNIFIL/rapid-premium/").content.decode()
    assert all(f'name="{step}"' in rapid for step in ("first", "second", "third"))
    assert "Operations ended on" in approver.get(f"{RULES}missions/UNIFIL/end-of-operations/").content.decode()
    amounts = {"version": "0", "is_on": "on", "reason": "Agreed", "first": "3", "second": "2", "third": "1"}
    assert approver.post(f"{RULES}missions/UNIFIL/rapid-premium/", amounts).status_code == 302
    assert AdjustmentSwitch.objects.get().premium_first_cents == 300
    assert "3.00 / 2.00 / 1.00" in approver.get(f"{RULES}missions/UNIFIL/").content.decode()


def test_a_mission_of_another_is_no_page_of_rules(record: Record) -> None:
    assert signed_in(record, "other State").get(f"{RULES}missions/UNIFIL/").status_code == 404
    assert signed_in(record, "owning State").get(f"{RULES}missions/UNIFIL/?as_of={DAY}").status_code == 200
    assert signed_in(record, "owning State").get(f"{RULES}rules/UNIFIL/").status_code == 404
