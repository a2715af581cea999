"""Lifts: a tour comes and goes in several days, nobody on a day of a block, and strength by day follows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.audit.models import AuditEvent
from muster.deployments.actions import change_tour, plan_lifts, step_tour
from muster.deployments.models import Lift, Tour, TourStage
from muster.deployments.queries.abroad import unit_spans
from muster.deployments.queries.arrivals import lifts_to_come
from muster.deployments.rules.abroad import people_abroad
from muster.deployments.rules.lifts import LiftedTour, LiftTerms, stays_by_lifts
from muster.deployments.terms import TourChange
from muster.generation.actions import record_block
from muster.generation.terms import BlockTerms
from muster.kit.errors import NotAllowed, Refused
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record

TWO = (LiftTerms(date(2019, 3, 29), 50), LiftTerms(date(2019, 4, 5), 70))
"""R2 in two lifts, a week apart."""
DAYS = st.dates(date(2019, 1, 1), date(2019, 12, 31))


def test_strength_by_day_follows_the_lifts(record: Record) -> None:
    unit = company_in_theatre()
    plan_lifts(record.parties["owning State"], "unit-kaz", "R2", "in", TWO, today=DAY)
    out = (LiftTerms(date(2019, 3, 30) - timedelta(days=1), 20), LiftTerms(date(2019, 3, 30), 100))
    plan_lifts(SYSTEM, "unit-kaz", "R1", "out", out, today=DAY)
    spans = [(one.start, one.people) for one in unit_spans(SYSTEM, unit, DAY)]
    assert spans[:4] == [
        (DAY, 120),
        (date(2019, 3, 29), 150),
        (date(2019, 3, 30), 50),
        (date(2019, 4, 5), 120),
    ]
    coming = [(one.tour.rotation, one.on, one.people) for one in lifts_to_come(SYSTEM, DAY)]
    assert coming[:2] == [("R2", date(2019, 3, 29), 50), ("R2", date(2019, 4, 5), 70)]
    assert lifts_to_come(record.parties["analyst"], DAY) == []
    event = AuditEvent.objects.filter(action="deployments:tour:lifts").order_by("sequence")[0]
    assert event.after == {"rotation": "R2", "way": "in", "lifts": ["2019-03-29: 50", "2019-04-05: 70"]}


@pytest.mark.parametrize(
    ("way", "lifts", "words"),
    [
        ("in", ((29, 50), (30, 60)), "give lifts of 120 people together"),
        ("in", ((30, 120),), "the tour arrives on 29 March 2019"),
        ("in", ((29, 60), (29, 60)), "are not in order"),
        ("in", ((29, 0), (30, 120)), "carries nobody"),
        ("in", ((29, 60), (31, 60)), "is a day of a block"),
        ("out", ((29, 60), (30, 60)), "the tour leaves on 30 September 2019"),
    ],
)
def test_lifts_that_do_not_hold_are_refused_with_the_remedy(
    record: Record, way: str, lifts: tuple[tuple[int, int], ...], words: str
) -> None:
    company_in_theatre()
    block = BlockTerms("closed", "UNIFIL", ("movement",), date(2019, 3, 31), date(2019, 4, 2), "The port is closed")
    record_block(SYSTEM, block, today=DAY)
    terms = [LiftTerms(date(2019, 3, day), people) for day, people in lifts]
    with pytest.raises(Refused) as refusal:
        plan_lifts(SYSTEM, "unit-kaz", "R2", way, terms, today=DAY)
    assert words in " ".join(map(str, refusal.value.problems))
    assert not Lift.objects.exists()


def test_lifts_of_days_gone_by_of_a_tour_that_is_there_or_of_no_way_are_refused(record: Record) -> None:
    company_in_theatre()
    with pytest.raises(Refused, match="is no way"):
        plan_lifts(SYSTEM, "unit-kaz", "R2", "up", TWO, today=DAY)
    with pytest.raises(Refused, match="travel on one day already"):
        plan_lifts(SYSTEM, "unit-kaz", "R2", "in", (), today=DAY)
    with pytest.raises(Refused, match="by somebody else"):
        plan_lifts(SYSTEM, "unit-kaz", "R2", "in", TWO, today=DAY, expected_version=9)
    with pytest.raises(NotAllowed):
        plan_lifts(record.parties["mission"], "unit-kaz", "R2", "in", TWO, today=DAY)
    with pytest.raises(Refused) as refusal:
        plan_lifts(SYSTEM, "unit-kaz", "R2", "in", TWO, today=date(2019, 4, 1))
    assert "29 March 2019 has passed" in " ".join(map(str, refusal.value.problems))
    for stage in (TourStage.AGREED, TourStage.IN_THEATRE):
        step_tour(SYSTEM, "unit-kaz", "R1", stage, on=DAY, today=DAY)
    with pytest.raises(Refused, match="only lifts that lie ahead"):
        plan_lifts(SYSTEM, "unit-kaz", "R1", "in", TWO, today=DAY)


def test_lifts_fall_with_the_day_that_they_were_planned_around(record: Record) -> None:
    company_in_theatre()
    plan_lifts(SYSTEM, "unit-kaz", "R2", "in", TWO, today=DAY)
    change = TourChange(date(2019, 4, 10), date(2019, 10, 11), "The aircraft is late")
    change_tour(SYSTEM, "unit-kaz", "R2", change, today=DAY)
    assert not Lift.objects.exists()
    event = AuditEvent.objects.filter(action="deployments:tour:changed", before__rotation="R2").get()
    assert event.before["lifts in"] == ["2019-03-29: 50", "2019-04-05: 70"]


def test_a_tour_that_has_come_has_lifts_that_happened(record: Record) -> None:
    company_in_theatre()
    Tour.objects.filter(rotation="R1").update(arrives_on=DAY, stage=TourStage.AGREED)
    lifts = (LiftTerms(DAY, 100), LiftTerms(DAY + timedelta(days=7), 20))
    plan_lifts(SYSTEM, "unit-kaz", "R1", "in", lifts, today=DAY)
    step_tour(SYSTEM, "unit-kaz", "R1", TourStage.IN_THEATRE, on=DAY, today=DAY)
    assert list(Lift.objects.order_by("on").values_list("has_happened", flat=True)) == [True, False]


@given(
    people=st.integers(1, 900),
    coming=st.lists(st.builds(LiftTerms, DAYS, st.integers(1, 500)), max_size=4),
    going=st.lists(st.builds(LiftTerms, DAYS, st.integers(1, 500)), max_size=4),
    day=DAYS,
)
def test_on_every_day_are_there_who_have_come_and_not_gone(
    people: int, coming: list[LiftTerms], going: list[LiftTerms], day: date
) -> None:
    """Whatever lifts are on record: never more than the tour has, and with whole lifts exactly the difference."""
    tour = LiftedTour(people, date(2019, 1, 1), date(2019, 12, 31))
    stays = stays_by_lifts("R1", tour, coming, going)
    spans = [one for one in people_abroad(stays) if one.start <= day and (one.until is None or day < one.until)]
    there = sum(one.people for one in spans)
    assert 0 <= there <= people
    whole = sum(one.people for one in coming) == people == sum(one.people for one in going)
    is_in_order = bool(coming) and bool(going) and max(one.on for one in coming) < min(one.on for one in going)
    if whole and is_in_order:
        came = sum(one.people for one in coming if one.on <= day)
        assert there == came - sum(one.people for one in going if one.on <= day)
