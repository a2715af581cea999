"""What States bring into a consultation: asked, written, shared, traced, promised; and who may not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from muster.audit.models import AuditEvent
from muster.consultations.actions.contribution_commitments import mark_commitment_done, record_commitment
from muster.consultations.actions.contribution_daily import tell_of_commitments
from muster.consultations.actions.contribution_positions import (
    revise_position,
    share_position,
    submit_position,
    withdraw_position,
    write_position,
)
from muster.consultations.actions.contribution_questions import answer_question, ask_question, share_question
from muster.consultations.actions.contribution_traces import comment_on_trace, trace_position
from muster.consultations.contribution_terms import CommitmentTerms, PositionTerms, QuestionTerms, TraceTerms
from muster.consultations.models import Capacity, Consultation, ConsultationPosition, InputTrace
from muster.consultations.queries.contribution_traces import proposals, shares_by_mission
from muster.consultations.queries.contributions import (
    position_rows,
    question_rows,
    visible_commitments,
    visible_position,
    visible_positions,
    visible_question,
    visible_questions,
)
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM
from tests.consultations.contributed import (
    AFTER,
    LATEST_INPUT,
    ONE_DAY,
    POSITION,
    REFERENCE,
    VOTE,
    Consulted,
    consulted,
    decide,
    invite,
    position,
)
from tests.record import DAY, Record

pytestmark = pytest.mark.django_db
QUESTION = QuestionTerms("When are helicopters expected?", item=1)
PROMISE = CommitmentTerms("To send the threat assessment", DAY + 5 * ONE_DAY)


@pytest.fixture
def held(record: Record) -> Consulted:
    """An open consultation on the small record."""
    return consulted()


@contextmanager
def refused(words: str) -> Iterator[None]:
    """Hold what happens inside to a refusal whose line or problems have these words."""
    with pytest.raises(Refused) as refusal:
        yield
    assert words in " ".join([refusal.value.message, *map(str, refusal.value.problems)])


def told(code: str, topic: str) -> list[str]:
    return list(Notice.objects.filter(organisation__code=code, topic=topic).values_list("title", flat=True))


def test_a_state_asks_and_the_convening_secretariat_answers_once(record: Record, held: Consulted) -> None:
    kaz, un = record.parties["owning State"], record.parties["secretariat officer"]
    made = ask_question(kaz, REFERENCE, QUESTION, today=DAY)
    assert told("UN", "consultation-question") == ["Kazakhstan asks in Renewal of UNIFIL"]
    with pytest.raises(NotFound):
        answer_question(record.parties["other State"], made.reference, "No", today=DAY)
    with pytest.raises(NotFound):
        answer_question(record.parties["other secretariat"], made.reference, "No", today=DAY)
    with pytest.raises(NotAllowed):
        answer_question(record.parties["secretariat reader"], made.reference, "In May", today=DAY)
    with refused("empty"):
        answer_question(un, made.reference, "  ", today=DAY)
    answer_question(un, made.reference, "In May", today=DAY + ONE_DAY)
    assert told("KAZ", "consultation-answer") == ["Your question in Renewal of UNIFIL is answered"]
    with refused("was answered"):
        answer_question(un, made.reference, "In June", today=DAY + ONE_DAY)
    (then,) = question_rows(kaz, DAY, visible_questions(kaz, DAY))
    assert (then.answer, then.answered_on) == ("", None)


def test_a_question_is_shared_with_all_by_its_state_and_never_back(record: Record, held: Consulted) -> None:
    kaz, ind = record.parties["owning State"], record.parties["other State"]
    made = ask_question(kaz, REFERENCE, QUESTION, today=DAY)
    with pytest.raises(NotFound):
        visible_question(ind, DAY, made.reference)
    with pytest.raises(NotAllowed):
        share_question(record.parties["secretariat officer"], made.reference, today=DAY)
    share_question(kaz, made.reference, today=DAY + ONE_DAY)
    with pytest.raises(NotFound):
        visible_question(ind, DAY, made.reference)
    assert visible_question(ind, DAY + ONE_DAY, made.reference) == made
    with refused("never taken back"):
        share_question(kaz, made.reference, today=DAY + ONE_DAY)
    with refused("no circle"):
        ask_question(kaz, REFERENCE, QuestionTerms("Why?", sharing="own"), today=DAY)


def test_only_officers_of_invited_states_bring_something_in(record: Record, held: Consulted) -> None:
    for name in ("secretariat officer", "mission", "owning State's reader"):
        with pytest.raises(NotAllowed):
            write_position(record.parties[name], REFERENCE, POSITION, today=DAY)
        with pytest.raises(NotAllowed):
            ask_question(record.parties[name], REFERENCE, QUESTION, today=DAY)
    for name in ("other secretariat", "analyst", "training institution", "other mission"):
        with pytest.raises(NotFound):
            write_position(record.parties[name], REFERENCE, POSITION, today=DAY)
    with pytest.raises(NotAllowed, match="invited"):
        write_position(SYSTEM, REFERENCE, POSITION, today=DAY, state=Organisation.objects.get(code="UNIFIL"))
    assert not ConsultationPosition.objects.exists()


def test_a_position_is_written_kept_submitted_and_shared(record: Record, held: Consulted) -> None:
    kaz, un, ind = (record.parties[name] for name in ("owning State", "secretariat officer", "other State"))
    kept = position(kaz)
    made = position(kaz, terms=PositionTerms("On mines", item=1))
    assert (made.task, made.number, made.sharing) == ("mine-action", None, "own")
    with refused("submitted first"):
        share_position(kaz, made.reference, today=DAY)
    submit_position(kaz, made.reference, today=DAY, expected_version=1)
    with refused("somebody else"):
        share_position(kaz, made.reference, today=DAY, expected_version=1)
    with pytest.raises(NotAllowed):
        share_position(un, made.reference, today=DAY)
    share_position(kaz, made.reference, today=DAY + ONE_DAY, expected_version=2)
    made.refresh_from_db()
    # The first number, though another was written before: no gap tells of the one that is kept.
    assert (made.number, made.sharing, made.shared_on) == (1, "participants", DAY + ONE_DAY)
    assert [one.reference for one in visible_positions(un, DAY)] == [made.reference]
    assert not visible_positions(ind, DAY).exists()
    assert [one.number for one in position_rows(ind, DAY + ONE_DAY, visible_positions(ind, DAY + ONE_DAY))] == [None]
    with pytest.raises(NotFound):
        visible_position(un, DAY, kept.reference)
    with pytest.raises(NotFound):
        submit_position(un, kept.reference, today=DAY)


def test_nothing_tells_anybody_else_of_a_position_that_is_kept(record: Record, held: Consulted) -> None:
    kaz = record.parties["owning State"]
    notices = Notice.objects.count()
    made = position(kaz)
    revise_position(kaz, made.reference, PositionTerms("Other words"), today=DAY, expected_version=1)
    withdraw_position(kaz, made.reference, today=DAY)
    assert Notice.objects.count() == notices
    events = AuditEvent.objects.filter(subject__contains=made.reference)
    assert [one.action.rsplit(":")[-1] for one in events] == ["written", "revised", "withdrawn"]
    assert {one.on_behalf_of for one in events} == {"KAZ"}
    for name, viewer in record.parties.viewers.items():
        seen = visible_positions(viewer, AFTER).exists()
        assert seen == name.startswith("owning State")
    with refused("withdrawn"):
        submit_position(kaz, made.reference, today=DAY)


def test_a_position_that_was_read_is_not_rewritten_and_stays_readable_when_withdrawn(
    record: Record, held: Consulted
) -> None:
    kaz, un = record.parties["owning State"], record.parties["secretariat officer"]
    made = position(kaz, "secretariat")
    with refused("others have read it"):
        revise_position(kaz, made.reference, PositionTerms("Other words"), today=DAY)
    withdraw_position(kaz, made.reference, today=DAY + ONE_DAY)
    with refused("withdrawn"):
        share_position(kaz, made.reference, today=DAY + ONE_DAY)
    with refused("was withdrawn on"):
        withdraw_position(kaz, made.reference, today=DAY + ONE_DAY)
    (before,) = position_rows(un, DAY, visible_positions(un, DAY))
    (after,) = position_rows(un, DAY + ONE_DAY, visible_positions(un, DAY + ONE_DAY))
    assert (before.withdrawn_on, before.is_input) == (None, True)
    assert (after.withdrawn_on, after.is_input, after.position.text) == (DAY + ONE_DAY, False, POSITION.text)


@pytest.mark.parametrize(("on", "late"), [(LATEST_INPUT, False), (LATEST_INPUT + ONE_DAY, True)])
def test_late_input_is_taken_and_marked(record: Record, held: Consulted, on: date, late: bool) -> None:
    kaz, un = record.parties["owning State"], record.parties["secretariat officer"]
    position(kaz, "secretariat", today=on)
    (row,) = position_rows(un, on, visible_positions(un, on))
    assert row.is_late == late
    assert any("late" in title for title in told("UN", "consultation-position")) == late


def test_a_closed_consultation_takes_no_input_but_what_was_submitted_can_still_be_shared(
    record: Record, held: Consulted
) -> None:
    kaz = record.parties["owning State"]
    kept, submitted = position(kaz), position(kaz, "secretariat")
    Consultation.objects.update(closed_on=AFTER, stage="closed")
    with refused("not open"):
        write_position(kaz, REFERENCE, POSITION, today=AFTER)
    with refused("closed"):
        submit_position(kaz, kept.reference, today=AFTER)
    share_position(kaz, submitted.reference, today=AFTER)


def test_what_a_position_cannot_be_is_told(record: Record, held: Consulted) -> None:
    kaz = record.parties["owning State"]
    for terms, words in (
        (PositionTerms(" "), "empty"),
        (PositionTerms("x", task="no-such-task"), "controlled list"),
        (PositionTerms("x", item=9), "no point 9"),
    ):
        with refused(words):
            write_position(kaz, REFERENCE, terms, today=DAY)
    assert not ConsultationPosition.objects.exists()


def test_the_secretariat_traces_an_input_and_the_state_comments(record: Record, held: Consulted) -> None:
    kaz, un = record.parties["owning State"], record.parties["secretariat officer"]
    kept, made = position(kaz), position(kaz, "secretariat")
    with refused("not on record"):
        trace_position(un, made.reference, TraceTerms("taken", task=2), today=AFTER)
    decide(held)
    with refused("not on record"):
        trace_position(un, made.reference, TraceTerms("taken", task=2), today=VOTE - ONE_DAY)
    with pytest.raises(NotFound):
        trace_position(un, kept.reference, TraceTerms("taken", task=2), today=AFTER)
    with refused("not submitted"):
        trace_position(SYSTEM, kept.reference, TraceTerms("taken", task=2), today=AFTER)
    with pytest.raises(NotAllowed):
        trace_position(kaz, made.reference, TraceTerms("taken", task=2), today=AFTER)
    with refused("no such task"):
        trace_position(un, made.reference, TraceTerms("taken", task=9), today=AFTER)
    with refused("reason"):
        trace_position(un, made.reference, TraceTerms("partly", task=2), today=AFTER)
    with refused("not followed up yet"):
        comment_on_trace(kaz, made.reference, "Thanks", today=AFTER)
    trace = trace_position(un, made.reference, TraceTerms("taken", task=2), today=AFTER)
    assert (trace.words, trace.paragraph) == ("clear mines along the Blue Line", "OP2")
    assert told("KAZ", "consultation-trace") == ["Your input to Renewal of UNIFIL: taken"]
    with pytest.raises(NotAllowed):
        comment_on_trace(un, made.reference, "Thanks", today=AFTER)
    comment_on_trace(kaz, made.reference, "Thanks", today=AFTER + ONE_DAY)
    assert told("UN", "consultation-trace") == ["Kazakhstan commented on the trace of its input to Renewal of UNIFIL"]
    (then,) = position_rows(un, AFTER, visible_positions(un, AFTER))
    (later,) = position_rows(un, AFTER + ONE_DAY, visible_positions(un, AFTER + ONE_DAY))
    assert (then.outcome, then.comment, later.comment) == ("taken", "", "Thanks")


def test_a_trace_is_corrected_and_what_stood_there_is_in_the_log(record: Record, held: Consulted) -> None:
    kaz, un = record.parties["owning State"], record.parties["secretariat officer"]
    made = position(kaz, "secretariat")
    decide(held)
    trace_position(un, made.reference, TraceTerms("taken", task=2), today=AFTER, expected_version=2)
    with refused("somebody else"):
        trace_position(un, made.reference, TraceTerms("taken", task=2), today=AFTER, expected_version=2)
    said = TraceTerms("not-taken", reason="The words are older")
    trace_position(un, made.reference, said, today=AFTER + ONE_DAY, expected_version=3)
    assert InputTrace.objects.get().outcome == "not-taken"
    event = AuditEvent.objects.get(action="consultations:trace:corrected")
    assert (event.before["outcome"], event.after["outcome"]) == ("taken", "not-taken")


def test_what_was_withdrawn_is_not_traced(record: Record, held: Consulted) -> None:
    kaz, un = record.parties["owning State"], record.parties["secretariat officer"]
    made = position(kaz, "secretariat")
    withdraw_position(kaz, made.reference, today=DAY)
    decide(held)
    with refused("not followed up"):
        trace_position(un, made.reference, TraceTerms("taken", task=2), today=AFTER)


def test_the_rule_proposes_for_submitted_inputs_without_a_trace(record: Record, held: Consulted) -> None:
    kaz, un = record.parties["owning State"], record.parties["secretariat officer"]
    position(kaz)
    new_task = position(kaz, "secretariat")
    alike = position(
        kaz, "secretariat", PositionTerms("Watch", "observe the cessation of all hostilities", task="elections")
    )
    decide(held)
    consultation = Consultation.objects.get()
    rows = position_rows(un, AFTER, visible_positions(un, AFTER))
    assert proposals(consultation, VOTE - ONE_DAY, rows) == {}
    found = proposals(consultation, AFTER, rows)
    assert {key: one.outcome for key, one in found.items()} == {
        new_task.reference: "taken",
        alike.reference: "partly",
    }
    trace_position(un, new_task.reference, TraceTerms("taken", task=2), today=AFTER)
    rows = position_rows(un, AFTER, visible_positions(un, AFTER))
    assert set(proposals(consultation, AFTER, rows)) == {alike.reference}
    (shares,) = shares_by_mission(rows)
    assert (shares.mission, shares.shares.taken, shares.shares.untraced) == ("UNIFIL", 1, 1)


def test_commitments_are_recorded_for_whom_they_bind_and_done_by_them(record: Record, held: Consulted) -> None:
    kaz, un, ind = (record.parties[name] for name in ("owning State", "secretariat officer", "other State"))
    first = record_commitment(un, REFERENCE, "UN", PROMISE, today=DAY)
    second = record_commitment(kaz, REFERENCE, "KAZ", PROMISE, today=DAY)
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(NotAllowed, match="for itself"):
        record_commitment(kaz, REFERENCE, "IND", PROMISE, today=DAY)
    with refused("not invited"):
        record_commitment(un, REFERENCE, "AU", PROMISE, today=DAY)
    with refused("past"):
        record_commitment(un, REFERENCE, "UN", PROMISE, today=AFTER)
    with pytest.raises(NotAllowed):
        mark_commitment_done(ind, REFERENCE, 2, today=DAY)
    mark_commitment_done(kaz, REFERENCE, 2, today=DAY, note="Sent")
    with refused("was done"):
        mark_commitment_done(un, REFERENCE, 2, today=DAY)
    assert visible_commitments(ind, DAY).count() == 2
    assert not visible_commitments(record.parties["analyst"], DAY).exists()


def test_a_commitment_of_who_may_contribute_one_day_is_known_to_it_and_the_secretariat(
    record: Record, held: Consulted
) -> None:
    un, ind = record.parties["secretariat officer"], record.parties["other State"]
    held.consultation.participants.filter(organisation__code="KAZ").update(capacity=Capacity.POTENTIAL)
    record_commitment(un, REFERENCE, "KAZ", PROMISE, today=DAY)
    assert visible_commitments(record.parties["owning State"], DAY).exists()
    assert visible_commitments(un, DAY).exists()
    assert not visible_commitments(ind, DAY).exists()


def test_overdue_commitments_are_told_once_to_their_owner_and_the_secretariat(record: Record, held: Consulted) -> None:
    un = record.parties["secretariat officer"]
    record_commitment(un, REFERENCE, "KAZ", PROMISE, today=DAY)
    record_commitment(un, REFERENCE, "UN", PROMISE, today=DAY)
    done = record_commitment(un, REFERENCE, "IND", PROMISE, today=DAY)
    mark_commitment_done(un, REFERENCE, done.number, today=DAY)
    assert tell_of_commitments(SYSTEM, PROMISE.due_on) == 0
    assert tell_of_commitments(SYSTEM, PROMISE.due_on + ONE_DAY) == 3
    assert tell_of_commitments(SYSTEM, PROMISE.due_on + 2 * ONE_DAY) == 0
    assert len(told("KAZ", "commitment-overdue")) == 1
    assert len(told("UN", "commitment-overdue")) == 2
    assert told("IND", "commitment-overdue") == []
    with pytest.raises(NotAllowed):
        tell_of_commitments(un, AFTER)


def test_a_mission_that_is_invited_reads_what_is_shared_with_all(record: Record, held: Consulted) -> None:
    made = position(record.parties["owning State"], "participants")
    mission = record.parties["mission"]
    assert not visible_positions(mission, DAY).exists()
    invite(held.consultation, "UNIFIL")
    assert [one.reference for one in visible_positions(mission, DAY)] == [made.reference]
