"""The recognitions that sources tell, replayed through the six stages with the days that they tell.

What a source leaves open (stages in between, verdicts) is filled in on the days told; the days themselves are real.
"""

from datetime import date, timedelta

import pytest

from muster.kit.errors import Refused
from muster.training.actions.recognition_certificates import certificate_facts
from muster.training.models import CourseRecognition
from muster.training.queries.recognition_cases import visible_case
from muster.training.queries.recognitions import ending_within, recognitions_on
from muster.training.rules.recognition_validity import RecognitionStanding, gap_days, standing_on
from muster.training.stages import EvidenceKind, RecognitionStage
from tests.record import Parties
from tests.training.recognised import (
    Ground,
    applied,
    make_ground,
    observed,
    recognised,
    shown,
    step,
    to_desk_review,
    to_observation,
)

S = RecognitionStage
APPLIED, OBSERVED, EFFECTIVE = date(2013, 5, 1), date(2013, 11, 1), date(2013, 11, 8)
"""Korea 2013 (S33): applied in May, observed from 1 November for a week, effective on 8 November."""

USG = "Under-Secretary-General for Peacekeeping Operations"


@pytest.fixture
def ground(parties: Parties) -> Ground:
    """A course that was there before 2013."""
    return make_ground(parties, date(2013, 1, 1))


def korea(ground: Ground) -> CourseRecognition:
    """Replay Korea's case of 2013; five years follow from the renewal of November 2018."""
    return recognised(ground, "rok-unso-2013", OBSERVED, EFFECTIVE, years=5, number="ROK-UNSO-2013")


def test_korea_passes_six_stages_between_may_and_november_of_2013(ground: Ground) -> None:
    applied(ground, "rok-unso-2013", APPLIED)
    to_desk_review(ground, "rok-unso-2013", APPLIED)
    to_observation(ground, "rok-unso-2013", APPLIED)
    with pytest.raises(Refused, match="cannot become “Result” yet"):
        step(ground, "rok-unso-2013", S.RESULT, OBSERVED)
    visit = observed(ground, "rok-unso-2013", OBSERVED, EFFECTIVE)
    assert (visit.carried_from, visit.carried_until) == (OBSERVED, OBSERVED + timedelta(days=7))
    step(ground, "rok-unso-2013", S.RESULT, EFFECTIVE)
    step(ground, "rok-unso-2013", S.RECOGNISED, EFFECTIVE)
    case = visible_case(ground.officer, EFFECTIVE, "rok-unso-2013")
    assert case.applied_on == APPLIED
    assert [one.held_from for one in case.known_events] == [APPLIED] * 5 + [EFFECTIVE] * 2
    during = visible_case(ground.officer, date(2013, 11, 4), "rok-unso-2013")
    assert during.stage_then == S.OBSERVATION


def test_korea_is_certified_again_in_november_2018_without_a_gap(ground: Ground) -> None:
    first = korea(ground)
    assert first.expires_on == date(2018, 11, 8)
    assert [one.number for one in ending_within(date(2018, 10, 1), 6)] == ["ROK-UNSO-2013"]
    second = recognised(
        ground, "rok-unso-2018", date(2018, 11, 1), date(2018, 11, 8), number="ROK-UNSO-2018", renews=first.number
    )
    assert gap_days(certificate_facts(first), second.effective_from) == 0
    held = {
        day: recognitions_on([ground.course.pk], day)[ground.course.pk].number
        for day in (date(2018, 11, 7), date(2018, 11, 8))
    }
    assert held == {date(2018, 11, 7): "ROK-UNSO-2013", date(2018, 11, 8): "ROK-UNSO-2018"}


def test_serbia_is_recognised_in_january_2016_for_four_years(ground: Ground) -> None:
    announced = date(2016, 1, 11)
    made = recognised(ground, "srb-unso-2016", announced - timedelta(days=5), announced, signed_by=USG)
    assert made.expires_on == date(2020, 1, 11)
    facts = certificate_facts(made)
    assert standing_on(facts, date(2020, 1, 10)) == RecognitionStanding.VALID
    assert standing_on(facts, date(2020, 1, 11)) == RecognitionStanding.EXPIRED


def test_the_first_serial_at_nust_is_observed_and_no_outcome_is_made_up(ground: Ground) -> None:
    start, until = date(2016, 12, 19), date(2016, 12, 30)
    applied(ground, "nust-poc-2016", start)
    to_desk_review(ground, "nust-poc-2016", start)
    to_observation(ground, "nust-poc-2016", start)
    assert (until - start).days == 11
    with pytest.raises(Refused) as refusal:
        step(ground, "nust-poc-2016", S.RESULT, until)
    assert [str(one) for one in refusal.value.problems] == [
        "visit: there is none; arrange the visit that observes the course"
    ]
    assert recognitions_on([ground.course.pk], until) == {}
    assert visible_case(ground.institution, until, "nust-poc-2016").stage_then == S.OBSERVATION


def test_kazcent_is_visited_in_december_2018_and_signed_by_the_under_secretary_general(ground: Ground) -> None:
    reported = date(2019, 1, 10)
    made = recognised(ground, "kazcent-poc-2018", date(2018, 12, 3), reported, signed_by=USG)
    assert (made.signed_by, made.signed_on) == (USG, reported)
    assert recognitions_on([ground.course.pk], date(2018, 12, 31), known=reported) == {}
    assert ground.course.pk in recognitions_on([ground.course.pk], reported)


def test_the_observers_course_of_2023_is_an_open_case(ground: Ground) -> None:
    day = date(2023, 9, 30)
    applied(ground, "kazcent-unmo-2023", day)
    shown(ground, "kazcent-unmo-2023", EvidenceKind.DELIVERY, day)
    case = visible_case(ground.state, day, "kazcent-unmo-2023")
    assert case.stage_then == S.APPLICATION
    assert recognitions_on([ground.course.pk], date(2024, 12, 31)) == {}
