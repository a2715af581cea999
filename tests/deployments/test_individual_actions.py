"""Individuals asked for, nominated, brought to their posts, kept there longer, moved and sent home."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent, PersonalValue
from muster.audit.verification import verify
from muster.deployments import actions
from muster.deployments.models import (
    Assignment,
    Nomination,
    PersonnelRequest,
    RequestedPost,
    RequestKind,
    TourExtension,
)
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import Viewer
from muster.people import actions as people
from muster.people.models import CredentialKind, PersonCredential, PersonShare, ServiceBar
from muster.people.service_actions import bar_person, lift_bar, record_credential, remove_credential
from muster.people.service_queries import visible_bars, visible_credentials, visible_details
from tests.deployments.individuals import LEAVES, TODAY, ask, headquarters_post, hold, make_person, make_post, nominated
from tests.record import Record

ROAD = ("confirmed", "medical-asked", "medically-cleared", "vetted", "travel-asked", "travel-authorised", "arrived")


def vet(record: Record, number: int) -> None:
    """Let the Secretariat say that nothing is known against a person."""
    vetting = PersonCredential(kind=CredentialKind.VETTING, valid_from=TODAY, valid_until=date(2027, 3, 1))
    record_credential(record.parties["secretariat officer"], number, vetting, today=TODAY)


def go(record: Record, nomination: Nomination, *steps: str, who: str = "secretariat officer") -> Nomination:
    """Take steps of a nominee."""
    for to in steps:
        nomination = actions.advance_nomination(record.parties[who], nomination.pk, to, today=TODAY, reason="Why")
    return nomination


@contextmanager
def refusal(words: str) -> Iterator[None]:
    """Expect a refusal that says the words, in its message or one of its problems."""
    with pytest.raises(Refused) as refused:
        yield
    assert words in " ".join([refused.value.message, *map(str, refused.value.problems)])


@pytest.fixture
def desk(record: Record) -> Viewer:
    """The officer of the Secretariat."""
    return record.parties["secretariat officer"]


@pytest.mark.parametrize("stranger", ["secretariat reader", "other secretariat", "mission", "owning State", "analyst"])
def test_only_officers_of_the_secretariat_enter_posts_and_who_serves(record: Record, stranger: str) -> None:
    post = make_post(record)
    post.title = "Another"
    with pytest.raises(NotAllowed):
        actions.change_individual_post(record.parties[stranger], post)
    unsaved = Assignment(
        post=post, person=record.persons["kept"], state=record.parties.organisations["KAZ"], held_from=TODAY,
        held_until=LEAVES, first_until=LEAVES, known_from=TODAY,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.record_assignment(record.parties[stranger], unsaved)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"mission": None}, "mission"),
        ({"place": "secretariat"}, "mission"),
        ({"needed_until": date(2025, 1, 1)}, "needed until"),
        ({"category": "pilot"}, "category"),
    ],
)
def test_a_post_that_fits_not_is_refused(record: Record, changes: dict[str, object], place: str) -> None:
    with pytest.raises(Refused) as refused:
        make_post(record, "mo-1", **changes)
    assert [one.place for one in refused.value.problems] == [place]


def test_a_post_of_another_organisations_mission_is_refused_and_a_reference_is_used_once(record: Record) -> None:
    with refusal("mandated by another"):
        make_post(record, mission=record.missions["AMISOM"])
    make_post(record)
    with refusal("taken"):
        make_post(record)


def test_who_changes_a_post_second_is_told(record: Record, desk: Viewer) -> None:
    post = make_post(record)
    post.title = "Another"
    assert actions.change_individual_post(desk, post, expected_version=1).version == 2
    with refusal("changed by somebody else"):
        actions.change_individual_post(desk, post, expected_version=1)


def test_a_person_serves_in_one_post_and_a_post_has_a_holder_and_a_replacement(record: Record) -> None:
    post, other = make_post(record), make_post(record, "mo-2")
    first = make_person(record)
    hold(record, post, first)
    with refusal("serves in a post"):
        hold(record, other, first, held_from=date(2026, 7, 4), until=date(2027, 7, 4))
    hold(record, post, make_person(record, "Second"), held_from=date(2026, 7, 1), until=date(2027, 7, 1))
    with refusal("a holder and a replacement"):
        hold(record, post, make_person(record, "Third"), held_from=date(2026, 7, 2), until=date(2027, 7, 2))
    with refusal("from that day or a later one"):
        hold(record, post, make_person(record, "Fourth"), held_from=date(2026, 7, 1), until=date(2027, 7, 1))


def test_a_rotation_replaces_a_holder_four_days_before_he_leaves(record: Record) -> None:
    post = make_post(record)
    with refusal("nobody holds it"):
        ask(record, "mo-1", kind=RequestKind.ROTATION)
    assert not PersonnelRequest.objects.exists()
    hold(record, post, make_person(record))
    ask(record, "mo-1", kind=RequestKind.ROTATION)
    assert RequestedPost.objects.get().arrives_on == date(2026, 7, 1)


def test_a_request_is_of_own_posts_to_a_state_and_is_sent_once(record: Record, desk: Viewer) -> None:
    make_post(record)
    with refusal("is no post of yours"):
        ask(record, "mo-9")
    ask(record, "mo-1")
    with refusal("what may follow is cancelled or filled"):
        actions.move_personnel_request(desk, "ask-1", "sent", today=TODAY)
    with pytest.raises(NotAllowed):
        actions.move_personnel_request(record.parties["owning State"], "ask-1", "cancelled", today=TODAY)
    with refusal("0 of 1 have arrived"):
        actions.move_personnel_request(desk, "ask-1", "filled", today=TODAY)


def test_a_nominee_goes_the_whole_road_and_then_serves(record: Record, desk: Viewer) -> None:
    make_post(record)
    ask(record, "mo-1")
    person = make_person(record)
    nomination = nominated(record, person)
    vet(record, person.number)
    go(record, nomination, *ROAD[:-1])
    arrived = actions.advance_nomination(record.parties["mission"], nomination.pk, "arrived", today=TODAY)
    assert list(arrived.steps.values_list("stage", flat=True)) == ["nominated", *ROAD]
    assignment = Assignment.objects.get()
    assert (assignment.held_from, assignment.held_until) == (TODAY, date(2027, 3, 2))
    assert (assignment.person_id, assignment.state.code) == (person.pk, "KAZ")
    assert actions.move_personnel_request(desk, "ask-1", "filled", today=TODAY).stage == "filled"
    assert verify().findings == ()


def test_the_data_go_to_the_secretariat_on_nomination_and_to_the_mission_when_travel_is_authorised(
    record: Record,
) -> None:
    make_post(record)
    ask(record, "mo-1")
    person = make_person(record)
    nomination = nominated(record, person)
    shares = PersonShare.objects.filter(person=person)
    assert [(one.organisation.code, one.until) for one in shares] == [("UN", person.keep_until)]
    assert visible_details(record.parties["mission"], TODAY).count() == 0
    vet(record, person.number)
    go(record, nomination, *ROAD[:-1])
    assert set(shares.values_list("organisation__code", "until")) == {
        ("UN", person.keep_until),
        ("UNIFIL", date(2027, 3, 2)),
    }
    assert visible_credentials(record.parties["mission"], TODAY).filter(kind="vetting").exists()
    assert visible_details(record.parties["other mission"], TODAY).count() == 0


def test_a_step_that_a_rule_stops_is_refused_until_it_is_met_or_waived(record: Record, desk: Viewer) -> None:
    make_post(record)
    ask(record, "mo-1")
    colonel = make_person(record, rank="Colonel")
    nomination = nominated(record, colonel)
    with pytest.raises(Refused) as refused:
        go(record, nomination, "confirmed")
    assert [one.place for one in refused.value.problems] == ["rank"]
    actions.waive_rule(desk, nomination.pk, "rank", reason="A senior officer is wanted", today=TODAY)
    go(record, nomination, "confirmed", "medical-asked", "medically-cleared")
    with pytest.raises(Refused) as refused:
        go(record, nomination, "vetted")
    assert [one.place for one in refused.value.problems] == ["vetting"]
    vet(record, colonel.number)
    assert go(record, nomination, "vetted").stage == "vetted"


@pytest.mark.parametrize(
    ("rule", "who"), [("medical", "secretariat officer"), ("rank", "owning State"), ("x", "mission")]
)
def test_what_nobody_or_another_side_may_waive_is_not_waived(record: Record, rule: str, who: str) -> None:
    make_post(record)
    ask(record, "mo-1")
    nomination = nominated(record, make_person(record))
    with pytest.raises((NotAllowed, Refused, NotFound)):
        actions.waive_rule(record.parties[who], nomination.pk, rule, reason="Why", today=TODAY)
    assert Nomination.objects.get().waived == ""


def test_no_step_is_skipped_and_each_is_its_sides(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    nomination = nominated(record, make_person(record))
    with refusal("what may follow is confirmed or rejected or withdrawn"):
        go(record, nomination, "vetted")
    with pytest.raises(NotAllowed):
        go(record, nomination, "confirmed", who="owning State")
    with pytest.raises(NotAllowed):
        go(record, nomination, "withdrawn")
    with pytest.raises(NotFound):
        go(record, nomination, "arrived", who="mission")
    assert go(record, nomination, "withdrawn", who="owning State").stage == "withdrawn"


def test_a_person_is_in_one_active_request_and_a_post_has_one_nominee(record: Record) -> None:
    make_post(record), make_post(record, "mo-2")
    ask(record, "mo-1")
    ask(record, "mo-2", reference="ask-2")
    person, other = make_person(record), make_person(record, "Other")
    nomination = nominated(record, person)
    with refusal("nominee of ask-1 already"):
        nominated(record, person, "mo-2", "ask-2")
    with refusal("has a nominee already"):
        nominated(record, other)
    go(record, nomination, "withdrawn", who="owning State")
    assert nominated(record, person, "mo-2", "ask-2").stage == "nominated"


def test_whoever_is_barred_is_not_nominated_and_a_nominee_who_is_barred_goes_no_further(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    person = make_person(record)
    nomination = nominated(record, person)
    approver = record.parties["secretariat approver"]
    bar = ServiceBar(reason="Reason of the bar", due_process="Heard and decided", barred_from=TODAY)
    bar = bar_person(approver, person.number, bar, today=TODAY)
    with refusal("barred"):
        go(record, nomination, "confirmed")
    go(record, nomination, "rejected")
    with refusal("barred"):
        nominated(record, person)
    lift_bar(approver, bar.pk, reason="The finding was set aside", today=TODAY)
    assert nominated(record, person).stage == "nominated"


def test_a_bar_is_an_approvers_has_due_process_and_is_seen_by_both_sides_alone(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    person = make_person(record)
    nominated(record, person)
    bar = ServiceBar(reason="Reason of the bar", due_process="", barred_from=TODAY)
    with pytest.raises(NotAllowed):
        bar_person(record.parties["secretariat officer"], person.number, bar, today=TODAY)
    with refusal("due process"):
        bar_person(record.parties["secretariat approver"], person.number, bar, today=TODAY)
    bar.due_process = "Heard"
    bar_person(record.parties["secretariat approver"], person.number, bar, today=TODAY)
    seers = {who for who in record.parties.viewers if visible_bars(record.parties[who]).exists()}
    assert seers == {who for who, one in record.parties.viewers.items() if one.organisation_code in ("UN", "KAZ")}
    assert "Reason of the bar" not in str(list(AuditEvent.objects.values_list("after", flat=True)))


def test_vetting_is_the_secretariats_and_all_else_the_holders(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    person = make_person(record)
    state, desk = record.parties["owning State"], record.parties["secretariat officer"]
    vetting = PersonCredential(kind=CredentialKind.VETTING, valid_from=TODAY)
    for actor in (state, desk):  # the Secretariat was not handed the person yet
        with pytest.raises((NotAllowed, NotFound)):
            record_credential(actor, person.number, vetting, today=TODAY)
    nominated(record, person)
    kept = record_credential(desk, person.number, vetting, today=TODAY)
    with pytest.raises(NotFound):
        record_credential(desk, person.number, PersonCredential(kind="passport", valid_from=TODAY), today=TODAY)
    with pytest.raises(NotAllowed):
        remove_credential(state, person.number, kept.pk, today=TODAY)
    remove_credential(desk, person.number, kept.pk, today=TODAY)
    assert not PersonCredential.objects.filter(kind="vetting").exists()


def test_what_was_proven_goes_with_the_persons_data_and_a_bar_stays_with_the_number(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    person = make_person(record)
    nominated(record, person)
    bar = ServiceBar(reason="Reason of the bar", due_process="Heard", case="C-1", barred_from=TODAY)
    bar_person(record.parties["secretariat approver"], person.number, bar, today=TODAY)
    exported = people.export_of_person(record.parties["owning State"], person.number, today=TODAY)
    assert exported["service"] == {"born_on": "1990-01-01", "service_from": "2012-01-01"}
    assert len(exported["credentials"]) == 5
    assert [one["reason"] for one in exported["bars"]] == ["Reason of the bar"]
    people.erase_person(record.parties["owning State"], person.number, today=TODAY, reason="asked for")
    assert not PersonCredential.objects.filter(person=person).exists()
    assert not PersonalValue.objects.filter(subject=person.subject).exists()
    left = ServiceBar.objects.get()
    assert (left.reason, left.due_process, left.case, left.barred_from) == ("", "", "", TODAY)
    assert verify().findings == ()


def test_travel_that_is_asked_for_late_is_flagged(record: Record) -> None:
    make_post(record, needed_from=TODAY + timedelta(days=20))
    make_post(record, "mo-2", needed_from=TODAY + timedelta(days=21))
    ask(record, "mo-1", "mo-2")
    flags = []
    for post in ("mo-1", "mo-2"):
        person = make_person(record, post)
        nomination = nominated(record, person, post)
        vet(record, person.number)
        flags.append(go(record, nomination, *ROAD[:5]).is_urgent)
    assert flags == [True, False]


def test_an_extension_is_agreed_by_three_sides_in_turn(record: Record, desk: Viewer) -> None:
    assignment = hold(record, make_post(record), make_person(record))
    until = date(2026, 10, 5)
    actions.propose_extension(record.parties["owning State"], assignment.pk, until, reason="Handover", today=TODAY)
    with refusal("not decided yet"):
        actions.propose_extension(desk, assignment.pk, until, reason="", today=TODAY)
    with pytest.raises(NotAllowed):
        actions.decide_extension(desk, assignment.pk, "recommended", today=TODAY)
    for who, to in (("mission", "recommended"), ("owning State", "state-agrees"), ("secretariat officer", "agreed")):
        actions.decide_extension(record.parties[who], assignment.pk, to, today=TODAY)
    assignment.refresh_from_db()
    assert (assignment.held_until, assignment.first_until) == (until, LEAVES)
    with refusal("6 months after the end first agreed"):
        actions.propose_extension(desk, assignment.pk, date(2027, 1, 6), reason="", today=TODAY)


def test_a_refused_extension_says_why_and_changes_nothing(record: Record) -> None:
    assignment = hold(record, make_post(record), make_person(record))
    mission = record.parties["mission"]
    actions.propose_extension(mission, assignment.pk, date(2026, 10, 5), reason="", today=TODAY)
    with refusal("Say why"):
        actions.decide_extension(mission, assignment.pk, "refused", today=TODAY)
    actions.decide_extension(mission, assignment.pk, "refused", reason="Performance", today=TODAY)
    assignment.refresh_from_db()
    assert assignment.held_until == LEAVES


def test_a_transfer_keeps_the_end_of_the_tour_and_leaves_the_post_free(record: Record, desk: Viewer) -> None:
    assignment = hold(record, make_post(record), make_person(record))
    headquarters_post(record, "so-1")
    make_post(record, "mo-2")
    with refusal("another category"):
        actions.transfer(desk, assignment.pk, "so-1", TODAY, today=TODAY)
    moved = actions.transfer(desk, assignment.pk, "mo-2", TODAY, today=TODAY)
    assignment.refresh_from_db()
    assert (assignment.held_until, assignment.ended_as) == (TODAY, "transfer")
    assert (moved.held_from, moved.held_until, moved.post.reference) == (TODAY, LEAVES, "mo-2")


@pytest.mark.parametrize(
    ("who", "kind", "more", "paid_by"),
    [
        ("mission", "end-of-tour", {}, "organisation"),
        ("mission", "medical", {"unfit_days": 31, "reason": "unfit"}, "organisation"),
        ("mission", "medical", {"unfit_days": 31, "reason": "unfit", "pre_existing": True}, "state"),
        ("secretariat officer", "below-standard", {"reason": "the test of driving"}, "state"),
        ("secretariat officer", "disciplinary", {"reason": "found", "case": "C-1"}, "state"),
        ("owning State", "national-recall", {"reason": "needed at home"}, "state"),
        ("mission", "compassionate", {"reason": "family"}, "not settled"),
    ],
)
def test_a_repatriation_says_who_pays(
    record: Record, who: str, kind: str, more: dict[str, object], paid_by: str
) -> None:
    assignment = hold(record, make_post(record), make_person(record))
    propose = actions.propose_extension(
        record.parties["mission"], assignment.pk, date(2026, 10, 5), reason="", today=TODAY
    )
    ended = actions.repatriate(record.parties[who], assignment.pk, kind, TODAY, today=TODAY, **more)  # type: ignore[arg-type]
    assert (ended.paid_by, ended.ended_as, ended.held_until) == (paid_by, kind, TODAY)
    assert TourExtension.objects.get(pk=propose.pk).stage == "refused"


def test_a_recall_is_the_states_and_no_other_end_is(record: Record) -> None:
    assignment = hold(record, make_post(record), make_person(record))
    with pytest.raises(NotAllowed):
        actions.repatriate(
            record.parties["mission"], assignment.pk, "national-recall", TODAY, today=TODAY, reason="Why"
        )
    with pytest.raises(NotAllowed):
        actions.repatriate(record.parties["owning State"], assignment.pk, "end-of-tour", TODAY, today=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    with refusal("has not come"):
        actions.repatriate(record.parties["mission"], assignment.pk, "end-of-tour", tomorrow, today=TODAY)
