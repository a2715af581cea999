"""Missions are everybody's to see; a draft requirement is its Secretariat's own; as of D means known on D."""

from datetime import date

import pytest

from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.missions import actions, queries
from muster.missions.models import MandatePeriod, RequirementStage
from muster.parties.viewer import ANONYMOUS, SYSTEM
from tests.record import DAY, KNOWN, Record

BEFORE = date(2017, 12, 31)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("secretariat reader", {"req-published", "req-draft"}),
        ("other secretariat", {"req-published", "req-of-au-draft"}),
        ("mission", {"req-published"}),
        ("owning State", {"req-published"}),
        ("training institution", {"req-published"}),
        ("analyst", {"req-published"}),
    ],
)
def test_a_draft_is_its_secretariats_own(record: Record, who: str, expected: set[str]) -> None:
    viewer = record.parties[who]
    assert set(queries.visible_requirements(viewer, DAY).values_list("reference", flat=True)) == expected
    posts = queries.visible_posts(viewer, DAY).values_list("requirement__reference", flat=True)
    assert set(posts) == expected


def test_a_closed_requirement_is_still_seen_by_all(record: Record) -> None:
    actions.change_stage(SYSTEM, "req-published", RequirementStage.CLOSED)
    assert queries.visible_requirement(record.parties["analyst"], DAY, "req-published").stage == "closed"


def test_nobody_sees_no_requirement_but_the_missions(record: Record) -> None:
    assert not queries.visible_requirements(ANONYMOUS, DAY).exists()
    assert not queries.visible_posts(ANONYMOUS, DAY).exists()
    assert queries.visible_missions(ANONYMOUS, DAY).count() == 3


def test_what_was_not_yet_known_is_not_there(record: Record) -> None:
    viewer = record.parties["secretariat reader"]
    assert not queries.visible_missions(viewer, BEFORE).exists()
    with pytest.raises(NotFound, match="as of 31 December 2017"):
        queries.visible_requirement(viewer, BEFORE, "req-published")
    with pytest.raises(NotFound):
        queries.visible_post(viewer, BEFORE, "req-published-bn")


def test_a_requirement_is_counted_with_its_posts(record: Record) -> None:
    found = queries.visible_requirements(record.parties["analyst"], DAY).get()
    assert (found.post_count, found.total_strength) == (2, 820)  # type: ignore[attr-defined]


def test_a_mandate_is_in_force_on_its_days_among_those_known(record: Record) -> None:
    """UNDOF's mandate has no end; UNIFIL gets one that became known later than it began."""
    late = MandatePeriod(
        mission=record.missions["UNIFIL"],
        resolution="S/RES/2433",
        valid_from=date(2017, 6, 1),
        valid_until=KNOWN,
        known_from=date(2017, 8, 1),
    )
    actions.record_mandate(SYSTEM, late)
    resolutions = {
        day: set(known_on(MandatePeriod.objects.all(), day).values_list("resolution", flat=True))
        for day in (date(2017, 7, 31), date(2017, 8, 1))
    }
    assert resolutions == {date(2017, 7, 31): set(), date(2017, 8, 1): {"S/RES/2433"}}


def test_a_mandate_that_ends_soon_is_told(record: Record) -> None:
    mandate = MandatePeriod.objects.get(mission__acronym="UNDOF")
    MandatePeriod.objects.filter(pk=mandate.pk).update(valid_until=date(2018, 12, 31))
    analyst = record.parties["analyst"]
    told = [
        list(queries.expiring_mandates(analyst, DAY, until).values_list("mission__acronym", flat=True))
        for until in (date(2018, 12, 31), date(2019, 1, 1))
    ]
    assert told == [[], ["UNDOF"]]


def test_an_ended_mission_is_not_active(record: Record) -> None:
    mission = record.missions["UNDOF"]
    mission.ended_on = DAY
    mission.save()
    analyst = record.parties["analyst"]
    active = queries.visible_missions(analyst, DAY, only_active=True).values_list("acronym", flat=True)
    assert set(active) == {"UNIFIL", "AMISOM"}
    assert queries.visible_missions(analyst, date(2018, 9, 30), only_active=True).count() == 3
