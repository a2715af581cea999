"""The catalogue on pages: a course from the draft to certificates by form and workbook, and its queries."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from muster.parties.viewer import SYSTEM
from muster.people.models import Person, PersonCredential
from muster.training.models import Course, Enrolment, StandardVersion, TrainingSession
from muster.training.queries.courses import lesson_terms
from muster.training.queries.standards import line_terms
from tests.record import KNOWN, Record
from tests.training.edited import changed
from tests.training.taught import (
    COURSE,
    LESSONS,
    SESSION,
    SESSION_TERMS,
    applied,
    course,
    instructor,
    kazcent,
    qualify,
    session,
    standard,
    trainee,
)
from tests.web.browsing import browser_of, check_page

pytestmark = pytest.mark.once
TODAY = datetime.now(UTC).date()
NOW, SOON, LATER = (str(TODAY + timedelta(days=days)) for days in (0, 1, 20))
HERE = f"/training/courses/{COURSE}/"


def browser(record: Record, kind: str) -> Client:
    return browser_of(record.parties.users[kind], None)


def rows_sent(prefix: str, rows: list[dict[str, str]], initial: int = 0) -> dict[str, str]:
    """Return a formset as a browser sends it."""
    said = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": str(initial)}
    for place, row in enumerate(rows):
        said |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return said


def test_a_course_is_written_offered_and_given_a_session_on_pages(record: Record) -> None:
    kazcent(record)
    standard()
    house = browser(record, "training institution")
    said = {"reference": COURSE, "title": "A title", "standard": "POC", "standard_version": "POC 2017"}
    wrong = house.post("/training/courses/new/", {**said, "standard": "UNSO"})
    assert wrong.status_code == 400
    assert "version of another standard" in wrong.content.decode()
    assert house.post("/training/courses/new/", said).status_code == 302
    lessons = [{"number": "1", "title": "A lesson", "minutes": "45", "covers": "1; 2.5:20"}, {"number": ""}]
    assert "Write the curriculum" in check_page(house, f"{HERE}curriculum/")
    bad = house.post(f"{HERE}curriculum/", {**rows_sent("lines", [{**lessons[0], "covers": "1:x"}]), "version": "1"})
    assert bad.status_code == 400
    assert "write 2.5, or 2.5:60" in bad.content.decode()
    assert house.post(f"{HERE}curriculum/", {**rows_sent("lines", lessons), "version": "1"}).status_code == 302
    assert house.post(f"{HERE}step/offered/", {"version": "2"}).status_code == 302
    assert house.post(f"{HERE}step/closed/", {"version": "2"}).status_code == 400
    page = check_page(house, HERE)
    assert "Partly covered" in page
    planned = {"held_from": SOON, "held_until": LATER, "seats": "5", "place": "Almaty",
               **rows_sent("lines", [{"state": "ind", "seats": "2", "until": SOON}])}  # fmt: skip
    assert house.post(f"{HERE}sessions/new/", planned).status_code == 302
    made = TrainingSession.objects.get()
    assert [(one.state.code, one.seats) for one in made.kept_seats.all()] == [("IND", 2)]
    assert "A title" in check_page(browser(record, "analyst"), "/training/")
    at = f"/training/sessions/{made.reference}/"
    check_page(house, f"{at}change/")
    fewer = {**planned, **rows_sent("lines", [{"state": ""}], 1), "seats": "4", "version": "1"}
    assert house.post(f"{at}change/", fewer).status_code == 302
    assert TrainingSession.objects.get().kept_seats.count() == 0
    assert house.post(f"{at}step/open/", {"version": "2"}).status_code == 302
    assert "Almaty" in check_page(browser(record, "other State"), "/training/sessions/")


def test_a_standard_goes_out_as_a_workbook_and_comes_in_changed_or_not_at_all(record: Record) -> None:
    standard()
    desk, at = browser(record, "secretariat officer"), "/training/standards/POC/2017/"
    data = desk.get(f"{at}workbook/").content

    def twice(sheet: Any) -> None:
        sheet["A3"] = "1"

    refused = desk.post(f"{at}import/", {"workbook": changed(data, "Lines", twice)})
    assert refused.status_code == 400
    assert StandardVersion.objects.get().edition == 1

    def longer(sheet: Any) -> None:
        sheet["C3"] = 75

    assert desk.post(f"{at}import/", {"workbook": changed(data, "Lines", longer)}).status_code == 302
    assert [one.least_minutes for one in line_terms(StandardVersion.objects.get())] == [45, 75, None]
    assert "75" in check_page(desk, at)
    said = {**rows_sent("lines", [{"number": "1", "title": "Only one"}]), "version": "1"}
    assert desk.post(f"{at}lines/", said).status_code == 400
    assert desk.post(f"{at}lines/", {**said, "version": "2"}).status_code == 302
    check_page(desk, f"{at}lines/")
    new = {"standard": "CPTM", "version": "2017", "title": "Core", "issued_on": "2017-01-01"}
    assert desk.post("/training/standards/new/", new).status_code == 302
    assert "CPTM" in check_page(desk, "/training/standards/")


def test_a_curriculum_goes_out_as_a_workbook_and_comes_in_as_it_was_or_with_errors_by_row(record: Record) -> None:
    made = course(record)
    house = browser(record, "training institution")
    data = house.get(f"{HERE}curriculum/workbook/").content
    assert (
        house.post(f"{HERE}curriculum/import/", {"workbook": changed(data, "Lessons", lambda _: None)}).status_code
        == 302
    )
    assert lesson_terms(made) == LESSONS
    assert Course.objects.get().version == made.version

    def wrong(sheet: Any) -> None:
        sheet["E3"] = "9:10"

    refused = house.post(f"{HERE}curriculum/import/", {"workbook": changed(data, "Lessons", wrong)})
    assert refused.status_code == 400
    assert "sheet Lessons, row 3" in refused.content.decode()
    assert lesson_terms(made) == LESSONS


def test_a_curriculum_leaves_as_csv_too(record: Record) -> None:
    course(record)
    house = browser(record, "training institution")
    answer = house.get(f"{HERE}?lessons-format=csv")
    assert answer["Content-Type"].startswith("text/csv")
    rows = answer.content.decode().splitlines()
    assert len(rows) == 1 + len(LESSONS)
    assert LESSONS[0].title in rows[1]
    assert "lessons-format=csv" in check_page(house, HERE)


def held_now(record: Record, seats: int = 3) -> TrainingSession:
    """Enter a session that is open today and ends today, so that its results can be entered."""
    terms = replace(SESSION_TERMS, held_from=TODAY, held_until=TODAY + timedelta(days=1), apply_by=None, seats=seats)
    return session(record, terms)


def test_participants_come_in_as_a_workbook_everybody_or_nobody(record: Record) -> None:
    held_now(record)
    person = trainee(record, "Family of one", today=TODAY)
    state, at = browser(record, "owning State"), f"/training/sessions/{SESSION}/"
    data = state.get(f"{at}participants/").content

    def wrong(sheet: Any) -> None:
        sheet["A2"] = person.pk
        sheet["B3"], sheet["D3"], sheet["E3"] = "Family of two", "major", "female"
        sheet["C4"] = "Given without a family name"
        sheet["A5"] = 10**6

    refused = state.post(f"{at}participants/import/", {"workbook": changed(data, "Participants", wrong)})
    told = refused.content.decode()
    assert refused.status_code == 400
    assert "row 4</b>: family name: there is none" in told
    assert "row 5</b>: Your organisation holds no person" in told
    assert not Enrolment.objects.exists()
    assert not Person.objects.filter(family_name="Family of two").exists()

    def right(sheet: Any) -> None:
        wrong(sheet)
        sheet.delete_rows(4, 2)

    assert (
        state.post(f"{at}participants/import/", {"workbook": changed(data, "Participants", right)}).status_code == 302
    )
    assert Enrolment.objects.count() == 2
    page = check_page(state, at)
    assert "Family of two" in page
    assert "Family of two" not in check_page(browser(record, "analyst"), at)
    assert "Family of two" in check_page(browser(record, "training institution"), at)


def test_a_seat_is_applied_for_answered_and_passed_by_form_and_workbook(record: Record) -> None:
    course(record, wanted_language="en")
    held_now(record)
    person, other = (trainee(record, f"Family of {one}", today=TODAY) for one in ("one", "two"))
    state, house = browser(record, "owning State"), browser(record, "training institution")
    at = f"/training/sessions/{SESSION}/"
    assert "no test of en valid" in check_page(state, f"{at}apply/")
    assert state.post(f"{at}apply/", {"person": str(person.pk)}).status_code == 400
    for one in (person, other):
        said = {"person": str(one.pk), "exception": "The test is on Monday"}
        assert state.post(f"{at}apply/", said).status_code == 302
    first, second = Enrolment.objects.order_by("pk")
    step = f"/training/enrolments/{first.pk}/step/"
    assert "exception" in check_page(house, at)
    assert "Accept: Family of one, Given (captain), sent by Kazakhstan" in check_page(house, f"{step}accepted/")
    refused = house.post(f"{step}refused/", {"version": "1"})
    assert refused.status_code == 400
    assert refused.context["form"].errors == {"reason": ["This field is required."]}
    assert house.post(f"{step}accepted/", {"version": "1"}).status_code == 400
    assert house.post(f"{step}accepted/", {"version": "1", "reason": "Good"}).status_code == 302
    assert house.post(f"{step}withdrawn/", {}).status_code == 404
    accepted = {"version": "1", "reason": "Good"}
    assert house.post(f"/training/enrolments/{second.pk}/step/accepted/", accepted).status_code == 302
    results = rows_sent("results", [{"number": str(first.pk), "stage": "passed", "score": "90"},
                                    {"number": str(second.pk), "stage": ""}], 2)  # fmt: skip
    assert "<legend>Family of one, Given (captain), Kazakhstan</legend>" in check_page(house, f"{at}results/")
    assert house.post(f"{at}results/", results).status_code == 302
    data = house.get(f"{at}results/workbook/").content

    def failed(sheet: Any) -> None:
        sheet["D3"] = "Not passed"

    assert house.post(f"{at}results/import/", {"workbook": changed(data, "Results", failed)}).status_code == 302
    assert [one.stage for one in Enrolment.objects.order_by("pk")] == ["passed", "failed"]
    proof = PersonCredential.objects.get(kind="training")
    assert proof.number in check_page(state, f"/training/enrolments/{first.pk}/")
    assert "Take the result back" in check_page(house, f"/training/enrolments/{first.pk}/")

    def corrected(sheet: Any) -> None:
        sheet["D2"] = "Not passed"

    refused = house.post(f"{at}results/import/", {"workbook": changed(data, "Results", corrected)})
    assert refused.status_code == 400
    assert "sheet Results, row 2" in refused.content.decode()
    assert PersonCredential.objects.filter(kind="training").exists()


def test_an_instructor_is_entered_qualified_and_ended_on_pages(record: Record) -> None:
    teacher = instructor(record, TODAY)
    house, at = browser(record, "training institution"), f"/training/instructors/{teacher.pk}/"
    said = {"standard": "POC", "evidence": "A paper", "valid_from": "2018-01-01", "version": "1"}
    assert house.post(f"{at}qualifications/new/", said).status_code == 302
    assert house.post(f"{at}end/", {"until": NOW, "version": "1"}).status_code == 400
    assert house.post(f"{at}end/", {"until": NOW, "version": "2"}).status_code == 302
    assert "A paper" in check_page(house, at)
    assert "Family of the instructor" in check_page(house, "/training/instructors/")
    check_page(house, "/training/instructors/new/")


def test_the_pages_of_many_participants_keep_to_their_queries(record: Record) -> None:
    held_now(record, seats=40)
    teacher = instructor(record, TODAY)
    qualify(teacher.pk, KNOWN)
    for number in range(12):
        applied(SYSTEM, trainee(record, f"Family {number}", "KAZ" if number % 2 else "IND", today=TODAY), TODAY)
    house = browser(record, "training institution")
    for address in ("/training/", "/training/sessions/", HERE, f"/training/sessions/{SESSION}/"):
        check_page(house, address)
    found = check_page(house, "/search/?q=kazcent-poc")
    assert HERE in found
