"""Calculations and the annual report on pages, as papers and as workbooks."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from muster.reimbursement.models import UnitEconomics
from muster.reimbursement.queries.economics import plan_of
from tests.inspections.theatre import inspected_unit
from tests.record import DAY, Record
from tests.reimbursement.agreed import MOU, memorandum_of
from tests.reimbursement.economics_record import COMPANY, TITLE, calculation
from tests.web.browsing import browser_of, check_page
from tests.web.form_reading import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LIST, AS_OF = "/reimbursement/economics/", "as_of=2018-10-01"
ONE = f"{LIST}{COMPANY}/"


@pytest.fixture
def state(record: Record) -> Client:
    """Kazakhstan's officer, with the calculation of its company."""
    calculation(record)
    return browser_of(record.parties.users["owning State"])


def test_a_state_reads_what_its_unit_earns_and_costs_and_when_it_breaks_even(state: Client) -> None:
    assert TITLE in check_page(state, f"{LIST}?{AS_OF}")
    page = check_page(state, f"{ONE}?{AS_OF}")
    assert "Breaks even: In month" in page
    assert "single rate for personnel" in page
    month = check_page(state, f"{ONE}months/1/?{AS_OF}")
    assert "Carrier 1: purchase" in month
    assert "141,000.00" in month
    assert "unit-days over 31 days of 2018-03" in month
    assert state.get(f"{ONE}months/13/").status_code == 404


def test_what_if_shows_leases_serviceability_sensitivity_and_another_edition(state: Client) -> None:
    page = check_page(state, f"{ONE}what-if/?{AS_OF}")
    assert "The balance hangs most on" in page
    assert "The widest step is at" in page
    assert "wet lease" in page
    assert "earns nothing more" in page
    assert "20 percent lower and higher" in check_page(state, f"{ONE}what-if/?share=20&edition=")
    assert "10 percent lower and higher" in check_page(state, f"{ONE}what-if/?share=200")


def test_a_calculation_leaves_as_paper_and_workbook(state: Client) -> None:
    assert state.get(f"{ONE}paper/").content.startswith(b"%PDF")
    book = load_workbook(BytesIO(state.get(f"{ONE}workbook/").content))
    assert {"Months", "Reimbursed", "Costs", "Leases", "Sensitivity", "Assumptions"} <= set(book.sheetnames)


def test_a_calculation_is_entered_from_a_memorandum_and_written_on_one_page(record: Record) -> None:
    memorandum_of(inspected_unit(record))
    client = browser_of(record.parties.users["owning State"])
    page = client.get(f"{LIST}new/")
    sent = form_of(page.content.decode()) | {
        "reference": "kaz-new", "title": "New company", "start": "2025-01-01", "serviceable_percent": "90",
        "memorandum": MOU,
    }  # fmt: skip
    assert client.post(f"{LIST}new/", {**sent, "pledge": "kaz-submitted"}).status_code == 400
    answer = client.post(f"{LIST}new/", sent)
    assert answer.status_code == 302, answer.content.decode()
    made = UnitEconomics.objects.get(reference="kaz-new")
    assert (made.strength, made.equipment.count(), made.services.count()) == (120, 1, 1)
    address = f"{LIST}kaz-new/write/"
    lines = form_of(client.get(address).content.decode())
    lines |= {"costs-0-words": "Pay", "costs-0-head": "people", "costs-0-basis": "head-month", "costs-0-amount": "900"}
    lines |= {"equipment-0-purchase": "10000", "equipment-0-upkeep": "50.50"}
    assert client.post(address, lines).status_code == 302
    plan = plan_of(UnitEconomics.objects.get(reference="kaz-new"))
    assert [(one.words, one.amount_cents) for one in plan.costs] == [("Pay", 90_000)]
    assert (plan.equipment[0].purchase_cents, plan.equipment[0].upkeep_cents) == (1_000_000, 5_050)
    assert plan.equipment[0].standing == "illustrative"
    stale = client.post(address, lines)
    assert stale.status_code == 400
    assert "changed by somebody else meanwhile" in stale.content.decode()
    wrong = client.post(address, {**lines, "equipment-0-item": "", "costs-0-amount": "x"})
    assert wrong.status_code == 400
    assert "Name the item, or empty the row." in wrong.content.decode()


def test_a_rate_that_is_touched_is_entered_by_its_state(state: Client) -> None:
    UnitEconomics.objects.get(reference=COMPANY).equipment.update(standing="seen")
    lines = form_of(state.get(f"{ONE}write/").content.decode())
    assert state.post(f"{ONE}write/", lines).status_code == 302
    assert plan_of(UnitEconomics.objects.get(reference=COMPANY)).equipment[0].standing == "seen"
    assert state.post(f"{ONE}write/", {**lines, "version": "2", "equipment-0-gfmv": "13000"}).status_code == 302
    assert plan_of(UnitEconomics.objects.get(reference=COMPANY)).equipment[0].standing == "entered"


def test_the_annual_report_counts_people_and_money_of_the_year(record: Record) -> None:
    calculation(record)
    memorandum_of(inspected_unit(record))
    client = browser_of(record.parties.users["owning State"])
    address = f"/reimbursement/annual-report/?year={DAY.year}&{AS_OF}"
    page = check_page(client, address)
    assert f"units abroad in {DAY.year}" in page
    assert "Paid or set off" in page
    assert "not on record" not in page
    assert MOU in page
    assert client.get(f"/reimbursement/annual-report/paper/?year={DAY.year}").content.startswith(b"%PDF")
    book = load_workbook(BytesIO(client.get(f"/reimbursement/annual-report/workbook/?year={DAY.year}").content))
    assert {"Units", "Reimbursement", "Equipment", "Losses", "Costs"} <= set(book.sheetnames)
    secretariat = browser_of(record.parties.users["secretariat officer"])
    assert secretariat.get(address).status_code == 403
    assert date(DAY.year, 1, 1) <= DAY
