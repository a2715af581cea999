"""Recognition from the application to the certificate: who acts, what is held up, what is told and audited."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM, Viewer
from muster.training.actions import recognition_cases as cases
from muster.training.actions import recognition_certificates as certificates
from muster.training.actions import recognition_findings as findings
from muster.training.actions import recognition_review as review
from muster.training.actions.recognition_daily import run_recognitions
from muster.training.models import LessonCover, RecognitionFinding
from muster.training.queries.recognition_calendar import recognition_entries
from muster.training.queries.recognition_cases import (
    duties_of,
    findings_open_now,
    matrix_of,
    visible_case,
    visible_cases,
    visible_recognition_findings,
)
from muster.training.queries.recognitions import (
    course_recognition,
    ending_within,
    found_by_number,
    on_older_version,
    recognitions_on,
)
from muster.training.recognition_terms import (
    ApplicationTerms,
    LineVerdictTerms,
    RecognitionEvidenceTerms,
    RecognitionFindingTerms,
    SignatureTerms,
)
from muster.training.rules.recognition_validity import RecognitionStanding
from muster.training.stages import Coverage, EvidenceKind, RecognitionStage
from muster.training.tables.recognitions import badges_on, certificate_standing, recognition_badge
from muster.visits.models import VisitChecklist
from muster.visits.stages import Outcome
from tests.record import Parties
from tests.training.recognised import (
    TODAY,
    Ground,
    applied,
    make_course,
    make_ground,
    make_version,
    observed,
    recognised,
    shown,
    step,
    to_desk_review,
    to_observation,
)

S = RecognitionStage
CASE = "rec-poc-2018"


@pytest.fixture
def ground(parties: Parties) -> Ground:
    """A course against a version of its standard, and those who act."""
    return make_ground(parties)


def signature(day: date = TODAY, **more: object) -> SignatureTerms:
    return SignatureTerms("Under-Secretary-General", day, day, **more)  # type: ignore[arg-type]


def take(actor: Viewer, stage: RecognitionStage, words: str = "Words") -> None:
    cases.take_recognition_step(actor, CASE, stage.value, day=TODAY, today=TODAY, words=words)


def test_a_course_goes_through_the_six_stages_to_its_certificate(ground: Ground) -> None:
    made = recognised(ground, CASE, date(2018, 12, 3), date(2018, 12, 10))
    assert made.number == "UN-TR-2018-001"
    assert (made.effective_from, made.expires_on) == (date(2018, 12, 10), date(2022, 12, 10))
    assert made.signed_by == "Under-Secretary-General"
    case = visible_case(ground.institution, TODAY, CASE)
    told = [one.stage for one in case.known_events]
    assert told == [one.value for one in (S.APPLICATION, S.SYSTEM_REPORT, S.LESSON_PLANS, S.DESK_REVIEW,
                                          S.OBSERVATION, S.RESULT, S.RECOGNISED)]  # fmt: skip
    assert recognitions_on([ground.course.pk], date(2018, 12, 9), known=TODAY) == {}
    assert recognitions_on([ground.course.pk], date(2018, 12, 10))[ground.course.pk] == made
    assert recognitions_on([ground.course.pk], date(2022, 12, 10)) == {}
    verbs = set(AuditEvent.objects.filter(subject=CASE).values_list("action", flat=True))
    assert {"training:recognition:applied", "training:recognition:stage", "training:recognition:signed"} <= verbs


def test_only_the_institution_applies_and_only_once_at_a_time(ground: Ground, parties: Parties) -> None:
    terms = ApplicationTerms(CASE, ground.course.reference, "UN", "2017")
    for name in ("owning State", "secretariat approver", "training institution", "other State"):
        with pytest.raises(NotAllowed):
            cases.apply_for_recognition(parties[name], terms, applied_on=TODAY, today=TODAY)
    applied(ground)
    with pytest.raises(Refused, match="cannot be recorded") as refusal:
        applied(ground, "another")
    assert f"go on with {CASE}, or withdraw it" in str(refusal.value.problems[0])


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"reference": "no reference"}, "reference"),
        ({"register": "KAZ"}, "register"),
        ({"version": "1900"}, "version of the standard"),
        ({"renews": "none"}, "renews"),
    ],
)
def test_an_application_that_names_what_there_is_not_is_refused(
    ground: Ground, change: dict[str, str], place: str
) -> None:
    said = {"reference": CASE, "course": ground.course.reference, "register": "UN", "version": "2017"} | change
    with pytest.raises(Refused) as refusal:
        cases.apply_for_recognition(ground.institution, ApplicationTerms(**said), applied_on=TODAY, today=TODAY)
    assert [one.place for one in refusal.value.problems] == [place]


def test_each_step_is_for_its_side_alone(ground: Ground) -> None:
    applied(ground)
    for actor in (ground.institution, ground.state):
        with pytest.raises(NotAllowed):
            take(actor, S.SYSTEM_REPORT)
    with pytest.raises(NotAllowed):
        take(ground.officer, S.REFUSED)
    with pytest.raises(NotAllowed):
        take(ground.officer, S.WITHDRAWN)
    with pytest.raises(Refused, match="cannot become “Result” yet"):
        take(ground.officer, S.RESULT)
    take(ground.officer, S.SYSTEM_REPORT)
    take(ground.institution, S.WITHDRAWN)
    with pytest.raises(Refused, match="cannot become “Lesson plans” yet"):
        take(ground.officer, S.LESSON_PLANS)


def test_nobody_else_sees_a_case_and_the_state_may_comment(ground: Ground, parties: Parties) -> None:
    applied(ground)
    for name in ("other State", "mission", "analyst", "training institution", "other secretariat"):
        assert not visible_cases(parties[name], TODAY).exists()
        with pytest.raises(NotFound):
            cases.comment_on_recognition(parties[name], CASE, "Words", today=TODAY)
    made = cases.comment_on_recognition(ground.state, CASE, "The State supports it", today=TODAY)
    assert made.by.code == "KAZ"
    with pytest.raises(NotAllowed):
        cases.comment_on_recognition(parties["owning State's reader"], CASE, "Words", today=TODAY)
    assert [one.words for one in visible_case(ground.officer, TODAY, CASE).known_comments] == ["The State supports it"]
    assert not visible_cases(ground.officer, TODAY - timedelta(days=1)).exists()


def test_a_lesson_without_a_plan_holds_the_desk_review_up(ground: Ground) -> None:
    applied(ground)
    lesson = ground.course.lessons.get(number="L2")
    lesson.plan = None
    lesson.save()
    step(ground, CASE, S.SYSTEM_REPORT)
    shown(ground, CASE, EvidenceKind.SYSTEM)
    step(ground, CASE, S.LESSON_PLANS)
    with pytest.raises(Refused) as refusal:
        step(ground, CASE, S.DESK_REVIEW)
    assert [str(one) for one in refusal.value.problems] == [
        "lesson plans: none for line 2; add the plan of a lesson that covers it"
    ]


def test_the_matrix_reckons_by_minutes_beside_what_the_desk_says(ground: Ground) -> None:
    case = applied(ground)
    LessonCover.objects.filter(line__number="1").update(minutes=30)
    matrix = matrix_of(case)
    assert [(one.line.number, one.minutes, one.computed) for one in matrix] == [
        ("1", 30, Coverage.PARTLY), ("2", 60, Coverage.FULL), ("3", 0, Coverage.NOT),
    ]  # fmt: skip
    with pytest.raises(Refused, match="lines of the standard are judged only at"):
        review.judge_lines(ground.officer, CASE, [LineVerdictTerms("1", "full")], today=TODAY)
    to_desk_review(ground)
    review.judge_lines(ground.officer, CASE, [LineVerdictTerms("1", "full")], today=TODAY)
    with pytest.raises(NotAllowed):
        review.judge_lines(ground.institution, CASE, [LineVerdictTerms("2", "full")], today=TODAY)
    shown_case = visible_case(ground.institution, TODAY, CASE)
    assert [(one.line.number, one.verdict) for one in shown_case.known_verdicts] == [("1", "full")]
    review.judge_lines(ground.officer, CASE, [LineVerdictTerms("1", "")], today=TODAY)
    assert visible_case(ground.institution, TODAY, CASE).known_verdicts == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([LineVerdictTerms("9", "full")], "line 9: is none of the standard's version"),
        ([LineVerdictTerms("1", "full"), LineVerdictTerms("1", "full")], "line 1: stands twice"),
        ([LineVerdictTerms("1", "good")], "line 1: 'good' is no verdict"),
        ([LineVerdictTerms("1", "partly")], "line 1: has no remark"),
        ([LineVerdictTerms("1", "", "A remark")], "line 1: has a remark without a verdict"),
    ],
)
def test_a_review_that_cannot_be_recorded_says_which_line_and_changes_nothing(
    ground: Ground, lines: list[LineVerdictTerms], words: str
) -> None:
    applied(ground)
    to_desk_review(ground)
    with pytest.raises(Refused) as refusal:
        review.judge_lines(ground.officer, CASE, [LineVerdictTerms("2", "full"), *lines], today=TODAY)
    assert words in str(refusal.value.problems[0])
    assert visible_case(ground.officer, TODAY, CASE).known_verdicts == []


def test_the_desk_sends_lesson_plans_back_with_a_reason(ground: Ground) -> None:
    applied(ground)
    to_desk_review(ground)
    with pytest.raises(Refused):
        take(ground.officer, S.LESSON_PLANS, " ")
    take(ground.officer, S.LESSON_PLANS, "Line 2 is taught from another manual")
    take(ground.institution, S.DESK_REVIEW)
    assert visible_case(ground.officer, TODAY, CASE).stage_then == S.DESK_REVIEW


def test_evidence_is_the_institutions_own_and_what_was_handed_in_last_counts(ground: Ground) -> None:
    applied(ground)
    step(ground, CASE, S.SYSTEM_REPORT)
    shown(ground, CASE, EvidenceKind.SYSTEM, verdict="not")
    with pytest.raises(Refused, match="cannot become"):
        step(ground, CASE, S.LESSON_PLANS)
    shown(ground, CASE, EvidenceKind.SYSTEM)
    step(ground, CASE, S.LESSON_PLANS)
    with pytest.raises(NotAllowed):
        review.hand_in_recognition_evidence(
            ground.officer, CASE, RecognitionEvidenceTerms("system", "Words"), today=TODAY
        )
    for terms in (
        RecognitionEvidenceTerms("unknown", "Words"),
        RecognitionEvidenceTerms("system", " "),
        RecognitionEvidenceTerms("system", "Words", 2**31),
    ):
        with pytest.raises(Refused, match="cannot be recorded"):
            review.hand_in_recognition_evidence(ground.institution, CASE, terms, today=TODAY)


def test_a_verdict_that_is_not_full_says_what_is_missing(ground: Ground) -> None:
    applied(ground)
    number = shown(ground, CASE, EvidenceKind.FACILITIES)
    with pytest.raises(Refused, match="say in a remark what is missing"):
        review.judge_recognition_evidence(ground.officer, CASE, number, "partly", today=TODAY)
    with pytest.raises(Refused, match="is no verdict"):
        review.judge_recognition_evidence(ground.officer, CASE, number, "good", today=TODAY)
    with pytest.raises(NotFound):
        review.judge_recognition_evidence(ground.officer, CASE, number + 100, "full", today=TODAY)


def test_a_recognition_visit_brings_the_checklist_of_courses(ground: Ground) -> None:
    applied(ground)
    to_desk_review(ground)
    to_observation(ground)
    visit = observed(ground, CASE, TODAY, TODAY + timedelta(days=5))
    assert [(one.kind, one.reference) for one in visit.subjects.all()] == [("course", ground.course.reference)]
    assert [one.area for one in VisitChecklist.objects.filter(visit=visit)] == ["T"]
    with pytest.raises(Refused, match="cannot be arranged"):
        cases.arrange_visit(
            ground.officer, CASE, planned_from=TODAY, planned_until=TODAY + timedelta(days=1), today=TODAY
        )


def test_a_visit_that_does_not_recommend_leaves_a_refusal_alone(ground: Ground) -> None:
    applied(ground)
    to_desk_review(ground)
    to_observation(ground)
    day = TODAY + timedelta(days=5)
    observed(ground, CASE, TODAY, day, Outcome.NOT_RECOMMENDED)
    step(ground, CASE, S.RESULT, day)
    with pytest.raises(Refused, match="cannot become “Recognised” yet"):
        step(ground, CASE, S.RECOGNISED, day)
    assert step(ground, CASE, S.REFUSED, day).decision == "Words of it"


def result_reviewed_by(ground: Ground, reviewer: Viewer) -> date:
    """Take a case to its result, every verdict and step of the review given by `reviewer`; return the day."""
    applied(ground)
    reviewed = replace(ground, officer=reviewer)
    to_desk_review(reviewed)
    to_observation(reviewed)
    day = TODAY + timedelta(days=5)
    observed(ground, CASE, TODAY, day)
    step(reviewed, CASE, S.RESULT, day)
    return day


@pytest.mark.parametrize("decision", [S.RECOGNISED, S.REFUSED])
def test_who_reviewed_a_case_does_not_decide_on_it(
    ground: Ground, parties: Parties, decision: RecognitionStage
) -> None:
    day = result_reviewed_by(ground, ground.approver)
    with pytest.raises(NotAllowed, match="you have reviewed it; another approver decides"):
        step(ground, CASE, decision, day)
    assert visible_case(ground.officer, day, CASE).stage == S.RESULT
    another = replace(ground, approver=parties["secretariat administrator"])
    assert step(another, CASE, decision, day).stage == decision


def test_one_verdict_or_one_finding_stands_against_deciding(ground: Ground) -> None:
    applied(ground)
    step(ground, CASE, S.SYSTEM_REPORT)
    shown(ground, CASE, EvidenceKind.SYSTEM)
    assert duties_of(ground.approver, visible_case(ground.approver, TODAY, CASE)) == ()
    terms = RecognitionFindingTerms("system", "minor", "Words")
    findings.raise_recognition_finding(ground.approver, CASE, terms, today=TODAY)
    with pytest.raises(NotAllowed, match="you have reviewed it"):
        step(ground, CASE, S.REFUSED)
    assert duties_of(ground.officer, visible_case(ground.officer, TODAY, CASE)) == ("reviewed",)


def test_who_applied_for_a_case_does_not_decide_on_it_after_a_change_of_office(
    ground: Ground, parties: Parties
) -> None:
    applied(ground)
    moved = replace(ground.approver, user_id=ground.institution.user_id)
    with pytest.raises(NotAllowed, match="you have applied for it"):
        take(moved, S.REFUSED)
    with pytest.raises(NotAllowed, match="as approver or above"):
        take(ground.institution, S.REFUSED)
    take(parties["secretariat approver"], S.REFUSED)


def test_findings_hold_the_decision_up_until_they_are_closed(ground: Ground) -> None:
    applied(ground)
    to_desk_review(ground)
    terms = RecognitionFindingTerms("lesson-plans", "major", "Line 2 has no exercise")
    finding = findings.raise_recognition_finding(ground.officer, CASE, terms, today=TODAY)
    assert finding.reference == f"{CASE}-f1"
    assert finding.due_on is not None
    assert finding.due_on > TODAY
    assert findings_open_now(visible_case(ground.officer, TODAY, CASE)) == (finding.reference,)
    to_observation(ground)
    day = TODAY + timedelta(days=5)
    observed(ground, CASE, TODAY, day)
    step(ground, CASE, S.RESULT, day)
    with pytest.raises(Refused) as refusal:
        step(ground, CASE, S.RECOGNISED, day)
    assert f"still open: {finding.reference}" in str(refusal.value.problems[0])

    def move(actor: Viewer, standing: str, note: str = "") -> None:
        findings.take_recognition_finding_step(actor, finding.reference, standing, note=note, today=day)

    with pytest.raises(NotAllowed):
        move(ground.officer, "reported", "Done")
    with pytest.raises(Refused, match="cannot become"):
        move(ground.officer, "closed")
    with pytest.raises(Refused, match="say what was done"):
        move(ground.institution, "reported")
    move(ground.institution, "reported", "An exercise was added")
    with pytest.raises(NotAllowed):
        move(ground.institution, "closed")
    move(ground.officer, "open", "It is not the one that is taught")
    move(ground.institution, "reported", "It is now")
    move(ground.officer, "closed")
    assert step(ground, CASE, S.RECOGNISED, day).stage == S.RECOGNISED
    earlier = visible_recognition_findings(ground.state, TODAY).get()
    assert earlier.standing_then == "open"


@pytest.mark.parametrize(
    ("terms", "place"),
    [
        (RecognitionFindingTerms("unknown", "major", "Words"), "about"),
        (RecognitionFindingTerms("system", "grave", "Words"), "severity"),
        (RecognitionFindingTerms("system", "major", " "), "finding"),
        (RecognitionFindingTerms("system", "major", "Words", date(2018, 1, 1)), "due on"),
    ],
)
def test_a_finding_that_cannot_be_recorded_says_why(ground: Ground, terms: RecognitionFindingTerms, place: str) -> None:
    applied(ground)
    step(ground, CASE, S.SYSTEM_REPORT)
    with pytest.raises(Refused) as refusal:
        findings.raise_recognition_finding(ground.officer, CASE, terms, today=TODAY)
    assert [one.place for one in refusal.value.problems] == [place]
    assert not RecognitionFinding.objects.exists()


def test_nothing_is_signed_before_the_decision_nor_twice_nor_out_of_bounds(ground: Ground) -> None:
    applied(ground)
    with pytest.raises(Refused, match="cannot be signed"):
        certificates.sign_recognition(ground.approver, CASE, signature(), today=TODAY)
    to_desk_review(ground)
    to_observation(ground)
    observed(ground, CASE, TODAY, TODAY + timedelta(days=1))
    day = TODAY + timedelta(days=1)
    step(ground, CASE, S.RESULT, day)
    step(ground, CASE, S.RECOGNISED, day)
    with pytest.raises(NotAllowed):
        certificates.sign_recognition(ground.officer, CASE, signature(day), today=day)
    for terms, place in (
        (signature(TODAY), "signed on"),
        (signature(day, years=6), "years"),
        (signature(day, number="no number"), "number"),
        (SignatureTerms(" ", day, day), "signed by"),
    ):
        with pytest.raises(Refused) as refusal:
            certificates.sign_recognition(ground.approver, CASE, terms, today=day)
        assert [one.place for one in refusal.value.problems] == [place]
    made = certificates.sign_recognition(ground.approver, CASE, signature(day, years=5), today=day)
    assert made.expires_on == date(2023, 12, 21)
    with pytest.raises(Refused):
        certificates.sign_recognition(ground.approver, CASE, signature(day), today=day)


def test_a_certificate_is_revoked_by_an_approver_with_a_reason_and_once(ground: Ground) -> None:
    made = recognised(ground, CASE, date(2018, 12, 3), date(2018, 12, 10))
    for actor in (ground.officer, ground.institution, ground.state):
        with pytest.raises(NotAllowed):
            certificates.revoke_recognition(actor, made.number, "Words", today=TODAY)
    with pytest.raises(Refused, match="say why"):
        certificates.revoke_recognition(ground.approver, made.number, " ", today=TODAY)
    certificates.revoke_recognition(ground.approver, made.number, "The course is another one now", today=TODAY)
    with pytest.raises(Refused, match="revoked already"):
        certificates.revoke_recognition(ground.approver, made.number, "Again", today=TODAY)
    assert recognitions_on([ground.course.pk], TODAY) == {}
    assert recognitions_on([ground.course.pk], TODAY - timedelta(days=1))[ground.course.pk] == made
    assert certificate_standing(course_recognition(TODAY, made.number), TODAY) == RecognitionStanding.REVOKED


def test_a_new_version_of_the_standard_flags_certificates_on_the_older_one(ground: Ground) -> None:
    made = recognised(ground, CASE, date(2018, 12, 3), date(2018, 12, 10))
    issued = date(2020, 5, 1)
    make_version(version="2020", issued_on=issued)
    before, after = issued - timedelta(days=1), issued
    assert not on_older_version(before).exists()
    assert [one.number for one in on_older_version(after)] == [made.number]
    assert course_recognition(after, made.number).newest_issue == issued
    assert badges_on([ground.course.pk], before)[ground.course.pk].tone == "met"
    assert str(badges_on([ground.course.pk], after)[ground.course.pk].label) == "Recognised, on an older version"
    assert str(recognition_badge(None).label) == "Not recognised"
    assert run_recognitions(SYSTEM, after)["recognitions_told"] == 3
    assert run_recognitions(SYSTEM, after)["recognitions_told"] == 0


def test_the_end_of_a_certificate_is_told_months_before_and_once_it_has_come(ground: Ground) -> None:
    made = recognised(ground, CASE, date(2018, 12, 3), date(2018, 12, 10))
    assert run_recognitions(SYSTEM, date(2022, 6, 9))["recognitions_told"] == 0
    assert run_recognitions(SYSTEM, date(2022, 6, 10))["recognitions_told"] == 3
    told = set(Notice.objects.filter(topic="recognition-due").values_list("organisation__code", flat=True))
    assert told == {"REC-CENTRE", "KAZ", "UN"}
    assert run_recognitions(SYSTEM, date(2022, 6, 11))["recognitions_told"] == 0
    assert run_recognitions(SYSTEM, date(2022, 12, 10))["recognitions_told"] == 3
    assert [one.number for one in ending_within(date(2022, 6, 10), 6)] == [made.number]
    assert not ending_within(date(2022, 6, 9), 6).exists()
    with pytest.raises(NotAllowed):
        run_recognitions(ground.approver, TODAY)


def test_a_renewal_follows_without_a_gap_and_the_one_before_is_told_of_no_more(ground: Ground) -> None:
    first = recognised(ground, CASE, date(2018, 12, 3), date(2018, 12, 10))
    second = recognised(
        ground, "rec-poc-2022", date(2022, 11, 7), date(2022, 11, 14), renews=first.number,
        effective_from=date(2022, 12, 10),
    )  # fmt: skip
    assert second.effective_from == first.expires_on
    assert recognitions_on([ground.course.pk], date(2022, 12, 9))[ground.course.pk] == first
    assert recognitions_on([ground.course.pk], date(2022, 12, 10))[ground.course.pk] == second
    assert not ending_within(date(2022, 12, 10), 6).exists()
    assert run_recognitions(SYSTEM, date(2022, 12, 10))["recognitions_told"] == 0


def test_findings_and_ends_stand_on_the_calendar_of_their_sides(ground: Ground, parties: Parties) -> None:
    made = recognised(ground, CASE, date(2018, 12, 3), date(2018, 12, 10))
    applied(ground, "rec-poc-2019", TODAY)
    step(ground, "rec-poc-2019", S.SYSTEM_REPORT)
    due = TODAY + timedelta(days=10)
    terms = RecognitionFindingTerms("system", "minor", "Words", due)
    finding = findings.raise_recognition_finding(ground.officer, "rec-poc-2019", terms, today=TODAY)
    until = date(2023, 1, 1)
    for viewer in (ground.institution, ground.state, ground.officer):
        entries = list(recognition_entries(viewer, TODAY, TODAY, until))
        assert [(one.reference, one.start) for one in entries] == [
            (made.number, date(2022, 12, 10)), (finding.reference, due),
        ]  # fmt: skip
    assert list(recognition_entries(parties["other State"], TODAY, TODAY, until)) == []
    assert run_recognitions(SYSTEM, due)["recognitions_told"] == 1
    assert run_recognitions(SYSTEM, due + timedelta(days=1))["recognitions_told"] == 2


def test_an_unknown_number_finds_nothing_whatever_it_is_made_of(ground: Ground) -> None:
    made = recognised(ground, CASE, date(2018, 12, 3), date(2018, 12, 10))
    assert found_by_number(TODAY, f" {made.number.lower()} ") == made
    for number in ("UN-TR-2018-002", "", "\x00", "%", "a" * 61, made.number[:-1]):
        assert found_by_number(TODAY, number) is None
    with pytest.raises(NotFound):
        course_recognition(date(2018, 12, 9), made.number)


def test_who_read_an_older_state_of_a_case_is_refused(ground: Ground) -> None:
    case = applied(ground)
    step(ground, CASE, S.SYSTEM_REPORT)
    with pytest.raises(Refused, match="changed by somebody else meanwhile"):
        review.hand_in_recognition_evidence(
            ground.institution, CASE, RecognitionEvidenceTerms("system", "Words"), today=TODAY,
            expected_version=case.version,
        )  # fmt: skip


def test_the_sides_are_told_of_steps_but_for_who_acts(ground: Ground) -> None:
    applied(ground)
    told = Notice.objects.filter(topic="recognition-stage").values_list("organisation__code", flat=True)
    assert set(told) == {"KAZ", "UN"}
    step(ground, CASE, S.SYSTEM_REPORT)
    assert set(told.all()) == {"KAZ", "UN", "REC-CENTRE"}


def test_a_course_without_any_version_on_record_is_judged_by_its_evidence(ground: Ground) -> None:
    institution = ground.course.institution
    course = make_course(institution, ground.institution, None, "rec-fmoc")
    course.standard = "FMOC"
    course.save()
    terms = ApplicationTerms("rec-fmoc-2018", course.reference, "UN")
    case = cases.apply_for_recognition(ground.institution, terms, applied_on=TODAY, today=TODAY)
    assert matrix_of(case) == ()
    for kind in EvidenceKind:
        shown(ground, case.reference, kind)
    for following in (S.SYSTEM_REPORT, S.LESSON_PLANS, S.DESK_REVIEW, S.OBSERVATION):
        step(ground, case.reference, following)
    assert visible_case(ground.state, TODAY, case.reference).stage_then == S.OBSERVATION
