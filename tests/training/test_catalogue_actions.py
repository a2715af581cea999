"""The catalogue on record: standards, courses, instructors, sessions, enrolment, results; who may do and see what."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import MusterError, NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM, Viewer
from muster.people.actions import erase_person
from muster.people.models import PersonCredential, PersonShare
from muster.people.queries import visible_persons
from muster.training.actions.courses import change_course, create_course, step_course, write_curriculum
from muster.training.actions.enrolments import ResultTerms, apply_for_seat, enter_results, step_enrolment
from muster.training.actions.instructors import record_instructor
from muster.training.actions.session_feedback import give_feedback
from muster.training.actions.sessions import change_session, create_session, step_session
from muster.training.actions.standards import record_version, write_lines
from muster.training.models import Course, Enrolment, StandardVersion
from muster.training.queries.courses import is_on_older_version, lesson_terms, visible_course, visible_courses
from muster.training.queries.enrolments import feedback_of, names_of_persons, visible_enrolments
from muster.training.queries.sessions import counts_by_state, seats_open_to, session_entries, visible_session
from muster.training.queries.standards import line_terms
from muster.training.rules.catalogue_terms import FeedbackTerms, KeptSeatsTerms, LineTerms, SessionTerms, VersionTerms
from tests.record import DAY, KNOWN, Parties, Record
from tests.training.taught import (
    APPLY_BY,
    COURSE,
    FROM,
    LESSONS,
    LINES,
    SESSION,
    SESSION_TERMS,
    TERMS,
    UNTIL,
    applied,
    course,
    instructor,
    kazcent,
    officer,
    qualify,
    session,
    standard,
    trainee,
)

pytestmark = pytest.mark.django_db
AFTER = UNTIL
NOT_KAZCENT = ("owning State", "secretariat officer", "other State", "mission", "analyst")


@pytest.fixture
def house(record: Record) -> Parties:
    return record.parties


def refused(write: Callable[[], Any], words: str) -> None:
    with pytest.raises(MusterError) as told:
        write()
    text = " | ".join([told.value.message, *(str(one) for one in getattr(told.value, "problems", ()))])
    assert words in text, text


def stage_of(enrolment: Enrolment) -> str:
    return Enrolment.objects.get(pk=enrolment.pk).stage


def test_the_secretariat_enters_a_standard_in_versions_with_lines(house: Parties) -> None:
    terms = VersionTerms("CPTM", "2017", "Core materials", date(2017, 1, 1), lines=LINES)
    made = record_version(house["secretariat officer"], terms, today=KNOWN)
    assert [one.number for one in made.lines.all()] == ["1", "2.5", "3"]
    for kind in ("secretariat reader", "owning State", "training institution", "mission"):
        with pytest.raises(NotAllowed):
            record_version(house[kind], replace(terms, version="2018"), today=KNOWN)
    refused(lambda: record_version(house["secretariat officer"], terms, today=KNOWN), "2017 is on record")
    refused(lambda: record_version(SYSTEM, replace(terms, standard="NONE", version="1"), today=KNOWN), "'NONE' is none")


def test_lines_are_written_whole_and_one_that_a_lesson_covers_cannot_go(record: Record) -> None:
    course(record)
    actor = record.parties["secretariat officer"]
    kept = (*LINES[:2], LineTerms("4", "Title of line 4"))
    first = StandardVersion.objects.get().lines.get(number="1").pk
    made = write_lines(actor, "POC", "2017", kept, today=DAY, expected_version=1)
    assert (made.edition, [one.number for one in line_terms(made)]) == (2, ["1", "2.5", "4"])
    assert made.lines.get(number="1").pk == first
    refused(lambda: write_lines(actor, "POC", "2017", kept[1:], today=DAY), "line 1: is covered by lessons")
    refused(lambda: write_lines(actor, "POC", "2017", kept, today=DAY, expected_version=1), "changed by somebody")


def test_a_new_version_flags_the_courses_on_the_older_one_and_tells_their_institutions(record: Record) -> None:
    made = course(record)
    assert not is_on_older_version(visible_course(SYSTEM, DAY, COURSE))
    terms = VersionTerms("POC", "2018", "Newer", date(2018, 9, 1))
    record_version(record.parties["secretariat officer"], terms, today=date(2018, 9, 1))
    assert is_on_older_version(visible_course(SYSTEM, DAY, COURSE))
    assert not is_on_older_version(visible_course(SYSTEM, date(2018, 8, 1), COURSE))
    told = Notice.objects.get(topic="training-standard")
    assert (told.organisation.code, told.subject_reference) == ("KAZCENT", made.reference)


def test_an_institution_writes_its_courses_and_nobody_else_does(record: Record, house: Parties) -> None:
    kazcent(record)
    standard()
    made = create_course(house["training institution"], TERMS, today=KNOWN)
    assert (made.stage, made.version, str(made.standard_version)) == ("draft", 1, "POC 2017")
    for kind in NOT_KAZCENT:
        with pytest.raises((NotAllowed, NotFound)):
            create_course(house[kind], replace(TERMS, reference="other"), today=KNOWN)
        with pytest.raises((NotAllowed, NotFound)):
            step_course(house[kind], COURSE, "offered", today=KNOWN)
    refused(lambda: create_course(SYSTEM, replace(TERMS, institution="KAZ"), today=KNOWN), "no training institution")
    wrong = replace(TERMS, reference="x", standard="NONE", standard_version="", title=" ")
    refused(lambda: create_course(SYSTEM, wrong, today=KNOWN), "'NONE' is none")


def test_a_draft_is_seen_by_the_institution_and_its_state_and_an_offer_by_every_party(
    record: Record, house: Parties
) -> None:
    course(record, offered=False)
    seen = {kind for kind, viewer in house.viewers.items() if visible_courses(viewer, DAY).exists()}
    assert seen == {"training institution", "owning State", "owning State's reader"}
    step_course(house["training institution"], COURSE, "offered", today=DAY, expected_version=2)
    assert all(visible_courses(viewer, DAY).exists() for viewer in house.viewers.values())
    refused(lambda: step_course(SYSTEM, COURSE, "draft", today=DAY), "it can become: closed")
    before = visible_course(house["training institution"], DAY - timedelta(days=1), COURSE)
    assert before.stage_then == "draft"  # type: ignore[attr-defined]  # annotated


def test_a_curriculum_is_written_whole_against_the_lines_of_the_version(record: Record, house: Parties) -> None:
    made = course(record)
    assert lesson_terms(made) == LESSONS
    actor = house["training institution"]
    longer = (replace(LESSONS[0], minutes=50), LESSONS[1])
    found = write_curriculum(actor, COURSE, longer, today=DAY, expected_version=made.version)
    assert (found.version, lesson_terms(found)[0].minutes) == (made.version + 1, 50)
    refused(lambda: write_curriculum(actor, COURSE, longer, today=DAY, expected_version=1), "changed by somebody")
    unknown = (replace(LESSONS[0], covers=(replace(LESSONS[0].covers[0], line="9"),)),)
    refused(lambda: write_curriculum(actor, COURSE, unknown, today=DAY), "has no such line")
    too_long = (replace(LESSONS[1], covers=(replace(LESSONS[1].covers[0], minutes=91),)),)
    refused(lambda: write_curriculum(actor, COURSE, too_long, today=DAY), "91 of its 90 minutes")
    assert lesson_terms(found) == longer


def test_a_course_that_moves_to_another_version_takes_its_coverage_along(record: Record) -> None:
    made = course(record)
    standard("2018", date(2018, 9, 1))
    change_course(SYSTEM, COURSE, replace(TERMS, standard_version="2018"), today=DAY)
    assert lesson_terms(made) == LESSONS
    record_version(SYSTEM, VersionTerms("POC", "2019", "Lines gone", date(2018, 9, 2), lines=LINES[:1]), today=DAY)
    away = replace(TERMS, standard_version="2019")
    refused(lambda: change_course(SYSTEM, COURSE, away, today=DAY), "lesson L2: covers line 2.5")
    assert str(Course.objects.get().standard_version) == "POC 2018"


def test_an_instructor_without_a_qualification_on_all_days_is_refused_with_the_reason(record: Record) -> None:
    course(record)
    teacher = instructor(record)
    actor = record.parties["training institution"]
    with_teacher = replace(SESSION_TERMS, instructors=(teacher.pk,))
    refused(lambda: create_session(actor, COURSE, with_teacher, today=DAY), "no qualification for POC")
    qualify(teacher.pk, KNOWN, FROM + timedelta(days=2))
    refused(lambda: create_session(actor, COURSE, with_teacher, today=DAY), "before the session ends")
    qualify(teacher.pk, FROM + timedelta(days=2))
    made = create_session(actor, COURSE, with_teacher, today=DAY)
    assert list(made.instructors.all()) == [teacher]
    person = trainee(record, "Family of no instructor")
    with pytest.raises(NotFound):
        record_instructor(actor, "KAZCENT", person.pk, teaches_from=DAY, today=DAY)


def test_a_session_is_planned_opened_and_cancelled_with_a_reason_and_states_are_told(
    record: Record, house: Parties
) -> None:
    course(record)
    actor = house["training institution"]
    made = create_session(actor, COURSE, replace(SESSION_TERMS, reference=""), today=DAY)
    assert (made.reference, made.stage) == ("kazcent-poc-2018-11-05", "planned")
    refused(lambda: apply_for_seat(house["owning State"], SESSION, 0, today=DAY), "holds no person 0")
    person = trainee(record, "Family of one")
    refused(lambda: applied(house["owning State"], person), "session: is planned")
    step_session(actor, SESSION, "open", today=DAY, expected_version=1)
    applied(house["owning State"], person)
    refused(lambda: step_session(actor, SESSION, "cancelled", today=DAY), "say why it is cancelled")
    moved = replace(SESSION_TERMS, held_until=UNTIL + timedelta(days=1))
    change_session(actor, SESSION, moved, today=DAY, expected_version=2)
    step_session(actor, SESSION, "cancelled", reason="The hall burnt down", today=DAY)
    titles = list(Notice.objects.filter(topic="training-session", organisation__code="KAZ").values_list("title"))
    assert len(titles) == 2
    refused(lambda: step_session(actor, SESSION, "open", today=DAY), "it can become: nothing")
    for kind in NOT_KAZCENT:
        with pytest.raises((NotAllowed, NotFound)):
            step_session(house[kind], SESSION, "open", today=DAY)
    assert visible_session(SYSTEM, DAY - timedelta(days=1), SESSION) if made.known_from < DAY else True


def test_seats_are_kept_for_a_state_until_a_day_and_none_of_the_others_has_them_before(
    record: Record, house: Parties
) -> None:
    kept = (KeptSeatsTerms("KAZ", 1, date(2018, 10, 10)),)
    session(record, replace(SESSION_TERMS, kept=kept))
    found = visible_session(SYSTEM, DAY, SESSION)
    assert (seats_open_to(found, "KAZ", DAY), seats_open_to(found, "IND", DAY), seats_open_to(found, "", DAY)) == (
        2, 1, 1,
    )  # fmt: skip
    first = applied(house["other State"], trainee(record, "Family one", "IND"))
    second = applied(house["other State"], trainee(record, "Family two", "IND"))
    actor = house["training institution"]
    step_enrolment(actor, first.pk, "accepted", today=DAY)
    refused(lambda: step_enrolment(actor, second.pk, "accepted", today=DAY), "seats: none is left")
    step_enrolment(actor, second.pk, "accepted", today=date(2018, 10, 10))
    assert stage_of(second) == "accepted"


def test_the_next_on_the_waiting_list_moves_up_when_somebody_withdraws(record: Record, house: Parties) -> None:
    session(record, replace(SESSION_TERMS, seats=1))
    state, actor = house["owning State"], house["training institution"]
    first, second, third = (applied(state, trainee(record, f"Family {one}")) for one in "abc")
    step_enrolment(actor, first.pk, "accepted", today=DAY)
    step_enrolment(actor, third.pk, "waiting", today=DAY)
    step_enrolment(actor, second.pk, "waiting", today=DAY)
    with pytest.raises(NotAllowed):
        step_enrolment(actor, first.pk, "withdrawn", today=DAY)
    step_enrolment(state, first.pk, "withdrawn", today=DAY)
    assert [stage_of(one) for one in (first, second, third)] == ["withdrawn", "waiting", "accepted"]
    change_session(actor, SESSION, replace(SESSION_TERMS, seats=2), today=DAY)
    assert stage_of(second) == "accepted"
    refused(lambda: change_session(actor, SESSION, replace(SESSION_TERMS, seats=1), today=DAY), "2 are taken")
    again = applied(state, Enrolment.objects.get(pk=first.pk).person)
    assert (again.pk, again.stage) == (first.pk, "applied")


def test_a_person_who_does_not_meet_a_rule_is_refused_with_the_reason_or_asks_for_an_exception(
    record: Record, house: Parties
) -> None:
    course(record, ranks="major; lieutenant colonel", least_service_years=20, wanted_language="en", medical_months=6)
    session(record)
    state, person = house["owning State"], officer(record, "Family of the officer")
    refused(lambda: applied(state, person), "rank: captain; the course is for major or lieutenant colonel")
    refused(lambda: applied(state, person), "service: 8 years of service on the first day, 20 wanted")
    assert not Enrolment.objects.exists()
    made = apply_for_seat(state, SESSION, person.pk, today=DAY, exception="The only one with French")
    assert made.eligibility == {"rank": "not met", "service": "not met", "language": "met", "medical": "met"}
    actor = house["training institution"]
    refused(lambda: step_enrolment(actor, made.pk, "accepted", today=DAY), "reason: there is none")
    step_enrolment(actor, made.pk, "accepted", reason="French is wanted", today=DAY)
    assert stage_of(made) == "accepted"


def test_what_nobody_has_entered_is_never_taken_for_a_yes(record: Record, house: Parties) -> None:
    course(record, wanted_language="en")
    session(record)
    refused(lambda: applied(house["owning State"], trainee(record, "Family")), "no test of en valid on the first day")


def test_nobody_applies_late_twice_for_another_states_person_or_for_two_sessions_at_once(
    record: Record, house: Parties
) -> None:
    session(record)
    state, person = house["owning State"], trainee(record, "Family")
    refused(lambda: applied(state, person, APPLY_BY + timedelta(days=1)), "is over")
    with pytest.raises(NotFound):
        applied(house["other State"], person)
    with pytest.raises(NotAllowed):
        applied(house["owning State's reader"], person)
    made = applied(state, person)
    refused(lambda: applied(state, person), "is in this session already: applied")
    step_enrolment(house["training institution"], made.pk, "accepted", today=DAY)
    other = session(record, replace(SESSION_TERMS, reference="again"))
    refused(lambda: applied(state, person, reference=other.reference), f"has a seat in {SESSION}")


def test_a_pass_writes_the_certificate_and_a_corrected_result_takes_it_away(record: Record, house: Parties) -> None:
    course(record, certificate_months=24)
    session(record)
    actor, person = house["training institution"], trainee(record, "Family")
    made = applied(house["owning State"], person)
    step_enrolment(actor, made.pk, "accepted", today=DAY)
    refused(lambda: step_enrolment(actor, made.pk, "passed", today=FROM), "enter it on 15 November 2018 or later")
    enter_results(actor, SESSION, [ResultTerms(made.pk, "passed", 87)], today=AFTER)
    proof = PersonCredential.objects.get(kind="training")
    assert (proof.person_id, proof.subject, proof.course, proof.standard_version) == (person.pk, "POC", COURSE, "2017")
    assert (proof.valid_from, proof.valid_until) == (date(2018, 11, 15), date(2020, 11, 15))
    assert proof.number == f"KAZCENT-2018-{made.pk:06d}"
    assert Enrolment.objects.get(pk=made.pk).credential == proof
    refused(lambda: step_enrolment(actor, made.pk, "failed", today=AFTER), "reason: there is none")
    step_enrolment(actor, made.pk, "failed", reason="The paper was another's", today=AFTER)
    assert not PersonCredential.objects.filter(kind="training").exists()
    assert Enrolment.objects.get(pk=made.pk).score is None
    assert [one.action for one in AuditEvent.objects.filter(subject=person.subject).order_by("sequence")][-2:] == [
        "people:credential:recorded", "people:credential:removed",
    ]  # fmt: skip


def test_results_are_entered_all_or_none(record: Record, house: Parties) -> None:
    session(record)
    actor = house["training institution"]
    made = [applied(house["owning State"], trainee(record, f"Family {one}")) for one in "ab"]
    step_enrolment(actor, made[0].pk, "accepted", today=DAY)
    results = [ResultTerms(one.pk, "passed") for one in made]
    refused(lambda: enter_results(actor, SESSION, results, today=AFTER), f"enrolment {made[1].pk}")
    assert stage_of(made[0]) == "accepted"
    assert not PersonCredential.objects.filter(kind="training").exists()


def test_an_erased_person_stays_in_the_session_by_number_and_gets_no_certificate(
    record: Record, house: Parties
) -> None:
    session(record)
    actor, person = house["training institution"], trainee(record, "Family of the erased")
    made = applied(house["owning State"], person)
    step_enrolment(actor, made.pk, "accepted", today=DAY)
    erase_person(house["owning State"], person.pk, today=DAY, reason="asked for it")
    step_enrolment(actor, made.pk, "passed", today=AFTER)
    assert not PersonCredential.objects.filter(person=person).exists()
    seen = visible_enrolments(actor, AFTER, AFTER).get()
    assert names_of_persons(actor, [seen.person], AFTER) == {person.pk: f"person {person.pk} (erased)"}
    assert counts_by_state(visible_session(house["analyst"], AFTER, SESSION)) == {"Kazakhstan": {"passed": 1}}


def test_a_state_sees_its_own_the_institution_all_until_the_retention_and_nobody_else_anybody(
    record: Record, house: Parties
) -> None:
    session(record)
    own = trainee(record, "Family of Kazakhstan")
    applied(house["owning State"], own)
    applied(house["other State"], trainee(record, "Family of India", "IND"))

    def seen(viewer: Viewer, today: date) -> list[str]:
        found = visible_enrolments(viewer, today, today)
        names = names_of_persons(viewer, [one.person for one in found], today)
        return sorted(names.values())

    assert seen(house["owning State"], DAY) == ["Family of Kazakhstan, Given (captain)"]
    assert len(seen(house["training institution"], DAY)) == 2
    for kind in ("secretariat officer", "mission", "analyst", "other mission", "other secretariat"):
        assert seen(house[kind], DAY) == []
    later = date(2019, 5, 16)
    assert seen(house["training institution"], later - timedelta(days=1)) != []
    assert seen(house["training institution"], later) == []
    assert not visible_persons(house["training institution"], later).filter(pk=own.pk).exists()
    assert counts_by_state(visible_session(house["analyst"], DAY, SESSION)) == {
        "India": {"applied": 1}, "Kazakhstan": {"applied": 1},
    }  # fmt: skip


def test_what_the_institution_was_handed_ends_with_a_refusal(record: Record, house: Parties) -> None:
    session(record)
    person = trainee(record, "Family")
    made = applied(house["owning State"], person)
    share = PersonShare.objects.get(person=person)
    assert (share.organisation.code, share.until) == ("KAZCENT", date(2019, 5, 16))
    refused(lambda: step_enrolment(house["training institution"], made.pk, "refused", today=DAY), "say why")
    step_enrolment(house["training institution"], made.pk, "refused", reason="No room", today=DAY)
    assert PersonShare.objects.get(person=person).until == DAY
    told = Notice.objects.get(topic="training-answer")
    assert (told.organisation.code, told.body) == ("KAZ", "No room")


def test_no_name_stands_in_any_event_or_notice(record: Record, house: Parties) -> None:
    session(record)
    made = applied(house["owning State"], trainee(record, "Unmistakable"))
    step_enrolment(house["training institution"], made.pk, "accepted", today=DAY)
    step_enrolment(house["training institution"], made.pk, "passed", today=AFTER)
    for event in AuditEvent.objects.all():
        assert "Unmistakable" not in f"{event.subject} {event.before} {event.after} {event.reason}"
    assert not Notice.objects.filter(title__contains="Unmistakable").exists()


def test_feedback_is_shown_as_averages_from_so_many_answers_on(record: Record, house: Parties) -> None:
    session(record, replace(SESSION_TERMS, announced_participants=6, seats=6))
    actor = house["training institution"]
    answer = FeedbackTerms(4, 5, 3, "Good food")
    refused(lambda: give_feedback(actor, SESSION, answer, today=FROM), "has not ended")
    with pytest.raises(NotAllowed):
        give_feedback(house["owning State"], SESSION, answer, today=AFTER)
    found = visible_session(SYSTEM, AFTER, SESSION)
    for count in range(1, 7):
        give_feedback(actor, SESSION, answer, today=AFTER)
        shown = feedback_of(found, AFTER)
        assert (shown.answers, shown.are_shown) == (count, count >= 5)
    refused(lambda: give_feedback(actor, SESSION, answer, today=AFTER), "6 of 6 participants have answered")
    refused(lambda: give_feedback(actor, SESSION, replace(answer, content=6), today=AFTER), "6 is no mark")
    assert all("Good food" not in str(one.after) for one in AuditEvent.objects.all())


def test_a_session_stands_on_the_calendar_of_the_institution_and_of_the_states_that_send(
    record: Record, house: Parties
) -> None:
    session(record)
    span = (DAY, date(2018, 10, 1), date(2019, 1, 1))
    applied(house["other State"], trainee(record, "Family", "IND"))
    for kind in ("training institution", "owning State", "other State"):
        found = list(session_entries(house[kind], *span))
        assert [(one.phase, one.start) for one in found] == [("", FROM), ("apply-by", APPLY_BY)]
    assert list(session_entries(house["mission"], *span)) == []


def test_a_closed_course_takes_no_session(record: Record) -> None:
    course(record)
    step_course(SYSTEM, COURSE, "closed", today=DAY)
    later = SessionTerms(FROM, UNTIL, 5)
    with pytest.raises(Refused):
        create_session(SYSTEM, COURSE, later, today=DAY)
