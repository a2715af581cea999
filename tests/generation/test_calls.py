"""A call opens a case and a pool event in one; its play-book is ticked by each side; what is missed is proposed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.generation import actions
from muster.generation.models import BreachDecision, Case, CaseStage, PhaseStage
from muster.generation.queries.calls import played, proposed_consequences, ticks_of
from muster.generation.queries.cases import visible_case
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.missions import actions as missions
from muster.missions.models import RequirementStage
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.pledges import actions as pledges
from muster.pledges.actions.pool import pool_standing
from muster.pledges.levels import Level
from muster.pledges.models import LevelEvent, Pledge
from muster.reference.playbook import playbook_steps
from tests.generation.calls import CALLED, TERMS, approver, called, officer, rapid_pledge
from tests.record import DAY, Record, requirement_terms

MISSED = CALLED + timedelta(days=61)


def test_a_call_opens_a_rapid_case_and_calls_the_pledge(record: Record) -> None:
    case = called(record)
    assert (case.variant, case.requested_on, case.wanted_on) == ("rapid", CALLED, CALLED + timedelta(days=60))
    assert pool_standing(Pledge.objects.get(reference="kaz-rdl")) == "called"
    assert case.phases.get(phase="request").stage == PhaseStage.DONE
    told = Notice.objects.filter(topic="rapid-call", organisation__code="KAZ").get()
    assert told.href == "/generation/cases/call-kaz/play-book/"
    assert Notice.objects.filter(topic="rapid-call", organisation__code="UNIFIL").exists()


def test_below_the_rapid_level_nobody_is_called_and_nothing_is_opened(record: Record) -> None:
    with pytest.raises(Refused):
        actions.call_rapid_unit(officer(record), replace(TERMS, pledge="kaz-submitted"), today=DAY)
    assert not Case.objects.filter(reference="call-kaz").exists()


def test_a_case_that_cannot_be_opened_takes_the_call_back(record: Record) -> None:
    rapid_pledge(record)
    with pytest.raises(Refused):
        actions.call_rapid_unit(officer(record), replace(TERMS, reference="not a reference"), today=DAY)
    assert pool_standing(Pledge.objects.get(reference="kaz-rdl")) == "available"


def test_a_unit_is_not_called_for_a_post_of_another_type(record: Record) -> None:
    rapid_pledge(record)
    with pytest.raises(Refused, match="wants INF-BN"):
        actions.call_rapid_unit(officer(record), replace(TERMS, post="req-published-bn"), today=DAY)


@pytest.mark.parametrize("kind", ["owning State", "mission", "secretariat reader"])
def test_only_officers_of_the_register_call(record: Record, kind: str) -> None:
    rapid_pledge(record)
    with pytest.raises((NotAllowed, NotFound)):
        actions.call_rapid_unit(record.parties[kind], TERMS, today=DAY)
    assert not Case.objects.filter(reference="call-kaz").exists()


def test_units_of_a_package_are_called_at_once(record: Record) -> None:
    for reference in ("kaz-rdl", "kaz-rdl-2"):
        rapid_pledge(record, reference)
    for reference in ("req-second", "req-third"):
        missions.create_requirement(officer(record), requirement_terms(reference), today=DAY)
        missions.change_stage(SYSTEM, reference, RequirementStage.PUBLISHED)
    cases = actions.call_package(
        officer(record), "un-package", "UNIFIL", prefix="vanguard", called_on=CALLED, today=DAY
    )
    assert {one.reference for one in cases} == {"vanguard-1", "vanguard-2"}
    assert {one.post.reference for one in cases} == {"req-second-coy", "req-third-coy"}
    with pytest.raises(Refused):
        actions.call_package(officer(record), "un-package", "UNIFIL", prefix="again", called_on=CALLED, today=DAY)


def test_a_package_without_a_unit_at_the_rapid_level_is_not_called(record: Record) -> None:
    with pytest.raises(Refused, match="no unit"):
        actions.call_package(officer(record), "un-package", "UNIFIL", prefix="x", called_on=CALLED, today=DAY)
    with pytest.raises((NotAllowed, NotFound)):
        actions.call_package(
            record.parties["owning State"], "un-package", "UNIFIL", prefix="x", called_on=CALLED, today=DAY
        )


def test_each_side_ticks_its_own_steps_and_the_register_any(record: Record) -> None:
    called(record)
    parties = record.parties
    actions.tick_step(parties["owning State"], "call-kaz", "alert-unit", proof="order 7", today=DAY)
    actions.tick_step(parties["mission"], "call-kaz", "ask-clearances", done_on=date(2018, 9, 12), today=DAY)
    actions.tick_step(officer(record), "call-kaz", "site-data", today=DAY)
    with pytest.raises(NotAllowed):
        actions.tick_step(parties["owning State"], "call-kaz", "send-call", today=DAY)
    with pytest.raises(NotAllowed):
        actions.tick_step(parties["owning State's reader"], "call-kaz", "authorise", today=DAY)
    with pytest.raises(NotFound):
        actions.tick_step(parties["other State"], "call-kaz", "authorise", today=DAY)
    case = Case.objects.get(reference="call-kaz")
    days = dict(ticks_of(officer(record), case, DAY).values_list("step", "day"))
    assert days == {"alert-unit": 21, "ask-clearances": 2, "site-data": 21}
    assert AuditEvent.objects.filter(action="generation:play-book:ticked", subject="call-kaz").count() == 3


def test_a_step_is_ticked_once_and_a_tick_taken_back_stays_on_record(record: Record) -> None:
    case = called(record)
    state = record.parties["owning State"]
    actions.tick_step(state, "call-kaz", "authorise", today=DAY)
    with pytest.raises(Refused):
        actions.tick_step(state, "call-kaz", "authorise", today=DAY)
    later = DAY + timedelta(days=3)
    with pytest.raises(Refused, match="say why"):
        actions.take_back_tick(state, "call-kaz", "authorise", reason="", today=later)
    actions.take_back_tick(state, "call-kaz", "authorise", reason="parliament has not voted", today=later)
    assert not ticks_of(state, case, later).exists()
    assert ticks_of(state, case, DAY).exists()
    actions.tick_step(state, "call-kaz", "authorise", today=later)
    with pytest.raises(Refused, match="not ticked"):
        actions.take_back_tick(state, "call-kaz", "alert-unit", reason="wrong", today=later)


def test_a_case_of_another_variant_has_no_play_book_and_no_call_to_answer(record: Record) -> None:
    called(record)
    Case.objects.update(variant="formed-unit")
    with pytest.raises(Refused, match="no play-book"):
        actions.tick_step(officer(record), "call-kaz", "send-call", today=DAY)
    with pytest.raises(Refused, match="nothing to answer"):
        actions.answer_call(officer(record), "call-kaz", "accepted", said_on=DAY, today=DAY)
    with pytest.raises(NotFound):
        actions.tick_step(officer(record), "call-kaz", "no-such-step", today=DAY)


def test_the_play_book_knows_the_day_and_what_is_overdue(record: Record) -> None:
    called(record)
    call = played(officer(record), visible_case(officer(record), DAY, "call-kaz"), DAY)
    assert (call.day, call.days) == (21, 60)
    assert {one.step.code for one in call.steps if one.standing == "overdue"} == {
        one.code for one in playbook_steps() if one.due_day < 21
    }
    assert call.forecast.arrival_p90 is not None
    assert call.summary.missed == len([one for one in playbook_steps() if one.due_day < 21])


def test_a_refusal_is_recorded_with_its_reason_and_changes_neither_level_nor_pool(record: Record) -> None:
    case = called(record)
    levels = LevelEvent.objects.filter(pledge__reference="kaz-rdl").count()
    with pytest.raises(Refused):
        actions.answer_call(record.parties["owning State"], "call-kaz", "refused", said_on=DAY, today=DAY)
    actions.answer_call(
        record.parties["owning State"], "call-kaz", "refused", said_on=DAY, reason="no ships", today=DAY
    )
    assert LevelEvent.objects.filter(pledge__reference="kaz-rdl").count() == levels
    assert pool_standing(Pledge.objects.get(reference="kaz-rdl")) == "called"
    assert "no ships" in Notice.objects.get(topic="rapid-call-answered", organisation__code="UN").body
    assert proposed_consequences(case, DAY)[0].code == "level"
    with pytest.raises(Refused, match="cannot be recorded"):
        actions.answer_call(record.parties["owning State"], "call-kaz", "accepted", said_on=DAY, today=DAY)


@pytest.mark.parametrize(("kind", "error"), [("mission", NotAllowed), ("other State", NotFound)])
def test_only_the_two_sides_answer(record: Record, kind: str, error: type[Exception]) -> None:
    called(record)
    with pytest.raises(error):
        actions.answer_call(record.parties[kind], "call-kaz", "accepted", said_on=DAY, today=DAY)


def test_an_answer_is_one_of_two(record: Record) -> None:
    called(record)
    with pytest.raises(Refused, match="is no answer"):
        actions.answer_call(officer(record), "call-kaz", "perhaps", said_on=DAY, today=DAY)
    actions.answer_call(record.parties["owning State"], "call-kaz", "accepted", said_on=DAY, today=DAY)


def test_a_missed_call_is_decided_on_by_an_approver_and_nothing_else_happens(record: Record) -> None:
    case = called(record)
    assert proposed_consequences(case, MISSED - timedelta(days=1)) == ()
    with pytest.raises(NotAllowed):
        actions.decide_consequence(
            officer(record), "call-kaz", "level", decision="followed", reason="refused", today=MISSED
        )
    with pytest.raises(Refused):
        actions.decide_consequence(
            approver(record), "call-kaz", "level", decision="followed", reason="refused", today=DAY
        )
    actions.decide_consequence(
        approver(record), "call-kaz", "level", decision="followed", reason="not come", today=MISSED
    )
    actions.decide_consequence(approver(record), "call-kaz", "pool", decision="waived", reason="late", today=MISSED)
    with pytest.raises(Refused):
        actions.decide_consequence(
            approver(record), "call-kaz", "level", decision="waived", reason="again", today=MISSED
        )
    with pytest.raises(Refused, match="no decision"):
        actions.decide_consequence(
            approver(record), "call-kaz", "incentive", decision="perhaps", reason="x", today=MISSED
        )
    assert BreachDecision.objects.count() == 2
    assert LevelEvent.objects.filter(pledge__reference="kaz-rdl").last().level == Level.RAPID_DEPLOYMENT  # type: ignore[union-attr]
    assert Notice.objects.filter(topic="breach-decided", organisation__code="KAZ").count() == 2
    assert case.stage == CaseStage.OPEN


def test_a_unit_that_has_arrived_is_not_missed(record: Record) -> None:
    case = called(record)
    case.phases.filter(phase="movement").update(stage=PhaseStage.DONE, done_on=CALLED + timedelta(days=58))
    assert proposed_consequences(case, MISSED) == ()


def test_a_call_that_is_over_is_not_answered_any_more(record: Record) -> None:
    called(record)
    actions.abandon_case(approver(record), "call-kaz", "the mission ends", today=DAY)
    with pytest.raises(Refused):
        actions.answer_call(officer(record), "call-kaz", "accepted", said_on=DAY, today=DAY)
    with pytest.raises(Refused):
        actions.tick_step(officer(record), "call-kaz", "send-call", today=DAY)


def test_a_unit_called_and_taken_back_is_in_the_pool_again(record: Record) -> None:
    called(record)
    pledges.return_to_pool(approver(record), "kaz-rdl", held_from=DAY, today=DAY, reason="the call is taken back")
    assert pool_standing(Pledge.objects.get(reference="kaz-rdl")) == "available"
