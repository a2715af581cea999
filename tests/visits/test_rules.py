"""The order of a visit's steps, and what each needs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.errors import Refused
from muster.visits import rules
from muster.visits.rules import Targets, VisitFacts
from muster.visits.stages import (
    ENDED_WITHOUT_VISIT,
    FindingStanding,
    Outcome,
    Severity,
    Side,
    VisitKind,
    VisitMode,
    VisitStage,
)
from muster.visits.terms import MemberTerms, SubjectTerms, VisitTerms

S = VisitStage
F = FindingStanding
DAY = date(2018, 5, 7)
CALLED_OFF = {S.REQUESTED, S.CANCELLED}
LEGAL = {
    S.REQUESTED: {S.AGREED, S.REFUSED, S.CANCELLED},
    S.AGREED: {S.TEAM_NAMED} | CALLED_OFF,
    S.TEAM_NAMED: {S.PREPARED} | CALLED_OFF,
    S.PREPARED: {S.ON_SITE} | CALLED_OFF,
    S.ON_SITE: {S.DRAFT_REPORT},
    S.DRAFT_REPORT: {S.SENT},
    S.SENT: {S.COMMENTED, S.APPROVED},
    S.COMMENTED: {S.DRAFT_REPORT, S.APPROVED},
    S.APPROVED: {S.TRACKED, S.CLOSED},
    S.TRACKED: {S.CLOSED},
}
LEGAL_OF_THE_STATES_OWN = {
    S.REQUESTED: {S.AGREED, S.REFUSED, S.CANCELLED},
    S.AGREED: {S.TEAM_NAMED} | CALLED_OFF,
    S.TEAM_NAMED: {S.ON_SITE} | CALLED_OFF,
    S.ON_SITE: {S.DRAFT_REPORT},
    S.DRAFT_REPORT: {S.TRACKED},
    S.TRACKED: {S.CLOSED},
}
EVERY_STEP = [(kind, stage, following) for kind in VisitKind for stage in S for following in S]
TARGETS = Targets(answer_days=30, team_lead_days=30, preparation_lead_days=14, report_days=21, result_days=45)


@pytest.mark.parametrize(("kind", "stage", "following"), EVERY_STEP)
def test_only_the_legal_steps_may_be_taken(kind: VisitKind, stage: VisitStage, following: VisitStage) -> None:
    table = LEGAL_OF_THE_STATES_OWN if kind == VisitKind.RECONNAISSANCE else LEGAL
    legal = following in table.get(stage, set())
    assert (following in rules.legal_next_stages(kind, stage)) == legal
    if legal:
        rules.check_step(kind, stage, following)
    else:
        with pytest.raises(Refused, match="cannot become"):
            rules.check_step(kind, stage, following)


@given(st.sampled_from(VisitKind), st.lists(st.integers(0, 3), max_size=40))
def test_every_walk_ends_or_can_go_on_to_its_end(kind: VisitKind, turns: list[int]) -> None:
    stage = S.REQUESTED
    for turn in turns:
        ways = rules.legal_next_stages(kind, stage)
        if not ways:
            break
        stage = ways[turn % len(ways)]
    while onwards := [one for one in rules.legal_next_stages(kind, stage) if one not in CALLED_OFF]:
        stage = onwards[-1]
    assert stage in (S.CLOSED, *ENDED_WITHOUT_VISIT)


def test_each_side_takes_its_own_steps() -> None:
    kind = VisitKind.ASSESSMENT
    assert rules.check_step(kind, S.REQUESTED, S.AGREED) == Side.COUNTERPART
    assert rules.check_step(kind, S.SENT, S.COMMENTED) == Side.COUNTERPART
    assert rules.check_step(kind, S.PREPARED, S.REQUESTED) == Side.EITHER
    led = [(S.AGREED, S.TEAM_NAMED), (S.TEAM_NAMED, S.PREPARED), (S.DRAFT_REPORT, S.SENT), (S.COMMENTED, S.APPROVED)]
    assert {rules.check_step(kind, *one) for one in led} == {Side.LEAD}
    assert [stage for stage in S if rules.needs_approver(stage)] == [S.APPROVED]


WHOLE = VisitFacts(
    kind=VisitKind.ASSESSMENT,
    stage=S.DRAFT_REPORT,
    mode=VisitMode.IN_PERSON,
    planned_from=DAY,
    planned_until=DAY + timedelta(days=5),
    invitation_reference="NV 12",
    carried_from=DAY,
    carried_until=DAY + timedelta(days=5),
    member_count=3,
    lead_count=1,
    checklist_count=7,
    subject_count=1,
    has_report=True,
    has_comments=True,
    comments_due=DAY + timedelta(days=30),
)


@pytest.mark.parametrize(
    ("following", "lacks", "place"),
    [
        (S.AGREED, {"planned_until": None}, "planned dates"),
        (S.AGREED, {"invitation_reference": " "}, "note verbale"),
        (S.TEAM_NAMED, {"member_count": 0}, "team"),
        (S.TEAM_NAMED, {"lead_count": 2}, "team"),
        (S.PREPARED, {"checklist_count": 0}, "checklists"),
        (S.DRAFT_REPORT, {"stage": S.ON_SITE, "carried_until": None}, "until"),
        (S.DRAFT_REPORT, {"stage": S.ON_SITE, "carried_until": DAY}, "until"),
        (S.DRAFT_REPORT, {"stage": S.ON_SITE, "carried_until": DAY + timedelta(days=200)}, "until"),
        (S.SENT, {"has_report": False}, "report"),
        (S.SENT, {"uncovered": ("kaz-1",)}, "outcomes"),
        (S.SENT, {"unanswered": ("G01 (kaz-1)",)}, "checklists"),
        (S.COMMENTED, {"has_comments": False}, "comments"),
        (S.APPROVED, {"is_author": True}, "report"),
        (S.APPROVED, {"stage": S.SENT, "comments_due": DAY + timedelta(days=101)}, "comments"),
        (S.CLOSED, {"open_findings": ("aav-f1",)}, "findings"),
    ],
)
def test_a_step_names_what_it_lacks(following: VisitStage, lacks: dict[str, object], place: str) -> None:
    day = DAY + timedelta(days=100)
    whole = replace(WHOLE, stage=str(lacks.get("stage", WHOLE.stage)))
    assert rules.step_problems(whole, following, day) == []
    problems = rules.step_problems(replace(whole, **lacks), following, day)  # type: ignore[arg-type]
    assert [problem.place for problem in problems] == [place]


@pytest.mark.parametrize("following", [S.REQUESTED, S.CANCELLED, S.REFUSED])
def test_calling_off_needs_a_reason(following: VisitStage) -> None:
    assert rules.step_problems(WHOLE, following, DAY, " ") != []
    assert rules.step_problems(WHOLE, following, DAY, "Elections") == []


def test_a_report_is_taken_up_again_with_a_reason() -> None:
    commented = replace(WHOLE, stage=S.COMMENTED)
    assert rules.step_problems(commented, S.DRAFT_REPORT, DAY) != []
    assert rules.step_problems(commented, S.DRAFT_REPORT, DAY, "The State named two errors") == []


def test_a_report_is_approved_without_comments_once_their_time_is_over() -> None:
    sent = replace(WHOLE, stage=S.SENT, comments_due=DAY)
    assert rules.step_problems(sent, S.APPROVED, DAY - timedelta(days=1)) != []
    assert rules.step_problems(sent, S.APPROVED, DAY) == []


def test_nothing_is_recommended_with_a_critical_finding_open() -> None:
    assert rules.outcome_problems(Outcome.RECOMMENDED, 1) != []
    assert rules.outcome_problems(Outcome.RECOMMENDED, 0) == []
    assert rules.outcome_problems(Outcome.AFTER_FOLLOW_UP, 1) == []


@pytest.mark.parametrize(("standing", "following"), [(one, other) for one in F for other in F])
def test_only_the_legal_steps_of_a_finding_may_be_taken(standing: F, following: F) -> None:
    legal = {(F.OPEN, F.REPORTED), (F.OPEN, F.WAIVED)}
    legal |= {(F.REPORTED, F.CLOSED), (F.REPORTED, F.OPEN), (F.REPORTED, F.WAIVED)}
    if (standing, following) in legal:
        rules.check_finding_step(standing, following)
    else:
        with pytest.raises(Refused, match="cannot become"):
            rules.check_finding_step(standing, following)


def test_a_finding_is_overdue_after_its_day_until_it_is_closed() -> None:
    assert not rules.is_overdue(F.OPEN, DAY, DAY)
    assert rules.is_overdue(F.OPEN, DAY, DAY + timedelta(days=1))
    assert rules.is_overdue(F.REPORTED, DAY, DAY + timedelta(days=1))
    assert not rules.is_overdue(F.CLOSED, DAY, DAY + timedelta(days=1))
    assert not rules.is_overdue(F.OPEN, None, DAY)


def test_an_observation_has_no_day() -> None:
    days = {Severity.CRITICAL: 60, Severity.MAJOR: 120, Severity.MINOR: 240}
    assert rules.due_on(Severity.CRITICAL, DAY, days) == DAY + timedelta(days=60)
    assert rules.due_on(Severity.OBSERVATION, DAY, days) is None


@pytest.mark.parametrize(
    ("stage", "side", "following", "due"),
    [
        (S.REQUESTED, Side.COUNTERPART, S.AGREED, DAY + timedelta(days=30)),
        (S.AGREED, Side.LEAD, S.TEAM_NAMED, DAY - timedelta(days=30)),
        (S.TEAM_NAMED, Side.LEAD, S.PREPARED, DAY - timedelta(days=14)),
        (S.PREPARED, Side.LEAD, S.ON_SITE, DAY),
        (S.ON_SITE, Side.LEAD, S.DRAFT_REPORT, DAY + timedelta(days=5)),
        (S.DRAFT_REPORT, Side.LEAD, S.SENT, DAY + timedelta(days=26)),
        (S.SENT, Side.COUNTERPART, S.COMMENTED, DAY + timedelta(days=30)),
        (S.COMMENTED, Side.LEAD, S.APPROVED, DAY + timedelta(days=50)),
        (S.TRACKED, Side.LEAD, S.CLOSED, None),
    ],
)
def test_whose_turn_it_is_and_by_when(stage: VisitStage, side: Side, following: VisitStage, due: date | None) -> None:
    duty = rules.next_duty(replace(WHOLE, stage=stage), DAY, TARGETS)
    assert duty is not None
    assert (duty.side, duty.following, duty.due) == (side, following, due)


@pytest.mark.parametrize("stage", [S.CLOSED, S.CANCELLED, S.REFUSED])
def test_an_ended_visit_is_nobodys_turn(stage: VisitStage) -> None:
    assert rules.next_duty(replace(WHOLE, stage=stage), DAY, TARGETS) is None


def test_an_approved_report_without_open_findings_is_closed() -> None:
    done = rules.next_duty(replace(WHOLE, stage=S.APPROVED), DAY, TARGETS)
    left = rules.next_duty(replace(WHOLE, stage=S.APPROVED, open_findings=("f1",)), DAY, TARGETS)
    assert done is not None
    assert left is not None
    assert (done.following, left.following) == (S.CLOSED, S.TRACKED)


def visit_terms(**changes: object) -> VisitTerms:
    values: dict[str, object] = {"reference": "aav-1", "state": "KAZ", "kind": "assessment", "subjects": ()}
    return VisitTerms(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"kind": "holiday"}, "kind"),
        ({"mode": "by-post"}, "mode"),
        ({"planned_from": DAY}, "planned dates"),
        ({"planned_from": DAY, "planned_until": DAY}, "planned until"),
        ({"kind": "reconnaissance"}, "mission"),
        ({"subjects": (SubjectTerms("pledge", "a"), SubjectTerms("pledge", "a"))}, "subject a"),
        ({"subjects": (SubjectTerms("pledge", "a", unit_type="NONE"),)}, "subject a"),
    ],
)
def test_what_is_wrong_with_a_visit_is_named(changes: dict[str, object], place: str) -> None:
    assert rules.visit_problems(visit_terms()) == []
    assert [problem.place for problem in rules.visit_problems(visit_terms(**changes))] == [place]


def test_a_team_has_exactly_one_lead_and_known_functions() -> None:
    lead = MemberTerms("lead", is_lead=True)
    assert rules.team_problems((lead, MemberTerms("medical"))) == []
    assert rules.team_problems(()) != []
    assert rules.team_problems((MemberTerms("medical"),)) != []
    assert rules.team_problems((lead, lead)) != []
    assert rules.team_problems((lead, MemberTerms("cook"))) != []
