"""Clearances of the host State: what is missing for the arrival, legal steps, and the inspection that is due."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from muster.audit.models import AuditEvent
from muster.generation.actions.clearances import ClearanceStep, plan_inspection, require_clearances, step_clearance
from muster.generation.models import Case, Clearance, ClearanceKind, ClearanceStage
from muster.generation.queries.clearances import clearances_of, missing_clearances, planned_inspection
from muster.generation.rules.clearances import (
    STEPS,
    ClearanceFacts,
    Kind,
    inspection_due,
    missing_for_arrival,
    step_problems,
)
from muster.kit.errors import NotAllowed, NotFound, Refused
from tests.generation.ground import CASE, TODAY, make_case
from tests.record import DAY, Record

DUE = date(2018, 9, 15)
LEGAL = {
    ("needed", "asked"), ("needed", "not-needed"), ("asked", "granted"), ("asked", "refused"), ("asked", "not-needed"),
    ("granted", "refused"), ("refused", "asked"), ("refused", "not-needed"), ("not-needed", "needed"),
}  # fmt: skip


@pytest.mark.parametrize(("stage", "following"), list(product(STEPS, STEPS)))
def test_only_legal_steps_are_taken(stage: str, following: str) -> None:
    problems = step_problems(stage, following, TODAY, asked_on=None, by="Foreign ministry", today=TODAY)
    assert (not problems) == ((stage, following) in LEGAL)


def test_an_answer_names_its_office_and_comes_after_the_request() -> None:
    problems = step_problems("asked", "granted", DAY, asked_on=date(2018, 10, 2), by=" ", today=TODAY)
    assert [one.place for one in problems] == ["day", "answered by", "day"]


def test_the_record_and_the_rules_know_the_same_kinds_and_stages() -> None:
    assert [one.value for one in Kind] == list(ClearanceKind.values)
    assert list(STEPS) == list(ClearanceStage.values)


def test_what_is_missing_is_told_with_the_late_first() -> None:
    facts = [
        ClearanceFacts("visa", "granted"), ClearanceFacts("camp", "asked", date(2018, 12, 1)),
        ClearanceFacts("customs", "refused"), ClearanceFacts("overflight", "not-needed"),
    ]  # fmt: skip
    found = missing_for_arrival(facts, DAY)
    assert [(one.kind, one.is_late) for one in found] == [("customs", True), ("camp", False), ("weapons-permit", False)]
    assert missing_for_arrival([ClearanceFacts(kind, "granted") for kind in Kind], DAY) == []


@pytest.mark.parametrize(("arrival", "due"), [(date(2018, 10, 31), date(2018, 11, 30)), (DAY, date(2018, 11, 1))])
def test_the_inspection_is_complete_a_month_after_the_arrival(arrival: date, due: date) -> None:
    assert inspection_due(arrival, 1) == due


@pytest.fixture
def case(record: Record) -> Case:
    return make_case(record)


def test_every_kind_is_entered_once_and_taken_to_its_answer_by_the_mission(case: Case, record: Record) -> None:
    mission = record.parties["mission"]
    made = require_clearances(mission, CASE, due_on=DUE, today=TODAY)
    assert [one.kind for one in made] == list(ClearanceKind.values)
    with pytest.raises(Refused, match="every kind is on record"):
        require_clearances(mission, CASE, due_on=DUE, today=TODAY)
    asked = ClearanceStep("asked", TODAY, due_on=DAY)
    step_clearance(mission, CASE, made[0].pk, asked, today=TODAY, expected_version=1)
    with pytest.raises(Refused, match="somebody else"):
        step_clearance(mission, CASE, made[0].pk, asked, today=TODAY, expected_version=1)
    with pytest.raises(Refused):
        step_clearance(mission, CASE, made[0].pk, replace(asked, stage="granted"), today=TODAY)
    granted = step_clearance(
        mission, CASE, made[0].pk, replace(asked, stage="granted", answered_by="General security"), today=TODAY
    )
    assert (granted.stage, granted.answered_on, granted.asked_on) == ("granted", TODAY, TODAY)
    rows = clearances_of(mission, DAY, case)
    assert [one.kind for one in missing_clearances(rows, DAY)] == ["camp", "customs", "overflight", "weapons-permit"]
    assert AuditEvent.objects.filter(action="generation:clearance:step").count() == 2


def test_what_is_withdrawn_or_asked_again_forgets_the_answer(case: Case, record: Record) -> None:
    state = record.parties["owning State"]
    one = require_clearances(state, CASE, due_on=DUE, today=TODAY)[0]
    for stage in ("asked", "granted", "refused", "asked"):
        step_clearance(state, CASE, one.pk, ClearanceStep(stage, TODAY, answered_by="An office"), today=TODAY)
    one.refresh_from_db()
    assert (one.stage, one.answered_on, one.answered_by) == ("asked", None, "")


def test_only_those_whom_the_case_concerns_record_and_see_clearances(case: Case, record: Record) -> None:
    with pytest.raises(NotAllowed):
        require_clearances(record.parties["secretariat reader"], CASE, due_on=DUE, today=TODAY)
    for name in ("other State", "other mission", "other secretariat"):
        with pytest.raises(NotFound):
            require_clearances(record.parties[name], CASE, due_on=DUE, today=TODAY)
    with pytest.raises(NotFound):
        step_clearance(record.parties["mission"], CASE, 10**6, ClearanceStep("asked", TODAY), today=TODAY)
    assert not Clearance.objects.exists()


def test_the_inspection_is_planned_once_and_moved_with_the_arrival(case: Case, record: Record) -> None:
    officer = record.parties["secretariat officer"]
    plan_inspection(officer, CASE, arrival_on=date(2018, 10, 31), today=TODAY)
    plan_inspection(officer, CASE, arrival_on=date(2018, 11, 7), today=TODAY, note="Second flight")
    planned = planned_inspection(record.parties["mission"], DAY, case)
    assert planned is not None
    assert (planned.arrival_on, planned.due_on, planned.note) == (date(2018, 11, 7), date(2018, 12, 7), "Second flight")
    assert planned_inspection(record.parties["other mission"], DAY, case) is None
