"""The situation of a day: what is wanted, who stands there, what ends soon."""

from datetime import date

import pytest

from muster.deployments.models import Stay
from muster.missions.actions import change_stage
from muster.missions.models import MandatePeriod, RequirementStage
from muster.parties.viewer import SYSTEM
from muster.plans.situation import Situation, situation
from muster.pledges.models import PledgeVersion
from tests.record import DAY, Record


def seen(record: Record, who: str = "secretariat officer", day: date = DAY) -> Situation:
    """Return the situation as somebody sees it."""
    return situation(record.parties[who], day)


def test_posts_and_people_are_counted_by_mission(record: Record) -> None:
    """Two requirements of a battalion (700) and a company (120); India's battalion is there."""
    found = {row.mission.acronym: row for row in seen(record).missions}
    unifil = found["UNIFIL"]
    assert (unifil.posts, unifil.held, unifil.open_posts) == (4, 1, 3)
    assert (unifil.strength, unifil.strength_held, unifil.ceiling) == (1_640, 700, 15_000)
    assert unifil.share == pytest.approx(700 / 1_640)
    assert (found["UNDOF"].posts, found["UNDOF"].share) == (0, 1.0), "it has a ceiling and wants nothing"


def test_posts_are_counted_by_unit_type_the_shortest_first(record: Record) -> None:
    rows = [(row.code, row.posts, row.held, row.open_by_mission) for row in seen(record).unit_types]
    assert rows == [("INF-COY", 2, 0, {"UNIFIL": 2}), ("INF-BN", 2, 1, {"UNIFIL": 1})]


def test_the_whole_is_the_sum_of_the_missions(record: Record) -> None:
    found = seen(record)
    assert (found.posts, found.held, found.strength, found.strength_held) == (4, 1, 1_640, 700)


def test_a_stay_that_is_only_agreed_holds_no_post_yet(record: Record) -> None:
    """Kazakhstan's company is agreed from June 2019: on the planning day nobody stands in its post."""
    assert {row.code: row.held for row in seen(record).unit_types}["INF-COY"] == 0


def test_another_party_s_situation_leaves_drafts_out(record: Record) -> None:
    found = {row.mission.acronym: row for row in seen(record, "analyst").missions}
    assert (found["UNIFIL"].posts, found["UNIFIL"].held) == (2, 1)


def test_a_closed_requirement_is_wanted_no_longer(record: Record) -> None:
    change_stage(SYSTEM, "req-published", RequirementStage.CLOSED)
    assert seen(record).posts == 2


def test_posts_before_their_first_day_are_not_wanted(record: Record) -> None:
    assert seen(record, day=date(2018, 5, 31)).posts == 0


@pytest.mark.parametrize(
    ("until", "is_soon"), [(date(2018, 10, 1), False), (date(2018, 10, 2), True), (date(2019, 10, 1), False)]
)
def test_mandates_stays_and_pledges_are_told_when_they_end_soon_and_not_when_they_have_ended(
    record: Record, until: date, is_soon: bool
) -> None:
    MandatePeriod.objects.filter(mission__acronym="UNDOF").update(valid_until=until)
    Stay.objects.filter(pledge__reference="ind-battalion").update(stay_until=until)
    PledgeVersion.objects.filter(pledge__reference="kaz-submitted").update(available_until=until)
    kinds = {str(one.kind) for one in seen(record).expiries if one.day == until}
    assert kinds == ({"mandate", "stay", "pledge's availability"} if is_soon else set())


def test_a_state_is_told_of_its_own_pledges_alone(record: Record) -> None:
    PledgeVersion.objects.filter(pledge__reference__in=["kaz-submitted", "ind-submitted"]).update(
        available_until=date(2018, 11, 1)
    )
    whats = [one.what for one in seen(record, "other State").expiries]
    assert whats == ["India, INF-COY"]


def test_what_ends_first_comes_first(record: Record) -> None:
    PledgeVersion.objects.filter(pledge__reference="kaz-submitted").update(available_until=date(2018, 12, 1))
    PledgeVersion.objects.filter(pledge__reference="ind-submitted").update(available_until=date(2018, 11, 1))
    days = [one.day for one in seen(record).expiries]
    assert days == sorted(days)
    assert len(days) == 2
