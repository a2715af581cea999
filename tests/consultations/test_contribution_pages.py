"""Pages, workbook and API of what States bring into a consultation."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from openpyxl import load_workbook

from muster.consultations.actions.contribution_questions import ask_question
from muster.consultations.actions.contribution_traces import trace_position
from muster.consultations.contribution_terms import QuestionTerms, TraceTerms
from muster.consultations.models import ConsultationPosition
from muster.consultations.pages.contributions import contribution_context
from muster.consultations.queries.contributions import visible_positions
from muster.consultations.workbooks import contributions as workbook
from muster.kit.errors import Refused
from muster.parties.models import User
from tests.api.caller import by_token
from tests.consultations.contributed import AFTER, REFERENCE, WANTED, Consulted, consulted, position
from tests.record import DAY, Record
from tests.web.browsing import BACKEND, browser_of, check_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AT = f"/consultations/{REFERENCE}/"
TODAY = datetime.now(UTC).date()


@pytest.fixture
def held(record: Record) -> Consulted:
    """An open consultation whose outcome is known."""
    return consulted(decide=True)


def client_of(record: Record, name: str) -> Client:
    """Return a browser of whoever acts, as of today."""
    found = Client()
    found.force_login(User.objects.get(username=record.parties[name].username), backend=BACKEND)
    return found


def sent(client: Client, address: str, **said: Any) -> str:
    """Send a form that must hold; return the address that it leads to."""
    answer = client.post(address, said)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_position_goes_from_its_first_words_to_its_trace_on_pages_alone(record: Record, held: Consulted) -> None:
    kaz, desk = client_of(record, "owning State"), client_of(record, "secretariat officer")
    at = sent(kaz, f"{AT}positions/new/", text="We want demining", wanted_words=WANTED, item="1")
    assert desk.get(at).status_code == 404
    sent(kaz, f"{at}change/", text="We want more demining", wanted_words=WANTED, item="1", version="1")
    sent(kaz, f"{at}submit/", version="2")
    assert kaz.post(f"{at}share/", {"version": "2"}).status_code == 400
    assert "We want more demining" in desk.get(at).content.decode()
    assert client_of(record, "other State").get(at).status_code == 404
    proposal = desk.get(f"{AT}trace/").content.decode()
    assert "its task is in the decided text" in proposal
    refusal = desk.post(f"{at}trace/", {"outcome": "partly", "task": "2", "version": "3"})
    assert refusal.status_code == 400
    assert "say why it was not taken" in refusal.content.decode()
    sent(desk, f"{at}trace/", outcome="partly", task="2", reason="Only in part", version="3")
    sent(kaz, f"{at}comment/", comment="We will come back", version="4")
    sent(kaz, f"{at}share/", version="5")
    page = client_of(record, "other State").get(f"{AT}trace/").content.decode()
    for words in ("Only in part", "We will come back", "clear mines along the Blue Line"):
        assert words in page
    assert "Proposed by rule" not in page
    sent(kaz, f"{at}withdraw/", version="6")
    assert "withdrawn" in client_of(record, "other State").get(f"{AT}contributions/").content.decode()


def test_a_question_is_asked_answered_and_shared_on_pages_alone(record: Record, held: Consulted) -> None:
    kaz, desk = client_of(record, "owning State"), client_of(record, "secretariat officer")
    at = sent(kaz, f"{AT}questions/new/", text="When?", sharing="secretariat")
    sent(desk, f"{at}answer/", answer="In May")
    sent(kaz, f"{at}share/", version="1")
    assert "In May" in client_of(record, "other State").get(at).content.decode()


def test_a_commitment_is_recorded_and_done_on_pages_alone(record: Record, held: Consulted) -> None:
    desk = client_of(record, "secretariat officer")
    sent(desk, f"{AT}commitments/new/", owner="KAZ", text="To train", due_on=TODAY.isoformat())
    kaz = client_of(record, "owning State")
    assert "To train" in kaz.get("/consultations/commitments/").content.decode()
    sent(kaz, f"{AT}commitments/1/done/", note="Trained")
    assert "Trained" in kaz.get("/consultations/commitments/?stage=done").content.decode()


@pytest.mark.parametrize("name", ["owning State", "other State", "secretariat officer", "mission"])
def test_pages_keep_what_every_page_keeps(record: Record, held: Consulted, name: str) -> None:
    kaz, ind = record.parties["owning State"], record.parties["other State"]
    for actor in (kaz, ind):
        for sharing in ("own", "secretariat", "participants"):
            position(actor, sharing)
        ask_question(actor, REFERENCE, QuestionTerms("When?", sharing="participants"), today=DAY)
    traced = position(kaz, "participants")
    trace_position(record.parties["secretariat officer"], traced.reference, TraceTerms("taken", task=2), today=AFTER)
    browser = browser_of(User.objects.get(username=record.parties[name].username), AFTER)
    for address in ("/consultations/inputs/", "/consultations/commitments/", f"{AT}contributions/", f"{AT}trace/"):
        check_page(browser, address)


def test_figures_count_nothing_that_a_state_keeps(record: Record, held: Consulted) -> None:
    kaz, ind = record.parties["owning State"], record.parties["other State"]
    before = [str(one.value) for one in _section(record, "other State").figures]
    position(kaz)
    assert [str(one.value) for one in _section(record, "other State").figures] == before
    assert [str(one.value) for one in _section(record, "secretariat officer").figures] == before
    assert len(_section(record, "owning State").positions) == 1
    assert not visible_positions(ind, DAY).exists()


def _section(record: Record, name: str) -> Any:
    consultation = consulted_one()
    return contribution_context(record.parties[name], consultation, DAY)["contributions"]


def consulted_one() -> Any:
    from muster.consultations.models import Consultation

    return Consultation.objects.select_related("convened_by", "mission").get(reference=REFERENCE)


def test_the_section_of_a_consultations_page_is_drawn(record: Record, held: Consulted) -> None:
    position(record.parties["owning State"], "secretariat")
    context = contribution_context(record.parties["secretariat officer"], consulted_one(), DAY)
    drawn = render_to_string("consultations/contributions.html", context)
    assert "We want demining in the mandate" in drawn
    assert f"{AT}trace/" in drawn


def test_the_trace_leaves_as_a_paper(record: Record, held: Consulted) -> None:
    made = position(record.parties["owning State"], "participants")
    trace_position(record.parties["secretariat officer"], made.reference, TraceTerms("taken", task=2), today=AFTER)
    answer = client_of(record, "other State").get(f"{AT}trace/paper/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_what_goes_out_as_a_workbook_comes_in_again(record: Record, held: Consulted) -> None:
    kaz = record.parties["owning State"]
    kept, submitted = position(kaz), position(kaz, "secretariat")
    position(record.parties["other State"], "participants")
    data = workbook.export(kaz, DAY)
    assert workbook.import_workbook(kaz, data, today=DAY) == 0
    book = load_workbook(BytesIO(data))
    sheet = book[workbook.SHEET]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    assert set(rows) >= {kept.reference, submitted.reference}
    heading = next(row for row in range(1, 8) if sheet.cell(row, 1).value == "Position")
    column = next(at for at in range(1, 10) if sheet.cell(heading, at).value == "Position in words")
    sheet.cell(rows[kept.reference], column).value = "New words"
    changed = BytesIO()
    book.save(changed)
    assert workbook.import_workbook(kaz, changed.getvalue(), today=DAY) == 1
    kept.refresh_from_db()
    assert kept.text == "New words"
    sheet.cell(rows[submitted.reference], column).value = "Other words"
    refused = BytesIO()
    book.save(refused)
    upload = SimpleUploadedFile("inputs.xlsx", refused.getvalue())
    answer = client_of(record, "owning State").post("/consultations/inputs/import/", {"workbook": upload})
    assert answer.status_code == 400
    assert "others have read it" in answer.content.decode()
    with pytest.raises(Refused, match="nothing was saved"):
        workbook.import_workbook(kaz, refused.getvalue(), today=DAY)


def test_programs_share_positions_by_deeds(record: Record, held: Consulted) -> None:
    kaz, desk, ind = (by_token(record.parties[name]) for name in ("owning State", "secretariat officer", "other State"))
    made = kaz.post(f"consultations/{REFERENCE}/positions", {"text": "Mines", "point": 1, "wanted_words": WANTED})
    reference = made["reference"]
    assert (made["sharing"], made["task"], made["version"]) == ("own", "mine-action", 1)
    assert "number" not in made
    assert desk.get("consultation-positions")["count"] == 0
    kaz.post(f"consultation-positions/{reference}/share", {"version": 1}, 400)
    kaz.post(f"consultation-positions/{reference}/submit", {"version": 1}, 200)
    assert desk.get("consultation-positions?task=mine-action")["count"] == 1
    assert ind.get("consultation-positions")["count"] == 0
    (proposal,) = desk.get(f"consultations/{REFERENCE}/trace-proposals")["items"]
    assert (proposal["outcome"], proposal["task_line"]) == ("taken", 2)
    traced = desk.post(
        f"consultation-positions/{reference}/trace", {"outcome": "taken", "task_line": 2, "version": 2}, 200
    )
    assert traced["trace"]["paragraph"] == "OP2"
    kaz.post(f"consultation-positions/{reference}/share", {"version": 3}, 200)
    assert ind.get(f"consultation-positions/{reference}")["trace"]["outcome"] == "taken"
    assert ConsultationPosition.objects.get().sharing == "participants"
