"""Inspections and evaluations of the demonstration: what is on record of two units in UNIFIL, and what is due."""

from datetime import date

import pytest

from muster.demonstration.load import LoadReport
from muster.demonstration.rows import read_rows
from muster.deployments.queries.units import visible_unit
from muster.inspections.models import Discrepancy, Evaluation, Inspection, PerformancePlan
from muster.inspections.queries.due import still_due
from muster.inspections.queries.verified import verified_of
from muster.inspections.rules.due_facts import DueState
from muster.inspections.rules.serviceability import whole
from muster.inspections.stages import DiscrepancyStanding, EvaluationStage, ImprovementStage, InspectionKind
from muster.parties.viewer import SYSTEM
from muster.pledges.models import Pledge
from muster.pledges.queries import health_of, pledges_in_doubt, visible_pledge
from muster.pledges.rules.theatre_doubts import DoubtStanding

pytestmark = pytest.mark.django_db

PLANNING_DAY = date(2018, 10, 1)
COMPANY = "SRB-UNIFIL-COY"


def test_every_row_is_entered(loaded: LoadReport) -> None:
    assert Inspection.objects.count() == len(read_rows("inspections"))
    assert Discrepancy.objects.count() == len(read_rows("inspection_discrepancies"))
    assert Evaluation.objects.count() == len(read_rows("evaluations"))
    assert PerformancePlan.objects.count() == len(read_rows("improvement_plans"))


def test_on_the_planning_day_a_readiness_inspection_is_overdue_and_equipment_below_nine_in_ten(
    loaded: LoadReport,
) -> None:
    overdue = {
        row.line.kind for row in still_due(SYSTEM, PLANNING_DAY, unit=COMPANY) if row.line.state == DueState.OVERDUE
    }
    assert InspectionKind.READINESS in overdue
    verified = verified_of(SYSTEM, visible_unit(SYSTEM, PLANNING_DAY, COMPANY), PLANNING_DAY)
    assert whole(verified.lines).meets(90) is False


def test_a_discrepancy_is_open_one_reported_and_one_closed(loaded: LoadReport) -> None:
    standings = set(Discrepancy.objects.values_list("standing", flat=True))
    assert standings == {DiscrepancyStanding.OPEN, DiscrepancyStanding.REPORTED, DiscrepancyStanding.CLOSED}


def test_an_evaluation_is_final_with_its_comment_and_one_waits_for_the_contributor(loaded: LoadReport) -> None:
    stages = dict(Evaluation.objects.values_list("unit__reference", "stage"))
    assert stages == {COMPANY: EvaluationStage.FINAL, "GHA-UNIFIL-BN": EvaluationStage.SHARED}
    final = Evaluation.objects.get(unit__reference=COMPANY)
    assert final.comment
    assert final.answer
    assert any("operational" in fact["says"] for fact in final.context)


def test_a_plan_to_do_better_is_under_way_with_a_measure_done_and_one_to_come(loaded: LoadReport) -> None:
    plan = PerformancePlan.objects.get()
    assert plan.stage == ImprovementStage.AGREED
    assert [one.done_on is not None for one in plan.measures.order_by("number")] == [True, False]


def test_serbias_company_below_the_threshold_raises_a_doubt_about_its_pledge_since_it_is_known(
    loaded: LoadReport,
) -> None:
    doubted = Pledge.objects.filter(pk__in=pledges_in_doubt(SYSTEM, PLANNING_DAY))
    assert [one.reference for one in doubted] == ["SRB-INF-COY-1"]
    (health,) = health_of([visible_pledge(SYSTEM, PLANNING_DAY, "SRB-INF-COY-1")], SYSTEM, PLANNING_DAY).values()
    said = {one.result.reference: one.standing for one in health.theatre if one.result.kind == "serviceability"}
    assert said["SRB-UNIFIL-COY-pi-2"] == DoubtStanding.DOUBT
    assert all(one.result.standing == "illustrative" for one in health.theatre)
    assert pledges_in_doubt(SYSTEM, date(2018, 8, 30)) == frozenset()
