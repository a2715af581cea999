"""Workbooks of strength reports and of units with tours: what went out comes in again, what is wrong is named."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from muster.deployments.actions import record_strength, step_tour
from muster.deployments.models import DeployedUnit, Lift, StrengthReport, Tour, TourStage
from muster.deployments.terms import StrengthTerms
from muster.deployments.workbooks import strength, units
from muster.kit.errors import Refused
from muster.kit.workbooks import read, write
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record

REPORT = StrengthTerms(on=DAY, men=116, women=4, support_men=2)
ROW: dict[str, Any] = {
    "unit": "unit-kaz", "on": DAY, "men": 110, "women": 5, "support_men": None, "support_women": None, "source": None,
}  # fmt: skip


def written(*rows: dict[str, Any]) -> bytes:
    return write(strength.form(), {strength.SHEET: list(rows)}, [])


def test_strength_reports_that_went_out_come_in_again_and_change_nothing(record: Record) -> None:
    company_in_theatre(with_tours=False)
    record_strength(SYSTEM, "unit-kaz", REPORT, today=DAY)
    for kind in ("mission", "owning State", "analyst"):
        viewer = record.parties[kind]
        assert strength.import_workbook(viewer, strength.export(viewer, DAY), today=DAY) == 0
    assert StrengthReport.every.count() == 1


def test_the_support_element_leaves_with_those_who_may_see_it_alone(record: Record) -> None:
    company_in_theatre(with_tours=False)
    record_strength(SYSTEM, "unit-kaz", REPORT, today=DAY)
    seen = {}
    for kind in ("mission", "analyst"):
        (row,) = read(strength.form(), strength.export(record.parties[kind], DAY)).rows[strength.SHEET]
        seen[kind] = row["support_men"]
    assert seen == {"mission": 2, "analyst": None}


def test_nobody_learns_a_support_element_by_trying_numbers_in_a_workbook(record: Record) -> None:
    company_in_theatre(with_tours=False)
    record_strength(SYSTEM, "unit-kaz", REPORT, today=DAY)
    told = set()
    for support in (1, 2, 3):
        tried = written({**ROW, "men": 116, "women": 4, "support_men": support})
        with pytest.raises(Refused) as refusal:
            strength.import_workbook(record.parties["analyst"], tried, today=DAY)
        told.add(str(refusal.value.problems[0]))
    assert len(told) == 1


def test_a_workbook_of_reports_records_new_ones_and_corrects_others(record: Record) -> None:
    company_in_theatre(with_tours=False)
    record_strength(SYSTEM, "unit-kaz", REPORT, today=DAY)
    later = DAY + timedelta(days=5)
    rows = written({**ROW}, {**ROW, "on": later})
    assert strength.import_workbook(record.parties["mission"], rows, today=later) == 2
    assert list(StrengthReport.objects.values_list("on", "men", "support_men")) == [(DAY, 110, 0), (later, 110, 0)]


def test_of_a_workbook_with_a_wrong_row_nothing_is_recorded_and_each_wrong_row_is_named(record: Record) -> None:
    company_in_theatre(with_tours=False)
    bad = ({**ROW, "on": DAY + timedelta(days=9)}, {**ROW, "unit": "nobody"}, {**ROW, "on": date(2018, 1, 1)})
    with pytest.raises(Refused, match="nothing was saved") as refusal:
        strength.import_workbook(record.parties["mission"], written(ROW, *bad), today=DAY)
    assert [one.place for one in refusal.value.problems] == [f"sheet Strength, row {row}" for row in (3, 4, 5)]
    assert not StrengthReport.objects.exists()


def test_who_does_not_keep_a_unit_cannot_report_it_by_workbook(record: Record) -> None:
    company_in_theatre(with_tours=False)
    with pytest.raises(Refused) as refusal:
        strength.import_workbook(record.parties["other State"], written(ROW), today=DAY)
    assert "kept by officers of its State" in str(refusal.value.problems[0])


def test_the_template_offers_the_units_that_the_viewer_keeps_and_no_rows(record: Record) -> None:
    company_in_theatre(with_tours=False)
    assert read(strength.form(), strength.template(record.parties["mission"], DAY)).rows[strength.SHEET] == ()


def test_units_with_their_tours_go_out_and_come_in_again_after_they_are_lost(record: Record) -> None:
    company_in_theatre()
    step_tour(SYSTEM, "unit-kaz", "R1", TourStage.AGREED, today=DAY)
    step_tour(SYSTEM, "unit-kaz", "R1", TourStage.IN_THEATRE, on=DAY, people=118, women=3, today=DAY)
    step_tour(SYSTEM, "unit-kaz", "R2", TourStage.AGREED, today=DAY)
    officer = record.parties["secretariat officer"]
    data = units.export(officer, DAY)
    assert units.import_workbook(officer, data, today=DAY) == (0, 0)
    fields = ("rotation", "stage", "strength", "women", "training_from", "arrives_on", "leaves_on", "arrived_on")
    before = list(Tour.objects.order_by("arrives_on").values_list(*fields))
    Lift.objects.all().delete()
    Tour.every.all().delete()
    DeployedUnit.objects.all().delete()
    assert units.import_workbook(officer, data, today=DAY) == (1, 4)
    assert list(Tour.objects.order_by("arrives_on").values_list(*fields)) == before
    assert DeployedUnit.objects.get().tour_months == 6


def test_what_is_on_record_with_other_content_is_not_written_over_by_a_workbook(record: Record) -> None:
    company_in_theatre()
    officer = record.parties["secretariat officer"]
    data = units.export(officer, DAY)
    DeployedUnit.objects.update(strength=99)
    Tour.objects.filter(rotation="R2").update(leaves_on=date(2020, 1, 1))
    with pytest.raises(Refused) as refusal:
        units.import_workbook(officer, data, today=DAY)
    told = [str(one) for one in refusal.value.problems]
    assert "unit-kaz is on record with other content (strength)" in told[0]
    assert "R2 of unit-kaz is on record with other content (leaves on)" in told[1]


def test_plans_leave_with_the_sides_alone(record: Record) -> None:
    company_in_theatre()
    counts = {}
    for kind in ("owning State", "analyst"):
        rows = read(units.form(), units.export(record.parties[kind], DAY)).rows
        counts[kind] = (len(rows[units.UNITS]), len(rows[units.TOURS]))
    assert counts == {"owning State": (1, 4), "analyst": (1, 0)}


def test_a_unit_of_nobody_s_post_is_refused_with_its_row(record: Record) -> None:
    company_in_theatre(with_tours=False)
    officer = record.parties["secretariat officer"]
    (row,) = read(units.form(), units.export(officer, DAY)).rows[units.UNITS]
    changed = {**row.values, "reference": "unit-other", "post": "no-post"}
    data = write(units.form(), {units.UNITS: [dict(row.values), changed], units.TOURS: []}, [])
    with pytest.raises(Refused) as refusal:
        units.import_workbook(officer, data, today=DAY)
    assert refusal.value.problems[0].place == "sheet Units, row 3"
    assert DeployedUnit.objects.count() == 1


def test_the_report_of_a_day_is_corrected_by_a_workbook_as_by_hand(record: Record) -> None:
    company_in_theatre(with_tours=False)
    record_strength(SYSTEM, "unit-kaz", replace(REPORT, support_men=0), today=DAY)
    same = {**ROW, "men": 116, "women": 4}
    assert strength.import_workbook(record.parties["mission"], written(same), today=DAY) == 0
