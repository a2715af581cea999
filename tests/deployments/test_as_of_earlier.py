"""What was believed on an earlier day stays to be seen: reports, tours, places and instruments as of then."""

from dataclasses import replace
from datetime import date, timedelta

from muster.deployments.actions import (
    accept_tours,
    change_tour,
    end_legal_basis,
    enter_legal_basis,
    move_unit,
    record_strength,
    step_tour,
)
from muster.deployments.models import StrengthReport, Tour, TourStage
from muster.deployments.queries.mission_strength import mission_strength
from muster.deployments.queries.strength import visible_bases, visible_locations, visible_reports
from muster.deployments.queries.units import visible_tours
from muster.deployments.terms import BasisTerms, MoveTerms, StrengthTerms, TourChange
from muster.parties.viewer import SYSTEM
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
