"""Editions on pages, over the API and on the command line: loaded, replaced, ended, revised and compared."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from typer.testing import CliRunner

from muster.cli.table import ENTRIES
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.editions import load_edition
from muster.reimbursement.edition_commands import app
from muster.reimbursement.models import RateEdition
from muster.reimbursement.queries.editions import rows_of
from muster.reimbursement.workbooks.edition_csv import rates_as_csv
from muster.reimbursement.workbooks.edition_workbook import rates_as_workbook
from tests.api.caller import by_token
from tests.record import KNOWN, Record
from tests.reimbursement.edition_record import HIGHER, LATER, ODD_ROWS, ROWS, edition, memorandum
from tests.web.browsing import browser_of, check_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = datetime.now(UTC).date()
TOMORROW = str(TODAY + timedelta(days=1))
HERE = "/reimbursement/editions/rates-2017/"
HEAD = {"reference": "rates-2017", "title": "Illustrative rates", "valid_from": "2017-07-01",
        "valid_until": "2020-07-01", "equipment_decimals": "0", "service_decimals": "2"}  # fmt: skip
ROW = {"category": "Support vehicles", "item": "Truck", "gfmv_cents": 10_000_000, "life_years": "10",
       "no_fault_percent": "0.6", "maintenance_cents": 50_000, "dry_cents": 88_900, "wet_cents": 138_900}  # fmt: skip


def browser(record: Record, kind: str) -> Client:
    return browser_of(record.parties.users[kind], None)


def sent(data: bytes, name: str = "rates.csv") -> BytesIO:
    found = BytesIO(data)
    found.name = name
    return found


def two_editions(record: Record) -> None:
    edition(record.parties["secretariat officer"])
    edition(record.parties["secretariat officer"], LATER, HIGHER)


def test_an_edition_is_loaded_by_form_and_file_and_its_offenders_are_shown(record: Record) -> None:
    desk = browser(record, "secretariat officer")
    assert "Load an edition of rates" in check_page(desk, "/reimbursement/editions/load/")
    wrong = desk.post("/reimbursement/editions/load/", {**HEAD, "file": sent(b"table,category\n")})
    assert wrong.status_code == 400
    assert "row 1, column gfmv_usd: the column is missing" in wrong.content.decode()
    assert not RateEdition.objects.exists()
    answer = desk.post("/reimbursement/editions/load/", {**HEAD, "file": sent(rates_as_csv(ODD_ROWS))}, follow=True)
    page = answer.content.decode()
    assert "rates-2017 is on record with 4 rows; rates that deviate: 2." in page
    assert rows_of(RateEdition.objects.get()) == ODD_ROWS
    page = check_page(browser(record, "other State"), HERE)
    assert "value over months of life and the no-fault share give 883.33" in page
    assert "Replace the rows" not in page
    again = desk.post("/reimbursement/editions/load/", {**HEAD, "file": sent(rates_as_csv(ROWS))})
    assert again.status_code == 400
    assert "names another edition" in again.content.decode()


def test_the_list_shows_editions_and_the_rates_for_personnel_with_their_standing(record: Record) -> None:
    two_editions(record)
    page = check_page(browser(record, "analyst"), "/reimbursement/editions/")
    assert "Illustrative rates of 2020" in page
    assert "1,428.00" in page
    assert "recalled" in page
    assert "/reference/personnel_rates/" in page
    assert "Load an edition" not in page
    listed = browser(record, "analyst").get("/reimbursement/editions/?format=json").json()
    assert [one["reference"] for one in listed["rows"]] == ["rates-2020", "rates-2017"]


def test_the_rates_are_narrowed_and_leave_as_files(record: Record) -> None:
    two_editions(record)
    desk = browser(record, "mission")
    found = desk.get(f"{HERE}?item=truck&format=json").json()["rows"]
    assert [(one["item"], one["dry"], one["check"]) for one in found] == [("Truck, 5 tons", 883, "as the formula")]
    painted = desk.get(f"{HERE}?item=carrier&format=json").json()["rows"]
    assert [(one["paint"], one["repaint"]) for one in painted] == [(500, 595)]
    services = desk.get(f"{HERE}?services-format=csv").content.decode()
    assert "Catering" in services


def test_files_go_out_and_come_in_again_in_place_of_the_rows(record: Record) -> None:
    edition(record.parties["secretariat officer"])
    desk = browser(record, "secretariat approver")
    out = desk.get(f"{HERE}file/csv/")
    assert out["Content-Disposition"] == 'attachment; filename="rates-2017.csv"'
    assert out.content == rates_as_csv(ROWS)
    assert desk.get(f"{HERE}file/pdf/").status_code == 404
    assert desk.get("/reimbursement/editions/load/template/csv/").content == rates_as_csv(type(ROWS)())
    assert "Replace the rows" in check_page(desk, f"{HERE}rows/")
    book = sent(rates_as_workbook(HIGHER), "rates.xlsx")
    assert desk.post(f"{HERE}rows/", {"version": "1", "file": book}).status_code == 302
    assert rows_of(RateEdition.objects.get()) == HIGHER
    stale = desk.post(f"{HERE}rows/", {"version": "1", "file": sent(rates_as_csv(ROWS))})
    assert stale.status_code == 400
    assert "changed by somebody else meanwhile" in stale.content.decode()
    assert browser(record, "owning State").get(f"{HERE}rows/").status_code == 403


def test_an_edition_in_use_says_so_and_ends(record: Record) -> None:
    memorandum(edition(record.parties["secretariat officer"]))
    desk = browser(record, "secretariat officer")
    page = check_page(desk, HERE)
    assert "its rows stay as they are" in page
    assert "Replace the rows" not in page
    refused = desk.post(f"{HERE}rows/", {"version": "1", "file": sent(rates_as_csv(HIGHER))})
    assert refused.status_code == 400
    assert "load an amended edition from that day" in refused.content.decode()
    assert "End an edition" in check_page(desk, f"{HERE}end/")
    assert desk.post(f"{HERE}end/", {"version": "1", "valid_until": "2017-07-01"}).status_code == 400
    assert desk.post(f"{HERE}end/", {"version": "1", "valid_until": "2019-07-01"}).status_code == 302


def test_a_revision_is_entered_for_all_and_by_category(record: Record) -> None:
    edition(record.parties["secretariat officer"])
    state = browser(record, "owning State")
    assert "Category with percentages of its own" in check_page(state, f"{HERE}revise/")
    said = {"reference": "kaz-rates", "title": "What Kazakhstan expects", "valid_from": "2020-07-01", "version": "1",
            "gfmv_percent": "10", "categories-TOTAL_FORMS": "2", "categories-INITIAL_FORMS": "0",
            "categories-0-category": "Support vehicles", "categories-0-gfmv_percent": "0"}  # fmt: skip
    refused = state.post(f"{HERE}revise/", {**said, "gfmv_percent": "", "categories-0-category": ""})
    assert refused.status_code == 400
    assert "enter what the Assembly approved" in refused.content.decode()
    assert state.post(f"{HERE}revise/", said).status_code == 302
    made = RateEdition.objects.get(reference="kaz-rates")
    assert [one.gfmv_cents for one in made.equipment.all()] == [66_000_000, 10_000_000]
    assert "kaz-rates" not in check_page(browser(record, "secretariat officer"), "/reimbursement/editions/")
    assert browser(record, "mission").get(f"{HERE}revise/").status_code == 403


def test_two_editions_are_compared_with_what_that_means_for_each_side(record: Record) -> None:
    two_editions(record)
    memorandum(RateEdition.objects.get(reference="rates-2017"))
    at = "/reimbursement/editions/compare/"
    state = browser_of(record.parties.users["owning State"])
    assert "<form" in check_page(state, f"{at}?first=rates-2017")
    page = check_page(state, f"{at}?first=rates-2017&second=rates-2020")
    assert "13,080.00" in page
    assert "13080.00 US dollars" in page
    assert "kaz-unifil-mou" in page
    other = check_page(browser_of(record.parties.users["other State"]), f"{at}?first=rates-2017&second=rates-2020")
    assert "kaz-unifil-mou" not in other
    assert "Truck, 8 tons" in other
    wrong = state.get(f"{at}?first=rates-2017&second=nothing")
    assert "Select a valid choice" in wrong.content.decode()


def test_the_api_does_all_of_it(record: Record) -> None:
    program = by_token(record.parties["secretariat officer"])
    body = {**HEAD, "equipment_decimals": 0, "service_decimals": 2, "equipment": [ROW],
            "self_sustainment": [{"category": "Catering", "rate_usd": "25.50"}]}  # fmt: skip
    made = program.post("rate-editions", body)
    assert [(one["column"], one["expected"]) for one in made["findings"]] == [("dry", "883.00")]
    assert made["equipment"][0]["life_years"] == "10"
    right = {**ROW, "dry_cents": 88_300, "wet_cents": 138_300}
    fixed = program.put("rate-editions/rates-2017/rows", {"equipment": [right], "version": 1})
    assert (fixed["findings"], fixed["version"], fixed["service_count"]) == ([], 2, 0)
    refused = program.put("rate-editions/rates-2017/rows", {"equipment": [right, right], "version": 2}, 400)
    assert "is named before: Support vehicles, Truck" in json.dumps(refused)
    revised = program.post(
        "rate-editions/rates-2017/revise",
        {"reference": "rates-2020", "title": "Later", "valid_from": "2020-07-01", "maintenance_percent": "2.5",
         "categories": [{"category": "support vehicles", "gfmv_percent": "10"}], "version": 2},
    )  # fmt: skip
    assert [one["maintenance_cents"] for one in revised["equipment"]] == [51_300]
    ended = program.post("rate-editions/rates-2020/end", {"valid_until": "2021-07-01", "version": 1}, 200)
    assert ended["valid_until"] == "2021-07-01"
    found = program.get("rate-editions/rates-2017/compare/rates-2020")
    assert {one["column"]: one["percent"] for one in found["differences"]}["gfmv"] == "10.00"
    assert program.get("rate-editions?owner=KAZ")["count"] == 0
    assert [one["reference"] for one in program.get("rate-editions")["items"]] == ["rates-2020", "rates-2017"]
    reader = by_token(record.parties["owning State's reader"])
    assert reader.get("rate-editions/rates-2017")["owner"] == "UN"
    reader.post("rate-editions", {**body, "reference": "another"}, 403)


@pytest.mark.parametrize("bad", ["1e3", "-1", "1.12345", "", "nan"])
def test_the_api_takes_figures_as_plain_decimals_only(record: Record, bad: str) -> None:
    program = by_token(record.parties["secretariat officer"])
    body = {"reference": "a", "title": "A", "valid_from": "2017-07-01",
            "self_sustainment": [{"category": "Catering", "rate_usd": bad}]}  # fmt: skip
    program.post("rate-editions", body, 422)


def run(*words: str) -> Any:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "400"})


def test_the_command_checks_a_file_without_the_record(tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_bytes(rates_as_csv(ROWS))
    right = run("check", str(file))
    assert (right.exit_code, "4 rows, 0 rates deviate from the formula" in right.output) == (0, True)
    file.write_bytes(rates_as_csv(ODD_ROWS))
    odd = run("check", str(file), "--json")
    assert odd.exit_code == 1
    assert [one["expected"] for one in json.loads(odd.output)] == ["883.00", "1389.00"]
    assert run("check", str(file), "--equipment-decimals", "2").exit_code == 1
    (entry,) = [one for one in ENTRIES if one.name == "rates"]
    assert entry.works_on_files == ("check",)


def test_the_command_lists_loads_and_compares(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "rates.xlsx"
    file.write_bytes(rates_as_workbook(ODD_ROWS))
    head = ("--reference", "rates-2017", "--title", "Illustrative", "--from", "2017-07-01", "--until", "2020-07-01")
    loaded = run("load", str(file), *head, "--owner", "UN")
    assert loaded.exit_code == 0, loaded.output
    assert "rates-2017 is on record: 4 rows, 2 rates deviate" in loaded.output
    owner = record.parties.organisations["UN"]
    load_edition(SYSTEM, LATER, HIGHER, today=KNOWN, owner=owner)
    assert "rates-2020" in run("list").output
    compared = run("compare", "rates-2017", "rates-2020")
    assert "Truck, 8 tons" in compared.output
    assert "difference in a year: 0.00 US dollars" in compared.output
    told = json.loads(run("compare", "rates-2017", "rates-2020", "--json").output)
    assert (told["difference_cents"], told["effects"]) == (0, [])
    assert {one["change"] for one in told["differences"]} == {"added", "gone", "changed"}
