"""The published threads: level histories, Kazakhstan's rotations, the act, and what was known when."""

from collections import Counter
from datetime import date

import pytest

from muster.authorisations.models import NationalAct, NationalLaw
from muster.authorisations.queries import acts_in_force, authorising_acts, laws_in_force
from muster.demonstration.load import LoadReport
from muster.deployments.models import Arrival
from muster.deployments.queries import visible_arrivals
from muster.kit.intervals import months_between
from muster.kit.standing import Standing
from muster.missions.queries import visible_requirements
from muster.parties.viewer import SYSTEM
from muster.pledges.levels import Level
from muster.pledges.models import LevelEvent, Pledge
from muster.pledges.queries import visible_pledges

pytestmark = pytest.mark.django_db

PLANNING_DAY = date(2018, 10, 1)
LATER = date(2026, 1, 1)


def held_from(state: str, level: Level) -> list[date]:
    events = LevelEvent.objects.filter(pledge__state__code=state, level=level).order_by("held_from")
    return list(events.values_list("held_from", flat=True))


def test_kazakhstan_arrived_in_unifil_five_times(loaded: LoadReport) -> None:
    arrivals = Arrival.objects.filter(state__code="KAZ", post__requirement__mission__acronym="UNIFIL")
    assert list(arrivals.order_by("arrived_on").values_list("rotation", "arrived_on", "day_is_known")) == [
        ("R1", date(2018, 10, 31), True),
        ("R2", date(2019, 5, 1), False),
        ("R3", date(2019, 11, 1), False),
        ("R4", date(2020, 8, 1), False),
        ("R5", date(2021, 3, 1), False),
    ]
    first = arrivals.get(rotation="R1")
    assert (first.personnel, first.staff_officers, first.standing) == (120, 3, Standing.SEEN)


def test_kazakhstan_arrived_in_undof_twice_with_139_people(loaded: LoadReport) -> None:
    arrivals = Arrival.objects.filter(state__code="KAZ", post__requirement__mission__acronym="UNDOF")
    assert list(arrivals.order_by("arrived_on").values_list("rotation", "arrived_on", "personnel", "women")) == [
        ("R1", date(2024, 3, 1), 139, None),
        ("R2", date(2025, 4, 10), 139, 2),
    ]


def test_the_act_of_2024_allows_430_people_in_four_missions(loaded: LoadReport) -> None:
    def authorising(day: date) -> list[NationalAct]:
        return list(authorising_acts(acts_in_force(SYSTEM, day)).filter(state__code="KAZ"))

    assert authorising(date(2024, 1, 18)) == []  # two ratifications authorise nobody
    (act,) = authorising(date(2024, 1, 19))
    assert act.personnel_ceiling == 430
    assert {mission.acronym for mission in act.missions.all()} == {"UNDOF", "UNTSO", "UNMISS", "UNISFA"}
    assert act.standing == Standing.SEEN


def test_the_law_of_kazakhstan_holds_in_versions_and_allows_eleven_and_nine_tasks(loaded: LoadReport) -> None:
    def held(day: date) -> set[str]:
        return set(laws_in_force(SYSTEM, day).filter(state__code="KAZ").values_list("reference", flat=True))

    assert held(PLANNING_DAY) == {"KAZ-doctrine-2011", "KAZ-law-320-V"}
    assert held(date(2021, 1, 1)) == {"KAZ-doctrine-2011", "KAZ-law-320-V", "KAZ-order-739"}
    assert held(LATER) == {"KAZ-doctrine-2011", "KAZ-law-320-V", "KAZ-order-1125"}
    law = NationalLaw.objects.get(reference="KAZ-law-320-V")
    scopes = Counter(law.allowed_tasks.values_list("scope", flat=True))
    assert scopes == {"activity": 11, "contingent": 9}
    assert law.volunteers_only
    assert law.needs_parliament


def test_china_registered_28_units_of_8000_people_in_ten_categories(loaded: LoadReport) -> None:
    pledges = [one.latest for one in Pledge.objects.filter(state__code="CHN")]
    assert (len(pledges), sum(one.strength for one in pledges)) == (28, 8000)
    assert len({one.unit_type for one in pledges}) == 10
    assert held_from("CHN", Level.LEVEL_1) == [date(2017, 9, 22)] * 28


def test_thirteen_units_of_china_rose_to_level_2_after_thirteen_months_and_six_to_level_3(loaded: LoadReport) -> None:
    second = held_from("CHN", Level.LEVEL_2)
    assert len(second) == 13
    assert {months_between(date(2017, 9, 22), day) for day in second} == {13}
    assert len(held_from("CHN", Level.LEVEL_3)) == 6


def test_which_units_of_china_rose_is_marked_as_our_choice(loaded: LoadReport) -> None:
    rises = LevelEvent.objects.filter(pledge__state__code="CHN").exclude(level=Level.LEVEL_1)
    assert set(rises.values_list("standing", flat=True)) == {Standing.ILLUSTRATIVE}
    assert all("our choice" in event.source for event in rises)


def test_brazil_took_43_months_from_level_2_to_level_3(loaded: LoadReport) -> None:
    second, third = held_from("BRA", Level.LEVEL_2), held_from("BRA", Level.LEVEL_3)
    assert (len(second), len(third)) == (4, 3)
    assert months_between(second[0], third[0]) == 43
    risen = Pledge.objects.filter(level_events__level=Level.LEVEL_3, state__code="BRA")
    assert sum(one.latest.strength for one in risen) == 1130


def test_viet_nam_was_at_level_2_when_its_memorandum_came_into_force(loaded: LoadReport) -> None:
    hospital = visible_pledges(SYSTEM, PLANNING_DAY).get(pledge__reference="VNM-MED-L2-1")
    assert (hospital.strength, hospital.current_level) == (63, Level.LEVEL_2)


@pytest.mark.parametrize(
    ("reference", "first_known"),
    [("KAZ-RES-COY-UNDOF", date(2024, 1, 19)), ("BRA-INF-BN-MECH", date(2021, 7, 16))],
)
def test_a_pledge_is_on_record_from_the_day_on_which_it_became_known(
    loaded: LoadReport, reference: str, first_known: date
) -> None:
    assert not visible_pledges(SYSTEM, PLANNING_DAY).filter(pledge__reference=reference).exists()
    assert visible_pledges(SYSTEM, first_known).filter(pledge__reference=reference).exists()


def test_undofs_reserve_company_of_2024_is_not_known_in_2018(loaded: LoadReport) -> None:
    assert not visible_requirements(SYSTEM, PLANNING_DAY).filter(reference="UNDOF-RESERVE-2024").exists()
    assert visible_requirements(SYSTEM, date(2024, 1, 19)).filter(reference="UNDOF-RESERVE-2024").exists()


def test_in_2018_china_stands_at_level_1_and_no_arrival_of_kazakhstan_is_known(loaded: LoadReport) -> None:
    chinese = visible_pledges(SYSTEM, PLANNING_DAY).filter(pledge__state__code="CHN")
    assert {one.current_level for one in chinese} == {Level.LEVEL_1}
    assert list(visible_arrivals(SYSTEM, PLANNING_DAY)) == []


def test_the_level_of_kazakhstans_company_is_marked_as_an_inference(loaded: LoadReport) -> None:
    event = LevelEvent.objects.get(pledge__reference="KAZ-INF-COY-UNIFIL", level=Level.LEVEL_2)
    assert event.standing == Standing.ILLUSTRATIVE
    assert "inference" in event.evidence


def test_about_forty_states_and_half_of_the_posts_held_make_the_planning_day(loaded: LoadReport) -> None:
    pledges = visible_pledges(SYSTEM, PLANNING_DAY).filter(pledge__register__code="UN")
    requirements = list(visible_requirements(SYSTEM, PLANNING_DAY).prefetch_related("posts__stays"))
    posts = [post for requirement in requirements for post in requirement.posts.all()]
    held = [post for post in posts if post.stays.all()]
    assert len({one.state_id for one in pledges}) >= 40
    assert 130 <= len(pledges) <= 170
    assert 90 <= len(posts) <= 115
    assert 0.4 < len(held) / len(posts) < 0.6
