"""Mission factors: the cap, points, regions, what follows what, corrections, the decision sheet, and their pages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from muster.documents.models import Document
from muster.documents.queries import visible_documents
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.mission_factors import correct_factors, enter_factors, points_as_percent
from muster.reimbursement.memorandum_terms import FactorTerms
from muster.reimbursement.models import MissionFactorSet
from muster.reimbursement.queries.mission_factors import factors_applying, visible_factors
from muster.reimbursement.rules.mission_factors import (
    Span,
    applying,
    factor_problems,
    overlap_problems,
    predecessor,
)
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, KNOWN, Record
from tests.reimbursement.memoranda_record import edition, in_force

pytestmark = pytest.mark.once
JANUARY, JUNE, LATER = date(2018, 1, 1), date(2018, 6, 1), date(2019, 6, 1)
CAP = Decimal(5)
TERMS = FactorTerms("UNIFIL", JANUARY, environment_percent=Decimal("1.8"), hostile_points=21)
PAGE = "/reimbursement/factors/UNIFIL/"


@pytest.mark.parametrize(("percent", "is_refused"), [("0", False), ("5", False), ("5.0001", True), ("-0.0001", True)])
def test_each_factor_lies_between_nothing_and_the_cap(percent: str, is_refused: bool) -> None:
    for name in ("environment_percent", "intensified_percent", "hostile_percent"):
        terms = replace(FactorTerms("UNIFIL", JANUARY), **{name: Decimal(percent)})  # type: ignore[arg-type]
        assert [one.field for one in factor_problems(terms, CAP)] == ([name] if is_refused else [])


def test_days_in_order_and_points_or_percent_but_not_both() -> None:
    terms = replace(TERMS, holds_until=JANUARY, hostile_percent=Decimal(1))
    assert [one.field for one in factor_problems(terms, CAP)] == ["holds_until", "hostile_points"]
    assert [one.field for one in factor_problems(replace(TERMS, hostile_points=-1), CAP)] == ["hostile_points"]


@pytest.mark.parametrize(("points", "percent"), [(0, "0"), (7, "1"), (10, "1.4286"), (35, "5"), (36, "5")])
def test_points_of_the_decision_sheet_give_the_factor_up_to_the_cap(points: int, percent: str) -> None:
    assert points_as_percent(points, DAY) == Decimal(percent)


WHOLE = Span(1, "", JANUARY, None)
SECTOR = Span(2, "Sector East", JUNE, LATER)


def test_a_regions_own_factors_go_before_those_of_the_whole_mission() -> None:
    both = [WHOLE, SECTOR]
    assert applying(both, "sector  EAST", JUNE) is SECTOR
    assert applying(both, "Sector East", date(2018, 5, 31)) is WHOLE
    assert applying(both, "Sector East", LATER) is WHOLE
    assert applying(both, "Sector West", JUNE) is WHOLE
    assert applying(both, "", date(2017, 12, 31)) is None


def test_what_is_open_ends_where_the_next_of_its_region_begins_and_nothing_else_overlaps() -> None:
    assert predecessor([WHOLE, SECTOR], "", JUNE) is WHOLE
    assert predecessor([WHOLE, SECTOR], "Sector West", JUNE) is None
    assert predecessor([WHOLE], "", JANUARY) is None
    assert overlap_problems(replace(TERMS, region="Sector East", holds_from=LATER), [WHOLE, SECTOR]) == []
    (problem,) = overlap_problems(replace(TERMS, region="sector east", holds_from=DAY), [WHOLE, SECTOR])
    assert "hold on the same days" in problem.message
    assert overlap_problems(TERMS, [WHOLE], leaving_out=1) == []


def test_later_factors_end_the_open_ones_and_an_earlier_day_still_sees_them_open(record: Record) -> None:
    enter_factors(record.parties["mission"], TERMS, today=KNOWN)
    later = replace(TERMS, holds_from=JUNE, hostile_points=None, hostile_percent=Decimal("2.5"))
    enter_factors(record.parties["secretariat officer"], later, today=DAY)
    mission = record.missions["UNIFIL"].pk
    first = visible_factors(SYSTEM, KNOWN).get()
    assert (first.holds_until, first.hostile_percent) == (None, Decimal(3))
    assert visible_factors(SYSTEM, DAY).count() == 2
    found = factors_applying(mission, "", JUNE, DAY)
    assert found is not None
    assert (found.hostile_percent, found.hostile_points) == (Decimal("2.5"), None)
    before = factors_applying(mission, "", JUNE, KNOWN)
    assert before is not None
    assert before.hostile_points == 21
    assert factors_applying(mission, "", date(2017, 1, 1), DAY) is None


def test_a_correction_keeps_what_was_believed_before(record: Record) -> None:
    made = enter_factors(SYSTEM, TERMS, today=KNOWN)
    officer = record.parties["secretariat officer"]
    changed = replace(TERMS, environment_percent=Decimal(2))
    correct_factors(officer, made.pk, changed, today=DAY, expected_version=1)
    assert visible_factors(SYSTEM, KNOWN).get().environment_percent == Decimal("1.8")
    assert visible_factors(SYSTEM, DAY).get().environment_percent == Decimal(2)
    with pytest.raises(Refused, match="changed by somebody else"):
        correct_factors(officer, made.pk, changed, today=DAY, expected_version=1)
    with pytest.raises(NotFound):
        correct_factors(officer, made.pk + 1000, changed, today=DAY)


def test_only_the_mission_and_its_secretariat_set_factors(record: Record) -> None:
    for kind in ("owning State", "other mission", "other secretariat", "secretariat reader", "analyst"):
        with pytest.raises(NotAllowed):
            enter_factors(record.parties[kind], TERMS, today=DAY)
    with pytest.raises(Refused, match="cannot be recorded"):
        enter_factors(record.parties["mission"], replace(TERMS, environment_percent=Decimal(6)), today=DAY)
    assert not MissionFactorSet.objects.exists()


def client(record: Record, kind: str) -> Client:
    made = Client()
    made.force_login(record.parties.users[kind], backend="django.contrib.auth.backends.ModelBackend")
    return made


def test_the_decision_sheet_is_read_by_those_whom_the_factors_concern(record: Record) -> None:
    company_in_theatre()
    edition()
    in_force()
    said = {"holds_from": "2018-06-01", "environment_percent": "1.5", "hostile_points": "14"}
    said["sheet"] = SimpleUploadedFile("sheet.txt", b"Points of the sheet")  # type: ignore[assignment]
    assert client(record, "mission").post(f"{PAGE}enter/", said).status_code == 302
    made = MissionFactorSet.objects.get()
    assert made.hostile_percent == Decimal(2)
    sheet = Document.objects.get(pk=made.sheet_id)
    assert sheet.owner.code == "UNIFIL"
    seen = {kind for kind in ("owning State", "secretariat reader", "other State", "analyst")
            if visible_documents(record.parties[kind]).filter(pk=sheet.pk).exists()}  # fmt: skip
    assert seen == {"owning State", "secretariat reader"}
    assert "Decision sheet of UNIFIL" in client(record, "owning State").get(PAGE).content.decode()
    assert "Decision sheet of UNIFIL" not in client(record, "other State").get(PAGE).content.decode()


def test_the_page_has_what_holds_and_the_history_and_a_form_that_corrects(record: Record) -> None:
    made = enter_factors(SYSTEM, TERMS, today=KNOWN)
    officer = client(record, "secretariat officer")
    page = officer.get(f"{PAGE}?as_of=2018-10-01").content.decode()
    assert "Enter factors" in page
    assert "1.8" in page
    form = officer.get(f"{PAGE}{made.pk}/correct/").content.decode()
    assert 'name="hostile_points" value="21"' in form
    said = {"version": "1", "holds_from": "2018-01-01", "environment_percent": "6"}
    refused = officer.post(f"{PAGE}{made.pk}/correct/", said)
    assert refused.status_code == 400
    assert "6 is not between 0 and 5 percent" in refused.content.decode()
    assert officer.post(f"{PAGE}{made.pk}/correct/", said | {"environment_percent": "4"}).status_code == 302
    assert MissionFactorSet.objects.get(pk=made.pk).environment_percent == Decimal(4)
    assert officer.get(f"/reimbursement/factors/UNDOF/{made.pk}/correct/").status_code == 404
