"""Consultations on pages, in files and over the API: from the plan to the decision, each as its reader may see it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from muster.consultations.actions.convening import open_consultation, plan_consultation
from muster.consultations.models import Consultation, Participant
from muster.consultations.queries import visible_consultation
from muster.consultations.terms import ConsultationTerms
from muster.consultations.workbooks import convening as workbooks
from muster.kit.errors import Refused
from muster.kit.workbooks import read, write
from muster.parties.viewer import SYSTEM
from tests.api.caller import by_token
from tests.consultations.convened import REFERENCE, decided, end_mandate, opened, planned
from tests.record import DAY, Record
from tests.web.browsing import browser_of, check_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = datetime.now(UTC).date()
HERE = f"/consultations/{REFERENCE}/"
FAR = TODAY + timedelta(days=200)
SECRET = "pledge kaz-submitted fits a post"


def browser(record: Record, kind: str, day: date | None = None) -> Client:
    return browser_of(record.parties.users[kind], day)


def now_planned(record: Record) -> Consultation:
    """Plan the consultation today, with a vote far ahead; Kazakhstan may contribute."""
    terms = ConsultationTerms(REFERENCE, "UNIFIL", "Title of the consultation", vote_on=FAR)
    made = plan_consultation(SYSTEM, terms, today=TODAY)
    Participant.objects.update_or_create(
        consultation=made,
        organisation=record.parties.organisations["KAZ"],
        defaults={"capacity": "potential", "reason": SECRET},
    )
    return made


def test_it_is_planned_prepared_opened_and_held_on_pages(record: Record) -> None:
    desk = browser(record, "secretariat officer")
    assert "Operations in force" in check_page(desk, "/consultations/")
    said = {"reference": REFERENCE, "mission": "UNIFIL", "title": "A title", "trigger": "renewal", "vote_on": str(FAR)}
    assert desk.post("/consultations/new/", {**said, "vote_on": ""}).status_code == 400
    assert desk.post("/consultations/new/", said).status_code == 302
    found = Consultation.objects.get()
    page = check_page(desk, HERE)
    assert "A title" in page
    assert "opens the consultation" in page
    rows = {"lines-TOTAL_FORMS": "2", "lines-INITIAL_FORMS": "0", "lines-0-title": "First point", "lines-1-title": ""}
    assert "Write the agenda" in check_page(desk, f"{HERE}agenda/")
    assert desk.post(f"{HERE}agenda/", {**rows, "version": "1"}).status_code == 302
    assert "Propose the agenda" in check_page(desk, f"{HERE}agenda/propose/")
    pack = {**rows, "lines-0-title": "Report", "lines-0-kind": "report"}
    assert "Write the pack" in check_page(desk, f"{HERE}pack/")
    assert desk.post(f"{HERE}pack/", {**pack, "version": "2"}).status_code == 302
    added = {"code": "IND", "capacity": "contributor", "reason": "It serves", "version": "3"}
    assert "Add a participant" in check_page(desk, f"{HERE}participants/add/")
    assert desk.post(f"{HERE}participants/add/", added).status_code == 302
    stale = desk.post(f"{HERE}open/", {"version": "1"})
    assert stale.status_code == 400
    assert "changed by somebody else" in stale.content.decode()
    assert "Open and invite" in check_page(desk, f"{HERE}open/")
    assert desk.post(f"{HERE}open/", {"version": "4"}).status_code == 302
    assert "S/1" not in check_page(desk, f"{HERE}pack/1/")
    delivered = {"delivered_on": str(TODAY), "where": "S/1", "version": "5"}
    assert desk.post(f"{HERE}pack/1/", delivered).status_code == 302
    assert "Attended" in check_page(desk, f"{HERE}steps/formal/")
    held = {"held_on": str(TODAY), "format": "private", "attended": ["IND"], "version": "6"}
    assert desk.post(f"{HERE}steps/formal/", held).status_code == 302
    found.refresh_from_db()
    assert found.stage == "held"
    assert "Close the consultation" in check_page(desk, f"{HERE}close/")
    assert "Change the consultation" in check_page(desk, f"{HERE}change/")
    for address in ("/consultations/list/", "/consultations/measures/", HERE):
        assert REFERENCE in check_page(desk, address)
        assert REFERENCE in check_page(browser(record, "other State"), address)


def test_nothing_of_who_may_contribute_is_in_what_others_get(record: Record) -> None:
    now_planned(record)
    open_consultation(SYSTEM, REFERENCE, today=TODAY)
    officer, kazakhstan = browser(record, "secretariat officer"), browser(record, "owning State")
    india = browser(record, "other State")
    assert SECRET in check_page(officer, HERE)
    assert SECRET in check_page(kazakhstan, HERE)
    page = check_page(india, HERE)
    assert SECRET not in page
    assert "Kazakhstan" not in page
    for kind, sees in (("secretariat officer", True), ("owning State", True), ("other State", False)):
        viewer = record.parties[kind]
        data = workbooks.export_consultation(viewer, visible_consultation(viewer, TODAY, REFERENCE), TODAY)
        listed = {row["party"] for row in read(workbooks.form(), data).rows["Participants"]}
        assert ("KAZ" in listed) == sees
        answer = by_token(viewer).get(f"consultations/{REFERENCE}")
        assert ("KAZ" in {one["party"] for one in answer["participants"]}) == sees


def test_it_is_handed_out_on_paper_and_as_days(record: Record) -> None:
    opened(record)
    india = browser(record, "other State", DAY)
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = india.get(f"{HERE}print/{kind}/")
        assert answer.status_code == 200
        assert answer.content.startswith(start)
    assert india.get(f"{HERE}print/odt/").status_code == 404
    days = india.get(f"{HERE}days/").content.decode()
    assert days.count("BEGIN:VEVENT") == 5
    assert "DTSTART;VALUE=DATE:20181216" in days


def test_the_workbook_comes_back_as_it_went_out(record: Record) -> None:
    found = planned(record)
    officer = record.parties["secretariat officer"]
    data = workbooks.export_consultation(officer, found, DAY)
    rows = {sheet: [dict(row.values) for row in lines] for sheet, lines in read(workbooks.form(), data).rows.items()}
    workbooks.import_consultation(officer, data, REFERENCE, today=DAY)
    again = read(workbooks.form(), workbooks.export_consultation(officer, found, DAY)).rows
    assert {sheet: [dict(row.values) for row in lines] for sheet, lines in again.items()} == rows
    rows["Agenda"].append({"title": "One more", "task": None, "words": None})
    rows["Participants"].append({"party": "UNDOF", "capacity": "council", "reason": None})
    before = found.agenda.count()
    with pytest.raises(Refused) as refusal:
        workbooks.import_consultation(officer, write(workbooks.form(), rows, []), REFERENCE, today=DAY)
    assert "sheet Participants, row" in str(refusal.value.problems[0])
    assert found.agenda.count() == before
    rows["Participants"][-1]["reason"] = "It asks"
    workbooks.import_consultation(officer, write(workbooks.form(), rows, []), REFERENCE, today=DAY)
    assert (found.agenda.count(), found.participants.filter(organisation__code="UNDOF").count()) == (before + 1, 1)


def test_it_goes_its_way_over_the_api(record: Record) -> None:
    end_mandate(FAR)
    desk, india = by_token(record.parties["secretariat officer"]), by_token(record.parties["other State"])
    body = {"reference": REFERENCE, "mission": "UNIFIL", "title": "A title"}
    made = desk.post("consultations", body)
    assert (made["stage"], made["mandate"], len(made["steps"])) == ("planned", "Mandate of UNIFIL", 5)
    assert india.ask("GET", f"consultations/{REFERENCE}").status_code == 404
    at = f"consultations/{REFERENCE}"
    agenda = desk.put(f"{at}/agenda", {"points": [{"title": "Only"}], "version": 1})
    assert [one["title"] for one in agenda["agenda"]] == ["Only"]
    desk.put(f"{at}/agenda", {"points": [], "version": 2})
    desk.put(f"{at}/pack", {"documents": [{"kind": "note", "title": "A note"}], "version": 3})
    party = {"party": "UNDOF", "capacity": "council", "reason": "why", "version": 4}
    desk.post(f"{at}/participants", party, status=200)
    desk.post(f"{at}/participants", {**party, "is_removed": True, "version": 5}, status=200)
    desk.post(f"{at}/participants", {"version": 6}, status=200)
    changed = {"title": "A title", "vote_on": str(TODAY + timedelta(days=20)), "version": 7}
    assert desk.put(at, changed)["vote_on"] == changed["vote_on"]
    assert desk.ask("POST", f"{at}/stage", {"stage": "held", "version": 8}).status_code == 400
    assert desk.post(f"{at}/stage", {"stage": "open", "version": 8}, status=200)["stage"] == "open"
    desk.post(f"{at}/deliveries", {"number": 1, "delivered_on": str(TODAY), "version": 9}, status=200)
    held = {"kind": "formal", "held_on": str(TODAY), "format": "private", "attended": ["IND"], "version": 10}
    assert desk.post(f"{at}/steps", held, status=200)["stage"] == "held"
    decided(record)
    closed = {"stage": "closed", "resolution": "Decided mandate of UNIFIL", "version": 11}
    answer = desk.post(f"{at}/stage", closed, status=200)
    assert (answer["stage"], answer["outcome"]) == ("closed", "Decided mandate of UNIFIL")
    assert india.get("consultations?mission=UNIFIL&stage=closed")["count"] == 1
    assert india.get("consultation-measures")["count"] == 1
    rows = {one["mission"]: one for one in india.get("consultation-calendar")["items"]}
    assert rows["UNIFIL"]["is_due_and_not_open"] is False
