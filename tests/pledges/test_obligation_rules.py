"""Every obligation appears with what founds it and goes by its deed, and is overdue from the day after the last."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.pledges.levels import Level
from muster.pledges.rules.freshness import Hold, periods_on
from muster.pledges.rules.obligations import (
    DoubtOf,
    Duty,
    EvidenceOf,
    FindingOf,
    Matters,
    NextLevel,
    Obligation,
    Side,
    VisitOf,
    by_urgency,
    obligations_of,
    terms_on,
)
from muster.visits.stages import FindingStanding, Severity, VisitKind, VisitStage
from tests.record import DAY

PERIODS, TERMS = periods_on(DAY), terms_on(DAY)
SUBMITTED = date(2018, 9, 1)
REGISTERED = Hold(Level.LEVEL_1, SUBMITTED, date(2019, 9, 1))
LAPSED = Hold(Level.LAPSED, SUBMITTED, date(2018, 8, 1))
QUIET = Matters(
    hold=REGISTERED,
    submitted_on=SUBMITTED,
    is_acknowledged=True,
    level_1_from=SUBMITTED,
    confirmed_on=SUBMITTED,
    visited_until=date(2018, 9, 20),
)
"""A pledge over which nothing is owed."""


def owed(day: date = DAY, **changes: Any) -> list[Obligation]:
    """Return what is owed over the quiet pledge with some matters changed."""
    return obligations_of(replace(QUIET, **changes), day, TERMS, PERIODS)


def visit(stage: VisitStage, **changes: Any) -> VisitOf:
    """Return an assessment and advisory visit at a stage since early September."""
    values: dict[str, Any] = {
        "reference": "aav-1", "kind": VisitKind.ASSESSMENT, "stage": stage, "since": date(2018, 9, 5),
    }  # fmt: skip
    return VisitOf(**(values | changes))


def finding(standing: FindingStanding = FindingStanding.OPEN, **changes: Any) -> FindingOf:
    """Return a critical finding of the State."""
    values: dict[str, Any] = {
        "reference": "aav-1-f1", "severity": Severity.CRITICAL, "standing": standing, "owner": Side.STATE,
        "since": date(2018, 9, 5), "due_on": date(2018, 11, 4),
    }  # fmt: skip
    return FindingOf(**(values | changes))


def evidence(**changes: Any) -> EvidenceOf:
    """Return evidence that the State handed in and that was approved."""
    values: dict[str, Any] = {
        "title": "Load list", "handed_in_by": Side.STATE, "decided_by": Side.SECRETARIAT,
        "handed_in_on": date(2018, 9, 10), "is_waiting": False,
    }  # fmt: skip
    return EvidenceOf(**(values | changes))


def test_over_a_quiet_pledge_nothing_is_owed() -> None:
    assert owed() == []


NEW = {"hold": replace(REGISTERED, level=Level.DRAFT, level_held_from=None), "level_1_from": None}
CASES: list[tuple[str, dict[str, Any], Duty, Side, date | None]] = [
    ("arrived", NEW | {"is_acknowledged": False}, Duty.ACKNOWLEDGE, Side.SECRETARIAT, date(2018, 9, 8)),
    ("acknowledged", NEW, Duty.ACCEPT, Side.SECRETARIAT, date(2018, 10, 16)),
    ("no note", {"has_note_verbale": False}, Duty.NOTE_VERBALE, Side.STATE, date(2018, 10, 1)),
    ("never seen", {"visited_until": None}, Duty.VISIT, Side.SECRETARIAT, date(2019, 9, 1)),
    ("seen long ago", {"visited_until": date(2016, 11, 1)}, Duty.VISIT, Side.SECRETARIAT, date(2018, 11, 1)),
    ("visit asked", {"visits": (visit(VisitStage.REQUESTED),)}, Duty.VISIT_ANSWER, Side.STATE, date(2018, 10, 5)),
    (
        "visit asked of the Secretariat",
        {"visits": (visit(VisitStage.REQUESTED, counterpart=Side.SECRETARIAT),)},
        Duty.VISIT_ANSWER,
        Side.SECRETARIAT,
        date(2018, 10, 5),
    ),
    (
        "report drafted",
        {"visits": (visit(VisitStage.DRAFT_REPORT, carried_until=date(2018, 9, 10)),)},
        Duty.VISIT_RESULT,
        Side.SECRETARIAT,
        date(2018, 10, 25),
    ),
    (
        "draft sent",
        {"visits": (visit(VisitStage.SENT, comments_due=date(2018, 9, 30)),)},
        Duty.VISIT_COMMENTS,
        Side.STATE,
        date(2018, 9, 30),
    ),
    (
        "evidence waits",
        {"evidence": (evidence(is_waiting=True),)},
        Duty.DECIDE_EVIDENCE,
        Side.SECRETARIAT,
        date(2018, 10, 10),
    ),
    (
        "evidence of the Secretariat waits",
        {"evidence": (evidence(is_waiting=True, handed_in_by=Side.SECRETARIAT, decided_by=Side.STATE),)},
        Duty.DECIDE_EVIDENCE,
        Side.STATE,
        date(2018, 10, 10),
    ),
    (
        "evidence refused",
        {"evidence": (evidence(refused_on=date(2018, 9, 20)),)},
        Duty.RENEW_EVIDENCE,
        Side.STATE,
        date(2018, 11, 19),
    ),
    (
        "evidence ends",
        {"evidence": (evidence(valid_until=date(2018, 12, 1)),)},
        Duty.RENEW_EVIDENCE,
        Side.STATE,
        date(2018, 11, 30),
    ),
    ("change asked", {"change_asked_on": date(2018, 9, 15)}, Duty.DECIDE_CHANGE, Side.SECRETARIAT, date(2018, 10, 15)),
    ("finding open", {"findings": (finding(),)}, Duty.CLOSE_FINDING, Side.STATE, date(2018, 11, 4)),
    (
        "finding reported",
        {"findings": (finding(FindingStanding.REPORTED),)},
        Duty.DECIDE_FINDING,
        Side.SECRETARIAT,
        date(2018, 10, 5),
    ),
    (
        "expires",
        {"hold": replace(REGISTERED, valid_until=date(2018, 12, 1))},
        Duty.CONFIRM,
        Side.STATE,
        date(2018, 11, 30),
    ),
    ("not dated", {"hold": replace(REGISTERED, valid_until=None)}, Duty.CONFIRM, Side.STATE, None),
    ("lapsed", {"hold": LAPSED, "confirmed_on": None}, Duty.CONFIRM, Side.STATE, date(2019, 3, 1)),
    (
        "confirmed after the lapse",
        {"hold": LAPSED, "confirmed_on": date(2018, 9, 20)},
        Duty.REGISTER_ANEW,
        Side.SECRETARIAT,
        date(2018, 11, 4),
    ),
    (
        "equipment to come",
        {"items_to_procure": 4, "procured_by": date(2018, 9, 15)},
        Duty.PROCURE,
        Side.STATE,
        date(2018, 9, 15),
    ),
    (
        "called",
        {"called_on": date(2018, 9, 10), "called_until": date(2018, 11, 9)},
        Duty.ANSWER_CALL,
        Side.STATE,
        date(2018, 11, 9),
    ),
    (
        "a doubt from theatre",
        {"doubts": (DoubtOf("ori-1", date(2018, 9, 20)),)},
        Duty.LOOK_AGAIN,
        Side.SECRETARIAT,
        None,
    ),
]


@pytest.mark.parametrize(("changes", "duty", "side", "due_on"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_each_obligation_is_of_one_side_and_has_its_day(
    changes: dict[str, Any], duty: Duty, side: Side, due_on: date | None
) -> None:
    found = [one for one in owed(**changes) if one.duty == duty]
    assert [(one.owed_by, one.due_on) for one in found] == [(side, due_on)]
    assert found[0].since <= DAY
    if due_on is not None:
        assert found[0].days_overdue(due_on) == 0
        assert found[0].days_overdue(due_on + timedelta(days=1)) == 1
        assert found[0].overdue_since(due_on) is None
        assert found[0].overdue_since(due_on + timedelta(days=9)) == due_on + timedelta(days=1)


def test_every_duty_is_tried_here_and_has_words() -> None:
    assert {case[2] for case in CASES} | {Duty.DECIDE_REMOVAL, Duty.PROVE_NEXT} == set(Duty)
    assert len({duty.label for duty in Duty}) == len(Duty)


def test_the_removal_of_a_pledge_long_lapsed_is_the_secretariats_to_decide() -> None:
    gone: dict[str, Any] = {"hold": LAPSED, "confirmed_on": None}
    assert Duty.DECIDE_REMOVAL not in {one.duty for one in owed(date(2019, 2, 28), **gone)}
    found = {one.duty: one for one in owed(date(2019, 3, 1), **gone)}[Duty.DECIDE_REMOVAL]
    assert (found.owed_by, found.due_on) == (Side.SECRETARIAT, date(2019, 3, 31))


@pytest.mark.parametrize(
    "changes",
    [
        {"visits": (visit(VisitStage.AGREED),)},
        {"visits": (visit(VisitStage.APPROVED),)},
        {"visits": (visit(VisitStage.CANCELLED),)},
        {"findings": (finding(severity=Severity.OBSERVATION, due_on=None),)},
        {"evidence": (evidence(),)},
        {"evidence": (evidence(valid_until=date(2019, 6, 1)),)},
        {"visited_until": None, "hold": replace(REGISTERED, is_deployed=True)},
        {"visited_until": None, "visits": (visit(VisitStage.ON_SITE),)},
    ],
)
def test_what_asks_for_nothing_is_owed_by_nobody(changes: dict[str, Any]) -> None:
    assert owed(**changes) == []


@pytest.mark.parametrize("level", [Level.WITHDRAWN, Level.REMOVED])
def test_an_ended_pledge_and_a_draft_oblige_nobody(level: Level) -> None:
    loud: dict[str, Any] = {"visited_until": None, "findings": (finding(),), "change_asked_on": SUBMITTED}
    assert owed(**loud)
    assert owed(hold=replace(REGISTERED, level=level), **loud) == []
    assert owed(submitted_on=None, **loud) == []


@given(st.lists(st.sampled_from([case[1] for case in CASES]), max_size=4))
def test_the_most_urgent_comes_first(some: list[dict[str, Any]]) -> None:
    merged: dict[str, Any] = {name: value for one in some for name, value in one.items()}
    days = [one.due_on or date.max for one in owed(**merged)]
    assert days == sorted(days)
    assert by_urgency(owed(**merged)) == owed(**merged)


def test_the_register_s_own_approver_decides_on_a_report_that_it_takes() -> None:
    taken = evidence(is_waiting=True, handed_in_by=Side.SECRETARIAT, decided_by=Side.SECRETARIAT)
    assert [(one.duty, one.owed_by) for one in owed(evidence=(taken,))] == [(Duty.DECIDE_EVIDENCE, Side.SECRETARIAT)]


def test_individuals_pledged_as_a_pool_are_not_visited() -> None:
    assert [one.duty for one in owed(visited_until=None)] == [Duty.VISIT]
    assert owed(visited_until=None, is_pool=True) == []


def test_what_the_next_level_needs_of_the_state_is_one_obligation_without_a_day() -> None:
    begun = NextLevel("Level 3", date(2018, 9, 20), ("Reconciliation", "Load list"))
    (one,) = owed(next_level=begun)
    assert (one.duty, one.owed_by, one.since, one.due_on) == (Duty.PROVE_NEXT, Side.STATE, begun.asked_on, None)
    assert one.what == "hand in what the next level needs: Level 3: Reconciliation, Load list"
    assert one.days_overdue(DAY + timedelta(days=400)) == 0
    assert owed(next_level=replace(begun, missing=())) == []
