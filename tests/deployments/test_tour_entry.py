"""A tour is entered as it was or is planned by hand; its days say how far it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.deployments.actions import enter_tour
from muster.deployments.models import Arrival, Tour, TourStage
from muster.deployments.rules.tour_entry import entered_stage
from muster.deployments.terms import TourTerms
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record

CAME = date(2018, 9, 30)
FIRST = TourTerms("R1", 118, CAME, date(2019, 3, 30), women=3, arrived_on=CAME)


def test_the_days_of_a_tour_say_how_far_it_is() -> None:
    ahead = replace(FIRST, arrived_on=None)
    assert entered_stage(ahead) == TourStage.PLANNED
    assert entered_stage(replace(ahead, is_agreed=True)) == TourStage.AGREED
    assert entered_stage(FIRST) == TourStage.IN_THEATRE
    assert entered_stage(replace(FIRST, left_on=DAY)) == TourStage.HOME


def test_a_tour_that_came_is_an_arrival_too_and_its_rotation_is_on_record_once(record: Record) -> None:
    company_in_theatre(with_tours=False)
    Arrival.objects.all().delete()
    officer = record.parties["secretariat officer"]
    tour = enter_tour(officer, "unit-kaz", FIRST, today=DAY)
    assert (tour.stage, tour.arrived_on, tour.women) == (TourStage.IN_THEATRE, CAME, 3)
    assert Arrival.objects.get().personnel == 118
    with pytest.raises(Refused, match="on record already"):
        enter_tour(officer, "unit-kaz", FIRST, today=DAY)


def test_a_state_plans_its_tours_but_does_not_record_arrivals(record: Record) -> None:
    company_in_theatre(with_tours=False)
    Arrival.objects.all().delete()
    state = record.parties["owning State"]
    with pytest.raises(NotAllowed):
        enter_tour(state, "unit-kaz", FIRST, today=DAY)
    assert not Tour.objects.exists()
    assert enter_tour(state, "unit-kaz", replace(FIRST, arrived_on=None), today=DAY).stage == TourStage.PLANNED
    for kind in ("other State", "analyst", "mission"):
        with pytest.raises((NotAllowed, NotFound)):
            enter_tour(record.parties[kind], "unit-kaz", replace(FIRST, rotation="R2"), today=DAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rotation": "R 1"}, "is no reference"),
        ({"strength": 0}, "give at least one"),
        ({"women": 119}, "give fewer"),
        ({"leaves_on": CAME}, "give a later day"),
        ({"arrived_on": date(2018, 9, 1)}, "give a day of its presence"),
        ({"arrived_on": DAY + timedelta(days=1)}, "has not come yet"),
        ({"arrived_on": None, "left_on": DAY}, "it has not arrived"),
        ({"left_on": CAME}, "is not after"),
        ({"training_from": DAY}, "after the arrival"),
        ({"company": "KAZ-NONE"}, "no national unit"),
        ({"standing": "no-standing"}, "standing"),
    ],
)
def test_a_tour_that_does_not_fit_together_is_refused(record: Record, changes: dict[str, object], words: str) -> None:
    company_in_theatre(with_tours=False)
    with pytest.raises(Refused) as refusal:
        enter_tour(SYSTEM, "unit-kaz", replace(FIRST, **changes), today=DAY)  # type: ignore[arg-type]
    assert words in " ".join([refusal.value.message, *map(str, refusal.value.problems)])
    assert not Tour.objects.exists()
