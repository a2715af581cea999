"""Cases are opened, moved and ended by whoever's turn it is; each write is audited and works the forecast out anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.generation import actions
from muster.generation.models import Case, CaseNote, CaseStage, MissionBlock, NoteKind, PhaseStage
from muster.generation.queries.cases import visible_blocks, visible_case, visible_cases
from muster.generation.queries.facts import history
from muster.generation.terms import BlockTerms, CaseChange, DonePhase
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.missions.models import Post
from muster.parties.viewer import SYSTEM
from tests.generation.samples import REQUESTED, TERMS, opened
from tests.record import DAY, KNOWN, Record

LATER = DAY + timedelta(days=30)
BLOCK = BlockTerms("no-ships", "UNIFIL", ("clearances", "movement"), DAY, date(2019, 9, 1), "Visas are not given")


def test_a_case_has_the_phases_and_template_durations_of_its_variant_type_and_level(record: Record) -> None:
    case = opened(record)
    assert case.phases.count() == 13
    assert case.strength == 120
    memorandum = case.phases.get(phase="memorandum")
    assert (memorandum.least_days, memorandum.likely_days, memorandum.most_days) == (28, 56, 84)
    assert case.arrival_planned
    assert case.arrival_p50
    assert case.arrival_p90
    assert case.arrival_p50 <= case.arrival_p90
    assert case.days_late == (case.arrival_p50 - case.wanted_on).days
    assert case.current_phase == "request"
    assert case.owed_by == case.register
    assert AuditEvent.objects.filter(action="generation:case:opened", subject="case-kaz").exists()


def test_a_case_of_a_mission_that_begins_has_the_first_phases_too(record: Record) -> None:
    assert opened(record, replace(TERMS, with_mission_phases=True)).phases.count() == 17


def test_a_rapid_call_is_wanted_within_sixty_days(record: Record) -> None:
    case = opened(record, replace(TERMS, variant="rapid", wanted_on=None))
    assert case.wanted_on == REQUESTED + timedelta(days=60)


def test_a_case_from_a_selection_begins_behind_it(record: Record) -> None:
    done = tuple(DonePhase(code, date(2018, 9, 1), date(2018, 9, 20)) for code in ("request", "offers", "selection"))
    case = opened(record, replace(TERMS, done=done))
    assert case.phases.filter(stage=PhaseStage.DONE).count() == 3
    # Visas are held up until January, so nothing that can be done now is critical: what is due first comes first.
    assert case.current_phase == "memorandum"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": "XXX"}, "no Member State"),
        ({"pledge": "ind-submitted"}, "not of Kazakhstan"),
        ({"variant": "by-sea"}, "variant"),
        ({"requested_on": DAY + timedelta(days=1)}, "has not come yet"),
        ({"wanted_on": REQUESTED - timedelta(days=1)}, "before the request"),
        ({"reference": "case kaz"}, "is no reference"),
        ({"standing": "seen"}, "standing"),
        ({"done": (DonePhase("farewell"),)}, "no phase of such a case"),
        ({"title": "x" * 201}, "title"),
    ],
)
def test_a_case_that_does_not_fit_together_is_refused(record: Record, changes: dict[str, object], words: str) -> None:
    with pytest.raises(Refused) as refusal:
        opened(record, replace(TERMS, **changes))  # type: ignore[arg-type]
    assert words in " ".join([refusal.value.message, *map(str, refusal.value.problems)])
    assert Case.objects.count() == 1


def test_a_reference_is_taken_once(record: Record) -> None:
    opened(record)
    with pytest.raises(Refused, match="the reference is taken"):
        opened(record)


def test_a_post_that_the_actor_may_not_see_is_not_found(record: Record) -> None:
    with pytest.raises(NotFound):
        opened(record, replace(TERMS, post="req-of-au-draft-coy"))


@pytest.mark.parametrize("who", ["secretariat reader", "owning State", "mission", "analyst"])
def test_only_an_officer_of_a_secretariat_opens_a_case(record: Record, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.open_case(record.parties[who], TERMS, today=DAY)


def test_the_register_the_state_and_the_mission_see_a_case(record: Record) -> None:
    opened(record)
    seers = {
        name
        for name, viewer in record.parties.viewers.items()
        if visible_cases(viewer, DAY).filter(reference="case-kaz").exists()
    }
    assert seers == {
        "secretariat reader",
        "secretariat officer",
        "secretariat approver",
        "secretariat administrator",
        "mission",
        "owning State",
        "owning State's reader",
    }
    assert not visible_cases(SYSTEM, DAY - timedelta(days=1)).filter(reference="case-kaz").exists()


def test_a_phase_goes_from_waiting_by_way_to_done_and_the_forecast_with_it(record: Record) -> None:
    case, officer = opened(record), record.parties["secretariat officer"]
    actions.start_phase(officer, case.reference, "request", started_on=REQUESTED, today=DAY)
    actions.finish_phase(officer, case.reference, "request", done_on=DAY, outcome="all asked", today=DAY)
    phase = case.phases.get(phase="request")
    assert (phase.stage, phase.started_on, phase.done_on) == (PhaseStage.DONE, REQUESTED, DAY)
    case.refresh_from_db()
    assert case.version == 3
    assert (case.current_phase, case.owed_by) == ("offers", case.state)
    assert AuditEvent.objects.filter(action="generation:phase:finished", subject="case-kaz/request").exists()


@pytest.mark.parametrize("stage", [PhaseStage.DONE, PhaseStage.LEFT_OUT])
def test_what_is_over_is_not_moved_again(record: Record, stage: PhaseStage) -> None:
    case, officer = opened(record), record.parties["secretariat officer"]
    case.phases.filter(phase="request").update(stage=stage)
    refusals: list[Callable[[], object]] = [
        lambda: actions.start_phase(officer, "case-kaz", "request", started_on=DAY, today=DAY),
        lambda: actions.finish_phase(officer, "case-kaz", "request", done_on=DAY, today=DAY),
        lambda: actions.leave_out_phase(officer, "case-kaz", "request", reason="because", today=DAY),
        lambda: actions.override_durations(officer, "case-kaz", "request", days=(1, 2, 3), reason="because", today=DAY),
        lambda: actions.promise_phase(officer, "case-kaz", "request", promised_for=LATER, today=DAY),
    ]
    for refused in refusals:
        with pytest.raises(Refused):
            refused()


def test_a_phase_under_way_is_not_begun_again(record: Record) -> None:
    opened(record)
    officer = record.parties["secretariat officer"]
    actions.start_phase(officer, "case-kaz", "request", started_on=DAY, today=DAY)
    with pytest.raises(Refused, match="cannot be begun"):
        actions.start_phase(officer, "case-kaz", "request", started_on=DAY, today=DAY)


def test_a_phase_ahead_of_its_turn_needs_a_reason_that_stays_in_the_log(record: Record) -> None:
    opened(record)
    state = record.parties["owning State"]
    with pytest.raises(Refused) as refusal:
        actions.start_phase(state, "case-kaz", "training", started_on=DAY, today=DAY)
    assert "Evaluation and selection" in str(refusal.value.problems[0])
    actions.start_phase(state, "case-kaz", "training", started_on=DAY, reason="The company trains anyway", today=DAY)
    assert "The company trains anyway" in CaseNote.objects.get(case__reference="case-kaz").words


@pytest.mark.parametrize(
    ("started_on", "done_on", "words"),
    [
        (DAY, DAY - timedelta(days=1), "before its start"),
        (DAY + timedelta(days=1), None, "has not come yet"),
        (None, DAY + timedelta(days=1), "has not come yet"),
    ],
)
def test_days_to_come_and_days_in_the_wrong_order_are_refused(
    record: Record, started_on: date | None, done_on: date | None, words: str
) -> None:
    opened(record)
    officer = record.parties["secretariat officer"]
    with pytest.raises(Refused) as refusal:
        actions.finish_phase(officer, "case-kaz", "request", started_on=started_on, done_on=done_on, today=DAY)
    assert words in str(refusal.value.problems[0])


def test_a_phase_is_moved_by_the_side_that_leads_it_or_by_the_register(record: Record) -> None:
    opened(record)
    days = {"done_on": DAY, "today": DAY, "reason": "Out of turn"}
    for who, code in (("owning State", "request"), ("mission", "offers"), ("owning State", "clearances")):
        with pytest.raises(NotAllowed):
            actions.finish_phase(record.parties[who], "case-kaz", code, **days)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        actions.finish_phase(record.parties["owning State's reader"], "case-kaz", "offers", **days)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        actions.finish_phase(record.parties["other State"], "case-kaz", "offers", **days)  # type: ignore[arg-type]
    for who, code in (("owning State", "offers"), ("mission", "clearances"), ("secretariat officer", "training")):
        actions.finish_phase(record.parties[who], "case-kaz", code, **days)  # type: ignore[arg-type]


def test_what_changed_meanwhile_is_not_overwritten(record: Record) -> None:
    opened(record)
    officer = record.parties["secretariat officer"]
    actions.start_phase(officer, "case-kaz", "request", started_on=DAY, today=DAY, expected_version=1)
    with pytest.raises(Refused, match="changed by somebody else"):
        actions.finish_phase(officer, "case-kaz", "request", done_on=DAY, today=DAY, expected_version=1)


def test_other_durations_need_a_reason_and_move_the_schedule(record: Record) -> None:
    case, officer = opened(record), record.parties["secretariat officer"]
    for days, reason in (((1, 2, 3), " "), ((3, 2, 1), "in the wrong order"), ((1, 2, 9000), "too long")):
        with pytest.raises(Refused):
            actions.override_durations(officer, "case-kaz", "training", days=days, reason=reason, today=DAY)
    before = case.arrival_planned
    actions.override_durations(officer, "case-kaz", "training", days=(7, 14, 21), reason="Trained", today=DAY)
    case.refresh_from_db()
    assert case.arrival_planned
    assert before
    assert case.arrival_planned < before


def test_leaving_out_is_the_registers_and_needs_a_reason(record: Record) -> None:
    opened(record)
    with pytest.raises(NotAllowed):
        actions.leave_out_phase(record.parties["owning State"], "case-kaz", "training", reason="Trained", today=DAY)
    officer = record.parties["secretariat officer"]
    with pytest.raises(Refused, match="cannot be left out"):
        actions.leave_out_phase(officer, "case-kaz", "training", reason=" ", today=DAY)
    actions.leave_out_phase(officer, "case-kaz", "training", reason="Trained", today=DAY)
    assert Case.objects.get(reference="case-kaz").phases.get(phase="training").stage == PhaseStage.LEFT_OUT


def test_a_promise_is_given_by_the_side_that_leads_and_stays_in_the_log(record: Record) -> None:
    case, state = opened(record), record.parties["owning State"]
    with pytest.raises(NotAllowed):
        actions.promise_phase(record.parties["mission"], "case-kaz", "authorisation", promised_for=LATER, today=DAY)
    with pytest.raises(Refused):
        actions.promise_phase(state, "case-kaz", "authorisation", promised_for=KNOWN, today=DAY)
    actions.promise_phase(state, "case-kaz", "authorisation", promised_for=LATER, words="Parliament sits", today=DAY)
    phase = case.phases.get(phase="authorisation")
    assert (phase.promised_for, phase.promised_at, phase.promised_by) == (LATER, DAY, case.state)
    note = CaseNote.objects.get(case__reference="case-kaz")
    assert (note.kind, note.by) == (NoteKind.PROMISE, case.state)
    assert "Parliament sits" in note.words


def test_the_last_phase_closes_the_case_and_a_closed_one_is_not_changed(record: Record) -> None:
    case, officer = opened(record), record.parties["secretariat officer"]
    for phase in list(case.phases.all()):
        assert Case.objects.get(reference="case-kaz").stage == CaseStage.OPEN
        actions.finish_phase(officer, "case-kaz", phase.phase, done_on=None, today=DAY)
    case.refresh_from_db()
    assert (case.stage, case.ended_on, case.owed_by) == (CaseStage.CLOSED, DAY, None)
    with pytest.raises(Refused, match="is closed"):
        actions.start_phase(officer, "case-kaz", "training", started_on=DAY, today=DAY)
    with pytest.raises(Refused, match="is closed"):
        actions.abandon_case(record.parties["secretariat approver"], "case-kaz", "Too late", today=DAY)


def test_a_case_changes_hands_without_a_reason_and_its_wanted_day_with_one(record: Record) -> None:
    case, officer = opened(record), record.parties["secretariat officer"]
    handed = CaseChange(case.title, "The new desk ", case.strength, case.wanted_on)
    case = actions.change_case(officer, "case-kaz", handed, today=DAY, expected_version=case.version)
    assert case.desk_officer == "The new desk"
    assert not CaseNote.objects.filter(case=case).exists()

    later = replace(handed, wanted_on=case.wanted_on + timedelta(days=30), strength=130)
    with pytest.raises(Refused) as refusal:
        actions.change_case(officer, "case-kaz", later, today=DAY)
    assert [problem.place for problem in refusal.value.problems] == ["reason"]
    was_late_by = case.days_late or 0
    case = actions.change_case(officer, "case-kaz", replace(later, reason="The rains"), today=DAY)
    assert (case.strength, case.days_late) == (130, was_late_by - 30)
    note = CaseNote.objects.get(case=case)
    assert note.kind == NoteKind.DECISION
    assert note.words.endswith("130 people instead of 120: The rains")
    event = AuditEvent.objects.filter(action="generation:case:changed").latest("sequence")
    assert (event.before["strength"], event.after["strength"], event.reason) == (120, 130, "The rains")


def test_a_case_is_changed_by_the_registers_officers_while_it_is_open_and_as_it_was_read(record: Record) -> None:
    case, officer = opened(record), record.parties["secretariat officer"]
    same = CaseChange(case.title, case.desk_officer, case.strength, case.wanted_on)
    handed = replace(same, desk_officer="The new desk")
    for kind in ("secretariat reader", "owning State", "mission"):
        with pytest.raises(NotAllowed):
            actions.change_case(record.parties[kind], "case-kaz", handed, today=DAY)
    for change, place in (
        (same, "the case"),
        (replace(same, wanted_on=REQUESTED - timedelta(days=1), reason="Sooner"), "wanted on"),
        (replace(same, strength=0, reason="Nobody"), "strength"),
    ):
        with pytest.raises(Refused) as refusal:
            actions.change_case(officer, "case-kaz", change, today=DAY)
        assert [problem.place for problem in refusal.value.problems] == [place]
    with pytest.raises(Refused, match="by somebody else meanwhile"):
        actions.change_case(officer, "case-kaz", handed, today=DAY, expected_version=case.version + 1)
    actions.abandon_case(record.parties["secretariat approver"], "case-kaz", "The State withdrew", today=DAY)
    with pytest.raises(Refused):
        actions.change_case(officer, "case-kaz", handed, today=DAY)


def test_a_case_is_abandoned_by_an_approver_with_the_reason(record: Record) -> None:
    case = opened(record)
    with pytest.raises(NotAllowed):
        actions.abandon_case(record.parties["secretariat officer"], "case-kaz", "The State withdrew", today=DAY)
    approver = record.parties["secretariat approver"]
    with pytest.raises(Refused, match="say why"):
        actions.abandon_case(approver, "case-kaz", " ", today=DAY)
    actions.abandon_case(approver, "case-kaz", "The State withdrew", today=DAY)
    case.refresh_from_db()
    assert (case.stage, case.ended_reason) == (CaseStage.ABANDONED, "The State withdrew")


def test_the_log_is_written_by_the_three_sides_and_decisions_by_the_register(record: Record) -> None:
    opened(record)
    for who in ("owning State", "mission", "secretariat officer"):
        actions.add_note(record.parties[who], "case-kaz", f"Words of {who}", today=DAY)
    with pytest.raises(NotAllowed):
        actions.add_note(record.parties["owning State's reader"], "case-kaz", "Words", today=DAY)
    with pytest.raises(NotAllowed):
        actions.add_note(record.parties["mission"], "case-kaz", "Words", kind=NoteKind.DECISION, today=DAY)
    with pytest.raises(Refused):
        actions.add_note(record.parties["mission"], "case-kaz", " ", today=DAY)
    with pytest.raises(Refused):
        actions.add_note(record.parties["mission"], "case-kaz", "Words", said_on=LATER, today=DAY)
    with pytest.raises(Refused):
        actions.add_note(record.parties["mission"], "case-kaz", "Words", phase="farewell", today=DAY)
    found = visible_case(record.parties["owning State"], DAY, "case-kaz")
    assert len(found.known_notes) == 3


def test_a_block_moves_every_open_case_of_the_mission_and_its_end_moves_them_back(record: Record) -> None:
    case, mission = opened(record), record.parties["mission"]
    before = case.arrival_planned
    actions.record_block(mission, BLOCK, today=DAY)
    case.refresh_from_db()
    assert case.arrival_planned
    assert before
    assert case.arrival_planned > before
    assert case.arrival_planned >= date(2019, 9, 1)
    actions.end_block(mission, "no-ships", until=DAY, today=DAY)
    case.refresh_from_db()
    assert case.arrival_planned == before


def test_a_changed_block_leaves_what_was_believed_before(record: Record) -> None:
    officer = record.parties["secretariat officer"]
    actions.record_block(officer, BLOCK, today=DAY)
    actions.end_block(officer, "no-ships", until=date(2019, 1, 1), today=LATER)
    assert [one.held_until for one in visible_blocks(officer, DAY).filter(reference="no-ships")] == [date(2019, 9, 1)]
    assert [one.held_until for one in visible_blocks(officer, LATER).filter(reference="no-ships")] == [date(2019, 1, 1)]
    assert MissionBlock.objects.exclude(reference="no-visas").count() == 2


@pytest.mark.parametrize(
    "changes",
    [{"phases": ()}, {"phases": ("farewell",)}, {"held_until": DAY}, {"why": " "}, {"reference": "no ships"}],
)
def test_a_block_that_says_nothing_is_refused(record: Record, changes: dict[str, object]) -> None:
    with pytest.raises(Refused):
        actions.record_block(record.parties["mission"], replace(BLOCK, **changes), today=DAY)  # type: ignore[arg-type]
    assert not MissionBlock.objects.exclude(reference="no-visas").exists()


@pytest.mark.parametrize("who", ["other mission", "owning State", "other secretariat", "secretariat reader"])
def test_a_block_is_recorded_by_the_mission_or_by_the_body_that_mandated_it(record: Record, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.record_block(record.parties[who], BLOCK, today=DAY)


def test_a_reference_of_a_block_stays_with_its_mission(record: Record) -> None:
    actions.record_block(record.parties["mission"], BLOCK, today=DAY)
    with pytest.raises(Refused, match="another mission"):
        actions.record_block(record.parties["other mission"], replace(BLOCK, mission="UNDOF"), today=DAY)


def test_the_day_goes_by_and_the_forecast_with_it(record: Record) -> None:
    case = opened(record)
    assert actions.refresh_forecasts(Case.objects.filter(pk=case.pk), LATER) == 1
    before = case.arrival_planned
    case.refresh_from_db()
    assert case.forecast_on == LATER
    assert case.arrival_planned
    assert before
    assert case.arrival_planned == before + timedelta(days=30)
    assert actions.refresh_forecasts(Case.objects.filter(pk=case.pk), LATER) == 0


def test_a_post_keeps_the_type_from_which_the_templates_were_taken(record: Record) -> None:
    Post.objects.filter(reference="req-published-coy").update(unit_type="MED-L2")
    training = opened(record).phases.get(phase="training")
    assert training.likely_days == 98


def test_the_history_is_read_for_the_kinds_that_are_asked_for(record: Record) -> None:
    done = tuple(DonePhase(code, date(2018, 9, 1), date(2018, 9, 20)) for code in ("request", "offers", "selection"))
    case = opened(record, replace(TERMS, done=done))
    whole = history(DAY)
    assert {code for code, _variant in whole} == {"request", "offers", "selection"}
    asked = [("request", case.variant), ("movement", case.variant)]
    assert history(DAY, asked) == {("request", case.variant): whole["request", case.variant]}
    assert history(DAY, ()) == {}


def test_a_secretariat_opens_cases_for_the_missions_that_it_mandates_alone(record: Record) -> None:
    with pytest.raises(Refused, match="UNIFIL is another organisation's mission"):
        actions.open_case(record.parties["other secretariat"], replace(TERMS, register="AU", pledge=""), today=DAY)
