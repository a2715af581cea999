"""The pool's rules: which steps there are, where somebody is, what a State's requirements say, what a camp comes to."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.rules.eligibility import CredentialFacts, RuleVerdict
from muster.kit.intervals import add_months
from muster.training.rules.camps import CampOutcome, camp_problems, outcome_of, result_problems
from muster.training.rules.pool_places import STEPS, Place, PoolFacts, is_lapsing, place_on, step_problems
from muster.training.rules.pool_requirements import (
    RANKS,
    CandidateFacts,
    Requirement,
    ScoredTest,
    rank_order,
    requirement_findings,
    rest_months,
    unmet,
)
from muster.training.stages import CampTest, PoolPlace, PoolStage, RequirementRule

TODAY = date(2026, 11, 27)
LATER = date(2028, 1, 1)
KAZAKHSTAN = (
    Requirement(RequirementRule.AGE, minimum=Decimal(25), maximum=Decimal(55)),
    Requirement(RequirementRule.SERVICE, minimum=Decimal(5)),
    Requirement(RequirementRule.RANK, lowest_rank="captain", highest_rank="colonel"),
    Requirement(RequirementRule.LANGUAGE, test="IELTS", minimum=Decimal("4.5")),
    Requirement(RequirementRule.LANGUAGE, test="STANAG"),
    Requirement(RequirementRule.LANGUAGE, test="TOEFL", minimum=Decimal(566)),
    Requirement(RequirementRule.DRIVING),
)
LICENCE = CredentialFacts("driving", date(2015, 1, 1))
FIT = CandidateFacts(
    rank="Captain",
    born_on=date(1990, 1, 1),
    service_from=date(2012, 1, 1),
    tests=(ScoredTest("IELTS", Decimal("4.5"), date(2026, 1, 1)),),
    proofs=(LICENCE,),
    drove=True,
)
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


def facts(stage: PoolStage = PoolStage.POOLED, **more: object) -> PoolFacts:
    """Return somebody at a stage since 2026."""
    said: dict[str, object] = {"stage_since": date(2026, 1, 1), **more}
    return PoolFacts(stage, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("stage", PoolStage)
@pytest.mark.parametrize("to", PoolStage)
def test_only_the_steps_of_the_table_are_taken(stage: PoolStage, to: PoolStage) -> None:
    until = LATER if to == PoolStage.POOLED else None
    problems = step_problems(stage, to, pooled_until=until, reason="Asked for", today=TODAY)
    assert [one.place for one in problems] == ([] if to in STEPS[stage] else ["stage"])


def test_nobody_comes_into_the_pool_unscreened_and_a_place_has_an_end() -> None:
    assert PoolStage.POOLED not in STEPS[PoolStage.CANDIDATE]
    problems = step_problems(PoolStage.SCREENED, PoolStage.POOLED, pooled_until=TODAY, reason="", today=TODAY)
    assert [one.place for one in problems] == ["in the pool until"]


def test_whoever_leaves_leaves_with_a_reason() -> None:
    problems = step_problems(PoolStage.POOLED, PoolStage.LEFT, pooled_until=None, reason=" ", today=TODAY)
    assert [one.place for one in problems] == ["reason"]


@pytest.mark.parametrize(
    ("known", "place"),
    [
        (facts(PoolStage.CANDIDATE), Place(PoolPlace.CANDIDATE)),
        (facts(pooled_until=LATER), Place(PoolPlace.POOLED, LATER)),
        (facts(pooled_until=TODAY), Place(PoolPlace.SCREENED)),
        (facts(is_nominated=True), Place(PoolPlace.NOMINATED)),
        (facts(is_nominated=True, is_accepted=True), Place(PoolPlace.ACCEPTED)),
        (facts(is_accepted=True, deployed_until=LATER), Place(PoolPlace.DEPLOYED, LATER)),
        (facts(returned_on=date(2026, 11, 1)), Place(PoolPlace.RESTING, date(2027, 5, 1))),
        (facts(returned_on=date(2026, 3, 1)), Place(PoolPlace.RETURNED)),
        (facts(returned_on=date(2025, 3, 1), pooled_until=LATER), Place(PoolPlace.POOLED, LATER)),
        (facts(PoolStage.LEFT, is_nominated=True), Place(PoolPlace.LEFT)),
        (facts(PoolStage.LEFT, deployed_until=LATER), Place(PoolPlace.DEPLOYED, LATER)),
    ],
)
def test_where_somebody_is_follows_from_posts_and_stages(known: PoolFacts, place: Place) -> None:
    assert place_on(known, TODAY, 6) == place


@given(returned=DAYS, months=st.integers(0, 36), later=st.integers(0, 2000))
def test_rest_lasts_exactly_the_months_set(returned: date, months: int, later: int) -> None:
    day = returned + timedelta(days=later)
    place = place_on(PoolFacts(PoolStage.POOLED, date(1999, 1, 1), returned_on=returned), day, months)
    is_resting = day < add_months(returned, months)
    assert place.where == (PoolPlace.RESTING if is_resting else PoolPlace.RETURNED)
    assert place.until == (add_months(returned, months) if is_resting else None)


@given(until=DAYS, today=DAYS, notice=st.integers(0, 400))
def test_a_place_is_told_within_the_notice_and_never_after_its_end(until: date, today: date, notice: int) -> None:
    assert is_lapsing(until, today, notice) == (0 < (until - today).days <= notice)


def test_somebody_who_meets_everything_is_hindered_by_nothing() -> None:
    found = requirement_findings(FIT, KAZAKHSTAN, TODAY)
    assert [one.rule for one in found] == ["age", "service", "rank", "language", "driving"]
    assert unmet(found) == []


@pytest.mark.parametrize(
    ("changes", "rule", "verdict", "words"),
    [
        ({"born_on": date(2003, 1, 1)}, "age", RuleVerdict.NOT_MET, "23 years old, at least 25 and at most 55 wanted"),
        ({"born_on": date(1970, 1, 1)}, "age", RuleVerdict.NOT_MET, "56 years old, at least 25 and at most 55 wanted"),
        ({"born_on": None}, "age", RuleVerdict.NOT_KNOWN, "no day is on record"),
        ({"service_from": date(2022, 1, 1)}, "service", RuleVerdict.NOT_MET,
         "4 years in the armed forces, at least 5 wanted"),
        ({"rank": "Lieutenant"}, "rank", RuleVerdict.NOT_MET, "Lieutenant; wanted is captain to colonel"),
        ({"rank": "Major General"}, "rank", RuleVerdict.NOT_MET, "Major General; wanted is captain to colonel"),
        ({"rank": "Kapitan"}, "rank", RuleVerdict.NOT_KNOWN,
         "Kapitan; wanted is captain to colonel: the rank is none known"),
        ({"rank": ""}, "rank", RuleVerdict.NOT_KNOWN, "no rank is on record"),
        ({"tests": ()}, "language", RuleVerdict.NOT_KNOWN,
         "none of the tests wanted: IELTS 4.5 or STANAG or TOEFL 566"),
        ({"tests": (ScoredTest("IELTS", Decimal(4), date(2026, 1, 1)),)}, "language", RuleVerdict.NOT_MET,
         "IELTS 4; wanted is IELTS 4.5 or STANAG or TOEFL 566"),
        ({"tests": (ScoredTest("IELTS", Decimal(6), date(2024, 1, 1), date(2026, 1, 1)),)}, "language",
         RuleVerdict.NOT_KNOWN, "none of the tests wanted: IELTS 4.5 or STANAG or TOEFL 566"),
        ({"proofs": ()}, "driving", RuleVerdict.NOT_KNOWN, "no valid licence is on record"),
        ({"drove": None}, "driving", RuleVerdict.NOT_KNOWN, "a licence; manual gear is not proven"),
        ({"drove": False}, "driving", RuleVerdict.NOT_MET, "did not pass driving with manual gear"),
    ],
)  # fmt: skip
def test_each_no_has_its_reason(changes: dict[str, object], rule: str, verdict: RuleVerdict, words: str) -> None:
    person = CandidateFacts(**{**vars_of(FIT), **changes})  # type: ignore[arg-type]
    (found,) = unmet(requirement_findings(person, KAZAKHSTAN, TODAY))
    assert (found.rule, found.verdict, found.words) == (rule, verdict, words)
    assert found.remedy


def vars_of(person: CandidateFacts) -> dict[str, object]:
    """Return the fields of somebody."""
    return {name: getattr(person, name) for name in person.__dataclass_fields__}


@pytest.mark.parametrize(
    "test",
    [
        ScoredTest("stanag", None, date(2026, 1, 1)),
        ScoredTest("TOEFL", Decimal(566), date(2026, 1, 1)),
        ScoredTest("IELTS", Decimal("4.5"), date(2026, 1, 1), date(2026, 11, 28)),
    ],
)
def test_one_of_several_tests_is_enough(test: ScoredTest) -> None:
    person = CandidateFacts(tests=(test,))
    found = {one.rule: one.verdict for one in requirement_findings(person, KAZAKHSTAN, TODAY)}
    assert found["language"] == RuleVerdict.MET


@given(born=st.dates(date(1940, 1, 1), date(2020, 1, 1)), day=DAYS)
def test_age_is_met_exactly_between_the_bounds(born: date, day: date) -> None:
    age = Requirement(RequirementRule.AGE, minimum=Decimal(25), maximum=Decimal(55))
    (found,) = requirement_findings(CandidateFacts(born_on=born), [age], day)
    is_within = add_months(born, 25 * 12) <= day < add_months(born, 56 * 12)
    assert (found.verdict == RuleVerdict.MET) == is_within


def test_ranks_are_read_in_any_case_and_the_order_is_one() -> None:
    assert [rank_order(one.title()) for one in RANKS] == list(range(len(RANKS)))
    assert rank_order("Lieutenant-Colonel") == rank_order("lieutenant  colonel")
    assert rank_order("Brigadier") == rank_order("brigadier general")


def test_a_state_may_set_its_own_rest() -> None:
    assert rest_months([], 6) == 6
    assert rest_months([Requirement(RequirementRule.REST, minimum=Decimal(12))], 6) == 12
    assert rest_months(KAZAKHSTAN, 6) == 6


@given(st.lists(st.sampled_from(CampTest), unique=True), st.dictionaries(st.sampled_from(CampTest), st.booleans()))
def test_a_camp_is_passed_by_passing_each_test_that_was_held(tests: list[CampTest], results: dict[str, bool]) -> None:
    outcome = outcome_of(tests, results)
    if outcome == CampOutcome.PASSED:
        assert tests
        assert all(results.get(one) for one in tests)
    elif outcome == CampOutcome.FAILED:
        assert any(results.get(one) is False for one in tests)
    else:
        assert not tests or any(one not in results for one in tests)


def test_of_a_medical_board_the_verdict_alone_is_kept() -> None:
    tests = list(CampTest)
    assert [one.place for one in result_problems("medical-board", "eyesight", tests)] == ["result"]
    assert [one.place for one in result_problems("psychological", "12 points", tests)] == ["result"]
    assert result_problems("fitness", "12.4 s", tests) == []
    assert [one.place for one in result_problems("driving", "", ["fitness"])] == ["test"]


def test_what_is_wrong_with_a_camp_is_told() -> None:
    said = {"held_from": TODAY, "held_until": TODAY, "candidates": 17, "women": 18}
    found = camp_problems(tests=["chess"], **said)  # type: ignore[arg-type]
    assert [one.place for one in found] == ["until", "tests", "of whom women"]
    week = {"held_from": TODAY, "held_until": TODAY + timedelta(days=7), "candidates": 17, "women": 2}
    assert camp_problems(tests=["fitness"], **week) == []  # type: ignore[arg-type]
