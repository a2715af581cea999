"""Pages and API of mandates: what they show, their doors, and what a form writes."""

from datetime import date

import pytest

from muster.missions import actions
from muster.missions.models import MandatePeriod, MissionCondition
from muster.parties.viewer import SYSTEM
from tests.api.caller import by_token
from tests.missions.test_mandate_files import everything
from tests.record import DAY, KNOWN, Record
from tests.web.browsing import browser_of, check_page

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ROWS = {"tasks-TOTAL_FORMS": "1", "tasks-INITIAL_FORMS": "0", "tasks-0-task": "mine-action", "tasks-0-paragraph": "7"}


@pytest.fixture
def with_mandate(record: Record) -> Record:
    everything(record.missions["UNDOF"])
    return record


def test_the_list_shows_missions_with_mandate_consent_and_priority_tasks(with_mandate: Record) -> None:
    text = check_page(browser_of(with_mandate.parties.users["owning State"]), "/mandates/")
    assert "S/RES/3" in text
    assert "Syria: given" in text
    assert "Mine action and removal of explosive hazards" in text
    assert "Import a workbook" not in text


def test_the_page_of_a_mission_shows_chain_tasks_statements_and_classes(with_mandate: Record) -> None:
    text = check_page(browser_of(with_mandate.parties.users["secretariat officer"]), "/mandates/UNDOF/")
    for words in (
        "S/RES/3",
        "Clear mines",
        "consent of the host State",
        "Block A",
        "New period",
        "Correct",
        "2 mandate",
    ):
        assert words in text
    assert check_page(browser_of(with_mandate.parties.users["analyst"]), "/mandates/UNDOF/").count("New period") == 0
    assert "/mandates/UNDOF/" in check_page(
        browser_of(with_mandate.parties.users["analyst"]), "/requirements/missions/UNDOF/"
    )


def test_the_matrix_shows_which_missions_have_which_task(with_mandate: Record) -> None:
    text = check_page(browser_of(with_mandate.parties.users["mission"]), "/mandates/tasks/")
    assert "Mine action and removal of explosive hazards" in text
    assert "UNDOF" in text


def test_a_mission_without_anything_says_what_would_fill_its_page(record: Record) -> None:
    text = check_page(browser_of(record.parties.users["analyst"]), "/mandates/UNIFIL/")
    assert "The period in force lists no task" in text
    assert "The operation is not classified" in text


def test_forms_write_a_period_with_tasks_a_statement_a_class_and_a_correction(with_mandate: Record) -> None:
    browser = browser_of(with_mandate.parties.users["secretariat officer"], None)
    said = {"kind": "amended", "valid_from": "2026-12-01", "troop_ceiling": "900", "police_ceiling": "0"}
    said |= {"observer_ceiling": "0", "justice_ceiling": "0", "resolution": "S/RES/4"}
    answer = browser.post("/requirements/missions/UNDOF/mandate/", {**said, **ROWS})
    assert answer.status_code == 302, answer.content.decode()
    made = MandatePeriod.objects.get(resolution="S/RES/4")
    assert [one.paragraph for one in made.mandated_tasks.all()] == ["7"]
    corrected = {**said, **ROWS, "resolution": "S/RES/5", "reason": "a slip"}
    answer = browser.post(f"/mandates/UNDOF/periods/{made.pk}/correct/", corrected)
    assert answer.status_code == 302, answer.content.decode()
    assert MandatePeriod.objects.get(resolution="S/RES/5").follows == made
    statement = {"kind": "host-consent", "party": "Syria", "status": "withdrawn", "valid_from": "2018-10-01"}
    assert browser.post("/mandates/UNDOF/statements/new/", statement).status_code == 302
    wrong = browser.post("/mandates/UNDOF/statements/new/", {**statement, "status": "approved"})
    assert wrong.status_code == 400
    assert "is no standing of it" in wrong.content.decode()
    assert MissionCondition.objects.filter(status="withdrawn").count() == 1
    scheme = {"scheme_value": "generation:traditional", "valid_from": "2018-01-01"}
    assert browser.post("/mandates/UNDOF/classifications/new/", scheme).status_code == 302


def test_the_api_gives_mandates_and_takes_periods_and_corrections(with_mandate: Record) -> None:
    officer = by_token(with_mandate.parties["secretariat officer"])
    listed = officer.get(f"mandates?as_of={DAY}")
    assert {one["mission"] for one in listed["items"]} >= {"UNDOF", "UNIFIL"}
    assert [one["mission"] for one in officer.get(f"mandates?task=mine-action&as_of={DAY}")["items"]] == ["UNDOF"]
    body = {"valid_from": "2026-12-01", "kind": "drawdown", "resolution": "S/RES/6", "tasks": [{"task": "mine-action"}]}
    answer = officer.post("mandates/UNDOF/periods", body)
    last = answer["periods"][-1]
    assert (last["kind"], last["tasks"][0]["task"]) == ("drawdown", "mine-action")
    corrected = {"kind": "renewed", "resolution": "S/RES/7", "reason": "no drawdown"}
    answer = officer.post(f"mandates/UNDOF/periods/{last['number']}/correct", corrected)
    assert answer["periods"][-1]["note"] == "Correction: no drawdown"
    matrix = officer.get(f"mandated-tasks?as_of={DAY}")["items"]
    assert next(one for one in matrix if one["task"] == "mine-action")["missions"] == ["UNDOF"]
    refused = officer.post("mandates/UNDOF/periods", {"valid_from": "2026-12-01", "tasks": [{"task": "march"}]}, 400)
    assert refused["problems"]


def test_the_api_enters_a_coalition(record: Record) -> None:
    officer = by_token(record.parties["secretariat officer"])
    body: dict[str, object] = {
        "acronym": "COA",
        "name": "A coalition",
        "operation_kind": "coalition",
        "mandated_with": ["KAZ"],
    }
    body |= {"latitude": 33.0, "longitude": 44.0, "started_on": "2003-03-20"}
    assert officer.post("missions", body)["operation_kind"] == "coalition"
    changed = {name: value for name, value in body.items() if name not in ("acronym", "mandated_with")}
    assert officer.put("missions/COA", {**changed, "mandated_with": []}, 400)["problems"]
    assert officer.put("missions/COA", {**changed, "mandated_with": ["KAZ", "IND"]})["acronym"] == "COA"


def test_a_period_of_an_earlier_day_is_not_shown_before_it_was_known(record: Record) -> None:
    late = MandatePeriod(
        mission=record.missions["UNDOF"], resolution="S/RES/8", valid_from=KNOWN, known_from=date(2018, 12, 1)
    )
    wrong = record.missions["UNDOF"].mandates.get()
    actions.correct_mandate(SYSTEM, wrong, late, reason="known later")
    assert "S/RES/8" not in check_page(browser_of(record.parties.users["analyst"]), "/mandates/UNDOF/")
