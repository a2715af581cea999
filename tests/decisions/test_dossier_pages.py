"""Pages of dossiers: opened, assessed, signed and decided on pages alone; paper and workbook; bounded questions."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from muster.decisions.actions import assessments
from muster.decisions.data import DataPoint, Suggestion
from muster.decisions.models import Assessment, Dossier
from muster.decisions.rules.dossier_terms import CRITERIA
from muster.parties.models import Role
from muster.parties.viewer import SYSTEM
from tests.decisions.dossier_record import (
    REFERENCE,
    assessed,
    assessed_wholly,
    bodies_of_kazakhstan,
    due_again,
    member,
    opened,
    signed_wholly,
    stepped,
)
from tests.record import Record

pytestmark = pytest.mark.once

ROOM = "/decisions/"
PAGE = f"{ROOM}{REFERENCE}/"
MOST_QUERIES = 30
BACKEND = "django.contrib.auth.backends.ModelBackend"
NEW = {
    "reference": "dossier-new", "title": "A company", "mission": "UNIFIL", "people": "120", "category": "contingent",
}  # fmt: skip
NO_ROWS = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}


def signed_in(record: Record, kind: str) -> Client:
    client = Client()
    client.force_login(record.parties.users[kind], backend=BACKEND)
    return client


def approver(record: Record) -> Client:
    client = Client()
    client.force_login(member(record, "KAZ", Role.APPROVER, "approver-of-state")[1], backend=BACKEND)
    return client


def version() -> str:
    return str(Dossier.objects.get().version)


def test_a_dossier_goes_its_whole_way_on_pages_alone(record: Record) -> None:
    bodies_of_kazakhstan()
    officer, signer = signed_in(record, "owning State"), approver(record)
    assert officer.post(f"{ROOM}new/", NEW).status_code == 302
    page = f"{ROOM}dossier-new/"
    today = str(Dossier.objects.get().opened_on)
    for criterion in CRITERIA:
        said = {
            "version": version(), "verdict": "met", "words": f"Words on {criterion}", "assessed_on": today, **NO_ROWS,
            "why_better": "Known at home.",
            "evidence-TOTAL_FORMS": "1", "evidence-0-title": f"Piece on {criterion}",
        }  # fmt: skip
        assert officer.post(f"{page}criteria/{criterion}/", said).status_code == 302, criterion
    for body in ("mfa", "mod", "parliament"):
        given = {"version": version(), "body": body, "kind": "signed", "criterion": "", "signed_on": today}
        assert signer.post(f"{page}sign/", given).status_code == 302, body
    told = officer.get(page).content.decode()
    assert "Nothing is missing" in told
    assert "Piece on risk" in told
    decided = {"version": version(), "on": today, "words": "We take part"}
    assert signer.post(f"{page}steps/approve/", decided).status_code == 302
    assert "We take part" in officer.get(page).content.decode()
    assert Dossier.objects.get().stage == "approved"


def test_what_is_missing_is_told_on_the_form_and_on_the_page(record: Record) -> None:
    bodies_of_kazakhstan()
    opened()
    signer = approver(record)
    assert "it is not assessed; assess it" in signer.get(PAGE).content.decode()
    answer = signer.post(f"{PAGE}steps/approve/", {"version": "1", "on": "2018-10-01", "words": "Yes"})
    assert answer.status_code == 400
    assert "least acceptable risk: it is not assessed" in answer.content.decode()


def test_only_the_state_sees_the_room_and_a_list_says_what_would_fill_it(record: Record) -> None:
    opened()
    assert REFERENCE in signed_in(record, "owning State").get(ROOM).content.decode()
    assert "opens one" in signed_in(record, "other State").get(ROOM).content.decode()
    for kind in ("secretariat administrator", "mission", "analyst"):
        client = signed_in(record, kind)
        assert client.get(ROOM).status_code == 403
        assert client.get(PAGE).status_code == 404
        assert "/decisions/" not in client.get("/").content.decode().split("<main")[0]


def test_data_of_today_stand_beside_those_kept_and_what_changed_is_marked(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = DataPoint("rate", "Rate of fatalities", "2.5", "per 10,000", "", "statistics")
    monkeypatch.setattr(assessments, "read_data", lambda *_args: (point,))
    opened()
    assessed(SYSTEM, "risk")
    monkeypatch.setattr(assessments, "read_data", lambda *_args: (replace(point, value="7.5"),))
    page = signed_in(record, "owning State").get(f"{PAGE}criteria/risk/").content.decode()
    assert "2.5" in page
    assert "7.5" in page
    assert "changed" in page


def test_a_better_verdict_is_refused_on_the_form_without_its_reason(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessments, "suggest", lambda *_args: Suggestion("not-met"))
    opened()
    officer = signed_in(record, "owning State")
    said = {"version": "1", "verdict": "met", "words": "Fine", "assessed_on": "2018-10-01", **NO_ROWS}
    answer = officer.post(f"{PAGE}criteria/risk/", said)
    assert answer.status_code == 400
    assert "better than the rules suggest" in answer.content.decode()
    assert not Assessment.objects.exists()


def test_what_is_due_again_says_why(record: Record) -> None:
    opened()
    assessed_wholly(SYSTEM)
    due_again("risk")
    officer = signed_in(record, "owning State")
    assert officer.get(PAGE).content.decode().count("the threat rose") >= 2
    assert "the threat rose" in officer.get(f"{PAGE}criteria/risk/").content.decode()


def test_a_reader_reads_and_writes_nothing(record: Record) -> None:
    opened()
    reader = signed_in(record, "owning State's reader")
    assert reader.get(PAGE).status_code == 200
    for address in ("change/", "sign/", "act-and-case/", "steps/approve/", "import/"):
        assert reader.get(f"{PAGE}{address}").status_code == 403, address
    assert reader.post(f"{PAGE}criteria/risk/", {}).status_code == 403
    assert reader.get(f"{ROOM}new/").status_code == 403
    assert reader.get(f"{PAGE}criteria/luck/").status_code == 404
    assert reader.get(f"{PAGE}steps/dance/").status_code == 404


def test_a_dossier_leaves_as_paper(record: Record) -> None:
    bodies_of_kazakhstan()
    opened()
    assessed_wholly(SYSTEM)
    officer = signed_in(record, "owning State")
    assert officer.get(f"{PAGE}paper/pdf/").content.startswith(b"%PDF")
    assert officer.get(f"{PAGE}paper/docx/").content.startswith(b"PK")
    assert officer.get(f"{PAGE}paper/odt/").status_code == 404
    signed_wholly(SYSTEM)
    stepped(SYSTEM, "approve")
    assert officer.get(f"{PAGE}paper/pdf/").content.startswith(b"%PDF")


def test_a_workbook_goes_out_is_written_on_and_comes_in_again(record: Record) -> None:
    opened()
    assessed(SYSTEM, "risk", words="Two\nlines")
    officer = signed_in(record, "owning State")
    book = load_workbook(BytesIO(officer.get(f"{PAGE}workbook/").content))
    assert officer.post(f"{PAGE}import/", {"workbook": sent(book)}).status_code == 302
    assert Assessment.objects.count() == 1
    put(
        book["Assessments"],
        "Criterion",
        {"Criterion": "risk", "Assessment": 2, "Verdict": "not-met", "In words": "New"},
    )
    put(book["Evidence"], "Criterion", {"Criterion": "risk", "Assessment": 2, "Evidence": "A new piece"})
    assert officer.post(f"{PAGE}import/", {"workbook": sent(book)}).status_code == 302
    made = Assessment.objects.get(number=2)
    assert (made.verdict, [one.title for one in made.evidence.all()]) == ("not-met", ["A new piece"])


def test_what_is_wrong_in_a_workbook_is_told_by_row_and_nothing_is_saved(record: Record) -> None:
    opened()
    assessed(SYSTEM, "risk")
    officer = signed_in(record, "owning State")
    book = load_workbook(BytesIO(officer.get(f"{PAGE}workbook/").content))
    sheet = book["Assessments"]
    put(
        sheet,
        "Criterion",
        {
            "Criterion": "agreement",
            "Assessment": 7,
            "Verdict": "met",
            "In words": "New",
            "Why better": "Known",
        },
    )
    put(book["Evidence"], "Criterion", {"Criterion": "resources", "Assessment": 1, "Evidence": "Loose"})
    head = heading_row(sheet, "Criterion")
    names = [str(cell.value or "").split(" (")[0].rstrip(" *") for cell in sheet[head]]
    column = next(place for place, name in enumerate(names, start=1) if name == "In words")
    row = next(
        at for at in range(head + 1, sheet.max_row + 1) if "Words of Kazakhstan" in str(sheet.cell(at, column).value)
    )
    sheet.cell(row, column).value = "Changed"
    answer = officer.post(f"{PAGE}import/", {"workbook": sent(book)})
    told = answer.content.decode()
    assert answer.status_code == 400
    for words in ("an assessment is never changed", "there is no such assessment", "the next of its criterion"):
        assert words in told
    assert Assessment.objects.count() == 1


def heading_row(sheet: object, first: str) -> int:
    rows = sheet.iter_rows()  # type: ignore[attr-defined]
    found: int = next(cell.row for row in rows for cell in row if str(cell.value or "").startswith(first))
    return found


def put(sheet: object, first: str, said: dict[str, object]) -> None:
    """Write a row below the last one that is filled."""
    head = heading_row(sheet, first)
    columns = {str(cell.value or "").split(" (")[0].rstrip(" *"): cell.column for cell in sheet[head]}  # type: ignore[index]
    place = head + 1
    while sheet.cell(place, columns[first]).value not in (None, ""):  # type: ignore[attr-defined]
        place += 1
    for name, value in said.items():
        sheet.cell(place, columns[name]).value = value  # type: ignore[attr-defined]


def sent(book: object) -> SimpleUploadedFile:
    data = BytesIO()
    book.save(data)  # type: ignore[attr-defined]
    return SimpleUploadedFile("book.xlsx", data.getvalue())


@pytest.mark.parametrize(
    "address", [ROOM, f"{ROOM}new/", PAGE, f"{PAGE}criteria/risk/", f"{PAGE}criteria/resources/", f"{PAGE}change/"]
)
def test_a_page_asks_few_questions_of_the_database(record: Record, address: str) -> None:
    bodies_of_kazakhstan()
    for number in range(6):
        opened(reference=f"dossier-{number}")
    opened()
    assessed_wholly(SYSTEM)
    signed_wholly(SYSTEM)
    due_again()
    client = signed_in(record, "owning State")
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= MOST_QUERIES
