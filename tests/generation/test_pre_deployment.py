"""The pre-deployment visit of a case: asked for from the case, and what each of its outcomes holds up."""

from dataclasses import replace
from datetime import date

import pytest

from muster.generation import actions
from muster.generation.actions import CaseVisitTerms
from muster.generation.models import PhaseStage
from muster.generation.queries import standing_of, visible_case
from muster.generation.queries.pre_deployment import last_visit
from muster.generation.rules.pre_deployment import (
    CONDITIONS,
    GO,
    LOAD_LIST,
    MOVEMENT,
    NO_GO,
    PENDING,
    Condition,
    VisitResult,
    held_problems,
    held_spans,
    holding,
)
from muster.kit.errors import NotAllowed, Refused
from muster.parties.viewer import SYSTEM
from muster.visits import actions as visits
from muster.visits.models import SubjectOutcome, Visit, VisitStageEvent
from muster.visits.stages import Outcome, VisitStage
from muster.visits.terms import FindingTerms
from tests.generation.samples import opened
from tests.record import DAY, Record

CASE = "case-kaz"
MINOR = Condition("f1", "Mark the boxes", "minor", "Kazakhstan", date(2019, 1, 10), is_open=True)
MAJOR = replace(MINOR, reference="f2", severity="major", due_on=date(2019, 2, 10))
OBSERVED = replace(MINOR, reference="f3", severity="observation")
TODAY = date(2019, 1, 1)


def said(outcome: str, *conditions: Condition) -> VisitResult:
    """Return what a visit said."""
    return VisitResult("pdv", outcome, date(2018, 12, 20), "Radios do not work.", conditions)


def test_the_outcomes_of_a_visit_are_go_conditions_and_no_go() -> None:
    told = {one: said(one).verdict for one in ("recommended", "after-follow-up", "not-recommended", "")}
    assert list(told.values()) == [GO, CONDITIONS, NO_GO, PENDING]


def test_go_holds_nothing_up() -> None:
    result = said("recommended", MAJOR)
    assert held_spans(result, TODAY) == {}
    assert held_problems(result, MOVEMENT, "") == []


def test_conditions_hold_the_movement_and_weighty_ones_the_cargo_too() -> None:
    result = said("after-follow-up", MINOR, MAJOR, OBSERVED)
    assert holding(result, MOVEMENT) == (MINOR, MAJOR)
    assert holding(result, LOAD_LIST) == (MAJOR,)
    assert holding(result, "clearances") == ()
    assert held_spans(result, TODAY)[MOVEMENT] == ((date(2018, 12, 20), date(2019, 2, 10)),)


def test_a_closed_condition_holds_nothing_and_an_overdue_one_has_no_known_end() -> None:
    assert held_spans(said("after-follow-up", replace(MAJOR, is_open=False)), TODAY) == {}
    overdue = said("after-follow-up", MINOR, replace(MAJOR, due_on=date(2018, 12, 31)))
    assert held_spans(overdue, TODAY)[MOVEMENT] == ((date(2018, 12, 20), None),)


def test_a_reason_goes_past_conditions_and_never_past_a_no_go() -> None:
    conditions, refused = said("after-follow-up", MINOR), said("not-recommended")
    assert "f1" in str(held_problems(conditions, MOVEMENT, "")[0])
    assert held_problems(conditions, MOVEMENT, "The boxes are marked on board") == []
    problem = held_problems(refused, MOVEMENT, "It must go")[0]
    assert "no-go: Radios do not work." in str(problem)
    assert held_problems(None, MOVEMENT, "") == []


def with_outcome(record: Record, outcome: Outcome, *, severity: str = "") -> Visit:
    """Ask for the visit of a case and let it say something: the visit's own steps are tested in its room."""
    opened(record)
    visit = actions.request_case_visit(record.parties["secretariat officer"], CASE, CaseVisitTerms(), today=DAY)
    Visit.objects.filter(pk=visit.pk).update(stage=VisitStage.ON_SITE)
    if severity:
        terms = FindingTerms("Radios do not work", severity, "KAZ", CASE, due_on=date(2019, 2, 1))
        visits.raise_finding(SYSTEM, visit.reference, terms, raised_on=DAY, today=DAY)
    SubjectOutcome.objects.create(
        subject=visit.subjects.get(), outcome=outcome, decided_on=DAY, known_from=DAY, note="Radios do not work"
    )
    Visit.objects.filter(pk=visit.pk).update(stage=VisitStage.APPROVED)
    VisitStageEvent.objects.create(visit=visit, stage=VisitStage.APPROVED, held_from=DAY, known_from=DAY)
    return visit


def finish(record: Record, code: str, reason: str = "Reason") -> None:
    """Finish a phase ahead of its turn, as the register."""
    actions.finish_phase(
        record.parties["secretariat officer"], CASE, code, done_on=DAY, started_on=DAY, reason=reason, today=DAY
    )


def test_a_visit_asked_for_from_the_case_names_it_and_is_asked_for_once(record: Record) -> None:
    opened(record)
    visit = actions.request_case_visit(record.parties["owning State"], CASE, CaseVisitTerms(), today=DAY)
    subject = visit.subjects.get()
    assert (visit.reference, visit.kind, visit.mission.code if visit.mission else "") == (
        "pdv-case-kaz",
        "pre-deployment",
        "UNIFIL",
    )
    assert (subject.kind, subject.reference, subject.unit_type) == ("case", CASE, "INF-COY")
    with pytest.raises(Refused, match="no pre-deployment visit"):
        actions.request_case_visit(record.parties["secretariat officer"], CASE, CaseVisitTerms(), today=DAY)
    found = last_visit(SYSTEM, DAY, CASE)
    assert found is not None
    assert found.result.verdict == PENDING


def test_the_mission_does_not_ask_for_the_visit(record: Record) -> None:
    opened(record)
    with pytest.raises(NotAllowed):
        actions.request_case_visit(record.parties["mission"], CASE, CaseVisitTerms(), today=DAY)


def test_a_no_go_stops_the_movement_whatever_the_reason_and_lets_another_visit_be_asked_for(record: Record) -> None:
    with_outcome(record, Outcome.NOT_RECOMMENDED)
    with pytest.raises(Refused) as refused:
        finish(record, MOVEMENT)
    assert "no-go: Radios do not work" in str(refused.value.problems)
    standing = standing_of(visible_case(SYSTEM, DAY, CASE), DAY, DAY)
    assert standing.schedule.by_code[MOVEMENT].held_until is not None
    again = actions.request_case_visit(record.parties["secretariat officer"], CASE, CaseVisitTerms(), today=DAY)
    assert again.reference == "pdv-case-kaz-2"


def test_an_open_condition_moves_the_arrival_until_its_deadline_and_is_passed_with_a_reason(record: Record) -> None:
    visit = with_outcome(record, Outcome.AFTER_FOLLOW_UP, severity="major")
    found = last_visit(SYSTEM, DAY, CASE)
    assert found is not None
    assert [one.owner for one in found.result.conditions] == ["Kazakhstan"]
    standing = standing_of(visible_case(SYSTEM, DAY, CASE), DAY, DAY)
    assert standing.schedule.by_code[MOVEMENT].held_until == date(2019, 2, 1)
    finish(record, LOAD_LIST, "The radios follow by air")
    assert visible_case(SYSTEM, DAY, CASE).known_phases[8].stage == PhaseStage.DONE
    finding = visit.findings.get().reference
    visits.waive_finding(SYSTEM, finding, held_from=DAY, today=DAY, note="Radios of the mission are used")
    assert standing_of(visible_case(SYSTEM, DAY, CASE), DAY, DAY).schedule.by_code[MOVEMENT].held_until is None


def test_a_go_lets_everything_go_on(record: Record) -> None:
    with_outcome(record, Outcome.RECOMMENDED)
    finish(record, MOVEMENT)
    assert standing_of(visible_case(SYSTEM, DAY, CASE), DAY, DAY).schedule.has_arrived
