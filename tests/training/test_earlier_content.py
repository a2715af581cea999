"""As of an earlier day: the lines, lessons, coverage, verdicts and instructors of that day, on pages and in the API."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from muster.parties.viewer import SYSTEM
from muster.training.actions.courses import change_course, write_curriculum
from muster.training.actions.instructors import end_instructor
from muster.training.actions.recognition_review import judge_lines
from muster.training.actions.standards import record_version, write_lines
from muster.training.models import Course, CourseLesson, CoverageVerdict, StandardLine, StandardVersion
from muster.training.queries.courses import lesson_terms, visible_instructor
from muster.training.queries.recognition_cases import facts_of, matrix_of, verdicts_by_number, visible_case
from muster.training.queries.standards import line_terms, visible_versions
from muster.training.recognition_terms import LineVerdictTerms
from muster.training.rules.catalogue_terms import CoverTerms, LessonTerms, LineTerms, VersionTerms
from tests.record import DAY, KNOWN, Parties, Record
from tests.training.recognised import TODAY, applied, make_ground, to_desk_review
from tests.training.taught import COURSE, LESSONS, LINES, TERMS, course, instructor

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CHANGED = date(2018, 11, 1)
BEFORE = CHANGED - timedelta(days=1)
OTHER_LESSONS = (
    LessonTerms("L2", "Lesson on line 2.5, longer", 120, "exercise", (CoverTerms("2.5"),)),
    LessonTerms("L3", "New lesson", 30, "lecture"),
)
OTHER_LINES = (LineTerms("2.5", "Protection of civilians, anew", 90), LineTerms("1", "Title of line 1", 45),
               LineTerms("4", "New line", 10))  # fmt: skip


def test_lessons_of_an_earlier_day_are_those_that_were_taught(record: Record) -> None:
    made = course(record)
    write_curriculum(SYSTEM, COURSE, OTHER_LESSONS, today=CHANGED)
    assert lesson_terms(made, BEFORE) == LESSONS
    assert lesson_terms(made, CHANGED) == lesson_terms(made) == OTHER_LESSONS
    assert lesson_terms(made, KNOWN - timedelta(days=1)) == ()


def test_a_lesson_that_stays_as_it_was_is_kept_once(record: Record) -> None:
    made = course(record)
    write_curriculum(SYSTEM, COURSE, LESSONS, today=CHANGED)
    assert CourseLesson.objects.count() == len(LESSONS)
    later = CHANGED + timedelta(days=1)
    write_curriculum(SYSTEM, COURSE, (LESSONS[0],), today=CHANGED)
    write_curriculum(SYSTEM, COURSE, LESSONS, today=later)
    assert [lesson_terms(made, day) for day in (BEFORE, CHANGED, later)] == [LESSONS, (LESSONS[0],), LESSONS]


def test_what_changes_twice_on_a_day_is_shown_as_it_was_last(record: Record) -> None:
    made = course(record)
    write_curriculum(SYSTEM, COURSE, OTHER_LESSONS, today=CHANGED)
    write_curriculum(SYSTEM, COURSE, LESSONS, today=CHANGED)
    write_curriculum(SYSTEM, COURSE, OTHER_LESSONS, today=CHANGED)
    assert (lesson_terms(made, BEFORE), lesson_terms(made, CHANGED)) == (LESSONS, OTHER_LESSONS)


def test_lines_of_an_earlier_day_are_those_that_were_asked(record: Record) -> None:
    course(record)
    version = StandardVersion.objects.get()
    write_curriculum(SYSTEM, COURSE, (LESSONS[1],), today=DAY)
    rows = set(StandardLine.objects.values_list("pk", flat=True))
    write_lines(SYSTEM, "POC", "2017", OTHER_LINES, today=CHANGED)
    assert line_terms(version, BEFORE) == LINES
    assert line_terms(version, CHANGED) == line_terms(version) == OTHER_LINES
    assert rows < set(StandardLine.objects.values_list("pk", flat=True)), "lessons and reviews point at them"
    counts = [visible_versions(SYSTEM, day).get().line_count for day in (BEFORE, CHANGED)]  # type: ignore[attr-defined]
    assert counts == [3, 3]
    assert lesson_terms(Course.objects.get(), CHANGED) == (LESSONS[1],)


def test_a_course_that_moves_to_another_version_keeps_what_it_covered(record: Record) -> None:
    made = course(record)
    record_version(SYSTEM, VersionTerms("POC", "2018", "Title", DAY, lines=LINES), today=DAY)
    change_course(SYSTEM, COURSE, replace(TERMS, standard_version="2018"), today=CHANGED)
    assert lesson_terms(made, BEFORE) == lesson_terms(made, CHANGED) == LESSONS
    earlier = CourseLesson.objects.filter(known_until=CHANGED)
    assert {cover.line.standard_version.version for one in earlier for cover in one.covers.all()} == {"2017"}


def test_the_matrix_and_the_verdicts_of_an_earlier_day(parties: Parties) -> None:
    ground = make_ground(parties)
    applied(ground)
    to_desk_review(ground)
    later = TODAY + timedelta(days=10)
    judge_lines(
        ground.officer, "rec-poc-2018", [LineVerdictTerms("1", "full"), LineVerdictTerms("2", "full")], today=TODAY
    )
    said = [LineVerdictTerms("1", "not", "It went"), LineVerdictTerms("2", "")]
    judge_lines(ground.officer, "rec-poc-2018", said, today=later)
    write_lines(SYSTEM, "POC", "2017", (LineTerms("1", "Anew", 600), LineTerms("2", "Line 2 of POC", 45)), today=later)
    then, now = (visible_case(ground.state, day, "rec-poc-2018") for day in (TODAY, later))
    assert {number: one.verdict for number, one in verdicts_by_number(then).items()} == {"1": "full", "2": "full"}
    assert {number: one.verdict for number, one in verdicts_by_number(now).items()} == {"1": "not"}
    assert [(one.line.number, one.line.least_minutes, one.minutes) for one in matrix_of(then, TODAY)] == [
        ("1", 60, 60), ("2", 45, 60), ("3", None, 0),
    ]  # fmt: skip
    assert [(one.line.number, one.line.least_minutes, one.minutes) for one in matrix_of(now, later)] == [
        ("1", 600, 60), ("2", 45, 60),
    ]  # fmt: skip
    assert [(one.number, one.verdict) for one in facts_of(now).lines] == [("1", "not"), ("2", "")]
    judge_lines(ground.officer, "rec-poc-2018", [LineVerdictTerms("1", "full")], today=later)
    assert CoverageVerdict.objects.filter(line__number="1").count() == 2, "changed twice on one day is one verdict"
    assert "Anew" not in body_of(parties, f"/training/recognition/rec-poc-2018/?as_of={TODAY}")
    assert "Anew" in body_of(parties, f"/training/recognition/rec-poc-2018/?as_of={later}")
    lines = answer_of(parties, f"/api/v1/recognition-cases/rec-poc-2018?as_of={TODAY}")["coverage"]
    assert [one["verdict"] for one in lines] == ["full", "full", ""]


def test_until_when_somebody_teaches_is_told_as_it_was_known(record: Record) -> None:
    teacher = instructor(record, DAY)
    end_instructor(SYSTEM, teacher.pk, date(2020, 1, 1), today=CHANGED)
    end_instructor(SYSTEM, teacher.pk, date(2019, 1, 1), today=CHANGED + timedelta(days=30))
    days = (BEFORE, CHANGED, CHANGED + timedelta(days=30))
    told = [visible_instructor(SYSTEM, day, teacher.pk).until_then for day in days]  # type: ignore[attr-defined]
    assert told == [None, date(2020, 1, 1), date(2019, 1, 1)]


def test_pages_and_answers_of_an_earlier_day_show_its_content(record: Record) -> None:
    course(record)
    write_curriculum(SYSTEM, COURSE, (LESSONS[1],), today=DAY)
    write_lines(SYSTEM, "POC", "2017", OTHER_LINES, today=CHANGED)
    write_curriculum(SYSTEM, COURSE, OTHER_LESSONS, today=CHANGED)
    for page, then, now in (
        (f"/training/courses/{COURSE}/", "Lesson on line 2.5", "Lesson on line 2.5, longer"),
        ("/training/standards/POC/2017/", "Title of line 3", "Protection of civilians, anew"),
    ):
        earlier = body_of(record.parties, f"{page}?as_of={BEFORE}")
        later = body_of(record.parties, f"{page}?as_of={CHANGED}")
        assert (then in earlier, now in earlier, now in later) == (True, False, True), page
    lines = answer_of(record.parties, f"/api/v1/standards/POC/2017?as_of={BEFORE}")["lines"]
    assert [one["number"] for one in lines] == ["1", "2.5", "3"]
    taught = answer_of(record.parties, f"/api/v1/courses/{COURSE}/curriculum?as_of={BEFORE}")
    assert [one["number"] for one in taught["lessons"]] == ["L2"]
    assert [one["number"] for one in taught["coverage"]] == ["1", "2.5", "3"]


def body_of(parties: Parties, address: str) -> str:
    return str(signed_in(parties).get(address).content.decode())


def answer_of(parties: Parties, address: str) -> dict[str, list[dict[str, str]]]:
    answer: dict[str, list[dict[str, str]]] = signed_in(parties).get(address).json()
    return answer


def signed_in(parties: Parties) -> Client:
    client = Client()
    client.force_login(parties.users["secretariat officer"], backend="django.contrib.auth.backends.ModelBackend")
    return client
