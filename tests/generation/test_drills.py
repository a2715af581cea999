"""A drill is played like a call and counts nowhere; every notice of it says what it is."""

from datetime import timedelta

import pytest

from muster.generation import actions
from muster.generation.models import Inject, PhaseStage
from muster.generation.queries.calls import played, proposed_consequences
from muster.generation.queries.cases import visible_case
from muster.generation.queries.facts import history
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.pledges.actions.pool import pool_standing
from muster.pledges.models import Pledge, PoolEvent
from tests.generation.calls import CALLED, DRILL, TERMS, called, officer
from tests.record import DAY, Record


def test_a_drill_calls_nobody_and_needs_no_level(record: Record) -> None:
    case = called(record, DRILL)
    assert case.is_drill
    assert pool_standing(Pledge.objects.get(reference="kaz-submitted")) == "available"
    assert not PoolEvent.objects.filter(pledge__reference="kaz-submitted").exists()


def test_no_notice_of_a_drill_goes_out_without_the_word(record: Record) -> None:
    called(record, DRILL)
    parties = record.parties
    actions.set_drill_day(officer(record), "drill-kaz", 12, today=DAY)
    actions.add_inject(officer(record), "drill-kaz", "The port is closed", kind="block", today=DAY)
    actions.tick_step(parties["owning State"], "drill-kaz", "alert-unit", today=DAY)
    actions.tick_step(parties["mission"], "drill-kaz", "ask-clearances", today=DAY)
    actions.answer_call(parties["owning State"], "drill-kaz", "refused", said_on=DAY, reason="for practice", today=DAY)
    told = list(Notice.objects.filter(subject_reference="drill-kaz"))
    assert {one.topic for one in told} == {"rapid-call", "playbook-step", "rapid-call-answered"}
    assert all(one.title.startswith("DRILL: ") and "DRILL" in one.body for one in told)


def test_the_clock_of_a_drill_plays_sixty_days_in_one(record: Record) -> None:
    called(record, DRILL)
    state = record.parties["owning State"]
    for day in (1, 30, 60):
        actions.set_drill_day(officer(record), "drill-kaz", day, today=DAY)
    with pytest.raises(Refused, match="cannot be set"):
        actions.set_drill_day(officer(record), "drill-kaz", 59, today=DAY)
    with pytest.raises(Refused):
        actions.set_drill_day(officer(record), "drill-kaz", 121, today=DAY)
    tick = actions.tick_step(state, "drill-kaz", "depart", today=DAY)
    assert tick.day == 60
    call = played(state, visible_case(state, DAY, "drill-kaz"), DAY)
    assert (call.day, call.played_on) == (60, CALLED + timedelta(days=60))
    assert call.summary.late == 1


def test_without_a_clock_a_drill_runs_by_the_calendar(record: Record) -> None:
    called(record, DRILL)
    state = record.parties["owning State"]
    assert played(state, visible_case(state, DAY, "drill-kaz"), DAY).day == (DAY - CALLED).days


def test_an_event_of_the_leader_stands_on_the_day_that_is_played(record: Record) -> None:
    called(record, DRILL)
    actions.set_drill_day(officer(record), "drill-kaz", 20, today=DAY)
    actions.add_inject(officer(record), "drill-kaz", "The ship is late", kind="broken-promise", today=DAY)
    assert Inject.objects.get().day == 20
    with pytest.raises(Refused, match="say what happens"):
        actions.add_inject(officer(record), "drill-kaz", " ", today=DAY)


@pytest.mark.parametrize(("kind", "error"), [("owning State", NotAllowed), ("other State", NotFound)])
def test_only_its_leader_sets_the_clock_and_brings_events_in(record: Record, kind: str, error: type[Exception]) -> None:
    called(record, DRILL)
    with pytest.raises(error):
        actions.set_drill_day(record.parties[kind], "drill-kaz", 5, today=DAY)
    with pytest.raises(error):
        actions.add_inject(record.parties[kind], "drill-kaz", "words", today=DAY)


def test_a_call_in_earnest_has_no_clock_of_its_own(record: Record) -> None:
    called(record, TERMS)
    with pytest.raises(Refused, match="no drill"):
        actions.set_drill_day(officer(record), "call-kaz", 5, today=DAY)


def test_a_drill_leads_to_nothing_and_is_no_history(record: Record) -> None:
    case = called(record, DRILL)
    after = CALLED + timedelta(days=200)
    assert proposed_consequences(case, after) == ()
    case.phases.update(stage=PhaseStage.DONE, started_on=CALLED, done_on=CALLED + timedelta(days=5))
    assert history(after) == {}


def test_the_forecast_of_a_drill_follows_from_the_steps_ticked(record: Record) -> None:
    called(record, DRILL)
    viewer = officer(record)
    before = played(viewer, visible_case(viewer, DAY, "drill-kaz"), DAY).forecast.arrival_p90
    actions.set_drill_day(viewer, "drill-kaz", 59, today=DAY)
    after = played(viewer, visible_case(viewer, DAY, "drill-kaz"), DAY).forecast.arrival_p90
    assert before
    assert after
    assert after > before
