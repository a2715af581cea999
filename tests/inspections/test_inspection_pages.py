"""Inspections on pages: from the plan to the signatures, the worksheet as a table and as a workbook, what is due."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from django.test import Client
from openpyxl import load_workbook

from muster.deployments.models import DeployedUnit
from muster.inspections import actions
from muster.inspections.models import Discrepancy, EquipmentCheck, Inspection
from muster.inspections.pages.serviceability_chart import Point, label_places, lowest_shown, serviceability_chart
from muster.inspections.papers.inspection import discrepancy_list, verification_report
from muster.inspections.queries.discrepancies import visible_discrepancies
from muster.inspections.queries.inspections import sheet_of, visible_inspection
from muster.kit.papers import Grid
from muster.parties.viewer import SYSTEM
from tests.inspections.theatre import INSPECTED, begun, inspected_unit, reported, shared, signed
from tests.record import DAY, Record
from tests.web.browsing import browser_of, check_page

pytestmark = pytest.mark.once
AI = "/inspections/unit-kaz-ai-1/"
TODAY = datetime.now(UTC).date()
"""What is entered on a page is entered today."""
NOW, DAYS_AGO = TODAY.isoformat(), (TODAY - timedelta(days=3)).isoformat()


@pytest.fixture
def unit(record: Record) -> DeployedUnit:
    return inspected_unit(record)


def browser(record: Record, kind: str) -> Client:
    return browser_of(record.parties.users[kind], None)


def sent_rows(prefix: str, rows: list[dict[str, str]], initial: int) -> dict[str, str]:
    """Return a formset as a browser sends it."""
    said = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": str(initial)}
    for place, row in enumerate(rows):
        said |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return said


def test_an_inspection_goes_from_the_plan_to_both_signatures_on_pages(unit: DeployedUnit, record: Record) -> None:
    mission, state = browser(record, "mission"), browser(record, "owning State")
    assert "Inspections" in check_page(mission, "/deployments/units/unit-kaz/")
    assert mission.post("/inspections/units/unit-kaz/plan/", {"kind": "AI"}).status_code == 400
    planned = {"kind": "AI", "planned_for": NOW}
    assert mission.post("/inspections/units/unit-kaz/plan/", planned).status_code == 302
    assert mission.post(f"{AI}step/under-way/", {"on": NOW}).status_code == 302
    page = check_page(mission, f"{AI}worksheet/")
    assert "Armoured personnel carrier" in page
    equipment = [{"present": "9", "operational": "8"}, *[{"present": "1", "operational": "1"}] * 3,
                 {"item": "Crane", "present": "1", "operational": "1"}]  # fmt: skip
    services = [{"verdict": "met", "served": "110"}, {"verdict": "by-organisation"}]
    said = {**sent_rows("equipment", equipment, 4), **sent_rows("services", services, 2), "version": "2"}
    wrong = mission.post(f"{AI}worksheet/", {**said, "equipment-0-operational": "10"})
    assert wrong.status_code == 400
    assert "equipment line 1: 10 work of 9 present" in wrong.content.decode()
    assert "enter a whole number" in mission.post(
        f"{AI}worksheet/", {**said, "equipment-0-present": "many"}
    ).content.decode().lower()  # fmt: skip
    assert mission.post(f"{AI}worksheet/", said).status_code == 302
    assert [(one.item, one.by_hand) for one in EquipmentCheck.objects.filter(number__in=(1, 5))] == [
        ("Armoured personnel carrier", False), ("Crane", True),
    ]  # fmt: skip
    assert mission.post(f"{AI}worksheet/", said).status_code == 400
    assert "The worksheet is not shared with you yet" in check_page(state, AI)
    share = {"on": NOW, "carried_from": NOW, "carried_until": (TODAY + timedelta(days=1)).isoformat()}
    assert mission.post(f"{AI}step/shared/", share).status_code == 400
    share |= {"carried_from": DAYS_AGO, "carried_until": NOW, "summary": "Words of the summary"}
    assert mission.post(f"{AI}step/shared/", share).status_code == 302
    assert "Words of the summary" in check_page(state, AI)
    accepted = {"keys": ["equipment-1-missing"], "due_on": (TODAY + timedelta(days=30)).isoformat()}
    assert mission.post(f"{AI}accept/", accepted).status_code == 302
    assert state.post(f"{AI}sign/", {"on": NOW, "remarks": "Remarks of the State"}).status_code == 302
    assert mission.post(f"{AI}step/signed/", {"on": NOW}).status_code == 302
    page = check_page(mission, AI)
    assert [
        words for words in ("Remarks of the State", "1 of 10 agreed missing", "below 90 %") if words not in page
    ] == []
    step = "/inspections/discrepancies/unit-kaz-ai-1-d1/"
    assert state.post(f"{step}reported/", {"on": NOW}).status_code == 400
    assert state.post(f"{step}reported/", {"on": NOW, "note": "It has come."}).status_code == 302
    assert "Close" in check_page(mission, step)
    assert mission.post(f"{step}closed/", {"on": NOW}).status_code == 302
    assert Discrepancy.objects.get().standing == "closed"
    assert "unit-kaz-ai-1-d1" in check_page(state, "/inspections/discrepancies/")


def test_what_is_due_is_shown_overdue_first_with_its_rules_and_planned_at_once(
    unit: DeployedUnit, record: Record
) -> None:
    signed()
    mission = browser(record, "mission")
    page = check_page(mission, "/inspections/due/")
    assert page.index("Overdue") < page.index("Later")
    assert [
        words for words in ("Periodic inspection", "contingent report days", "local choice") if words not in page
    ] == []
    exported = mission.get("/inspections/due/?format=csv").content.decode()
    assert "Periodic inspection" in exported
    assert "Nothing is due of a unit" in check_page(browser(record, "analyst"), "/inspections/due/")
    plan = {"mission": "UNIFIL", "until": NOW}
    assert mission.post("/inspections/due/plan/", plan).status_code == 302
    assert set(Inspection.objects.filter(stage="planned").values_list("kind", flat=True)) == {"PI", "ORI"}
    assert mission.post("/inspections/due/plan/", plan).status_code == 400
    assert "unit-kaz-pi-1" in check_page(mission, "/inspections/")


def test_a_units_page_shows_serviceability_over_time_verified_beside_reported(
    unit: DeployedUnit, record: Record
) -> None:
    assert "Nothing is counted yet" in check_page(browser(record, "mission"), "/inspections/units/unit-kaz/")
    signed(line_2=(30, 20))
    reported(SYSTEM, date(2018, 3, 1), date(2018, 4, 5))
    page = check_page(browser(record, "owning State"), "/inspections/units/unit-kaz/")
    assert "75.6 % verified as serviceable, threshold 90 %" in page
    assert "the contingent, unit-kaz-cmr-2018-03" in page
    assert "below 90 %" in page


def test_a_report_is_opened_and_handed_in_on_pages(unit: DeployedUnit, record: Record) -> None:
    state = browser(record, "owning State")
    answer = state.post("/inspections/units/unit-kaz/report/", {"month": "2018-09-15"})
    report = "/inspections/unit-kaz-cmr-2018-09/"
    assert answer.headers["Location"].startswith(f"{report}worksheet/")
    assert "Hand in" in check_page(state, report)
    assert state.post(f"{report}step/signed/", {"on": NOW}).status_code == 400
    assert browser(record, "mission").get(report).status_code == 404


def test_a_worksheet_goes_out_as_a_workbook_and_comes_in_again_whole(unit: DeployedUnit, record: Record) -> None:
    begun(on=DAY)
    mission = browser(record, "mission")
    book = load_workbook(BytesIO(mission.get(f"{AI}workbook/").content))
    sheet = book["Equipment"]
    headings = {str(cell.value).split(" (")[0]: place for place, cell in enumerate(sheet[1], start=1)}
    for row in range(2, 6):
        agreed = sheet.cell(row, headings["Agreed"]).value
        for name in ("Present", "Operational"):
            sheet.cell(row, headings[name]).value = agreed
    sheet.cell(2, headings["Operational"]).value = 11
    wrong = BytesIO()
    book.save(wrong)
    wrong.seek(0)
    wrong.name = "worksheet.xlsx"
    answer = mission.post(f"{AI}import/", {"workbook": wrong})
    assert answer.status_code == 400
    assert "sheet Equipment, row 2, column Operational</b>: 11 work of 10 present" in answer.content.decode()
    assert not EquipmentCheck.objects.exclude(present=None).exists()
    sheet.cell(2, headings["Operational"]).value = 9
    right = BytesIO()
    book.save(right)
    right.seek(0)
    right.name = "worksheet.xlsx"
    assert mission.post(f"{AI}import/", {"workbook": right}).status_code == 302
    assert list(EquipmentCheck.objects.values_list("operational", flat=True)) == [9, 30, 1, 0]
    kept = sheet_of(Inspection.objects.get())
    again = BytesIO(mission.get(f"{AI}workbook/").content)
    again.name = "worksheet.xlsx"
    assert mission.post(f"{AI}import/", {"workbook": again}).status_code == 302
    assert sheet_of(Inspection.objects.get()) == kept


def test_a_report_is_corrected_on_pages_and_each_leads_to_the_other(unit: DeployedUnit, record: Record) -> None:
    reported(SYSTEM, date(2018, 3, 1), date(2018, 4, 5))
    state, mission = browser(record, "owning State"), browser(record, "mission")
    report, correction = "/inspections/unit-kaz-cmr-2018-03/", "/inspections/unit-kaz-cmr-2018-03-2/"
    assert f'href="{report}correct/"' in check_page(state, report)
    assert f'href="{report}correct/"' not in check_page(mission, report)
    assert state.post(f"{report}correct/", {"reason": ""}).status_code == 400
    answer = state.post(f"{report}correct/", {"reason": "Counted twice"})
    assert answer.headers["Location"].startswith(f"{correction}worksheet/")
    assert mission.get(correction).status_code == 404
    assert f'href="{correction}"' not in check_page(mission, report)
    assert state.post(f"{correction}step/signed/", {"on": NOW}).status_code == 302
    page = check_page(mission, report)
    assert "Superseded by a correction" in page
    assert f'href="{correction}"' in page
    assert "Counted twice" in page
    assert f'href="{report}"' in check_page(mission, correction)
    assert state.get(f"{report}correct/").status_code == 404


def test_the_verification_report_and_the_list_of_discrepancies_are_papers(unit: DeployedUnit, record: Record) -> None:
    shared(line_1=(9, 8))
    actions.refuse_signature(SYSTEM, "unit-kaz-ai-1", words="It disputes line 1.", today=DAY)
    actions.accept_discrepancies(SYSTEM, "unit-kaz-ai-1", ["equipment-1-missing"], today=DAY)
    found = visible_inspection(SYSTEM, DAY, "unit-kaz-ai-1")
    paper = verification_report(found, sheet_of(found), 90, DAY)
    grids = [one for one in paper.blocks if isinstance(one, Grid)]
    assert grids[0].rows[0][:7] == ("1", "CV", "Armoured personnel carrier", "wet", "10", "9", "8")
    assert grids[1].rows[-1][:4] == ("All lines", "41", "39", "95.1")
    assert "It disputes line 1." in str(paper.blocks)
    listed = discrepancy_list(found, list(visible_discrepancies(SYSTEM, DAY)), DAY)
    assert "1 of 10 agreed missing" in str(listed.blocks)
    mission = browser(record, "mission")
    for kind in ("report", "discrepancies"):
        assert mission.get(f"{AI}paper/{kind}/").content.startswith(b"%PDF")
    assert mission.get(f"{AI}paper/other/").status_code == 404


def test_the_chart_says_of_each_point_who_counted_it() -> None:
    points = [Point(INSPECTED, "All lines", 88.5, False, "ai"), Point(DAY, "All lines", 97.0, True, "cmr")]
    chart = serviceability_chart(points, 90, title="Title", id="chart")
    assert [tuple(row)[1:] for row in chart.rows] == [
        ("All lines", 88.5, "ai"), ("All lines", 97.0, "the contingent, cmr"),
    ]  # fmt: skip
    assert [one["last"] for one in chart.spec["data"]["values"]] == [True, False]


def test_names_at_the_ends_of_lines_stand_apart_and_the_scale_begins_below_the_least_share() -> None:
    places = label_places([79.4, 66.6, 88.8, 79.0], 50)
    assert places[2] == 88.8
    ordered = sorted(places, reverse=True)
    assert all(upper - lower >= 2.8 for upper, lower in pairwise(ordered))
    assert lowest_shown([Point(DAY, "All lines", 66.6, False, "ai")], 90) == 50
    assert lowest_shown([], 90) == 80
    assert lowest_shown([Point(DAY, "All lines", 3.0, False, "ai")], 90) == 0
