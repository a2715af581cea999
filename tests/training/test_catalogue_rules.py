"""Rules of the catalogue: coverage by minutes, seats, qualifications, the steps of enrolment, eligibility, feedback."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.rules.eligibility import CredentialFacts, PersonFacts
from muster.kit.errors import Refused
from muster.kit.intervals import add_months
from muster.training.rules.catalogue_curriculum import coverage, covers_text, lesson_problems, parsed_covers
from muster.training.rules.catalogue_eligibility import CourseWants, course_findings, hindrances, verdicts, wanted_ranks
from muster.training.rules.catalogue_enrolment import (
    RESULTS,
    STEPS,
    Side,
    certificate_days,
    needs_reason,
    next_stages,
    result_problems,
)
from muster.training.rules.catalogue_feedback import averages, feedback_problems
from muster.training.rules.catalogue_sessions import (
    Qualification,
    Teacher,
    holds_open,
    next_course_stages,
    next_session_stages,
    qualification_problems,
    seats_left,
    session_problems,
    taken_by_state,
)
from muster.training.rules.catalogue_standards import line_problems, version_in_force
from muster.training.rules.catalogue_terms import (
    CoverTerms,
    FeedbackTerms,
    KeptSeatsTerms,
    LessonTerms,
    LineTerms,
    SessionTerms,
)
from muster.training.stages import CourseStage, Coverage, EnrolmentStage, SessionStage

DAY = date(2018, 11, 5)
days = st.dates(date(2015, 1, 1), date(2022, 1, 1))
numbers = st.from_regex(r"[A-Z0-9.]{1,6}", fullmatch=True)
covers = st.lists(st.builds(CoverTerms, numbers, st.none() | st.integers(1, 500)), max_size=5)


@given(covers)
def test_what_a_lesson_covers_goes_into_text_and_comes_back(said: list[CoverTerms]) -> None:
    assert parsed_covers(covers_text(said)) == tuple(said)


@pytest.mark.parametrize("text", ["2.5:", "2.5:many", "2.5:0", "2.5:-3", "2.5:٣"])
def test_minutes_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"write 2\.5, or 2\.5:60"):
        parsed_covers(text)


def test_a_line_is_covered_by_the_minutes_of_its_lessons_partly_by_fewer_and_else_not() -> None:
    lines = (LineTerms("1", "One", 60), LineTerms("2", "Two", 60), LineTerms("3", "Three"), LineTerms("4", "Four", 5))
    lessons = (
        LessonTerms("a", "A", 40, covers=(CoverTerms("1"), CoverTerms("2", 10), CoverTerms("3"))),
        LessonTerms("b", "B", 30, covers=(CoverTerms("1", 20),)),
    )
    found = {
        one.number: (one.extent, one.minutes, one.missing_minutes, one.lessons) for one in coverage(lines, lessons)
    }
    assert found == {
        "1": (Coverage.FULL, 60, 0, ("a", "b")),
        "2": (Coverage.PARTLY, 10, 50, ("a",)),
        "3": (Coverage.FULL, 40, 0, ("a",)),
        "4": (Coverage.NOT, 0, 5, ()),
    }


def test_lessons_have_numbers_titles_minutes_and_lines_that_are_there() -> None:
    lessons = (
        LessonTerms("1", "", 0),
        LessonTerms("1", "B", 10, covers=(CoverTerms("x"), CoverTerms("1", 11), CoverTerms("1"))),
        LessonTerms(" ", "C", 10),
    )
    told = " | ".join(str(one) for one in lesson_problems(lessons, ("1",)))
    for words in ("has no title", "lasts no minute", "is there twice", "no such line", "11 of its 10", "line 1 twice",
                  "has no number"):  # fmt: skip
        assert words in told
    assert lesson_problems((LessonTerms("1", "A", 10, covers=(CoverTerms("1", 10),)),), ("1",)) == []


def test_lines_have_numbers_of_their_own_without_marks_that_covers_are_written_with() -> None:
    told = " | ".join(str(one) for one in line_problems((LineTerms("1:2", "A", 0), LineTerms("", ""))))
    assert all(words in told for words in ("has ; or :", "asks for no minute", "has no number", "has no title"))


@given(st.dictionaries(numbers, days, max_size=5), days)
def test_the_version_in_force_is_the_last_one_issued(versions: dict[str, date], day: date) -> None:
    found = version_in_force(versions, day)
    issued = [since for since in versions.values() if since <= day]
    assert (versions[found] == max(issued)) if issued else found == ""


@given(
    st.integers(1, 40),
    st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 10), max_size=4),
    st.lists(st.builds(KeptSeatsTerms, st.sampled_from("ABCD"), st.integers(1, 8), days), max_size=4,
             unique_by=lambda one: one.state),
    st.sampled_from("ABCD"),
    days,
)  # fmt: skip
def test_no_state_gets_more_than_is_free_and_what_is_kept_comes_free_on_its_day(
    seats: int, taken: dict[str, int], kept: list[KeptSeatsTerms], state: str, day: date
) -> None:
    free = max(0, seats - sum(taken.values()))
    left = seats_left(seats, taken, kept, state, day)
    assert seats_left(seats, taken, kept, "", day) <= left <= free
    last = max((one.until for one in kept), default=day)
    assert seats_left(seats, taken, kept, state, max(day, last)) == free
    assert seats_left(seats, taken, [one for one in kept if one.state == state], state, day) == free


def test_seats_are_taken_by_whoever_has_or_had_one() -> None:
    stages = [("KAZ", one) for one in EnrolmentStage]
    assert taken_by_state(stages) == {"KAZ": 4}


def test_a_session_has_days_seats_and_keeps_no_more_than_it_has() -> None:
    kept = (KeptSeatsTerms("KAZ", 3, DAY + timedelta(days=1)), KeptSeatsTerms("KAZ", 3, DAY))
    told = " | ".join(
        str(one) for one in session_problems(SessionTerms(DAY, DAY, 5, DAY + timedelta(days=1), kept=kept))
    )
    for words in ("not after the first day", "apply by: is after", "are kept after", "are there twice", "6 of 5 seats"):
        assert words in told
    assert session_problems(SessionTerms(DAY, DAY + timedelta(days=1), 5, DAY)) == []


@given(days, st.integers(1, 30), st.lists(st.tuples(days, st.none() | st.integers(1, 900)), max_size=4))
def test_an_instructor_is_qualified_where_every_day_of_the_session_is_covered(
    start: date, length: int, spans: list[tuple[date, int | None]]
) -> None:
    until = start + timedelta(days=length)
    held = tuple(
        Qualification("POC", since, None if more is None else since + timedelta(days=more)) for since, more in spans
    )
    teacher = Teacher(7, date(2000, 1, 1), None, held)
    each = [start + timedelta(days=one) for one in range(length)]
    covered = all(
        any(one.valid_from <= day and (one.valid_until is None or day < one.valid_until) for one in held)
        for day in each
    )
    assert (qualification_problems(teacher, "POC", start, until) == []) == covered
    assert qualification_problems(teacher, "UNSO", start, until) != []
    gone = Teacher(7, date(2000, 1, 1), until - timedelta(days=1), held)
    assert "does not teach" in str(qualification_problems(gone, "POC", start, until)[0])


def test_only_an_open_session_takes_applications_until_its_last_day() -> None:
    assert holds_open(SessionStage.OPEN, None, DAY, DAY) == []
    assert "is over" in str(next(iter(holds_open(SessionStage.OPEN, DAY, DAY, DAY + timedelta(days=1)))))
    for stage in set(SessionStage) - {SessionStage.OPEN}:
        assert holds_open(stage, None, DAY, DAY)


def test_every_step_that_is_not_named_is_illegal() -> None:
    assert {one: next_course_stages(one) for one in CourseStage} == {
        "draft": ("offered",), "offered": ("closed",), "closed": ("offered",),
    }  # fmt: skip
    assert {one: next_session_stages(one) for one in SessionStage} == {
        "planned": ("open", "cancelled"), "open": ("held", "cancelled"), "held": (), "cancelled": (),
    }  # fmt: skip
    legal = {(before, after) for before, ways in STEPS.items() for after in ways}
    assert legal == {
        *product(("applied",), ("accepted", "waiting", "refused", "withdrawn")),
        *product(("waiting",), ("accepted", "refused", "withdrawn")),
        *product(("accepted",), ("withdrawn", *RESULTS)),
        *product(("refused", "withdrawn"), ("applied",)),
        *((one, other) for one in RESULTS for other in (*RESULTS, "accepted") if one != other),
    }
    for stage in EnrolmentStage:
        both = set(next_stages(stage, Side.STATE)) & set(next_stages(stage, Side.INSTITUTION))
        assert both == set()
        assert EnrolmentStage.APPLIED not in next_stages(stage, Side.STATE)


def test_a_refusal_a_correction_and_an_acceptance_against_a_rule_need_a_reason() -> None:
    assert needs_reason("applied", "refused", is_exception=False)
    assert needs_reason("passed", "failed", is_exception=False)
    assert needs_reason("applied", "accepted", is_exception=True)
    assert not needs_reason("applied", "accepted", is_exception=False)
    assert not needs_reason("accepted", "passed", is_exception=True)


def test_a_result_is_entered_from_the_last_day_on_and_an_absence_from_the_first() -> None:
    until = DAY + timedelta(days=5)
    assert result_problems(DAY, until, "absent", DAY) == []
    assert result_problems(DAY, until, "passed", until - timedelta(days=2)) != []
    assert result_problems(DAY, until, "passed", until - timedelta(days=1)) == []
    assert result_problems(DAY, until, "accepted", date(2000, 1, 1)) == []


@given(days, st.none() | st.integers(1, 120))
def test_a_certificate_holds_from_the_last_day_for_the_months_of_the_course(until: date, months: int | None) -> None:
    start, end = certificate_days(until, months)
    assert start == until - timedelta(days=1)
    assert end == (None if months is None else add_months(start, months))


def test_the_rules_of_a_course_ask_what_it_says_and_each_no_has_its_reason() -> None:
    wants = CourseWants(wanted_ranks("captain; Major"), 5, "en", 6)
    able = PersonFacts(
        "MAJOR", None, date(2010, 1, 1),
        (CredentialFacts("language", date(2018, 1, 1), None, "EN"), CredentialFacts("medical", date(2018, 6, 1))),
    )  # fmt: skip
    assert verdicts(course_findings(able, wants, DAY)) == dict.fromkeys(
        ("rank", "service", "language", "medical"), "met"
    )
    assert hindrances(course_findings(able, wants, DAY)) == []
    nobody = course_findings(PersonFacts(), wants, DAY)
    assert set(verdicts(nobody).values()) == {"not known"}
    unfit = PersonFacts(
        "private", None, date(2016, 1, 1),
        (CredentialFacts("language", date(2016, 1, 1), DAY, "en"), CredentialFacts("medical", date(2018, 5, 4))),
    )  # fmt: skip
    found = hindrances(course_findings(unfit, wants, DAY))
    assert [one.place for one in found] == ["rank", "service", "language", "medical"]
    assert "a session from 1 January 2021 on would do" in found[1].remedy
    assert course_findings(unfit, CourseWants(), DAY) == []


@given(st.lists(st.builds(FeedbackTerms, *[st.integers(1, 5)] * 3), max_size=9), st.integers(1, 6))
def test_averages_are_told_from_so_many_answers_on_and_lie_within_the_marks(
    answers: list[FeedbackTerms], least: int
) -> None:
    found = averages(answers, least)
    assert found.answers == len(answers)
    assert found.are_shown == (len(answers) >= least)
    if found.content is not None:
        marks = [one.content for one in answers]
        assert min(marks) <= found.content <= max(marks)
        assert abs(found.content - Decimal(sum(marks)) / len(marks)) <= Decimal("0.05")


def test_feedback_has_marks_and_no_more_answers_than_participants() -> None:
    assert feedback_problems(FeedbackTerms(1, 5, 3), 0, 1) == []
    told = [str(one) for one in feedback_problems(FeedbackTerms(0, 6, 3), 1, 1)]
    assert len(told) == 3
