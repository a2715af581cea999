"""The rules of recognition: stages and what each needs, coverage by minutes, validity and renewal."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.training.rules.recognition_coverage import (
    CoverFacts,
    StandardLineFacts,
    counted,
    coverage_matrix,
    coverage_of,
    minutes_of,
)
from muster.training.rules.recognition_stages import (
    APPROVER,
    ENDED,
    INSTITUTION,
    JUDGED_BEFORE_THE_VISIT,
    SECRETARIAT,
    SIX_STAGES,
    STEPS,
    CaseFacts,
    LineFacts,
    legal_next_stages,
    published_problems,
    step_problems,
    step_side,
)
from muster.training.rules.recognition_validity import (
    CertificateFacts,
    RecognitionStanding,
    ends_on,
    expires_soon,
    expiry,
    gap_days,
    renewal_problems,
    standing_on,
    validity_problems,
)
from muster.training.stages import Coverage, EvidenceKind, RecognitionStage
from muster.visits.stages import Outcome

S = RecognitionStage
DAY = date(2018, 12, 1)
DAYS = st.dates(date(2013, 1, 1), date(2035, 12, 31))
SUFFICES = {kind.value: Coverage.FULL.value for kind in (*JUDGED_BEFORE_THE_VISIT, EvidenceKind.SYSTEM)}
WHOLE = CaseFacts(
    stage=S.APPLICATION,
    lesson_count=4,
    lines=(LineFacts("1", True, True, Coverage.FULL), LineFacts("2", False, False, Coverage.NOT)),
    verdicts=SUFFICES,
    has_visit=True,
    visit_outcome=Outcome.RECOMMENDED,
    last_day=DAY,
)
"""A case that lacks nothing: every legal step may be taken."""


def said(case: CaseFacts, following: RecognitionStage, words: str = "Words") -> list[str]:
    """Return what is wrong with a step, in words."""
    return [str(one) for one in step_problems(case, following, DAY, words)]


@pytest.mark.parametrize("stage", list(S))
@pytest.mark.parametrize("following", list(S))
def test_every_step_outside_the_order_is_refused_and_every_one_inside_it_may_be_taken(
    stage: RecognitionStage, following: RecognitionStage
) -> None:
    problems = said(replace(WHOLE, stage=stage), following)
    if following in STEPS[stage]:
        assert problems == []
    else:
        assert len(problems) == 1
        assert f"what is “{stage.label}” cannot become “{following.label}”" in problems[0]


def test_the_six_stages_follow_each_other_and_no_one_is_passed_over() -> None:
    for one, following in itertools.pairwise(SIX_STAGES):
        assert following in legal_next_stages(one)
        assert not set(legal_next_stages(one)) & set(SIX_STAGES[SIX_STAGES.index(following) + 1 :])
    assert all(legal_next_stages(one) == () for one in ENDED)


def test_only_an_approver_decides_and_only_the_institution_withdraws() -> None:
    for stage in SIX_STAGES:
        assert step_side(stage, S.REFUSED) == APPROVER
        assert step_side(stage, S.WITHDRAWN) == INSTITUTION
    assert step_side(S.RESULT, S.RECOGNISED) == APPROVER
    assert step_side(S.LESSON_PLANS, S.DESK_REVIEW) == INSTITUTION
    assert step_side(S.APPLICATION, S.SYSTEM_REPORT) == SECRETARIAT
    assert step_side(S.APPLICATION, S.RESULT) == ""


@pytest.mark.parametrize(
    ("stage", "following", "lacking", "words"),
    [
        (S.APPLICATION, S.SYSTEM_REPORT, {"has_version": False}, "version of the standard: is not named"),
        (S.APPLICATION, S.SYSTEM_REPORT, {"lesson_count": 0, "verdicts": {}}, "curriculum: there is none"),
        (S.SYSTEM_REPORT, S.LESSON_PLANS, {"verdicts": {}}, "training system: nothing was handed in"),
        (S.SYSTEM_REPORT, S.LESSON_PLANS, {"verdicts": {"system": ""}}, "training system: has no verdict"),
        (S.SYSTEM_REPORT, S.LESSON_PLANS, {"verdicts": {"system": "not"}}, "training system: does not suffice"),
        (S.LESSON_PLANS, S.DESK_REVIEW, {"lines": (LineFacts("1", True),)}, "lesson plans: none for line 1"),
        (S.LESSON_PLANS, S.DESK_REVIEW, {"lines": (), "verdicts": {}}, "lesson plans: there are none"),
        (S.DESK_REVIEW, S.OBSERVATION, {"lines": (LineFacts("1", False, True),)}, "line 1 has no verdict"),
        (S.DESK_REVIEW, S.OBSERVATION, {"lines": (LineFacts("1", True, True, "not"),)}, "line 1 is not covered"),
        (S.DESK_REVIEW, S.OBSERVATION, {"verdicts": SUFFICES | {"facilities": ""}}, "facilities: has no verdict"),
        (S.DESK_REVIEW, S.OBSERVATION, {"lines": (), "verdicts": SUFFICES | {"curriculum": "not"}}, "curriculum"),
        (S.OBSERVATION, S.RESULT, {"has_visit": False}, "visit: there is none"),
        (S.OBSERVATION, S.RESULT, {"visit_outcome": ""}, "visit: has no approved result yet"),
        (S.RESULT, S.RECOGNISED, {"visit_outcome": "not-recommended"}, "visit: does not recommend the course"),
        (S.RESULT, S.RECOGNISED, {"open_findings": ("a-f1", "a-f2")}, "still open: a-f1, a-f2"),
    ],
)
def test_what_a_stage_needs_holds_the_next_one_up(
    stage: RecognitionStage, following: RecognitionStage, lacking: dict[str, object], words: str
) -> None:
    case = replace(WHOLE, stage=stage, **lacking)  # type: ignore[arg-type]
    problems = said(case, following)
    assert len(problems) == 1
    assert words in problems[0]


@pytest.mark.parametrize(
    "kind", [one for one in JUDGED_BEFORE_THE_VISIT if one.value not in ("curriculum", "lesson-plans")]
)
def test_each_thing_that_is_looked_at_must_be_handed_in_before_the_visit(kind: EvidenceKind) -> None:
    verdicts = {key: value for key, value in SUFFICES.items() if key != kind}
    problems = said(replace(WHOLE, stage=S.DESK_REVIEW, verdicts=verdicts), S.OBSERVATION)
    assert problems == [f"{kind.label.lower()}: nothing was handed in; the institution hands it in"]


def test_an_end_and_a_return_say_why_and_no_step_lies_before_the_last() -> None:
    for following in (S.RECOGNISED, S.REFUSED, S.WITHDRAWN):
        assert len(said(replace(WHOLE, stage=S.RESULT), following, " ")) == 1
    assert len(said(replace(WHOLE, stage=S.DESK_REVIEW), S.LESSON_PLANS, "")) == 1
    early = step_problems(WHOLE, S.SYSTEM_REPORT, DAY - timedelta(days=1))
    assert [one.place for one in early] == ["day"]


def test_a_standard_of_which_no_version_is_on_record_asks_for_none() -> None:
    case = replace(WHOLE, has_version=False, version_is_on_record=False, lines=())
    assert said(case, S.SYSTEM_REPORT) == []


def test_published_stages_keep_their_order_and_may_leave_some_out() -> None:
    assert published_problems(((S.APPLICATION, DAY), (S.OBSERVATION, DAY), (S.RECOGNISED, DAY))) == []
    assert published_problems(((S.OBSERVATION, DAY), (S.APPLICATION, DAY)))[0].place == "stages"
    assert published_problems(((S.RECOGNISED, DAY), (S.WITHDRAWN, DAY)))[0].place == "stages"
    assert published_problems(((S.APPLICATION, DAY), (S.RESULT, DAY - timedelta(days=1))))[0].place == "days"
    assert published_problems(())[0].message == "none is told"


@given(st.integers(0, 600), st.one_of(st.none(), st.integers(0, 600)))
def test_coverage_is_none_without_a_minute_whole_with_the_least_and_partly_between(
    minutes: int, least: int | None
) -> None:
    found = coverage_of(least, minutes)
    if minutes == 0:
        assert found == Coverage.NOT
    elif minutes >= (least or 0):
        assert found == Coverage.FULL
    else:
        assert found == Coverage.PARTLY


@given(st.integers(1, 300), st.one_of(st.none(), st.integers(0, 600)))
def test_no_lesson_covers_a_line_for_longer_than_it_lasts(lasts: int, given_minutes: int | None) -> None:
    counts = minutes_of(lasts, given_minutes)
    assert counts <= lasts
    assert counts in (lasts, given_minutes)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 90), st.booleans()), max_size=12))
def test_the_matrix_gives_every_minute_to_the_line_it_covers(covers: list[tuple[int, int, bool]]) -> None:
    lines = [StandardLineFacts(key, str(key), "Line", 45) for key in (1, 2, 3)]
    facts = [CoverFacts(line, f"L{number}", minutes, plan) for number, (line, minutes, plan) in enumerate(covers)]
    matrix = coverage_matrix(lines, facts)
    assert [one.line.number for one in matrix] == ["1", "2", "3"]
    for one in matrix:
        own = [cover for cover in covers if cover[0] == one.line.key]
        assert one.minutes == sum(minutes for _line, minutes, _plan in own)
        assert len(one.lessons) == len(own)
        assert one.has_plan == any(plan for _line, _minutes, plan in own)
        assert one.missing_minutes == max(0, 45 - one.minutes)
    assert sum(counted(one.computed for one in matrix).values()) == len(lines)


def test_verdicts_are_counted_and_those_not_given_left_out() -> None:
    assert counted(["full", "", "not", "full"]) == {Coverage.FULL: 2, Coverage.PARTLY: 0, Coverage.NOT: 1}


@given(DAYS, st.integers(1, 10), DAYS, st.one_of(st.none(), DAYS))
def test_a_certificate_is_valid_from_its_first_day_to_the_day_before_its_end_unless_revoked(
    start: date, years: int, day: date, revoked: date | None
) -> None:
    certificate = CertificateFacts(start, expiry(start, years), revoked)
    standing = standing_on(certificate, day)
    end = ends_on(certificate)
    assert end is not None
    assert (standing == RecognitionStanding.VALID) == (start <= day < end)
    assert (standing == RecognitionStanding.REVOKED) == (revoked is not None and revoked <= day)


def test_a_certificate_without_an_end_that_anyone_knows_does_not_expire() -> None:
    certificate = CertificateFacts(date(2019, 1, 10))
    assert standing_on(certificate, date(2099, 1, 1)) == RecognitionStanding.VALID
    assert ends_on(certificate) is None
    assert not expires_soon(certificate, date(2099, 1, 1), 6)
    assert gap_days(certificate, date(2030, 1, 1)) == 0


@given(DAYS, st.integers(1, 6), st.integers(-400, 400))
def test_a_renewal_tells_its_gap_in_days_and_none_where_it_begins_in_time(start: date, years: int, offset: int) -> None:
    before = CertificateFacts(start, expiry(start, years))
    end = expiry(start, years)
    begins = end + timedelta(days=offset)
    assert gap_days(before, begins) == max(0, offset)
    assert renewal_problems(before, begins) == [] if begins > start else renewal_problems(before, begins)


def test_a_certificate_that_renews_another_becomes_effective_later_than_it() -> None:
    before = CertificateFacts(date(2013, 11, 8), date(2018, 11, 8))
    assert renewal_problems(before, date(2018, 11, 8)) == []
    assert renewal_problems(before, date(2013, 11, 8))[0].place == "effective from"


@pytest.mark.parametrize(("years", "is_allowed"), [(2, False), (3, True), (4, True), (5, True), (6, False)])
def test_three_to_five_years_are_allowed(years: int, is_allowed: bool) -> None:
    assert (validity_problems(years, (3, 5)) == []) == is_allowed


def test_a_certificate_ends_soon_within_the_months_of_notice_and_not_once_it_has_ended() -> None:
    certificate = CertificateFacts(date(2013, 11, 8), date(2018, 11, 8))
    assert not expires_soon(certificate, date(2018, 5, 7), 6)
    assert expires_soon(certificate, date(2018, 5, 8), 6)
    assert not expires_soon(certificate, date(2018, 11, 8), 6)
