"""Units in theatre of the demonstration: Kazakhstan's two companies as published, and what is told of them when."""

from datetime import date, timedelta

import pytest

from muster.demonstration.load import LoadReport
from muster.demonstration.rows import read_rows
from muster.deployments.models import Arrival, DeployedUnit, LegalBasis, StrengthReport, Tour, TourStage, UnitLocation
from muster.deployments.queries.mission_strength import mission_strength
from muster.deployments.queries.strength import gaps_in_basis
from muster.deployments.queries.units import contributions, visible_tours, visible_unit, visible_units
from muster.parties.viewer import SYSTEM

pytestmark = pytest.mark.django_db

PLANNING_DAY = date(2018, 10, 1)
LATER = date(2026, 1, 1)
COMPANY = "KAZ-UNIFIL-COY"


def test_every_row_about_units_in_theatre_is_entered(loaded: LoadReport) -> None:
    assert DeployedUnit.objects.count() == len(read_rows("deployed_units"))
    assert StrengthReport.every.count() == len(read_rows("strength_reports"))
    assert UnitLocation.objects.count() == len(read_rows("unit_locations"))
    assert LegalBasis.objects.count() == len(read_rows("legal_bases"))
    assert loaded.entered["tour_steps"] == len(read_rows("tour_steps"))


def test_kazakhstans_company_serves_inside_the_indian_battalion_from_its_arrival_on(loaded: LoadReport) -> None:
    battalion = visible_unit(SYSTEM, date(2019, 1, 1), "IND-UNIFIL-BN")
    (company,) = contributions(SYSTEM, battalion, date(2019, 1, 1))
    assert (company.reference, company.strength, company.present_from) == (COMPANY, 120, date(2018, 10, 31))
    assert company.case is not None
    assert company.case.reference == "KAZ-UNIFIL-2018"
    assert not visible_units(SYSTEM, PLANNING_DAY).filter(reference=COMPANY).exists()


def test_its_five_tours_came_on_the_days_of_the_arrivals_on_record(loaded: LoadReport) -> None:
    tours = {one.rotation: one for one in Tour.objects.filter(unit__reference=COMPANY)}
    arrivals = Arrival.objects.filter(state__code="KAZ", post__requirement__mission__acronym="UNIFIL")
    assert {name: one.arrived_on for name, one in tours.items()} == dict(arrivals.values_list("rotation", "arrived_on"))
    assert all(one.stage == TourStage.HOME for one in tours.values())
    assert tours["R4"].left_on == tours["R5"].arrived_on + timedelta(days=1)  # published: a day after


def test_in_undof_139_people_follow_139_and_two_women_are_among_the_second(loaded: LoadReport) -> None:
    tours = Tour.objects.filter(unit__reference="KAZ-UNDOF-COY").exclude(stage=TourStage.PLANNED)
    assert list(tours.order_by("arrives_on").values_list("rotation", "stage", "strength", "women")) == [
        ("R1", "home", 139, None),
        ("R2", "in-theatre", 139, 2),
    ]
    now = mission_strength(SYSTEM, date(2025, 5, 1), "UNDOF")
    (company,) = [one for one in now.units if one.unit.reference == "KAZ-UNDOF-COY"]
    assert (company.strength.people, company.strength.women) == (139, 2)


def test_as_of_a_day_in_2019_the_tours_to_come_are_those_planned_then(loaded: LoadReport) -> None:
    day = date(2019, 6, 15)
    told = visible_tours(SYSTEM, day).filter(unit__reference=COMPANY).order_by("arrives_on")
    assert [(one.rotation, one.stage) for one in told] == [
        ("R1", "home"), ("R2", "in-theatre"), ("R3", "planned"), ("R4", "planned"), ("R5", "planned"),
    ]  # fmt: skip
    assert told[3].arrives_on == date(2020, 4, 29)


def test_everybody_of_the_company_stands_on_an_instrument(loaded: LoadReport) -> None:
    assert gaps_in_basis(SYSTEM, LATER, visible_unit(SYSTEM, LATER, COMPANY)) == ()


def test_no_invented_tour_is_among_the_arrivals(loaded: LoadReport) -> None:
    assert Arrival.objects.count() == len(read_rows("arrivals"))
    invented = Tour.objects.filter(standing="illustrative", stage=TourStage.IN_THEATRE)
    assert invented.count() > 10
