"""The pages of visits: a visit is led from request to approval by forms alone, and each side is shown its own."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from muster.visits.bundling import WaitingUnit
from muster.visits.models import ChecklistAnswer, Finding, TeamMember, Visit
from muster.visits.pages import bundling_view_model, stage_path
from muster.visits.queries import visible_visit
from muster.visits.stages import FindingStanding, VisitStage
from tests.record import Parties, Record
from tests.visits.journey import DAYS, TERMS, TODAY, brought_to
from tests.web.browsing import browser_of, check_page
from tests.web.form_reading import form_of

S = VisitStage


@pytest.fixture
def desk(parties: Parties) -> Client:
    """The browser of an officer of the Secretariat, as of today."""
    return browser_of(parties.users["secretariat officer"], day=None)


@pytest.fixture
def kazakhstan(parties: Parties) -> Client:
    """The browser of an officer of Kazakhstan, as of today."""
    return browser_of(parties.users["owning State"], day=None)


@pytest.fixture
def approver(parties: Parties) -> Client:
    """The browser of an approver of the Secretariat, as of today."""
    return browser_of(parties.users["secretariat approver"], day=None)


def send(browser: Client, address: str, **changes: Any) -> None:
    """Open the form at an address, change some fields, send it, and see it saved."""
    shown = browser.get(address)
    assert shown.status_code == 200, address
    answer = browser.post(address, form_of(shown.content.decode()) | changes)
    assert answer.status_code == 302, answer.content.decode()


def test_a_visit_is_led_from_request_to_its_end_by_forms(desk: Client, kazakhstan: Client, approver: Client) -> None:
    subject = {"subjects-0-reference": "kaz-1", "subjects-0-kind": "pledge", "subjects-0-unit_type": "SPT"}
    planned = {"planned_from": "2018-05-07", "planned_until": "2018-05-12", "requested_on": "2018-03-01"}
    send(kazakhstan, "/visits/new/", reference="aav-1", kind="assessment", **planned, **subject)
    base = "/visits/aav-1"
    send(kazakhstan, f"{base}/step/agreed/", held_from="2018-03-20", invitation_reference="NV 1")
    send(desk, f"{base}/change/", purpose="To see the team")
    members = {"members-0-function": "lead", "members-0-name": "A. Person", "members-0-is_lead": "on"}
    send(desk, f"{base}/team/", held_from="2018-04-01", **members)
    send(desk, f"{base}/step/prepared/", held_from="2018-04-02")
    send(desk, f"{base}/step/on-site/", held_from="2018-05-07")
    visit = Visit.objects.get()
    for checklist in visit.checklists.all():
        address = f"{base}/checklists/{checklist.pk}/"
        lines = [name for name in form_of(desk.get(address).content.decode()) if name.endswith("-answer")]
        send(desk, address, **dict.fromkeys(lines, "met"))
    send(desk, f"{base}/step/draft-report/", held_from="2018-05-14", carried_until="2018-05-12")
    finding = {"text": "A gap", "severity": "major", "raised_on": "2018-05-14", "owner": "KAZ"}
    send(desk, f"{base}/new-finding/", **finding)
    send(desk, f"{base}/outcome/{visit.subjects.get().pk}/", outcome="recommended", decided_on="2018-05-14")
    report = SimpleUploadedFile("report.txt", b"The whole report")
    send(desk, f"{base}/report/", summary="All is well", file=report)
    send(desk, f"{base}/step/sent-for-comments/", held_from="2018-06-01")
    send(kazakhstan, f"{base}/step/commented/", held_from="2018-06-10", comments="None")
    send(approver, f"{base}/step/approved/", held_from="2018-06-20")
    send(desk, f"{base}/step/findings-tracked/", held_from="2018-06-21")
    send(kazakhstan, "/visits/findings/aav-1-f1/reported/", held_from="2018-07-01", note="Closed")
    send(desk, "/visits/findings/aav-1-f1/closed/", held_from="2018-07-02")
    send(desk, f"{base}/step/closed/", held_from="2018-07-03")
    visit.refresh_from_db()
    assert visit.stage == S.CLOSED
    assert visit.report_document is not None
    assert Finding.objects.get().standing == FindingStanding.CLOSED
    assert TeamMember.objects.get().name == "A. Person"
    assert ChecklistAnswer.objects.count() > 40
    for address in (f"{base}/", "/visits/findings/aav-1-f1/", "/visits/"):
        check_page(kazakhstan, address)


def test_the_record_s_pages_are_quick_and_hold_no_scripts(record: Record) -> None:
    for name in ("secretariat officer", "owning State", "mission"):
        browser = browser_of(record.parties.users[name])
        pages = ["/visits/", "/visits/findings/", "/visits/pdv-approved/", "/visits/findings/pdv-approved-f1/"]
        if name != "mission":
            pages += ["/visits/aav-prepared/", "/visits/aav-sent/"]
        for address in pages:
            check_page(browser, address)


def test_a_step_that_lacks_something_is_told_on_the_form_and_not_taken(parties: Parties, desk: Client) -> None:
    visit = brought_to(parties, S.ON_SITE)
    answer = desk.post(f"/visits/{visit.reference}/step/draft-report/", {"held_from": "2018-05-14",
                                                                        "carried_until": "2018-08-01"})  # fmt: skip
    assert answer.status_code == 400
    assert "draft the report afterwards" in answer.content.decode()
    assert Visit.objects.get().stage == S.ON_SITE


def test_a_step_out_of_turn_has_no_page(parties: Parties, desk: Client, kazakhstan: Client) -> None:
    visit = brought_to(parties, S.SENT)
    assert desk.get(f"/visits/{visit.reference}/step/closed/").status_code == 404
    assert desk.get(f"/visits/{visit.reference}/step/commented/").status_code == 403
    assert kazakhstan.get(f"/visits/{visit.reference}/step/nonsense/").status_code == 404


def test_the_page_says_whose_turn_it_is_and_that_it_is_late(parties: Parties, desk: Client) -> None:
    brought_to(parties, S.SENT)
    text = check_page(desk, "/visits/aav-kaz/")
    assert "comments on the draft" in text
    assert "15 Jun 2018" in text
    assert 'class="next-step is-late"' in text


def test_the_board_shows_visits_by_stage(parties: Parties, desk: Client) -> None:
    brought_to(parties, S.PREPARED)
    text = check_page(desk, "/visits/")
    assert 'class="board-column"' in text
    assert "carries out the visit" in text
    every_column = check_page(desk, "/visits/?columns=reference,kind,standing,source")
    assert "Assessment and advisory visit" in every_column
    assert "functools" not in every_column
    narrowed = check_page(desk, "/visits/?stage=closed")
    assert "No row passes the filters" in narrowed


@pytest.mark.parametrize(("stage", "is_shown"), [(S.DRAFT_REPORT, False), (S.SENT, True)])
def test_the_state_reads_the_report_once_it_is_sent(
    parties: Parties, kazakhstan: Client, stage: VisitStage, is_shown: bool
) -> None:
    visit = brought_to(parties, S.DRAFT_REPORT)
    Visit.objects.update(report_summary="Words of the report", stage=stage)
    assert ("Words of the report" in check_page(kazakhstan, f"/visits/{visit.reference}/")) == is_shown


def test_as_of_an_earlier_day_the_page_knows_no_report(parties: Parties) -> None:
    visit = brought_to(parties, S.APPROVED)
    browser = browser_of(parties.users["secretariat officer"], day=DAYS[S.ON_SITE])
    text = check_page(browser, f"/visits/{visit.reference}/")
    assert "Report on aav-kaz" not in text
    assert "Comments of Kazakhstan" not in text
    assert "Outcome of aav-kaz" not in text


def test_the_path_shows_what_is_done_and_what_is_ahead(parties: Parties) -> None:
    visit = brought_to(parties, S.PREPARED)
    officer = parties["secretariat officer"]
    marks = stage_path(visible_visit(officer, TODAY, visit.reference))
    states = [mark.state for mark in marks]
    assert states == ["done"] * 3 + ["current"] + ["ahead"] * 7
    assert marks[3].since == DAYS[S.PREPARED]


def test_a_checklist_s_broken_answer_is_told_and_not_saved(parties: Parties, desk: Client) -> None:
    visit = brought_to(parties, S.ON_SITE)
    number = visit.checklists.get(area="C", subject=None).pk
    address = f"/visits/{visit.reference}/checklists/{number}/"
    fields = form_of(desk.get(address).content.decode())
    answer = desk.post(address, fields | {"C01-remark": "A remark alone"})
    assert answer.status_code == 400
    assert "has a remark without an answer" in answer.content.decode()
    assert not ChecklistAnswer.objects.exists()


def test_a_higher_room_feeds_the_page_of_the_backlog(rf: Any) -> None:
    units = [WaitingUnit("KAZ", "kaz-1", "INF-COY", "L2", date(2017, 1, 1), 120)]
    names = {"KAZ": "Kazakhstan"}
    context = bundling_view_model(rf.get("/"), units, TODAY, names, lambda unit: f"/somewhere/{unit.reference}/")
    assert isinstance(context, dict)
    assert [row["states"] for row in context["trips"].rows] == ["Kazakhstan"]
    assert [row["over_24"] for row in context["backlog"].rows] == [0]
    assert [row["under_24"] for row in context["backlog"].rows] == [1]
    assert context["left"].count == 0


def test_a_state_asks_for_visits_to_itself_alone(kazakhstan: Client) -> None:
    send(kazakhstan, "/visits/new/", reference="aav-2", kind="assessment", state="IND", requested_on="2018-03-01")
    assert Visit.objects.get().state.code == TERMS.state
