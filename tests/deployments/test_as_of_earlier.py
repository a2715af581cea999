"""What was believed on an earlier day stays to be seen: reports, tours, places and instruments as of then."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.deployments.actions import (
    accept_tours,
    change_tour,
    change_unit,
    end_legal_basis,
    enter_legal_basis,
    move_unit,
    record_strength,
    step_tour,
)
from muster.deployments.models import DeployedUnit, EarlierAgreement, StrengthReport, Tour, TourStage
from muster.deployments.queries.mission_strength import mission_strength
from muster.deployments.queries.strength import visible_bases, visible_locations, visible_reports
from muster.deployments.queries.tours import proposed_plan
from muster.deployments.queries.units import in_theatre_on, visible_tours, visible_unit, visible_units
from muster.deployments.terms import BasisTerms, MoveTerms, StrengthTerms, TourChange, UnitChange
from muster.parties.viewer import SYSTEM
from tests.deployments.test_unit_pages import signed_in
from tests.deployments.theatre import COMPANY, company_in_theatre
from tests.record import DAY, Record

LATER, LATEST = DAY + timedelta(days=10), DAY + timedelta(days=20)
REPORT = StrengthTerms(on=DAY, men=116, women=4)


def people_as_of(day: date) -> list[int]:
    return [one.people for one in visible_reports(SYSTEM, day)]


def stages_as_of(day: date) -> dict[str, str]:
    return dict(visible_tours(SYSTEM, day).values_list("rotation", "stage"))


def test_a_correction_is_known_from_its_own_day_and_the_earlier_report_stays_before(record: Record) -> None:
    company_in_theatre(with_tours=False)
    record_strength(SYSTEM, "unit-kaz", REPORT, today=DAY)
    record_strength(SYSTEM, "unit-kaz", replace(REPORT, men=106), today=LATER)
    record_strength(SYSTEM, "unit-kaz", replace(REPORT, men=96), today=LATEST)
    assert [people_as_of(day) for day in (DAY, LATER - timedelta(days=1), LATER, LATEST)] == [
        [120],
        [120],
        [110],
        [100],
    ]
    assert mission_strength(SYSTEM, LATER, "UNIFIL").now.total.people == 110
    assert StrengthReport.objects.get().men == 96


def test_what_is_corrected_on_its_own_day_was_believed_on_no_earlier_one(record: Record) -> None:
    company_in_theatre(with_tours=False)
    for men in (116, 106):
        record_strength(SYSTEM, "unit-kaz", replace(REPORT, men=men), today=DAY)
    assert StrengthReport.every.count() == 1
    assert people_as_of(DAY) == [110]


def test_a_tour_shows_the_stage_that_it_had_on_the_day_looked_at(record: Record) -> None:
    company_in_theatre()
    step_tour(SYSTEM, "unit-kaz", "R1", TourStage.AGREED, today=DAY)
    step_tour(SYSTEM, "unit-kaz", "R1", TourStage.IN_THEATRE, on=LATER, today=LATER)
    step_tour(SYSTEM, "unit-kaz", "R1", TourStage.HOME, on=LATEST, today=LATEST)
    days = (DAY, LATER - timedelta(days=1), LATER, LATEST)
    assert [stages_as_of(day)["R1"] for day in days] == ["agreed", "agreed", "in-theatre", "home"]
    before = visible_tours(SYSTEM, LATER).get(rotation="R1")
    assert (before.arrived_on, before.left_on) == (LATER, None)


def test_who_sees_only_what_happened_does_not_see_a_plan_of_an_earlier_day(record: Record) -> None:
    company_in_theatre()
    analyst = record.parties["analyst"]
    step_tour(SYSTEM, "unit-kaz", "R1", TourStage.AGREED, today=DAY)
    step_tour(SYSTEM, "unit-kaz", "R1", TourStage.IN_THEATRE, on=LATER, today=LATER)
    assert [visible_tours(analyst, day).count() for day in (DAY, LATER)] == [0, 1]


def test_a_tour_that_was_moved_or_planned_anew_shows_its_days_of_then(record: Record) -> None:
    company_in_theatre()
    change = TourChange(date(2019, 4, 10), date(2019, 10, 11), "The aircraft is late")
    change_tour(SYSTEM, "unit-kaz", "R2", change, today=LATER)
    assert visible_tours(SYSTEM, DAY).get(rotation="R2").arrives_on == date(2019, 3, 29)
    assert visible_tours(SYSTEM, LATER).get(rotation="R2").arrives_on == date(2019, 4, 10)
    accept_tours(SYSTEM, "unit-kaz", date(2019, 3, 1), today=LATEST)
    assert [len(stages_as_of(day)) for day in (DAY, LATER, LATEST)] == [4, 4, 1]
    assert Tour.objects.count() == 1


def test_a_tour_that_was_given_up_is_there_before(record: Record) -> None:
    company_in_theatre()
    step_tour(SYSTEM, "unit-kaz", "R4", TourStage.CANCELLED, today=LATER)
    assert "R4" in stages_as_of(DAY)
    assert "R4" not in stages_as_of(LATER)


def test_a_move_and_an_ended_instrument_leave_what_was_believed_before(record: Record) -> None:
    company_in_theatre(with_tours=False)
    move_unit(SYSTEM, "unit-kaz", MoveTerms("Naqoura", DAY), today=DAY)
    move_unit(SYSTEM, "unit-kaz", MoveTerms("Shama", LATER), today=LATER)
    basis = enter_legal_basis(SYSTEM, "unit-kaz", BasisTerms(COMPANY.present_from, None, "memorandum", "M"), today=DAY)
    end_legal_basis(SYSTEM, "unit-kaz", basis.pk, LATEST, today=LATER)
    places = [list(visible_locations(SYSTEM, day).values_list("place", "held_until")) for day in (DAY, LATER)]
    assert places == [[("Naqoura", None)], [("Naqoura", LATER), ("Shama", None)]]
    assert [visible_bases(SYSTEM, day).get().valid_until for day in (DAY, LATER)] == [None, LATEST]


def agreed_as_of(day: date) -> tuple[int, date | None]:
    unit = visible_unit(SYSTEM, day, "unit-kaz")
    return unit.strength, unit.present_until


def test_what_was_agreed_of_a_unit_is_shown_as_it_was_before_each_change_of_it(record: Record) -> None:
    company_in_theatre(with_tours=False)
    first = agreed_as_of(DAY)
    change_unit(SYSTEM, "unit-kaz", UnitChange(150, None, "The statement was amended"), today=LATER)
    change_unit(SYSTEM, "unit-kaz", UnitChange(90, LATEST + timedelta(days=5), "It goes home"), today=LATEST)
    days = (DAY, LATER - timedelta(days=1), LATER, LATEST - timedelta(days=1), LATEST)
    assert [agreed_as_of(day) for day in days] == [
        first, first, (150, None), (150, None), (90, LATEST + timedelta(days=5))
    ]  # fmt: skip
    assert [mission_strength(SYSTEM, day, "UNIFIL").now.total.people for day in days] == [120, 120, 150, 150, 90]
    gone = LATEST + timedelta(days=5)
    assert [visible_units(SYSTEM, day).filter(in_theatre_on(gone)).count() for day in (LATER, LATEST)] == [1, 0]
    assert DeployedUnit.objects.get().strength == 90


def test_what_is_changed_twice_on_a_day_was_agreed_so_on_no_earlier_one(record: Record) -> None:
    company_in_theatre(with_tours=False)
    for people in (110, 130):
        change_unit(SYSTEM, "unit-kaz", UnitChange(people, None, "Counted anew"), today=LATER)
    assert [one.strength for one in EarlierAgreement.objects.all()] == [120]
    assert [agreed_as_of(day)[0] for day in (DAY, LATER)] == [120, 130]


def test_a_tour_is_proposed_as_of_an_earlier_day_for_as_long_as_the_unit_was_wanted_then(record: Record) -> None:
    unit = company_in_theatre(with_tours=False)
    change_unit(SYSTEM, "unit-kaz", UnitChange(120, date(2019, 1, 31), "It goes home"), today=LATER)
    ends = [proposed_plan(SYSTEM, unit, date(2020, 1, 1), day).tours[-1].leaves_on for day in (DAY, LATER)]
    assert ends[0] > date(2019, 12, 1)
    assert ends[1] == date(2019, 1, 31)


@pytest.mark.once
def test_page_list_and_api_show_what_was_agreed_by_the_day_looked_at(record: Record) -> None:
    company_in_theatre(with_tours=False)
    change_unit(SYSTEM, "unit-kaz", UnitChange(777, None, "The statement was amended"), today=LATER)
    client = signed_in(record, "owning State")
    for page in ("/deployments/units/", "/deployments/units/unit-kaz/"):
        shown = [client.get(f"{page}?as_of={day}").content.decode() for day in (DAY, LATER)]
        assert ["777" in one for one in shown] == [False, True], page
    told = [client.get(f"/api/v1/deployed-units/unit-kaz?as_of={day}").json()["strength"] for day in (DAY, LATER)]
    assert told == [120, 777]
