"""Pages of recognition: the whole way by form, the coverage matrix, the certificate, and the public verification."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from typer.testing import CliRunner

from muster.parties.models import User
from muster.parties.viewer import SYSTEM, Viewer
from muster.training.actions.recognition_certificates import revoke_recognition
from muster.training.commands import app
from muster.training.models import (
    CourseRecognition,
    CoverageVerdict,
    RecognitionCase,
    RecognitionEvidence,
    RecognitionFinding,
)
from muster.training.papers.recognition import recognition_paper
from muster.training.queries.recognitions import course_recognition
from muster.web.search import found_records
from tests.record import DAY, Parties
from tests.training.edited import changed
from tests.training.recognised import (
    PDF,
    Ground,
    applied,
    make_ground,
    make_version,
    recognised,
    to_desk_review,
)
from tests.web.browsing import BACKEND, browser_of, check_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CASES, CERTIFICATES = "/training/recognition/", "/training/certificates/"
NUMBER = "UN-TR-2018-001"
TODAY = datetime.now(UTC).date()


@pytest.fixture
def ground(parties: Parties) -> Ground:
    """A course against a version of its standard, and those who act."""
    return make_ground(parties)


def client_of(viewer: Viewer) -> Client:
    """Return a browser of whoever acts, as of today."""
    client = Client()
    client.force_login(User.objects.get(username=viewer.username), backend=BACKEND)
    return client


def sent(client: Client, address: str, version: int | None = None, **said: Any) -> None:
    """Send a form that must hold."""
    data = {name: str(value) if not hasattr(value, "read") else value for name, value in said.items()}
    if version is not None:
        data["version"] = str(version)
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.content.decode()


def version_of(reference: str) -> int:
    return RecognitionCase.objects.get(reference=reference).version


def test_a_case_goes_from_the_application_to_the_desk_review_on_pages_alone(ground: Ground) -> None:
    institution, officer = client_of(ground.institution), client_of(ground.officer)
    form: dict[str, Any] = {
        "reference": "rec-new",
        "register": "UN",
        "version": "2017",
        "applied_on": TODAY,
        "words": "We apply",
    }
    address = f"{CASES}apply/?course=rec-poc"
    assert "Apply for rec-poc" in check_page(institution, CASES)
    assert institution.get(address).status_code == 200
    sent(institution, address, **form)
    case = f"{CASES}rec-new/"
    sent(officer, f"{case}step/system-report/", version_of("rec-new"), day=TODAY)
    file = SimpleUploadedFile("report.pdf", PDF)
    sent(institution, f"{case}evidence/", version_of("rec-new"), kind="system", words="Our system", file=file)
    evidence = RecognitionEvidence.objects.get()
    assert evidence.document is not None
    assert officer.get(f"/documents/{evidence.document.pk}/").status_code == 200
    sent(officer, f"{case}evidence/{evidence.pk}/", version_of("rec-new"), verdict="full")
    sent(officer, f"{case}step/lesson-plans/", version_of("rec-new"), day=TODAY)
    sent(institution, f"{case}step/desk-review/", version_of("rec-new"), day=TODAY)
    page = check_page(officer, case)
    for words in ("60 of 45 min", "No lesson covers it", "line 1, 2, 3 has no verdict", "Our system", "report.pdf"):
        assert words in page
    lines = {one.number: one.pk for one in ground.version.lines.all()}
    said = {f"verdict-{lines['1']}": "full", f"verdict-{lines['2']}": "partly"}
    refused = officer.post(f"{case}review/", {**said, "version": version_of("rec-new")})
    assert refused.status_code == 400
    assert "say what is missing" in refused.content.decode()
    remark = {f"remark-{lines['2']}": "An exercise is missing"}
    sent(officer, f"{case}review/", version_of("rec-new"), **said, **remark)
    assert "An exercise is missing" in check_page(institution, case)
    sent(officer, f"{case}finding/", version_of("rec-new"), about="exercises", severity="major", text="No exercise")
    finding = RecognitionFinding.objects.get()
    sent(institution, f"{CASES}findings/{finding.reference}/reported/", finding.version, note="It is there now")
    assert "It is there now" in check_page(officer, f"{CASES}findings/{finding.reference}/")
    sent(client_of(ground.state), f"{case}comment/", words="The State supports the course")
    assert "The State supports the course" in check_page(institution, case)


def test_the_coverage_matrix_goes_out_as_a_workbook_and_its_verdicts_come_in(ground: Ground) -> None:
    applied(ground, day=TODAY)
    to_desk_review(ground, day=TODAY)
    case = f"{CASES}rec-poc-2018/"
    officer = client_of(ground.officer)
    assert f"{case}coverage/workbook/" in check_page(officer, case)
    data = officer.get(f"{case}coverage/workbook/").content
    assert load_workbook(BytesIO(data))["Coverage"]["E2"].value == 60
    judged = changed(data, "Coverage", lambda sheet: _judge(sheet, {"1": ("full", ""), "2": ("partly", "No exercise")}))
    sent(officer, f"{case}coverage/import/", workbook=judged)
    assert _verdicts() == {"1": ("full", ""), "2": ("partly", "No exercise")}
    again = officer.get(f"{case}coverage/workbook/").content
    before = version_of("rec-poc-2018")
    sent(officer, f"{case}coverage/import/", workbook=SimpleUploadedFile("again.xlsx", again))
    assert (_verdicts(), version_of("rec-poc-2018")) == ({"1": ("full", ""), "2": ("partly", "No exercise")}, before)


def test_a_workbook_of_verdicts_with_an_error_saves_nothing_and_names_each_row(ground: Ground) -> None:
    applied(ground, day=TODAY)
    to_desk_review(ground, day=TODAY)
    address = f"{CASES}rec-poc-2018/coverage/"
    officer, institution = client_of(ground.officer), client_of(ground.institution)
    data = institution.get(f"{address}workbook/").content
    wrong = changed(data, "Coverage", lambda sheet: _judge(sheet, {"1": ("full", ""), "2": ("partly", "")}, three="9"))
    refused = officer.post(f"{address}import/", {"workbook": wrong})
    assert refused.status_code == 400
    page = refused.content.decode()
    for words in ("sheet Coverage, row 3", "has no remark", "sheet Coverage, row 4", "is none of the standard"):
        assert words in page
    assert _verdicts() == {}
    assert institution.post(f"{address}import/", {"workbook": wrong}).status_code == 403


def _judge(sheet: Any, verdicts: dict[str, tuple[str, str]], three: str = "3") -> None:
    """Write verdicts into the rows of a workbook; line 3 may be numbered otherwise."""
    headings = {cell.value: cell.column for cell in sheet[1]}
    for row in sheet.iter_rows(min_row=2):
        line = str(row[0].value)
        if line in verdicts:
            sheet.cell(row[0].row, headings["Verdict"]).value, remark = verdicts[line]
            sheet.cell(row[0].row, headings["Remark"]).value = remark or None
        if line == "3":
            row[0].value = three


def _verdicts() -> dict[str, tuple[str, str]]:
    rows = CoverageVerdict.objects.values_list("line__number", "verdict", "remark")
    return {line: (verdict, remark) for line, verdict, remark in rows}


def test_a_visit_is_arranged_and_a_decided_case_is_signed_on_pages(ground: Ground) -> None:
    applied(ground)
    to_desk_review(ground)
    case = f"{CASES}rec-poc-2018/"
    until = TODAY + timedelta(days=5)
    sent(client_of(ground.officer), f"{case}visit/", version_of("rec-poc-2018"), planned_from=TODAY,
         planned_until=until)  # fmt: skip
    assert "rec-rec-poc-2018" in check_page(client_of(ground.institution), case)
    RecognitionCase.objects.update(stage="recognised")
    RecognitionCase.objects.get().stage_events.create(stage="recognised", held_from=TODAY, known_from=TODAY)
    approver = client_of(ground.approver)
    assert "signs the certificate" in check_page(approver, case)
    bad = {"signed_by": "An office", "signed_on": TODAY, "effective_from": TODAY, "years": 9}
    answer = approver.post(f"{case}sign/", {**bad, "version": version_of("rec-poc-2018")})
    assert answer.status_code == 400
    assert "give 3 to 5 years" in answer.content.decode()
    sent(approver, f"{case}sign/", version_of("rec-poc-2018"), **{**bad, "years": 4})
    made = CourseRecognition.objects.get()
    assert made.number == f"UN-TR-{TODAY.year}-001"
    sent(approver, f"{CERTIFICATES}{made.number}/revoke/", made.version, reason="The course has changed")
    assert "The course has changed" in check_page(client_of(ground.institution), f"{CERTIFICATES}{made.number}/")


def test_who_reviewed_a_case_is_offered_no_decision_and_told_why(ground: Ground) -> None:
    applied(ground)
    case = f"{CASES}rec-poc-2018/"
    refusal = f"{case}step/refused/"
    approver, other = client_of(ground.approver), client_of(ground.officer)
    assert refusal in check_page(approver, case)
    sent(approver, f"{case}step/system-report/", version_of("rec-poc-2018"), day=TODAY)
    page = check_page(approver, case)
    assert refusal not in page
    assert "not by you: you have reviewed it; another approver decides" in page
    assert "not by you" not in check_page(other, case)
    answer = approver.get(refusal)
    assert answer.status_code == 403
    assert "you have reviewed it" in answer.content.decode()
    assert approver.get(f"{case}step/nonsense/").status_code == 404


def test_anyone_verifies_a_certificate_without_signing_in(ground: Ground) -> None:
    recognised(ground, "rec-whole", date(2018, 9, 3), date(2018, 9, 10), number=NUMBER)
    visitor = Client()
    assert visitor.get("/training/verify/").status_code == 200
    found = visitor.get(f"/training/verify/?number={NUMBER.lower()}")
    assert (found.status_code, found["Location"]) == (302, f"/training/verify/{NUMBER}/")
    page = visitor.get(f"/training/verify/{NUMBER}/?as_of=2018-10-01").content.decode()
    for words in (
        "The course is recognised on 1 Oct",
        "Title of rec-poc",
        "Name of REC-CENTRE",
        "POC, edition of 2017",
    ):
        assert words in page
    for private in ("rec-whole", "Words on", "Summary of the report"):
        assert private not in page
    expired = visitor.get(f"/training/verify/{NUMBER}/?as_of=2022-09-10").content.decode()
    assert "The certificate has expired" in expired
    for unknown in ("UN-TR-2018-002", "no such number", "a" * 200, "%00"):
        answer = visitor.get(f"/training/verify/{unknown}/")
        assert answer.status_code == 404
        assert "Nothing is found" in answer.content.decode()


def test_the_public_page_says_revoked_and_on_an_older_version(ground: Ground) -> None:
    recognised(ground, "rec-whole", date(2018, 9, 3), date(2018, 9, 10), number=NUMBER)
    make_version(version="2020", issued_on=date(2020, 5, 1))
    visitor = Client()
    older = visitor.get(f"/training/verify/{NUMBER}/?as_of=2020-05-01").content.decode()
    assert "against an older version of its standard" in older
    revoke_recognition(ground.approver, NUMBER, "Taught otherwise", today=date(2020, 6, 1))
    page = visitor.get(f"/training/verify/{NUMBER}/?as_of=2020-06-01").content.decode()
    assert "The certificate was revoked" in page
    assert "Taught otherwise" in page
    before = visitor.get(f"/training/verify/{NUMBER}/?as_of=2020-05-31").content.decode()
    assert "Taught otherwise" not in before


def test_the_certificate_is_a_paper_whose_code_leads_to_the_public_page(ground: Ground) -> None:
    recognised(ground, "rec-whole", date(2018, 9, 3), date(2018, 9, 10), number=NUMBER)
    answer = browser_of_institution(ground).get(f"{CERTIFICATES}{NUMBER}/paper/")
    assert answer.content.startswith(b"%PDF")
    address = f"https://muster.example/training/verify/{NUMBER}/"
    paper = recognition_paper(course_recognition(DAY, NUMBER), address, DAY, made_on=DAY)
    assert address in [getattr(one, "address", "") for one in paper.blocks]


def test_a_certificate_that_was_not_issued_here_says_so_and_promises_no_end(ground: Ground) -> None:
    made = recognised(ground, "rec-whole", date(2018, 9, 3), date(2018, 9, 10), number=NUMBER)
    made.standing, made.source, made.expires_on = "derived", "S48 Kazakhstan press", None
    made.save()
    found = course_recognition(DAY, NUMBER)
    paper = recognition_paper(found, "https://a.example/", DAY, made_on=DAY)
    assert any("not the certificate that was issued" in getattr(one, "words", "") for one in paper.blocks)
    page = Client().get(f"/training/verify/{NUMBER}/?as_of=2018-10-01").content.decode()
    assert "no source tells until when" in page
    assert "Effective, no end known" in page


def browser_of_institution(ground: Ground) -> Client:
    return client_of(ground.institution)


def test_lists_show_what_ends_and_what_is_on_an_older_version(ground: Ground, parties: Parties) -> None:
    recognised(ground, "rec-whole", date(2018, 9, 3), date(2018, 9, 10), number=NUMBER)
    make_version(version="2020", issued_on=date(2020, 5, 1))
    desk = parties.users["secretariat officer"]
    catalogue = check_page(browser_of(desk), "/training/")
    assert "Recognised" in catalogue
    assert NUMBER in check_page(browser_of(desk), CERTIFICATES)
    assert NUMBER not in check_page(browser_of(desk), f"{CERTIFICATES}due/")
    later = browser_of(desk, date(2020, 5, 2))
    assert NUMBER in check_page(later, f"{CERTIFICATES}due/")
    assert "Recognised, on an older version" in check_page(later, "/training/")
    assert "On an older version" in check_page(later, f"{CERTIFICATES}due/")
    assert NUMBER in check_page(browser_of(desk, date(2022, 6, 1)), f"{CERTIFICATES}due/")
    assert "rec-whole" in check_page(browser_of(desk), CASES)
    assert "rec-whole" not in check_page(browser_of(parties.users["other State"]), CASES)


def test_an_earlier_day_shows_the_case_as_it_was(ground: Ground) -> None:
    recognised(ground, "rec-whole", date(2018, 9, 3), date(2018, 9, 10), number=NUMBER)
    officer = client_of(ground.officer)
    page = officer.get(f"{CASES}rec-whole/?as_of=2018-09-05").content.decode()
    assert "Observed delivery" in page
    assert NUMBER not in page
    assert officer.get(f"{CASES}rec-whole/?as_of=2018-09-02").status_code == 404


def test_the_search_finds_cases_for_their_sides_and_certificates_for_every_party(
    ground: Ground, parties: Parties
) -> None:
    recognised(ground, "rec-whole", date(2018, 9, 3), date(2018, 9, 10), number=NUMBER)
    groups = {str(one.title): [hit.label for hit in one.hits] for one in found_records(SYSTEM, DAY, "rec-poc")}
    assert groups["Recognition of courses"] == ["rec-whole", NUMBER]
    others = {str(one.title): one.hits for one in found_records(parties["other State"], DAY, "rec-poc")}
    assert [hit.label for hit in others["Recognition of courses"]] == [NUMBER]


def test_the_command_lists_and_verifies(ground: Ground) -> None:
    recognised(ground, "rec-whole", date(2018, 9, 3), date(2018, 9, 10), number=NUMBER)
    run = CliRunner()
    listed = run.invoke(app, ["recognitions", "--on", "2018-10-01"])
    assert NUMBER in listed.output
    assert NUMBER not in run.invoke(app, ["recognitions", "--on", "2018-10-01", "--ending", "6"]).output
    valid = run.invoke(app, ["verify", NUMBER, "--on", "2018-10-01"])
    assert (valid.exit_code, "The course is recognised" in valid.output) == (0, True)
    expired = run.invoke(app, ["verify", NUMBER, "--on", "2023-01-01"])
    assert (expired.exit_code, "has expired" in expired.output) == (1, True)


def test_the_api_verifies_for_anyone_and_refuses_a_stale_version(ground: Ground) -> None:
    recognised(ground, "rec-whole", date(2018, 9, 3), date(2018, 9, 10), number=NUMBER)
    visitor = Client()
    answer = visitor.get(f"/api/v1/verify-recognition/{NUMBER}?as_of=2018-10-01").json()
    assert (answer["on_the_day"], answer["expires_on"]) == ("valid", "2022-09-10")
    assert "case" not in answer
    assert visitor.get("/api/v1/recognition-cases").status_code == 401
    applied(ground, "rec-next", DAY)
    client = client_of(ground.institution)
    body = {"about": "system", "words": "Words", "version": 99}
    stale = client.post("/api/v1/recognition-cases/rec-next/evidence", body, content_type="application/json")
    assert stale.status_code == 400
    assert "changed by somebody else meanwhile" in stale.content.decode()
    made = client.post(
        "/api/v1/recognition-cases/rec-next/evidence", {**body, "version": 1}, content_type="application/json"
    )
    assert made.status_code == 201
    assert made.json()["coverage"][0]["by_minutes"] == "full"
