"""A fact is there from the day on which it was known, and true in its half-open interval; each standing has words."""

from datetime import date, timedelta

import pytest

from muster.kit.facts import STANDING_CHOICES, known_on, true_on
from muster.kit.standing import LABELS, Standing
from muster.missions.models import MandatePeriod, Requirement
from muster.pledges.models import PledgeVersion
from tests.record import Parties, make_mission

KNOWN, BEGINS, ENDS = date(2018, 3, 1), date(2018, 6, 1), date(2019, 6, 1)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def mandate(parties: Parties) -> MandatePeriod:
    """A mandate known in March, true from June to the next June."""
    mission = make_mission(parties, "UNIFIL", "UN")
    mission.mandates.all().delete()
    return MandatePeriod.objects.create(mission=mission, valid_from=BEGINS, valid_until=ENDS, known_from=KNOWN)


@pytest.mark.parametrize(("day", "is_known"), [(KNOWN - ONE_DAY, False), (KNOWN, True), (ENDS + ONE_DAY, True)])
def test_a_fact_is_known_from_its_day_on_and_ever_after(mandate: MandatePeriod, day: date, is_known: bool) -> None:
    assert known_on(MandatePeriod.objects.all(), day).exists() is is_known


@pytest.mark.parametrize(
    ("day", "is_true"),
    [
        (KNOWN, False),
        (BEGINS - ONE_DAY, False),
        (BEGINS, True),
        (ENDS - ONE_DAY, True),
        (ENDS, False),
    ],
)
def test_a_fact_is_true_from_its_first_day_until_the_day_after_its_last(
    mandate: MandatePeriod, day: date, is_true: bool
) -> None:
    assert true_on(MandatePeriod.objects.all(), day).exists() is is_true


def test_a_fact_without_an_end_stays_true(mandate: MandatePeriod) -> None:
    MandatePeriod.objects.update(valid_until=None)
    assert true_on(MandatePeriod.objects.all(), date(2500, 1, 1)).exists()


def test_a_fact_that_became_known_after_it_began_is_not_there_in_between(mandate: MandatePeriod) -> None:
    MandatePeriod.objects.update(known_from=BEGINS + 30 * ONE_DAY)
    assert not true_on(MandatePeriod.objects.all(), BEGINS + 29 * ONE_DAY).exists()
    assert true_on(MandatePeriod.objects.all(), BEGINS + 30 * ONE_DAY).exists()


def test_an_interval_may_stand_in_other_fields() -> None:
    query = str(true_on(PledgeVersion.objects.all(), BEGINS, "available_from", "available_until").query)
    assert "available_from" in query
    assert "available_until" in query


@pytest.mark.parametrize("standing", list(Standing))
def test_only_an_illustrative_record_is_marked_as_one(standing: Standing) -> None:
    assert Requirement(standing=standing).illustrative is (standing is Standing.ILLUSTRATIVE)


def test_what_is_entered_without_more_words_was_entered_by_its_owner() -> None:
    assert Requirement().standing == Standing.ENTERED
    assert not Requirement().illustrative


def test_every_standing_has_words_of_its_own() -> None:
    assert set(LABELS) == set(Standing)
    assert len(set(LABELS.values())) == len(LABELS)
    assert dict(STANDING_CHOICES) == {one.value: one.label for one in Standing}
