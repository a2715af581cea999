"""The demonstration's plan: Kazakhstan beside India, every kind of gap, files that the contract's checker accepts."""

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.conf import LazySettings
from rich.console import Console

from muster.demonstration.load import LoadReport
from muster.demonstration.planning_day import PLANNING_DAY, plan_of_the_day
from muster.demonstration.run import show, show_accounts, write_files
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.intervals import add_months
from muster.parties.models import Membership
from muster.parties.viewer import SYSTEM, Viewer, viewer_of
from muster.plans.coverage import plan_coverage, total
from muster.plans.models import PlanStage, StoredPlan
from muster.plans.queries import visible_gaps, visible_planned_stays
from muster.plans.reports import plan_file
from muster.plans.rotations import planned_against_happened
from muster.pledges.models import PledgeVersion

pytestmark = pytest.mark.django_db

CHECKER = Path(__file__).parents[1] / "contracts" / "planning" / "check_plan.py"
COMPANY = "UNIFIL-SE-INDBATT-COY"
KNOWN_REASONS = {"no-pledge", "refused", "not-ready", "placed-elsewhere"}


@pytest.fixture(scope="module")
def plan(loaded: LoadReport) -> StoredPlan:
    """The plan as of 1 October 2018, solved once for all tests."""
    return plan_of_the_day().plan


def viewer(username: str) -> Viewer:
    return viewer_of(Membership.objects.select_related("user", "organisation").get(user__username=username))


def test_kazakhstans_company_stands_in_unifil_beside_india_from_november_2018(plan: StoredPlan) -> None:
    stays = visible_planned_stays(SYSTEM, plan)
    company = list(stays.filter(post__reference=COMPANY))
    assert {stay.pledge.reference for stay in company} == {"KAZ-INF-COY-UNIFIL"}
    assert [stay.stay_from for stay in company] == [add_months(date(2018, 11, 1), 6 * tour) for tour in range(5)]
    assert all(stay.stay_until == add_months(stay.stay_from, 6) for stay in company)
    (india,) = stays.filter(post__reference="UNIFIL-SE-INDBATT-BN")
    assert india.is_committed
    assert india.pledge.state.code == "IND"


def test_its_rotations_stand_beside_the_five_arrivals_that_happened(plan: StoredPlan) -> None:
    lines = [one for one in planned_against_happened(SYSTEM, plan, date(2026, 1, 1)) if one.post == COMPANY]
    assert [(one.rotation, one.months_late) for one in lines] == [
        ("R1", 0), ("R2", 0), ("R3", 0), ("R4", 3), ("R5", 4)
    ]  # fmt: skip


def test_the_plan_covers_most_of_the_need_and_leaves_gaps_of_many_reasons(plan: StoredPlan) -> None:
    assert 0.6 < total(plan_coverage(SYSTEM, plan).by_mission).share < 0.95
    assert {gap.reason_code for gap in visible_gaps(SYSTEM, plan)} >= KNOWN_REASONS


def test_pledges_are_refused_by_level_caveat_strength_and_language(plan: StoredPlan) -> None:
    rules = {rule for gap in visible_gaps(SYSTEM, plan) for rule in gap.refusals_by_rule}
    assert rules >= {"level", "strength", "language", "caveat: region", "caveat: mission", "partner", "national act"}


def test_the_plan_is_published_and_used_again_while_the_record_is_the_same(plan: StoredPlan) -> None:
    again = plan_of_the_day()
    assert plan.stage == PlanStage.PUBLISHED
    assert (again.plan.reference, again.was_stored) == (plan.reference, True)


def test_a_changed_record_is_planned_anew(plan: StoredPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muster.demonstration.planning_day.SECONDS", 1)
    PledgeVersion.objects.filter(pledge__reference="FIN-INF-COY-1").update(strength=171)
    again = plan_of_the_day()
    assert not again.was_stored
    assert again.plan.problem_sha256 != plan.problem_sha256


def test_the_plan_file_passes_the_contracts_checker(plan: StoredPlan, tmp_path: Path) -> None:
    for name in ("problem.json", "plan.json"):
        (tmp_path / name).write_bytes(plan_file(SYSTEM, plan, name))
    files = [str(tmp_path / name) for name in ("problem.json", "plan.json")]
    told = subprocess.run([sys.executable, str(CHECKER), *files], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.startswith("valid ")
    assert json.loads((tmp_path / "problem.json").read_bytes())["periods"]["start"] == PLANNING_DAY.isoformat()


def test_the_workbook_has_four_sheets_and_marks_what_is_illustrative(plan: StoredPlan) -> None:
    book = openpyxl.load_workbook(io.BytesIO(plan_file(SYSTEM, plan, "plan.xlsx")))
    assert book.sheetnames == ["Stays", "Gaps", "Coverage", "Parameters"]
    rows = list(book["Stays"].iter_rows(values_only=True))
    pledge, standing = rows[0].index("Pledge"), rows[0].index("Standing")
    marks = {str(row[pledge]): row[standing] for row in rows[1:]}
    assert marks["KAZ-INF-COY-UNIFIL"] is None
    assert marks["IND-INF-BN-UNIFIL"] == "illustrative"
    assert len(rows) - 1 == visible_planned_stays(SYSTEM, plan).count()


def test_the_gap_report_tells_every_gap_with_its_reason(plan: StoredPlan) -> None:
    text = plan_file(SYSTEM, plan, "gaps.md").decode()
    assert text.count("\n- **") == visible_gaps(SYSTEM, plan).count()
    assert "No K9 is on the register" in text
    assert "made up for demonstration" in text


def test_the_drawing_names_kazakhstan_and_says_what_in_it_is_illustrative(plan: StoredPlan) -> None:
    drawing = plan_file(SYSTEM, plan, "gantt.svg").decode()
    assert drawing.startswith("<svg")
    assert "Kazakhstan" in drawing
    assert "All pledges but KAZ-INF-COY-UNIFIL are illustrative." in drawing


def test_a_state_gets_its_own_stays_and_neither_the_problem_nor_the_reasons(plan: StoredPlan) -> None:
    kazakhstan = viewer("kazakhstan")
    book = openpyxl.load_workbook(io.BytesIO(plan_file(kazakhstan, plan, "plan.xlsx")))
    rows = list(book["Stays"].iter_rows(values_only=True))
    assert {row[rows[0].index("State")] for row in rows[1:]} == {"Kazakhstan"}
    text = plan_file(kazakhstan, plan, "gaps.md").decode()
    assert "on the register" not in text
    for name in ("problem.json", "plan.json"):
        with pytest.raises(NotAllowed, match="all States' pledges"):
            plan_file(kazakhstan, plan, name)


def test_a_file_that_a_plan_does_not_have_is_not_found(plan: StoredPlan) -> None:
    with pytest.raises(NotFound, match=r"no file 'plan\.pdf'; it has plan\.json"):
        plan_file(SYSTEM, plan, "plan.pdf")


def test_a_plan_that_is_not_solved_has_no_files(plan: StoredPlan) -> None:
    queued = StoredPlan(reference="later", stage=PlanStage.QUEUED)
    with pytest.raises(Refused, match="no files before it is solved"):
        plan_file(SYSTEM, queued, "gaps.md")


def test_the_terminal_shows_the_plan_the_rotations_and_the_accounts(plan: StoredPlan) -> None:
    console = Console(record=True, width=160, file=io.StringIO())
    show(console, plan)
    show_accounts(console)
    text = console.export_text()
    assert "2018-10-31" in text
    assert "August 2020" in text
    assert "UNIFIL" in text
    assert "gaps by reason" in text
    assert "peace-and-readiness" in text


def test_all_files_are_written_into_the_installations_folder(
    plan: StoredPlan, tmp_path: Path, settings: LazySettings
) -> None:
    settings.HOME = tmp_path
    folder = write_files(Console(file=io.StringIO()), plan)
    assert folder == tmp_path / "demo"
    written = {path.name for path in folder.iterdir()}
    assert written == {"plan.json", "problem.json", "plan.xlsx", "gaps.md", "gantt.svg"}
