"""Pages and workbook of memoranda: opened, written line by line, amended, taken along and imported again."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from muster.generation.actions.instruments import InstrumentTerms, create_instrument
from muster.kit.errors import Refused
from muster.kit.workbooks import read, write
from muster.parties.viewer import SYSTEM
from muster.reimbursement.models import Memorandum, MemorandumVersion
from muster.reimbursement.queries.agreed_terms import stored_terms
from muster.reimbursement.queries.memoranda import version_shown, visible_memorandum
from muster.reimbursement.workbooks import memorandum as workbooks
from tests.api.caller import by_token
from tests.deployments.theatre import company_in_theatre
from tests.generation.ground import CASE, make_case
from tests.record import DAY, KNOWN, Record
from tests.reimbursement.memoranda_record import (
    EDITION,
    REFERENCE,
    WITH_INDIA,
    drafted,
    edition,
    in_force,
)
from tests.reimbursement.test_memorandum_actions import LINES

pytestmark = pytest.mark.once
ROOM = "/reimbursement/"
PAGE = f"{ROOM}memoranda/{REFERENCE}/"
MOST_QUERIES = 30


@pytest.fixture(autouse=True)
def _company(record: Record) -> None:
    company_in_theatre()
    edition()


def client(record: Record, kind: str) -> Client:
    made = Client()
    made.force_login(record.parties.users[kind], backend="django.contrib.auth.backends.ModelBackend")
    return made


def row(prefix: str, number: int, **said: Any) -> dict[str, str]:
    return {f"{prefix}-{number}-{name}": str(value) for name, value in said.items()}


def counts(equipment: int, services: int, initial: tuple[int, int] = (0, 0)) -> dict[str, str]:
    names = ("equipment", "services")
    totals = {f"{name}-TOTAL_FORMS": str(n) for name, n in zip(names, (equipment, services), strict=True)}
    return totals | {f"{name}-INITIAL_FORMS": str(n) for name, n in zip(names, initial, strict=True)}


HEAD = {"holds_from": "2018-10-01", "personnel_ceiling": "120", "edition": EDITION}


def test_a_memorandum_goes_its_whole_way_on_pages_alone(record: Record) -> None:
    state, officer = client(record, "owning State"), client(record, "secretariat officer")
    listed = state.get(f"{ROOM}?unit=unit-kaz").content.decode()
    assert "memoranda/new/?unit=unit-kaz" in listed
    said = HEAD | {"reference": REFERENCE, "title": "Memorandum"}
    assert state.post(f"{ROOM}memoranda/new/?unit=unit-kaz", said).status_code == 302
    rows = counts(2, 1) | row("equipment", 0, item="Truck", quantity=8, lease="wet", group="Trucks")
    rows |= row("equipment", 1, item="Generator", quantity=2, lease="dry", owner="India")
    rows |= row("services", 0, category="Catering", ceiling=120)
    assert state.post(f"{PAGE}write/", HEAD | rows | {"version": "1"}).status_code == 302
    version = MemorandumVersion.objects.get()
    truck, generator = version.equipment.order_by("number")
    assert (truck.gfmv_cents, generator.gfmv_cents) == (8_000_000, 3_000_000)
    assert version.equipment.filter(owner__code="IND").get() == generator
    today = str(Memorandum.objects.get().known_from)
    assert state.get(f"{PAGE}step/in-force/").status_code == 404
    assert officer.post(f"{PAGE}step/in-force/", {"version": "2", "day": today}).status_code == 302
    page = officer.get(PAGE).content.decode()
    assert "as in the edition" in page
    assert "Statement" in page
    amended = HEAD | counts(1, 0, (2, 1)) | row("equipment", 0, item="Truck", quantity=9, lease="wet", group="Trucks")
    amended |= {"version": "3", "holds_from": "2019-01-01", "reason": "One more"}
    assert officer.post(f"{PAGE}amend/", amended).status_code == 302
    history = officer.get(PAGE).content.decode()
    assert "Truck (wet): quantity 8, now 9" in history
    assert "Generator (dry, IND owns): taken out" in history


def test_a_refusal_is_told_by_its_line_and_nothing_is_saved(record: Record) -> None:
    drafted()
    officer = client(record, "secretariat officer")
    rows = counts(1, 0) | row("equipment", 0, item="Lorry", quantity=1, lease="wet")
    answer = officer.post(f"{PAGE}write/", HEAD | rows | {"version": "1"})
    assert answer.status_code == 400
    assert "equipment line 1: edition edition-made-up has no row &#x27;Lorry&#x27;" in answer.content.decode()
    assert MemorandumVersion.objects.get().equipment.count() == 3


def test_more_rows_come_without_anything_being_saved(record: Record) -> None:
    drafted()
    officer = client(record, "secretariat officer")
    rows = counts(1, 1) | row("equipment", 0, item="Truck", quantity=5, lease="wet") | {"more": "1", "version": "1"}
    answer = officer.post(f"{PAGE}write/", HEAD | rows)
    assert answer.status_code == 200
    assert 'name="equipment-10-item"' in answer.content.decode()
    assert Memorandum.objects.get().version == 1


def test_what_the_instrument_has_and_does_not_match_is_offered_and_agreed_on_only_when_touched(record: Record) -> None:
    make_case(record)
    made = create_instrument(SYSTEM, CASE, InstrumentTerms("memorandum", "Memorandum"), today=KNOWN, lines=LINES)
    state = client(record, "owning State")
    said = {"holds_from": "2018-10-01", "edition": EDITION, "reference": REFERENCE, "title": "Memorandum"}
    said["instrument"] = made.reference
    assert state.post(f"{ROOM}memoranda/new/?unit=unit-kaz", said).status_code == 302
    assert "A vehicle of no row" in state.get(PAGE).content.decode()
    form = state.get(f"{PAGE}write/").content.decode()
    assert 'value="A vehicle of no row"' in form
    known = HEAD | {"version": "1"} | counts(2, 1, (2, 1))
    known |= row("equipment", 0, item="Armoured personnel carrier", quantity=10, lease="wet")
    known |= row("services", 0, category="Catering", ceiling=118)
    untouched = known | row("equipment", 1, item="A vehicle of no row", quantity=2, lease="wet")
    assert state.post(f"{PAGE}write/", untouched).status_code == 302
    assert MemorandumVersion.objects.get().equipment.count() == 1
    chosen = untouched | {"version": "2", "equipment-1-rate_item": "Truck"}
    assert state.post(f"{PAGE}write/", chosen).status_code == 302
    assert MemorandumVersion.objects.get().equipment.get(number=2).gfmv_cents == 8_000_000
    assert "In the instrument, and not agreed on" not in state.get(PAGE).content.decode()


@pytest.mark.parametrize("as_of", ["", "?as_of=2018-10-01"])
def test_pages_ask_few_queries(
    record: Record, as_of: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    in_force(WITH_INDIA)
    drafted(reference="mou-2")
    officer = client(record, "secretariat officer")
    for address in (ROOM, PAGE, f"{PAGE}versions/1/", f"{PAGE}amend/", f"{ROOM}memoranda/mou-2/write/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert officer.get(f"{address}{as_of}").status_code == 200, address


def test_a_named_state_reads_its_own_lines_and_no_factor_nor_total_of_others(record: Record) -> None:
    in_force(WITH_INDIA)
    page = client(record, "other State").get(PAGE).content.decode()
    assert "Generator" in page
    assert "Laundry" in page
    for words in ("Special case of Kazakhstan", "Catering", "Mission factors that apply", EDITION):
        assert words not in page


def test_a_version_that_is_not_there_is_not_found(record: Record) -> None:
    in_force()
    assert client(record, "secretariat officer").get(f"{PAGE}versions/2/").status_code == 404


def exported(found: Any) -> bytes:
    version = version_shown(found, DAY)
    assert version is not None
    return workbooks.export(SYSTEM, found, version)


def test_what_goes_out_as_a_workbook_comes_in_again_value_for_value(record: Record) -> None:
    drafted(WITH_INDIA)
    found = visible_memorandum(SYSTEM, DAY, REFERENCE)
    before = stored_terms(MemorandumVersion.objects.get())
    workbooks.import_workbook(SYSTEM, exported(found), found, today=DAY)
    assert stored_terms(MemorandumVersion.objects.get()) == before
    assert Memorandum.objects.get().version == 2


def test_into_what_is_in_force_a_workbook_comes_as_an_amendment(record: Record) -> None:
    in_force()
    found = visible_memorandum(SYSTEM, DAY, REFERENCE)
    book = read(workbooks.form(REFERENCE), exported(found))
    rows = {sheet: [dict(one.values) for one in lines] for sheet, lines in book.rows.items()}
    rows["Memorandum"][0] |= {"reason": "A further truck"}
    rows["Equipment"][1] |= {"quantity": 9}
    workbooks.import_workbook(SYSTEM, write(workbooks.form(REFERENCE), rows, []), found, today=DAY)
    made = MemorandumVersion.objects.get(number=2)
    assert (made.reason, made.changes) == ("A further truck", ["Truck (wet): quantity 8, now 9"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"item": "Lorry"}, "sheet Equipment, row"),
        ({"gfmv": 1.234}, "has parts of a cent; round it to the cent"),
    ],
)
def test_a_workbook_with_a_fault_is_refused_by_its_row_and_nothing_is_saved(
    record: Record, changes: dict[str, Any], words: str
) -> None:
    drafted()
    found = visible_memorandum(SYSTEM, DAY, REFERENCE)
    data = openpyxl.load_workbook(io.BytesIO(exported(found)))
    sheet = data["Equipment"]
    places = {"item": "Item", "gfmv": "Fair market value (US dollars)"}
    first = next(number for number, cells in enumerate(sheet.iter_rows(values_only=True), 1) if "Item" in cells)
    headings = [str(cell.value) for cell in sheet[first]]
    target = next(number for number in range(first + 1, first + 9)
                  if sheet.cell(number, headings.index("Item") + 1).value == "Truck")  # fmt: skip
    for name, value in changes.items():
        sheet.cell(target, headings.index(places[name]) + 1).value = value
    out = io.BytesIO()
    data.save(out)
    with pytest.raises(Refused) as refused:
        workbooks.import_workbook(SYSTEM, out.getvalue(), found, today=DAY)
    assert words in str(refused.value.problems[0])
    assert Memorandum.objects.get().version == 1


def test_a_workbook_of_an_earlier_version_of_the_record_is_refused(record: Record) -> None:
    drafted()
    found = visible_memorandum(SYSTEM, DAY, REFERENCE)
    data = exported(found)
    workbooks.import_workbook(SYSTEM, data, found, today=DAY)
    with pytest.raises(Refused, match="changed by somebody else"):
        workbooks.import_workbook(SYSTEM, data, found, today=DAY)


def test_over_the_api_a_memorandum_goes_the_same_way(record: Record) -> None:
    state, officer = by_token(record.parties["owning State"]), by_token(record.parties["secretariat officer"])
    line = {"item": "Truck", "quantity": 8, "lease": "wet"}
    agreed = {"holds_from": "2018-10-01", "personnel_ceiling": 120, "edition": EDITION, "equipment": [line]}
    body = agreed | {"reference": "mou-api", "title": "By the API", "unit": "unit-kaz"}
    made = state.post("memoranda", body, status=201)
    assert (made["equipment"][0]["gfmv_cents"], made["equipment"][0]["rates"]) == (8_000_000, "edition")
    today = made["known_from"]
    officer.post("memoranda/mou-api/steps", {"stage": "in-force", "on": today, "version": 1}, status=200)
    more = agreed | {"equipment": [line | {"quantity": 9}], "reason": "One more", "version": 2}
    after = officer.post("memoranda/mou-api/amendments", more, status=200)
    assert [one["changes"] for one in after["versions"]] == [[], ["Truck (wet): quantity 8, now 9"]]
    refused = officer.post("memoranda/mou-api/amendments", more, status=400)
    assert "changed by somebody else" in str(refused)
    india = by_token(record.parties["other State"])
    assert india.get("memoranda")["items"] == []


def test_the_search_finds_a_memorandum_for_its_sides_alone(record: Record) -> None:
    in_force()
    assert PAGE in client(record, "owning State").get("/search/?q=mou-kaz").content.decode()
    assert PAGE not in client(record, "other State").get("/search/?q=mou-kaz").content.decode()


@pytest.mark.parametrize("prefix", ["", "months-", "withheld-"])
def test_every_table_of_the_statement_leaves_as_a_file(record: Record, prefix: str) -> None:
    in_force()
    address = f"{PAGE}statement/?start=2018-10-01&until=2018-12-01&{prefix}format=csv"
    answer = client(record, "secretariat officer").get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
