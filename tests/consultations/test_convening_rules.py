"""The rules of convening: days, stages, triggers, participants, pack, agenda, measures."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.consultations.models import Capacity, ConsultationStage, PackKind, StepKind, Trigger
from muster.consultations.parameters import PACK_KEYS, lead_days, pack_days
from muster.consultations.rules import calendar, measures, pack, participants, stages, triggers
from muster.consultations.rules.agenda import ChangeFact, GapFact, TaskFact, proposed_agenda

LEAD = calendar.LeadDays(120, 45, 14, 7, 2)
UNTIL = date(2019, 9, 1)
VOTE = date(2019, 8, 30)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def test_steps_are_reckoned_back_from_the_vote() -> None:
    assert calendar.expected_vote(UNTIL, LEAD) == VOTE
    assert calendar.step_days(VOTE, LEAD) == {
        "report": date(2019, 5, 2),
        "informal": date(2019, 7, 16),
        "formal": date(2019, 8, 16),
        "latest-input": date(2019, 8, 23),
        "vote": VOTE,
    }


def test_the_parameters_say_what_the_dossier_says() -> None:
    assert lead_days(date(2018, 10, 1)) == LEAD


def test_the_words_of_the_rules_are_those_of_the_record() -> None:
    assert tuple(StepKind.values) == calendar.KINDS
    assert set(ConsultationStage.values) == set(stages.FOLLOWING)
    assert set(Capacity.values) == set(participants.ORDER)
    assert set(PackKind.values) == set(PACK_KEYS) == set(pack_days(date(2018, 1, 1)))


@given(DAYS)
def test_steps_come_in_their_order_whatever_the_vote(vote: date) -> None:
    days = list(calendar.step_days(vote, LEAD).values())
    assert days == sorted(days)


@given(DAYS, st.none() | DAYS, DAYS)
def test_a_step_is_overdue_only_after_its_day_and_never_once_held(due: date, held: date | None, day: date) -> None:
    standing = calendar.step_standing(calendar.StepFact("formal", due, held), day)
    if held is not None and held <= day:
        assert standing == (calendar.StepStanding.DONE if held <= due else calendar.StepStanding.LATE)
    else:
        assert (standing == calendar.StepStanding.OVERDUE) == (day > due)


def test_the_deadline_of_inputs_passes_by_itself() -> None:
    step = calendar.StepFact("latest-input", VOTE)
    assert calendar.step_standing(step, VOTE) == calendar.StepStanding.DUE
    assert calendar.step_standing(step, VOTE + timedelta(days=1)) == calendar.StepStanding.DONE


def test_the_next_step_is_the_earliest_not_taken() -> None:
    steps = [calendar.StepFact(kind, due) for kind, due in calendar.step_days(VOTE, LEAD).items()]
    found = calendar.next_step(steps, date(2019, 7, 1))
    assert found is not None
    assert found.kind == "report"
    steps[0] = calendar.StepFact("report", steps[0].due_on, steps[0].due_on)
    found = calendar.next_step(steps, date(2019, 7, 1))
    assert found is not None
    assert found.kind == "informal"
    assert calendar.next_step([], VOTE) is None


def test_a_consultation_is_due_from_the_report_cycle_on() -> None:
    assert not calendar.is_due(UNTIL, date(2019, 5, 1), LEAD)
    assert calendar.is_due(UNTIL, date(2019, 5, 2), LEAD)
    assert not calendar.is_due(None, date(2019, 5, 2), LEAD)


@given(DAYS, st.integers(-60, 60), DAYS)
def test_what_was_held_or_missed_keeps_the_day_that_was_promised(vote: date, move: int, day: date) -> None:
    steps = [calendar.StepFact(kind, due) for kind, due in calendar.step_days(vote, LEAD).items()]
    moved = calendar.moved_steps(steps, vote + timedelta(days=move), LEAD, day)
    for one in steps:
        if one.due_on < day:
            assert one.kind not in moved
        else:
            assert moved[one.kind] - one.due_on == timedelta(days=move)


@given(st.sampled_from(ConsultationStage.values), st.sampled_from(ConsultationStage.values))
def test_only_the_steps_of_the_machine_are_allowed(stage: str, following: str) -> None:
    legal = {("planned", "open"), ("open", "held"), ("held", "closed"), ("planned", "cancelled"), ("open", "cancelled")}
    assert stages.may_become(stage, following) == ((stage, following) in legal)
    assert (stages.transition_problem(stage, following) == "") == ((stage, following) in legal)


@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted), DAYS)
def test_the_stage_of_a_day_follows_from_the_days(days: list[date], day: date) -> None:
    opened, held, closed = days
    found = stages.stage_on("closed", day, opened_on=opened, held_on=held, ended_on=closed)
    expected = "closed" if day >= closed else "held" if day >= held else "open" if day >= opened else "planned"
    assert found == expected


@pytest.mark.parametrize(
    ("fact", "trigger"),
    [
        (triggers.ChangedFact("tasks"), "new-tasks"),
        (triggers.ChangedFact("tasks", was_known=False), ""),
        (triggers.ChangedFact("threat", "high"), "threat"),
        (triggers.ChangedFact("threat", "high", was_known=False), ""),
        (triggers.ChangedFact("casualties", people=4), ""),
        (triggers.ChangedFact("casualties", people=5, was_known=False), "casualties"),
        (triggers.ChangedFact("life", "drawing-down"), "drawdown"),
        (triggers.ChangedFact("life", "planned", was_known=False), "new-mission"),
        (triggers.ChangedFact("life", "sustained"), ""),
        (triggers.ChangedFact("mandate", "drawdown"), "drawdown"),
        (triggers.ChangedFact("mandate", "established"), "new-mission"),
        (triggers.ChangedFact("mandate", "renewed"), ""),
        (triggers.ChangedFact("consent", "withdrawn"), ""),
    ],
)
def test_which_changed_fact_calls_for_a_consultation(fact: triggers.ChangedFact, trigger: str) -> None:
    assert triggers.trigger_of(fact, 5) == trigger
    assert trigger in ("", *Trigger.values)


def test_who_does_several_things_stands_once_as_the_weightiest() -> None:
    parts = [
        participants.Part(1, "potential", "pledged"),
        participants.Part(1, "contributor", "serves"),
        participants.Part(2, "host", "hosts"),
        participants.Part(1, "contributor", "serves"),
    ]
    assert participants.participants_of(parts) == (
        participants.Part(1, "contributor", "serves; pledged"),
        participants.Part(2, "host", "hosts"),
    )


def test_a_document_is_owed_ahead_of_the_meeting_and_the_draft_ahead_of_the_vote() -> None:
    days = {"report": 14, "draft": 10}
    formal = date(2019, 8, 16)
    assert pack.document_due("report", formal, VOTE, days) == date(2019, 8, 2)
    assert pack.document_due("draft", formal, VOTE, days) == date(2019, 8, 20)


@given(DAYS, st.none() | DAYS, DAYS)
def test_a_document_is_in_time_late_awaited_or_overdue(due: date, delivered: date | None, day: date) -> None:
    standing = pack.document_standing(pack.DocumentFact("report", due, delivered), day)
    if delivered is not None and delivered <= day:
        assert standing == ("on-time" if delivered <= due else "late")
    else:
        assert standing == ("awaited" if day <= due else "overdue")


def test_the_agenda_has_tasks_changes_gaps_and_the_number_of_caveats_alone() -> None:
    points = proposed_agenda(
        [TaskFact("monitor-ceasefire", "Monitor", "Words")],
        [ChangeFact("UNIFIL: threat", "", "high")],
        [GapFact("post-1", "Infantry company")],
        3,
    )
    assert [one.task for one in points] == ["monitor-ceasefire", "", "", "", ""]
    assert points[1].words == "UNIFIL: threat: nothing on record → high"
    assert points[2].title == "Force requirement: 1 posts without a unit"
    assert points[3].words == "3 caveats are on record of units that serve."
    assert len(proposed_agenda([], [], [], 0)) == 1


def facts(**changes: object) -> measures.ConsultationFacts:
    values: dict[str, object] = {
        "reference": "one", "mission": "UNIFIL", "formal_on": date(2019, 8, 16), "vote_on": VOTE,
        "report_on": date(2019, 8, 10),
        "documents": (
            pack.DocumentFact("report", date(2019, 8, 2), date(2019, 8, 10)),
            pack.DocumentFact("threat", date(2019, 8, 9), date(2019, 8, 9)),
            pack.DocumentFact("note", date(2019, 12, 1)),
        ),
        "positions": (
            measures.PositionFact(date(2019, 8, 1), "taken", date(2019, 9, 1)),
            measures.PositionFact(date(2019, 8, 1), "not-taken", date(2019, 9, 1)),
            measures.PositionFact(date(2019, 8, 1)),
            measures.PositionFact(None),
            measures.PositionFact(date(2019, 8, 1), "taken", date(2019, 9, 1), is_withdrawn=True),
        ),
    }  # fmt: skip
    return measures.ConsultationFacts(**(values | changes))  # type: ignore[arg-type]


def test_how_meaningful_a_consultation_was() -> None:
    found = measures.meaningfulness(facts(), date(2019, 10, 1), 7)
    assert (found.days_to_read, found.had_time_to_read) == (6, False)
    assert (found.days_to_use, found.had_time_to_use) == (14, True)
    assert (found.on_time, found.documents, found.pack_share) == (1, 2, 0.5)
    assert (found.traced, found.positions, found.taken, found.partly, found.not_taken) == (2, 3, 1, 0, 1)


def test_what_came_later_is_not_known_yet() -> None:
    found = measures.meaningfulness(facts(), date(2019, 8, 9), 7)
    assert (found.days_to_read, found.days_to_use) == (None, None)
    assert (found.on_time, found.documents, found.positions, found.traced) == (1, 2, 3, 0)


def test_a_period_adds_its_consultations_up() -> None:
    each = [measures.meaningfulness(facts(), date(2019, 10, 1), 7)] * 2
    found = measures.period_measures(each)
    assert (found.consultations, found.timed, found.had_time_to_use, found.had_time_to_read) == (2, 2, 2, 0)
    assert (found.documents, found.on_time, found.positions, found.traced) == (4, 2, 6, 4)
