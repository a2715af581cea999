"""What hangs on a pledge: versions, files and focal points; who may, who sees it, and what stays in the history."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from muster.audit.models import AuditEvent
from muster.documents.queries import visible_documents
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from muster.people.actions import erase_person, register_person
from muster.people.models import Person
from muster.people.queries import visible_persons
from muster.people.terms import PersonTerms
from muster.pledges import actions, queries
from muster.pledges.levels import Level
from muster.pledges.models import Attachment, FocalPoint, Pledge
from muster.pledges.terms import ContributionTerms, EquipmentTerms
from tests.record import DAY, KNOWN, Parties, pledge_terms, submitted_pledge

LATER = DAY + timedelta(days=30)
REFUSED_TO = (("secretariat approver", NotAllowed), ("owning State's reader", NotAllowed), ("other State", NotFound))
STRANGERS = ("other State", "other secretariat", "mission", "training institution", "analyst")


@pytest.fixture
def draft(parties: Parties) -> Pledge:
    """A draft of Kazakhstan, made by its officer."""
    register = parties.organisations["UN"]
    return actions.create_pledge(parties["owning State"], pledge_terms("kaz-1", "KAZ"), register=register, today=DAY)


@pytest.fixture
def submitted(parties: Parties) -> Pledge:
    """A pledge of Kazakhstan at Level 2."""
    return submitted_pledge(parties, pledge_terms("kaz-2", "KAZ"))


def attach(parties: Parties, reference: str, *, day: date = DAY, who: str = "owning State") -> Attachment:
    """Attach a training plan."""
    return actions.attach_document(
        parties[who], reference, kind="TRAINING", name="plan.txt", data=b"Words of the plan", today=day
    )


def change(parties: Parties, reference: str, day: date, **changes: object) -> None:
    """Change a pledge of Kazakhstan."""
    actions.change_pledge(parties["owning State"], pledge_terms(reference, "KAZ", **changes), today=day)


def seen(parties: Parties, who: str, reference: str, day: date = LATER) -> list[tuple[int, date, tuple[str, ...]]]:
    """Return the versions that somebody sees."""
    found = queries.visible_pledge(parties[who], day, reference)
    versions = queries.seen_versions(parties[who], day, found)
    return [(one.version.number, one.known_from, one.changed) for one in versions]


def test_each_version_names_what_it_changed(parties: Parties, submitted: Pledge) -> None:
    change(parties, "kaz-2", DAY, strength=139, equipment=(EquipmentTerms("CV", "Carrier", 12),))
    change(parties, "kaz-2", LATER, strength=139, equipment=())
    versions = seen(parties, "owning State", "kaz-2")
    assert versions == [(3, LATER, ("equipment",)), (2, DAY, ("strength", "equipment")), (1, KNOWN, ())]
    assert seen(parties, "secretariat reader", "kaz-2") == versions
    assert seen(parties, "owning State", "kaz-2", DAY) == versions[1:], "the later one is not known yet"


def test_versions_of_the_draft_stay_with_its_state(parties: Parties, draft: Pledge) -> None:
    change(parties, "kaz-1", DAY + timedelta(days=1), strength=130)
    change(parties, "kaz-1", DAY + timedelta(days=2), strength=139)
    actions.submit_pledge(parties["owning State"], "kaz-1", today=DAY + timedelta(days=10))
    change(parties, "kaz-1", LATER, strength=139, women=9)
    assert [one[0] for one in seen(parties, "owning State", "kaz-1")] == [4, 3, 2, 1]
    assert seen(parties, "secretariat reader", "kaz-1") == [
        (4, LATER, ("women",)),
        (3, DAY + timedelta(days=10), ()),
    ]
    with pytest.raises(NotFound, match="no version 2"):
        queries.visible_version(parties["secretariat reader"], LATER, "kaz-1", 2)
    version = queries.visible_version(parties["owning State"], LATER, "kaz-1", 2)
    assert version.strength == 130


def test_versions_and_attachments_are_the_two_sides_and_no_partner_s(parties: Parties, submitted: Pledge) -> None:
    partners = (ContributionTerms("KAZ", is_lead=True), ContributionTerms("IND", brings="a platoon"))
    change(parties, "kaz-2", DAY, contributions=partners)
    assert seen(parties, "other State", "kaz-2") == []
    for number in (1, 2):
        with pytest.raises(NotFound):
            queries.visible_version(parties["other State"], LATER, "kaz-2", number)
    assert not queries.visible_attachments(parties["other State"], LATER, "kaz-2").exists()


def test_a_file_is_the_state_s_own_until_the_pledge_is_submitted(parties: Parties, draft: Pledge) -> None:
    attachment = attach(parties, "kaz-1")
    desk = parties["secretariat reader"]
    assert attachment.document.owner == draft.state
    assert not visible_documents(desk).exists()
    assert not queries.visible_attachments(desk, LATER, "kaz-1").exists()
    actions.submit_pledge(parties["owning State"], "kaz-1", today=LATER)
    assert list(visible_documents(desk)) == [attachment.document]
    assert list(queries.visible_attachments(desk, LATER, "kaz-1")) == [attachment]


def test_a_file_attached_later_is_the_register_s_to_read_at_once(parties: Parties, submitted: Pledge) -> None:
    attachment = attach(parties, "kaz-2")
    assert list(visible_documents(parties["secretariat reader"])) == [attachment.document]
    for stranger in STRANGERS:
        assert not visible_documents(parties[stranger]).exists()
        assert not queries.visible_attachments(parties[stranger], LATER, "kaz-2").exists()
    event = AuditEvent.objects.filter(action="pledges:attachment:attached").get()
    assert (event.subject, event.after["kind"], event.after["name"]) == ("kaz-2", "TRAINING", "plan.txt")


def test_a_detached_file_stays_in_the_history(parties: Parties, submitted: Pledge) -> None:
    attachment = attach(parties, "kaz-2")
    actions.detach(parties["owning State"], "kaz-2", attachment.pk, today=LATER)
    (kept,) = queries.visible_attachments(parties["secretariat reader"], LATER, "kaz-2")
    assert kept.known_until == LATER
    with pytest.raises(Refused, match="was taken off on"):
        actions.detach(parties["owning State"], "kaz-2", attachment.pk, today=LATER)
    assert AuditEvent.objects.filter(action="pledges:attachment:detached").count() == 1


def test_what_was_taken_off_a_draft_is_never_the_register_s(parties: Parties, draft: Pledge) -> None:
    attachment = attach(parties, "kaz-1")
    actions.detach(parties["owning State"], "kaz-1", attachment.pk, today=DAY)
    actions.submit_pledge(parties["owning State"], "kaz-1", today=LATER)
    desk = parties["secretariat reader"]
    assert not visible_documents(desk).exists()
    assert not queries.visible_attachments(desk, LATER, "kaz-1").exists()
    assert queries.visible_attachments(parties["owning State"], LATER, "kaz-1").count() == 1


def test_only_the_state_s_officers_attach_and_detach(parties: Parties, submitted: Pledge) -> None:
    attachment = attach(parties, "kaz-2")
    for who, error in (
        ("secretariat approver", NotAllowed),
        ("owning State's reader", NotAllowed),
        ("other State", NotFound),
    ):
        with pytest.raises(error):
            attach(parties, "kaz-2", who=who)
        with pytest.raises(error):
            actions.detach(parties[who], "kaz-2", attachment.pk, today=DAY)
    with pytest.raises(NotFound, match="no attachment"):
        actions.detach(parties["owning State"], "kaz-2", attachment.pk + 1, today=DAY)


def test_an_unknown_kind_and_an_ended_pledge_are_refused(parties: Parties, submitted: Pledge) -> None:
    with pytest.raises(Refused, match="'WISH' is no kind; give one of NOTE-VERBALE"):
        actions.attach_document(SYSTEM, "kaz-2", kind="WISH", name="a.txt", data=b"a", today=DAY)
    actions.change_level(SYSTEM, "kaz-2", Level.WITHDRAWN, held_from=DAY, known_from=DAY, evidence="note verbale")
    with pytest.raises(Refused, match="withdrawn; nothing is added"):
        attach(parties, "kaz-2")
    assert not Attachment.objects.exists()


TODAY = datetime.now(UTC).date()


def person(parties: Parties, purpose: str = "focal-point", who: str = "owning State", state: str = "KAZ") -> Person:
    """Enter a person of a State."""
    terms = PersonTerms(purpose, "Family of the focal point", post="Desk")
    return register_person(parties[who], terms, organisation=parties.organisations[state], today=TODAY)


def name(parties: Parties, reference: str, number: int) -> FocalPoint:
    """Name a person to answer for a pledge."""
    return actions.name_focal_point(
        parties["owning State"], reference, number=number, function="Force generation desk", today=TODAY
    )


def test_a_focal_point_s_data_go_to_the_register_with_the_pledge(parties: Parties, draft: Pledge) -> None:
    kept = person(parties)
    name(parties, "kaz-1", kept.number)
    desk = parties["secretariat reader"]
    assert not visible_persons(desk, TODAY).exists()
    actions.submit_pledge(parties["owning State"], "kaz-1", today=TODAY)
    (point,) = queries.visible_focal_points(desk, TODAY, TODAY, "kaz-1")
    assert point.value("family_name") == "Family of the focal point"
    for stranger in STRANGERS:
        assert queries.visible_focal_points(parties[stranger], TODAY, TODAY, "kaz-1") == []


def test_a_released_focal_point_is_the_register_s_no_longer(parties: Parties, submitted: Pledge) -> None:
    submitted_pledge(parties, pledge_terms("kaz-3", "KAZ"))
    kept, desk = person(parties), parties["secretariat reader"]
    name(parties, "kaz-2", kept.number)
    name(parties, "kaz-3", kept.number)
    tomorrow = TODAY + timedelta(days=1)
    actions.release_focal_point(parties["owning State"], "kaz-2", kept.number, today=TODAY)
    assert visible_persons(desk, tomorrow).exists(), "the other pledge still needs it"
    actions.release_focal_point(parties["owning State"], "kaz-3", kept.number, today=TODAY)
    assert not visible_persons(desk, tomorrow).exists()
    assert queries.visible_focal_points(desk, TODAY, TODAY, "kaz-3") == []
    with pytest.raises(NotFound, match="does not answer"):
        actions.release_focal_point(parties["owning State"], "kaz-3", kept.number, today=TODAY)


def test_of_an_erased_person_the_number_is_left(parties: Parties, submitted: Pledge) -> None:
    kept = person(parties)
    name(parties, "kaz-2", kept.number)
    erase_person(parties["owning State"], kept.number, today=TODAY, reason="asked for")
    for who in ("owning State", "secretariat reader"):
        (point,) = queries.visible_focal_points(parties[who], TODAY, TODAY, "kaz-2")
        assert (point.person, point.value("family_name"), point.point.person_id) == (None, "", kept.number)
    actions.release_focal_point(parties["owning State"], "kaz-2", kept.number, today=TODAY)


def test_who_may_be_named_and_by_whom(parties: Parties, submitted: Pledge) -> None:
    candidate = person(parties, "pool-candidate")
    with pytest.raises(Refused, match="kept as pool candidate"):
        name(parties, "kaz-2", candidate.number)
    foreign = person(parties, who="other State", state="IND")
    with pytest.raises(NotFound, match="holds no person"):
        name(parties, "kaz-2", foreign.number)
    kept = person(parties)
    for who, error in (
        ("owning State's reader", NotAllowed),
        ("secretariat approver", NotAllowed),
        ("other State", NotFound),
    ):
        with pytest.raises(error):
            actions.name_focal_point(parties[who], "kaz-2", number=kept.number, function="Desk", today=TODAY)
    with pytest.raises(Refused, match="cannot be recorded"):
        actions.name_focal_point(parties["owning State"], "kaz-2", number=kept.number, function=" ", today=TODAY)
    name(parties, "kaz-2", kept.number)
    with pytest.raises(Refused, match="already"):
        name(parties, "kaz-2", kept.number)


def test_the_database_holds_to_one_focal_point_for_a_person_and_pledge(parties: Parties, submitted: Pledge) -> None:
    point = name(parties, "kaz-2", person(parties).number)
    again = FocalPoint(pledge=submitted, person=point.person, function="Twice", known_from=TODAY)
    with pytest.raises(IntegrityError):
        again.save()
