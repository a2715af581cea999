"""A consultation from the plan to the decision: who may do what, who is told, and what each stage allows."""

from datetime import date
from itertools import product

import pytest

from muster.audit.models import AuditEvent
from muster.changes.models import Reached
from muster.consultations.actions import convening, convening_lines, convening_steps
from muster.consultations.actions.convening_daily import tell_of_consultations
from muster.consultations.models import Consultation, ConsultationStage, Participant
from muster.consultations.queries import (
    calendar,
    due_unopened,
    measured_consultations,
    seen_participants,
    takes_part,
    visible_consultations,
)
from muster.consultations.rules.stages import FOLLOWING
from muster.consultations.terms import AgendaTerms, ConsultationTerms, DocumentTerms, HoldingTerms
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.missions.actions import record_condition
from muster.missions.models import MissionCondition
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from tests.consultations.convened import (
    DECIDED,
    ENDING,
    ONE_DAY,
    REFERENCE,
    TERMS,
    UNTIL,
    VOTE,
    decided,
    end_mandate,
    held,
    opened,
    planned,
)
from tests.record import DAY, Record

pytestmark = pytest.mark.django_db


def capacities(found: Consultation) -> dict[str, str]:
    return dict(found.participants.values_list("organisation__code", "capacity"))


def test_a_renewal_is_planned_on_the_mandate_that_ends_with_steps_pack_agenda_and_participants(record: Record) -> None:
    found = planned(record)
    assert found.mandate is not None
    assert (found.mandate.resolution, found.vote_on, found.stage) == (ENDING, VOTE, "planned")
    assert dict(found.steps.values_list("kind", "due_on"))["formal"] == date(2018, 12, 16)
    assert list(found.pack.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    assert found.agenda.count() >= 1
    assert capacities(found) == {"UN": "secretariat", "IND": "contributor", "KAZ": "agreed"}
    assert AuditEvent.objects.filter(action="consultations:consultation:planned").exists()


def test_only_who_mandates_the_operation_plans_and_once(record: Record) -> None:
    end_mandate()
    for kind in ("secretariat reader", "other secretariat", "owning State", "mission", "analyst"):
        with pytest.raises(NotAllowed):
            convening.plan_consultation(record.parties[kind], TERMS, today=DAY)
    planned(record)
    again = ConsultationTerms("another", "UNIFIL", "Another")
    with pytest.raises(Refused, match="cannot be planned") as refusal:
        convening.plan_consultation(record.parties["secretariat officer"], again, today=DAY)
    assert "go on with that one" in str(refusal.value.problems[0])


def test_a_renewal_without_a_known_end_needs_the_day_of_the_vote(record: Record) -> None:
    with pytest.raises(Refused, match="give the day of the vote"):
        convening.plan_consultation(record.parties["secretariat officer"], TERMS, today=DAY)


def test_until_it_is_opened_it_is_the_convening_secretariats_own(record: Record) -> None:
    planned(record)
    seen = {kind for kind, viewer in record.parties.viewers.items() if visible_consultations(viewer, DAY).exists()}
    assert seen == {kind for kind in record.parties.viewers if kind.startswith("secretariat")}
    assert visible_consultations(SYSTEM, DAY).exists()


def test_opened_it_is_seen_by_participants_and_the_missions_staff_as_of_that_day(record: Record) -> None:
    later = DAY + ONE_DAY
    planned(record)
    convening.open_consultation(record.parties["secretariat officer"], REFERENCE, today=later)
    kazakhstan, mission = record.parties["owning State"], record.parties["mission"]
    assert not visible_consultations(kazakhstan, DAY).exists()
    assert visible_consultations(kazakhstan, later).get().stage_then == "open"
    assert visible_consultations(record.parties["secretariat officer"], DAY).get().stage_then == "planned"
    assert visible_consultations(mission, later).exists()
    assert not visible_consultations(record.parties["other mission"], later).exists()
    assert not visible_consultations(record.parties["analyst"], later).exists()
    assert takes_part(kazakhstan, Consultation.objects.get())
    assert not takes_part(mission, Consultation.objects.get())
    told = Notice.objects.filter(topic="consultation-opened").values_list("organisation__code", flat=True)
    assert sorted(told) == ["IND", "KAZ"]


def test_who_may_contribute_is_seen_by_itself_and_the_secretariat_alone(record: Record) -> None:
    found = opened(record)
    Participant.objects.filter(organisation__code="KAZ").update(capacity="potential", reason="pledge kaz-submitted")
    seen = {
        kind: set(seen_participants(record.parties[kind], found, DAY).values_list("organisation__code", flat=True))
        for kind in ("secretariat officer", "owning State", "other State", "mission")
    }
    assert seen == {
        "secretariat officer": {"UN", "IND", "KAZ"},
        "owning State": {"UN", "IND", "KAZ"},
        "other State": {"UN", "IND"},
        "mission": {"UN", "IND"},
    }


def test_what_is_computed_for_a_secretariat_rests_on_its_own_register(record: Record) -> None:
    """Kazakhstan's pledges are on the United Nations' register: the African Union's consultation names no State."""
    terms = ConsultationTerms("amisom", "AMISOM", "Title", vote_on=VOTE)
    made = convening.plan_consultation(SYSTEM, terms, today=DAY)
    assert capacities(made) == {"AU": "secretariat"}


def test_participants_are_added_and_removed_with_a_reason_and_told(record: Record) -> None:
    opened(record)
    officer = record.parties["secretariat officer"]
    with pytest.raises(Refused, match="say why"):
        convening_lines.add_participant(officer, REFERENCE, "UNDOF", "council", reason=" ", today=DAY)
    with pytest.raises(NotFound):
        convening_lines.add_participant(officer, REFERENCE, "XYZ", "council", reason="why", today=DAY)
    with pytest.raises(Refused, match="cannot be recorded"):
        convening_lines.add_participant(officer, REFERENCE, "UNDOF", "guest", reason="why", today=DAY)
    convening_lines.add_participant(officer, REFERENCE, "UNDOF", "council", reason="why", today=DAY)
    assert visible_consultations(record.parties["other mission"], DAY).exists()
    convening_lines.remove_participant(officer, REFERENCE, "UNDOF", reason="A slip", today=DAY)
    assert not visible_consultations(record.parties["other mission"], DAY).exists()
    with pytest.raises(Refused, match="stays on the list"):
        convening_lines.remove_participant(officer, REFERENCE, "UN", reason="why", today=DAY)
    with pytest.raises(Refused, match="not on the list"):
        convening_lines.remove_participant(officer, REFERENCE, "UNDOF", reason="why", today=DAY)
    assert Notice.objects.filter(organisation__code="UNDOF").count() == 2


def test_computing_the_list_again_adds_and_lifts_and_removes_nobody(record: Record) -> None:
    found = planned(record)
    found.participants.filter(organisation__code="IND").update(capacity="potential", reason="")
    found.participants.filter(organisation__code="KAZ").delete()
    Participant.objects.create(
        consultation=found, organisation=record.parties.organisations["UNDOF"], capacity="council", reason="by hand"
    )
    convening_lines.refresh_participants(record.parties["secretariat officer"], REFERENCE, today=DAY)
    assert capacities(found) == {"UN": "secretariat", "IND": "contributor", "KAZ": "agreed", "UNDOF": "council"}


def test_the_agenda_is_written_whole_and_a_point_keeps_its_row(record: Record) -> None:
    found = planned(record)
    officer = record.parties["secretariat officer"]
    first = found.agenda.get(number=1).pk
    convening_lines.write_agenda(officer, REFERENCE, [AgendaTerms("One"), AgendaTerms("Two")], today=DAY)
    convening_lines.write_agenda(officer, REFERENCE, [AgendaTerms("Only", "monitor-ceasefire")], today=DAY)
    assert list(found.agenda.values_list("pk", "title", "task")) == [(first, "Only", "monitor-ceasefire")]
    for points, why in (
        ([], "no point"),
        ([AgendaTerms(" ")], "no title"),
        ([AgendaTerms("A", "no-such")], "no mandated"),
    ):
        with pytest.raises(Refused) as refusal:
            convening_lines.write_agenda(officer, REFERENCE, points, today=DAY)
        assert why in str(refusal.value.problems[0])
    convening_lines.propose_agenda(officer, REFERENCE, today=DAY)
    assert found.agenda.filter(title__startswith="Other matters").exists()


def test_documents_are_owed_by_parameter_delivered_once_and_kept(record: Record) -> None:
    found = planned(record)
    officer = record.parties["secretariat officer"]
    documents = [DocumentTerms("report", "Report"), DocumentTerms("note", "Note", date(2018, 12, 1), "a place")]
    convening_lines.write_pack(officer, REFERENCE, documents, today=DAY)
    assert list(found.pack.values_list("title", "due_on")) == [
        ("Report", date(2018, 12, 2)),
        ("Note", date(2018, 12, 1)),
    ]
    with pytest.raises(Refused, match="documents are delivered only while it is open or held"):
        convening_lines.deliver_document(officer, REFERENCE, 1, delivered_on=DAY, today=DAY)
    convening.open_consultation(officer, REFERENCE, today=DAY)
    for number, on, why in ((9, DAY, "none of that number"), (1, DAY + ONE_DAY, "still to come")):
        with pytest.raises(Refused, match=why):
            convening_lines.deliver_document(officer, REFERENCE, number, delivered_on=on, today=DAY)
    convening_lines.deliver_document(officer, REFERENCE, 1, delivered_on=DAY, where="S/2018/1", today=DAY)
    with pytest.raises(Refused, match="was delivered"):
        convening_lines.deliver_document(officer, REFERENCE, 1, delivered_on=DAY, today=DAY)
    with pytest.raises(Refused, match="cannot be saved"):
        convening_lines.write_pack(officer, REFERENCE, documents[1:], today=DAY)
    convening_lines.write_pack(officer, REFERENCE, documents[:1], today=DAY)
    assert found.pack.get().delivered_on == DAY
    assert Notice.objects.filter(topic="consultation-document", organisation__code="IND").exists()


def test_the_formal_meeting_makes_it_held_and_says_who_came(record: Record) -> None:
    found = held(record)
    assert found.stage == "held"
    assert dict(found.participants.values_list("organisation__code", "attended")) == {
        "IND": True, "KAZ": False, "UN": False,
    }  # fmt: skip
    officer = record.parties["secretariat officer"]
    with pytest.raises(Refused) as refusal:
        convening_steps.hold_step(officer, REFERENCE, "formal", HoldingTerms(DAY, "private"), today=VOTE)
    assert "it was held on" in str(refusal.value.problems[0])


@pytest.mark.parametrize(
    ("kind", "terms", "why"),
    [
        ("latest-input", HoldingTerms(DAY), "passes by itself"),
        ("informal", HoldingTerms(DAY), "format"),
        ("informal", HoldingTerms(DAY + ONE_DAY, "informal"), "still to come"),
        ("vote", HoldingTerms(DAY), "formal meeting was not held"),
        ("formal", HoldingTerms(DAY - ONE_DAY, "private"), "nobody was invited"),
        ("formal", HoldingTerms(DAY, "private", attended=("UNDOF",)), "not on the list"),
        ("report", HoldingTerms(DAY, attended=("IND",)), "formal meeting"),
    ],
)
def test_a_step_is_refused_with_the_reason(record: Record, kind: str, terms: HoldingTerms, why: str) -> None:
    opened(record)
    with pytest.raises(Refused) as refusal:
        convening_steps.hold_step(record.parties["secretariat officer"], REFERENCE, kind, terms, today=DAY)
    assert why in " ".join(str(one) for one in refusal.value.problems)


def test_it_is_closed_with_the_mandate_that_was_decided(record: Record) -> None:
    held(record)
    officer = record.parties["secretariat officer"]
    for resolution, why in (("", "give the resolution"), (ENDING, "record it first"), ("No such", "record it first")):
        with pytest.raises(Refused, match=why):
            convening.close_consultation(officer, REFERENCE, resolution=resolution, today=VOTE)
    decided(record)
    closed = convening.close_consultation(officer, REFERENCE, resolution=DECIDED, today=VOTE)
    assert closed.outcome is not None
    assert (closed.outcome.resolution, closed.stage) == (DECIDED, "closed")
    assert closed.steps.get(kind="vote").held_on == date(2018, 12, 28)
    (row,) = measured_consultations(record.parties["owning State"], VOTE)
    assert (row.measures.days_to_use, row.measures.had_time_to_use) == (12, True)


STEPS = {
    "open": lambda officer: convening.open_consultation(officer, REFERENCE, today=VOTE),
    "held": lambda officer: convening_steps.hold_step(
        officer, REFERENCE, "formal", HoldingTerms(VOTE, "private"), today=VOTE
    ),
    "closed": lambda officer: convening.close_consultation(officer, REFERENCE, resolution=DECIDED, today=VOTE),
    "cancelled": lambda officer: convening.cancel_consultation(officer, REFERENCE, reason="why", today=VOTE),
}


@pytest.mark.parametrize(("stage", "following"), list(product(ConsultationStage.values, STEPS)))
def test_every_step_that_does_not_follow_is_refused(record: Record, stage: str, following: str) -> None:
    found = planned(record)
    decided(record)
    opened_on = None if stage == "planned" else DAY
    Consultation.objects.filter(pk=found.pk).update(stage=stage, opened_on=opened_on)
    officer = record.parties["secretariat officer"]
    if following in FOLLOWING[stage]:
        STEPS[following](officer)
        assert Consultation.objects.get().stage == following
    else:
        with pytest.raises(Refused, match=f"{REFERENCE}"):
            STEPS[following](officer)
        assert Consultation.objects.get().stage == stage


def test_a_stale_version_and_a_stranger_are_refused(record: Record) -> None:
    opened(record)
    officer = record.parties["secretariat officer"]
    with pytest.raises(Refused, match="changed by somebody else"):
        convening.cancel_consultation(officer, REFERENCE, reason="why", today=DAY, expected_version=1)
    with pytest.raises(NotAllowed):
        convening.cancel_consultation(record.parties["owning State"], REFERENCE, reason="why", today=DAY)
    with pytest.raises(NotFound):
        convening.cancel_consultation(record.parties["analyst"], REFERENCE, reason="why", today=DAY)


def test_the_vote_moves_what_is_ahead_and_is_not_taken_away(record: Record) -> None:
    found = opened(record)
    officer = record.parties["secretariat officer"]
    said = {"title": "Title", "reason": "", "today": date(2018, 11, 20)}
    convening.change_consultation(officer, REFERENCE, vote_on=VOTE + 10 * ONE_DAY, **said)  # type: ignore[arg-type]
    days = dict(found.steps.values_list("kind", "due_on"))
    assert (days["formal"], days["vote"]) == (date(2018, 12, 26), VOTE + 10 * ONE_DAY)
    assert days["informal"] == date(2018, 11, 15)
    assert found.pack.get(kind="report").due_on == date(2018, 12, 12)
    with pytest.raises(Refused, match="give another day"):
        convening.change_consultation(officer, REFERENCE, vote_on=None, **said)  # type: ignore[arg-type]


def threat(record: Record, status: str, day: date = DAY) -> MissionCondition:
    return record_condition(
        record.parties["secretariat officer"],
        MissionCondition(
            mission=record.missions["UNIFIL"], kind="threat", status=status, valid_from=day, known_from=day
        ),
    )


def test_a_changed_threat_proposes_one_consultation_and_says_so_on_the_change(record: Record) -> None:
    threat(record, "low")
    assert not Consultation.objects.exists()
    threat(record, "high", DAY + ONE_DAY)
    made = Consultation.objects.get()
    assert (made.trigger, made.stage, made.change is not None) == ("threat", "planned", True)
    reached = Reached.objects.get(kind="consultation")
    assert (reached.reference, reached.owner.code, reached.addressee) == (made.reference, "UN", None)
    assert Notice.objects.get(topic="consultation-proposed").organisation.code == "UN"
    threat(record, "substantial", DAY + 2 * ONE_DAY)
    assert Consultation.objects.count() == 1
    assert Reached.objects.filter(kind="consultation", reference=made.reference).count() == 2
    officer = record.parties["secretariat officer"]
    with pytest.raises(Refused) as refusal:
        convening.open_consultation(officer, made.reference, today=DAY + 2 * ONE_DAY)
    assert "its day is not known" in str(refusal.value.problems[0])
    said = {"title": made.title, "reason": made.reason, "vote_on": VOTE, "today": DAY + 2 * ONE_DAY}
    convening.change_consultation(officer, made.reference, **said)  # type: ignore[arg-type]
    assert (made.steps.count(), made.pack.count()) == (5, 7)


@pytest.mark.parametrize(("people", "count"), [(4, 0), (5, 1)])
def test_casualties_call_for_a_consultation_from_the_parameter_on(record: Record, people: int, count: int) -> None:
    record_condition(
        record.parties["secretariat officer"],
        MissionCondition(
            mission=record.missions["UNIFIL"], kind="casualties", status="suffered", people=people, valid_from=DAY,
            known_from=DAY,
        ),
    )  # fmt: skip
    assert Consultation.objects.filter(trigger="casualties").count() == count


def test_the_calendar_tells_the_end_the_next_step_and_what_is_due(record: Record) -> None:
    end_mandate()
    officer = record.parties["secretariat officer"]
    row = next(one for one in calendar(officer, DAY) if one.mission.acronym == "UNIFIL")
    assert row.ending is not None
    assert (row.ending.until, row.days_left, row.vote_on, row.is_unopened) == (UNTIL, 92, VOTE, True)
    assert row.step is not None
    assert row.step.kind == "informal"
    assert [one.mission.acronym for one in due_unopened(officer, DAY)] == ["UNIFIL"]
    assert due_unopened(record.parties["owning State"], DAY) == []
    assert due_unopened(officer, date(2018, 8, 1)) == []
    opened(record)
    row = next(one for one in calendar(officer, DAY) if one.mission.acronym == "UNIFIL")
    assert row.consultation is not None
    assert (row.consultation.reference, row.is_unopened) == (REFERENCE, False)
    assert row.step is not None
    assert (row.step.kind, row.standing) == ("report", "overdue")
    stranger = next(one for one in calendar(record.parties["analyst"], DAY) if one.mission.acronym == "UNIFIL")
    assert (stranger.consultation, stranger.is_unopened) == (None, False)


def test_the_daily_run_tells_what_is_overdue_once(record: Record) -> None:
    end_mandate()
    assert tell_of_consultations(SYSTEM, DAY) == 1
    opened(record)
    late = date(2018, 12, 10)
    first = tell_of_consultations(SYSTEM, late)
    assert first == 2 + 6  # report cycle and informal meeting; all documents but the draft
    assert tell_of_consultations(SYSTEM, late) == 0
    assert set(Notice.objects.filter(topic="consultation-overdue").values_list("organisation__code", flat=True)) == {
        "UN"
    }
