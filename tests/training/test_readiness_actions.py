"""Rosters, states, certifications and what is asked for, on the small record."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.deployments.models import Tour
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.workbooks import write
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.people.actions import erase_person
from muster.people.models import CredentialKind, PersonCredential
from muster.people.queries import lapsing_credentials
from muster.training.actions import certifications as certifying
from muster.training.actions.planned_applications import apply_for_planned_seats
from muster.training.actions.readiness_telling import tell_of_training
from muster.training.actions.required import ask_for_training, end_required_training
from muster.training.actions.rosters import put_on_roster, take_off_roster
from muster.training.models import Enrolment, SeatsOfState, TrainingSession
from muster.training.queries.certifications import certifications_of, roster_changed
from muster.training.queries.demand import training_demand
from muster.training.queries.readiness_rosters import sided_tour, visible_places
from muster.training.queries.readiness_sessions import planned_seats, seats_mark, sessions_ahead
from muster.training.queries.readiness_states import RotationState, about_tours, rotation_states
from muster.training.queries.sessions import seats_open_to
from muster.training.readiness_terms import CertificationTerms, RequiredTerms
from muster.training.rules.catalogue_sessions import SPOKEN_FOR
from muster.training.rules.readiness_state import HeldCertificate, training_state
from muster.training.stages import EnrolmentStage, SessionStage
from muster.training.workbooks import roster as workbook
from tests.api.caller import by_token
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record
from tests.training.trained import (
    ONE_DAY,
    ROTATION,
    UNIT,
    Named,
    certified,
    course,
    institution,
    member,
    named_rotation,
    session,
)

pytestmark = pytest.mark.django_db
CLEAN = CertificationTerms(is_ready=True, has_clean_conduct=True)
REASONS = {"CPTM": "trained on arrival", "CCDR": "sits in the next course", "POC": "sits in the next course"}
SIGNED = {"office": "Ministry of Defence", "note_verbale": "NV 12/2018"}


@pytest.fixture
def named(record: Record) -> Named:
    company_in_theatre()
    return named_rotation(record)


def state_of(record: Record, day: date = DAY, kind: str = "owning State") -> RotationState:
    (found,) = rotation_states([sided_tour(record.parties[kind], day, UNIT, ROTATION)], day)
    return found


def test_a_rotation_is_counted_on_its_day_of_deployment(record: Record, named: Named) -> None:
    found = state_of(record).state
    assert found is not None
    items = {one.standard: one for one in found.items}
    assert (found.people, found.trained, found.day) == (3, 2, named.tour.arrives_on)
    assert items["CPTM"].missing == (named.commander.pk,)
    assert items["CPTM"].lapsing == (named.lapsing.pk,)
    assert items["CPTM"].recognised == 1
    assert items["CCDR"].needed == 1


def test_the_state_is_that_of_everything_that_its_people_hold(record: Record, named: Named) -> None:
    """Certificates that cannot count are not read, and nothing that counts is left out."""
    arrives = named.tour.arrives_on
    for person in (named.commander, named.trained):
        certified(person, "CCDR", start=arrives)
        certified(person, "POC", start=arrives + ONE_DAY)
        certified(person, "UNMO")
    found = state_of(record)
    everything = [replace(one, certificates=tuple(_held(one.number))) for one in found.members]
    plain = training_state(everything, found.items, arrives, named.tour.leaves_on)
    assert found.state is not None
    assert plain is not None
    assert [replace(one, recognised=0) for one in found.state.items] == list(plain.items)
    missing = {one.standard: one.missing for one in found.state.items}
    assert missing["CCDR"] == ()
    assert missing["POC"] == (named.commander.pk,)


def _held(person: int) -> list[HeldCertificate]:
    rows = PersonCredential.objects.filter(person=person, kind=CredentialKind.TRAINING)
    return [HeldCertificate(one.subject, one.valid_from, one.valid_until) for one in rows]


def test_a_rotation_without_a_roster_is_not_known(record: Record, named: Named) -> None:
    (found,) = rotation_states(
        [Tour.objects.select_related("unit__post__requirement__mission").get(rotation="R3")], DAY
    )
    assert found.state is None


def test_mission_and_secretariat_read_shares_and_no_person(record: Record, named: Named) -> None:
    for kind in ("mission", "secretariat officer"):
        assert state_of(record, kind=kind).state is not None
        assert not visible_places(record.parties[kind], DAY).exists()
    for kind in ("other State", "analyst", "other mission"):
        with pytest.raises(NotFound):
            state_of(record, kind=kind)


def test_only_the_state_keeps_its_roster(record: Record, named: Named) -> None:
    for kind in ("secretariat officer", "mission", "owning State's reader"):
        with pytest.raises(NotAllowed):
            put_on_roster(record.parties[kind], UNIT, ROTATION, named.trained.pk, today=DAY)
    stranger = member(record.parties["other State"], "a stranger", state="IND")
    with pytest.raises(NotFound):
        put_on_roster(record.parties["owning State"], UNIT, ROTATION, stranger.pk, today=DAY)


def test_who_is_taken_off_was_on_the_roster_before(record: Record, named: Named) -> None:
    actor, later = record.parties["owning State"], DAY + 7 * ONE_DAY
    place = visible_places(actor, DAY).get(person=named.lapsing)
    with pytest.raises(Refused, match="meanwhile"):
        take_off_roster(actor, UNIT, ROTATION, named.lapsing.pk, today=later, expected_version=place.version + 1)
    take_off_roster(actor, UNIT, ROTATION, named.lapsing.pk, today=later, expected_version=place.version)
    assert len(state_of(record, later).members) == 2
    assert len(state_of(record, DAY).members) == 3


def test_nobody_stands_on_two_rosters_in_the_same_days(record: Record, named: Named) -> None:
    actor = record.parties["owning State"]
    put_on_roster(actor, UNIT, "R4", named.trained.pk, today=DAY)
    with pytest.raises(Refused) as refusal:
        put_on_roster(actor, UNIT, "R3", named.trained.pk, today=DAY)
    assert "same days" in str(refusal.value.problems[0])


def test_no_name_stands_in_the_log(record: Record, named: Named) -> None:
    told = " ".join(str((one.before, one.after)) for one in AuditEvent.objects.filter(action__startswith="training:"))
    assert str(named.commander.pk) in told
    assert "Family of" not in told


def test_a_roster_with_an_erased_person_is_still_counted(record: Record, named: Named) -> None:
    erase_person(record.parties["owning State"], named.trained.pk, today=DAY, reason="asked for it")
    found = state_of(record)
    assert len(found.members) == 3
    assert found.state is not None
    assert named.trained.pk in found.state.items[0].missing


def test_a_workbook_is_entered_whole_or_not_at_all(record: Record, named: Named) -> None:
    actor = record.parties["owning State"]
    blank = {"given_names": None, "rank": None, "sex": None}
    rows: list[dict[str, object]] = [
        {"person": None, "family_name": "Family of a new one", **blank, "function": "driver"}
    ]
    data = write(workbook.form(), {workbook.SHEET: rows}, [])
    assert workbook.import_workbook(actor, UNIT, ROTATION, data, today=DAY) == 1
    assert len(state_of(record).members) == 4
    bad: list[dict[str, object]] = [*rows, {"person": 999_999, "family_name": None, **blank, "function": None}]
    with pytest.raises(Refused) as refusal:
        workbook.import_workbook(actor, UNIT, ROTATION, write(workbook.form(), {workbook.SHEET: bad}, []), today=DAY)
    assert "row 3" in str(refusal.value.problems[0])
    assert len(state_of(record).members) == 4


def test_what_was_written_is_read_back(record: Record, named: Named) -> None:
    actor = record.parties["owning State"]
    data = workbook.export(actor, named.tour, DAY)
    assert workbook.import_workbook(actor, UNIT, ROTATION, data, today=DAY) == 3
    assert len(state_of(record).members) == 3


def test_a_mission_asks_for_more_and_the_state_is_counted_by_it(record: Record, named: Named) -> None:
    asked = ask_for_training(record.parties["mission"], RequiredTerms("SEA", DAY), today=DAY)
    found = state_of(record).state
    assert found is not None
    assert {one.standard: one.needed for one in found.items}["SEA"] == 3
    with pytest.raises(NotAllowed):
        end_required_training(record.parties["other State"], asked.pk, DAY + 9 * ONE_DAY, today=DAY)
    end_required_training(record.parties["mission"], asked.pk, DAY + 9 * ONE_DAY, today=DAY)
    assert "SEA" not in {one.standard for one in state_of(record).items}


def test_what_another_state_asks_for_is_its_own(record: Record, named: Named) -> None:
    ask_for_training(record.parties["other State"], RequiredTerms("SEA", DAY), today=DAY)
    assert "SEA" not in {one.standard for one in state_of(record).items}


@pytest.mark.parametrize(
    "terms",
    [
        RequiredTerms("NO-SUCH", DAY),
        RequiredTerms("SEA", DAY, unit_type="NO-SUCH"),
        RequiredTerms("SEA", DAY, valid_until=DAY),
        RequiredTerms("SEA", DAY, mission="NO-SUCH"),
        RequiredTerms("SEA", DAY, function="Not A Word"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(record: Record, terms: RequiredTerms) -> None:
    with pytest.raises(Refused):
        ask_for_training(record.parties["owning State"], terms, today=DAY)


def test_a_certification_is_signed_by_an_approver_and_counted_on_the_day(record: Record, named: Named) -> None:
    actor = record.parties["owning State"]
    approver = replace(actor, role="approver")
    terms = replace(CLEAN, exceptions=REASONS)
    made = certifying.draft_certification(actor, UNIT, ROTATION, terms, today=DAY)
    with pytest.raises(Refused, match="one is on record"):
        certifying.draft_certification(actor, UNIT, ROTATION, terms, today=DAY)
    with pytest.raises(NotAllowed):
        certifying.sign_certification(replace(actor, role="officer"), made.reference, **SIGNED, on=DAY, today=DAY)  # type: ignore[arg-type]
    signed = certifying.sign_certification(approver, made.reference, **SIGNED, on=DAY, today=DAY)  # type: ignore[arg-type]
    assert (signed.content["people"], signed.content["trained"]) == (3, 2)
    assert "Family of" not in str(signed.content)
    assert not roster_changed(signed, state_of(record))
    put_on_roster(actor, UNIT, ROTATION, member(actor, "a late one").pk, today=DAY + ONE_DAY)
    assert roster_changed(signed, state_of(record, DAY + ONE_DAY))
    with pytest.raises(Refused, match="cannot become"):
        certifying.sign_certification(approver, made.reference, **SIGNED, on=DAY, today=DAY)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="only a draft"):
        certifying.change_certification(actor, made.reference, terms, today=DAY)
    with pytest.raises(Refused, match="say why"):
        certifying.revoke_certification(approver, made.reference, reason=" ", today=DAY)
    later = DAY + 2 * ONE_DAY
    certifying.revoke_certification(approver, made.reference, reason="the roster changed", today=later)
    assert certifications_of(actor, [named.tour], later) == {}
    assert certifications_of(actor, [named.tour], DAY)[named.tour.unit_id, ROTATION] == made
    again = certifying.draft_certification(actor, UNIT, ROTATION, terms, today=later)
    assert again.reference != made.reference


def test_a_signature_without_reasons_or_on_a_wrong_day_is_refused(record: Record, named: Named) -> None:
    actor = replace(record.parties["owning State"], role="approver")
    made = certifying.draft_certification(actor, UNIT, ROTATION, CLEAN, today=DAY)
    with pytest.raises(Refused) as refusal:
        certifying.sign_certification(actor, made.reference, **SIGNED, on=DAY, today=DAY)  # type: ignore[arg-type]
    assert {one.place for one in refusal.value.problems} == {"exception CPTM", "exception CCDR", "exception POC"}
    certifying.change_certification(actor, made.reference, replace(CLEAN, exceptions=REASONS), today=DAY)
    for on, today in ((DAY + ONE_DAY, DAY), (named.tour.arrives_on, named.tour.arrives_on)):
        with pytest.raises(Refused):
            certifying.sign_certification(actor, made.reference, **SIGNED, on=on, today=today)  # type: ignore[arg-type]


def test_a_draft_is_the_states_own(record: Record, named: Named) -> None:
    actor = record.parties["owning State"]
    made = certifying.draft_certification(actor, UNIT, ROTATION, CLEAN, today=DAY)
    assert certifications_of(record.parties["secretariat officer"], [named.tour], DAY) == {}
    with pytest.raises(NotFound):
        certifying.revoke_certification(record.parties["secretariat officer"], made.reference, reason="x", today=DAY)


def test_seats_kept_for_others_and_taken_ones_are_not_free(record: Record, named: Named) -> None:
    state, other = record.parties.organisations["KAZ"], record.parties.organisations["IND"]
    one = session("s1", DAY + 10 * ONE_DAY, seats=10)
    SeatsOfState.objects.create(session=one, state=other, seats=4, until=DAY + 5 * ONE_DAY)
    Enrolment.objects.create(session=one, state=state, person=named.trained, known_from=DAY)
    for whose, day, seats in ((state, DAY, 5), (other, DAY, 9), (state, DAY + 5 * ONE_DAY, 9)):
        (ahead,) = sessions_ahead(SYSTEM, day)
        assert ahead.pk == one.pk
        assert seats_open_to(ahead, whose.code, day, SPOKEN_FOR) == seats


def test_the_plan_supplies_what_a_session_still_can(record: Record, named: Named) -> None:
    actor, state = record.parties["owning State"], record.parties.organisations["KAZ"]
    session("at-home", DAY + 40 * ONE_DAY)
    session("abroad", DAY + 20 * ONE_DAY, of=course("CPTM", "abroad", of=institution("IND", "ELSEWHERE")))
    found = planned_seats(actor, state, [state_of(record)], DAY)
    assert found.plan.seats == {named.commander.pk: ("at-home",)}
    assert {standard for _, standard in found.plan.without} == {"CCDR", "POC"}
    Enrolment.objects.create(session=found.sessions["at-home"], state=state, person=named.commander, known_from=DAY)
    settled = planned_seats(actor, state, [state_of(record)], DAY)
    assert settled.plan.seats == {}
    assert settled.problem.trainees[0].standards == ("CCDR", "POC")


def test_a_state_applies_for_the_seats_of_its_plan_as_it_was_shown(record: Record, named: Named) -> None:
    actor, state = record.parties["owning State"], record.parties.organisations["KAZ"]
    session("at-home", DAY + 40 * ONE_DAY)
    found = planned_seats(actor, state, [state_of(record)], DAY)
    mark = seats_mark(found.plan)
    with pytest.raises(NotAllowed, match="officers of the State"):
        apply_for_planned_seats(record.parties["secretariat officer"], state, [named.tour], seen=mark, today=DAY)
    with pytest.raises(Refused, match="it is another by now"):
        apply_for_planned_seats(actor, state, [named.tour], seen="another", today=DAY)
    TrainingSession.objects.update(stage=SessionStage.PLANNED)
    closed = apply_for_planned_seats(actor, state, [named.tour], seen=mark, today=DAY)
    assert closed.made == ()
    assert [(one.person, one.session) for one in closed.refused] == [(named.commander.pk, "at-home")]
    assert "open" in closed.refused[0].why
    TrainingSession.objects.update(stage=SessionStage.OPEN)
    done = apply_for_planned_seats(actor, state, [named.tour], seen=mark, today=DAY)
    assert [(one.person_id, one.session.reference, one.stage) for one in done.made] == [
        (named.commander.pk, "at-home", EnrolmentStage.APPLIED)
    ]
    assert done.refused == ()
    after = planned_seats(actor, state, [state_of(record)], DAY)
    with pytest.raises(Refused, match="no seat to apply for"):
        apply_for_planned_seats(actor, state, [named.tour], seen=seats_mark(after.plan), today=DAY)


def test_a_plan_needs_a_roster(record: Record, named: Named) -> None:
    state = record.parties.organisations["KAZ"]
    tour = sided_tour(record.parties["owning State"], DAY, UNIT, "R3")
    with pytest.raises(Refused, match="no rotation has a roster"):
        planned_seats(record.parties["owning State"], state, rotation_states([tour], DAY), DAY)


def test_demand_counts_rosters_and_the_rest_by_strength(record: Record, named: Named) -> None:
    rows = {(one.standard, str(one.quarter)): one for one in training_demand(record.parties["owning State"], DAY)}
    cptm = rows["CPTM", "2019-01-01"]
    assert (cptm.needed, cptm.counted) == (120 - 3 + 1, 1)
    assert training_demand(record.parties["other State"], DAY) == []
    assert about_tours(SYSTEM, DAY, state="IND").count() == 0


def test_the_state_is_told_once_of_what_lacks(record: Record, named: Named) -> None:
    day = named.tour.arrives_on - 30 * ONE_DAY
    assert tell_of_training(SYSTEM, day) == 1
    assert tell_of_training(SYSTEM, day + ONE_DAY) == 0
    told = Notice.objects.filter(topic="rotation-training-lacking").get()
    assert told.organisation.code == "KAZ"
    assert "Family of" not in told.title + told.body


def test_the_state_is_told_of_a_roster_that_changed_after_the_signature(record: Record, named: Named) -> None:
    actor = replace(record.parties["owning State"], role="approver")
    made = certifying.draft_certification(actor, UNIT, ROTATION, replace(CLEAN, exceptions=REASONS), today=DAY)
    certifying.sign_certification(actor, made.reference, **SIGNED, on=DAY, today=DAY)  # type: ignore[arg-type]
    day = named.tour.arrives_on - 30 * ONE_DAY
    tell_of_training(SYSTEM, day)
    assert not Notice.objects.filter(topic="rotation-certification-outdated").exists()
    take_off_roster(actor, UNIT, ROTATION, named.lapsing.pk, today=DAY + ONE_DAY)
    tell_of_training(SYSTEM, day)
    assert Notice.objects.filter(topic="rotation-certification-outdated").count() == 1


def test_a_certification_is_signed_and_revoked_from_the_version_that_was_read(record: Record, named: Named) -> None:
    actor = record.parties["owning State"]
    approver = replace(actor, role="approver")
    made = certifying.draft_certification(actor, UNIT, ROTATION, replace(CLEAN, exceptions=REASONS), today=DAY)
    with pytest.raises(Refused, match="changed by somebody else meanwhile"):
        certifying.sign_certification(
            approver,
            made.reference,
            **SIGNED,
            on=DAY,
            today=DAY,
            expected_version=made.version + 1,
        )
    signed = certifying.sign_certification(
        approver,
        made.reference,
        **SIGNED,
        on=DAY,
        today=DAY,
        expected_version=made.version,
    )
    with pytest.raises(Refused, match="changed by somebody else meanwhile"):
        certifying.revoke_certification(
            approver, made.reference, reason="Wrong", today=DAY, expected_version=signed.version + 1
        )


@pytest.mark.once
def test_a_program_drafts_a_certification_with_its_exceptions(record: Record, named: Named) -> None:
    exceptions = [{"standard": standard, "reason": reason} for standard, reason in REASONS.items()]
    body = {"unit": UNIT, "rotation": ROTATION, "is_ready": True, "has_clean_conduct": True, "exceptions": exceptions}
    answer = by_token(record.parties["owning State"]).post("training-certifications", body)
    assert answer["exceptions"] == REASONS


def test_certificates_that_lapse_are_found_by_their_end(record: Record, named: Named) -> None:
    certified(named.trained, "POC", until=DAY + timedelta(days=30))
    until = DAY + timedelta(days=31)
    found = lapsing_credentials(SYSTEM, DAY, until, CredentialKind.TRAINING)
    assert [one.subject for one in found] == ["POC"]
    assert not lapsing_credentials(record.parties["other State"], DAY, until, CredentialKind.TRAINING).exists()
    assert not lapsing_credentials(SYSTEM, DAY, until - ONE_DAY, CredentialKind.TRAINING).exists()
