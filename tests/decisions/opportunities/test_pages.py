"""The pages, the papers, the command and the API of opportunities and interests, as their users meet them."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from typer.testing import CliRunner

from muster.decisions.actions.interests import write_interests
from muster.decisions.models import StateInterest
from muster.decisions.opportunities.interest_terms import InterestTerms
from muster.decisions.opportunity_commands import app
from muster.decisions.papers.opportunities import opportunities_paper
from muster.decisions.queries.opportunities import state_opportunities
from muster.deployments.models import Stay
from muster.kit.papers import Heading, NewPage
from tests.record import DAY, Record
from tests.web.browsing import browser_of, check_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LIST = "/decisions/opportunities/"
ONE = f"{LIST}req-published-coy/kaz-submitted/"
WORDS = "Words of the interest"


@pytest.fixture
def officer(record: Record) -> Client:
    """An officer of Kazakhstan, which has an interest; nobody holds the company's post."""
    Stay.objects.filter(post__reference="req-published-coy").delete()
    terms = (InterestTerms("mission", "UNIFIL", 2, WORDS),)
    write_interests(record.parties["owning State"], terms, today=DAY)
    return browser_of(record.parties.users["owning State"])


def test_the_list_ranks_the_units_of_the_state_and_says_what_each_takes(officer: Client) -> None:
    page = check_page(officer, LIST)
    assert ONE in page
    assert "ind-submitted" not in page
    assert "opportunity_points_step" in page
    assert page.index(ONE) < page.index(f"{LIST}req-published-coy/kaz-draft/")


def test_what_may_come_stands_apart_with_units_that_nobody_can_match(officer: Client) -> None:
    page = check_page(officer, f"{LIST}possible/")
    assert "Name of kaz-unit" in page
    assert "No State is at such risk" in page


def test_the_list_leaves_as_a_file_with_its_filters(officer: Client) -> None:
    rows = json.loads(officer.get(f"{LIST}?ranked-format=json&ranked-unit=kaz-draft").content)
    told = rows["rows"] if isinstance(rows, dict) else rows
    assert len(told) == 1
    assert "submit" in json.dumps(told)


def test_one_opportunity_is_shown_in_full_and_leads_to_a_dossier(officer: Client) -> None:
    page = check_page(officer, ONE)
    for words in (WORDS, "What it would take", "How the score comes about", "Personnel alone", "US dollars"):
        assert words in page
    assert "/decisions/new/?mission=UNIFIL&amp;post=req-published-coy&amp;pledge=kaz-submitted" in page
    assert officer.get(f"{LIST}req-published-bn/kaz-submitted/").status_code == 404


def test_a_reader_opens_no_dossier(record: Record, officer: Client) -> None:
    reader = browser_of(record.parties.users["owning State's reader"])
    assert "Open a dossier" not in check_page(reader, ONE)
    assert "Open a dossier" in check_page(officer, ONE)


def test_secretariats_are_kept_out(record: Record, officer: Client) -> None:
    desk = browser_of(record.parties.users["secretariat administrator"])
    for address in (LIST, ONE, "/decisions/interests/", "/decisions/opportunities.pdf"):
        answer = desk.get(address)
        assert answer.status_code == 403
        assert WORDS not in answer.content.decode()


def test_the_ministers_paper_is_one_page_then_an_annex(record: Record, officer: Client) -> None:
    assert officer.get("/decisions/opportunities.pdf").content.startswith(b"%PDF")
    word = Document(BytesIO(officer.get("/decisions/opportunities.docx").content))
    assert any("Annex: the reasons" in one.text for one in word.paragraphs)
    assert officer.get("/decisions/opportunities.odt").status_code == 404
    every = state_opportunities(record.parties["owning State"], DAY, record.parties.organisations["KAZ"])
    blocks = opportunities_paper(every, DAY).blocks
    place = next(at for at, one in enumerate(blocks) if isinstance(one, NewPage))
    assert place == 3
    reasons = [one.words for one in blocks[place:] if isinstance(one, Heading) and one.level == 3]
    assert len(reasons) == min(5, len(every.opportunities))


def test_interests_are_written_row_by_row_and_shown_by_version(officer: Client) -> None:
    page = check_page(officer, "/decisions/interests/")
    assert WORDS in page
    form = check_page(officer, "/decisions/interests/write/")
    mark = form.split('name="mark" value="')[1].split('"')[0]
    rows = {
        "interests-TOTAL_FORMS": "3",
        "interests-INITIAL_FORMS": "1",
        "interests-0-kind": "mission",
        "interests-0-value": "UNIFIL",
        "interests-0-weight": "-1",
        "interests-1-kind": "theme",
        "interests-1-value": "women",
        "interests-1-weight": "2",
        "interests-2-value": "",
    }
    wrong = officer.post("/decisions/interests/write/", {**rows, "mark": mark, "interests-1-value": "glory"})
    assert wrong.status_code == 400
    assert "no theme" in wrong.content.decode()
    assert officer.post("/decisions/interests/write/", {**rows, "mark": mark}).status_code == 302
    held = {(one.value, one.weight) for one in StateInterest.objects.filter(valid_until=None)}
    assert held == {("UNIFIL", -1), ("women", 2)}
    stale = officer.post("/decisions/interests/write/", {**rows, "mark": mark})
    assert stale.status_code == 400
    assert "changed by somebody else meanwhile" in stale.content.decode()


def test_the_workbook_goes_round_over_the_pages(officer: Client) -> None:
    data = officer.get("/decisions/interests/workbook/").content
    sent = SimpleUploadedFile("interests.xlsx", data)
    assert officer.post("/decisions/interests/import/", {"workbook": sent}).status_code == 302
    assert StateInterest.objects.count() == 1


def test_the_command_says_what_the_page_says(record: Record) -> None:
    answer = CliRunner().invoke(app, ["KAZ", "--on", DAY.isoformat(), "--json", "--top", "1"])
    assert answer.exit_code == 0, answer.output
    (best,) = json.loads(answer.output)
    assert best["mission"] == "UNIFIL"
    assert best["rank"] == 1


def test_the_api_lists_shows_and_writes(officer: Client) -> None:
    at = f"as_of={DAY.isoformat()}"
    listed = officer.get(f"/api/v1/opportunities?{at}&without_stops=true&unit=kaz-submitted").json()
    (one,) = listed["items"]
    assert (one["post"], one["interest"], one["cost_cents"]) == ("req-published-coy", 2, None)
    whole = officer.get(f"/api/v1/opportunities/req-published-coy/kaz-submitted?{at}").json()
    assert whole["parts"][0]["part"] == "suitability"
    assert whole["score"] == one["score"]
    assert officer.get(f"/api/v1/opportunities/none/kaz-submitted?{at}").status_code == 404
    assert officer.get(f"/api/v1/possible-opportunities?{at}").status_code == 200
    held = officer.get("/api/v1/state-interests").json()
    body = {"mark": held["mark"], "interests": [{"kind": "host", "value": "lbn", "weight": 1}]}
    written = officer.put("/api/v1/state-interests", body, content_type="application/json")
    assert [one["value"] for one in written.json()["interests"]] == ["LBN"]
    again = officer.put("/api/v1/state-interests", body, content_type="application/json")
    assert again.status_code == 400
    assert StateInterest.objects.get(value="LBN").known_from >= date(2018, 10, 1)
