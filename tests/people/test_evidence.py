"""The file beside a proof: who adds and who reads it, by page and API, and that the log tells nothing of the person."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from muster.audit.models import AuditEvent, PersonalValue
from muster.audit.verification import verify
from muster.documents.models import Document, DocumentContent
from muster.documents.queries import visible_documents
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.people.actions import erase_person, export_of_person, share_person
from muster.people.models import Person, PersonCredential
from muster.people.purpose_actions import add_purpose
from muster.people.service_actions import attach_evidence, record_credential, remove_credential
from muster.people.service_queries import seen_proofs
from tests.record import Parties
from tests.training.pool_record import STATE, make_person
from tests.web.browsing import BACKEND

NAME = "Zhumagulova"
PDF = b"%PDF-1.4\n1 0 obj<</Title(Zhumagulova)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DIGEST = hashlib.sha256(PDF).hexdigest()
TODAY = datetime.now(UTC).date()  # whether a person's data are kept is asked of today

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(parties: Parties) -> Person:
    """An individual of Kazakhstan, in the hands of the Secretariat too."""
    made = make_person(parties, NAME, today=TODAY)
    add_purpose(parties[STATE], made.pk, "individual", today=TODAY)
    until = Person.objects.get(pk=made.pk).keep_until
    receiver = parties.organisations["UN"]
    share_person(parties[STATE], made.pk, organisation=receiver, purpose="individual", until=until, today=TODAY)
    return made


@pytest.fixture
def proof(parties: Parties, person: Person) -> PersonCredential:
    """A certificate of theirs, without a file."""
    made = PersonCredential(kind="training", subject="UNMO", number="7", valid_from=TODAY)
    return record_credential(parties[STATE], person.pk, made, today=TODAY)


def browser(parties: Parties, who: str) -> Client:
    """Return a browser in which somebody is signed in."""
    found = Client()
    found.force_login(parties.users[who], backend=BACKEND)
    return found


def attach(parties: Parties, proof: PersonCredential, who: str = STATE) -> PersonCredential:
    """Add the file."""
    return attach_evidence(parties[who], proof.person_id, proof.pk, name=f"{NAME}.pdf", data=PDF, today=TODAY)


def test_the_log_holds_neither_the_name_of_the_file_nor_the_digest_of_its_bytes(
    parties: Parties, proof: PersonCredential
) -> None:
    document = attach(parties, proof).document
    assert document is not None
    assert (document.name, document.title) == (f"proof-{proof.pk}-of-person-{proof.person_id}.pdf",) * 2
    told = [str(event.after) + str(event.before) for event in AuditEvent.objects.all()]
    assert not [one for one in told if NAME in one or DIGEST in one]
    event = AuditEvent.objects.get(action="documents:document:stored", subject=f"document {document.pk}")
    assert event.after["name"] == document.name
    kept = PersonalValue.objects.get(value=DIGEST)
    assert event.after["sha256"] == {"personal": kept.digest}
    assert kept.subject == proof.person.subject


def test_an_erasure_takes_the_file_its_bytes_and_the_value_behind_the_digest(
    parties: Parties, proof: PersonCredential
) -> None:
    attach(parties, proof)
    erase_person(parties[STATE], proof.person_id, today=TODAY, reason="asked for")
    assert not Document.objects.filter(name__startswith="proof-").exists()
    assert not DocumentContent.objects.filter(sha256=DIGEST).exists()
    assert not PersonalValue.objects.filter(value=DIGEST).exists()
    assert verify().findings == ()


def test_a_proof_that_was_entered_in_error_goes_with_its_file(parties: Parties, proof: PersonCredential) -> None:
    attach(parties, proof)
    remove_credential(parties[STATE], proof.person_id, proof.pk, today=TODAY)
    assert not DocumentContent.objects.filter(sha256=DIGEST).exists()


def test_the_file_on_record_is_no_earlier_value_in_the_export(parties: Parties, proof: PersonCredential) -> None:
    attach(parties, proof)
    told = export_of_person(parties[STATE], proof.person_id, today=TODAY)
    assert DIGEST not in told["earlier_values"]
    (certificate,) = (one for one in told["credentials"] if one["kind"] == "training")
    assert certificate["file"] == f"proof-{proof.pk}-of-person-{proof.person_id}.pdf"


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("other State", NotFound),
        ("mission", NotFound),
        ("training institution", NotFound),
        ("analyst", NotFound),
        ("secretariat officer", NotFound),
        ("owning State's reader", NotAllowed),
    ],
)
def test_nobody_but_the_holders_officers_adds_a_file(
    parties: Parties, proof: PersonCredential, who: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        attach(parties, proof, who)
    assert PersonCredential.objects.get(pk=proof.pk).document is None


def test_a_proof_takes_one_file(parties: Parties, proof: PersonCredential) -> None:
    attach(parties, proof)
    with pytest.raises(Refused, match="enter a new proof for another"):
        attach(parties, proof)


def test_whoever_was_handed_the_person_sees_the_proof_and_not_the_file(
    parties: Parties, proof: PersonCredential
) -> None:
    attach(parties, proof)
    for who, shows in ((STATE, True), ("owning State's reader", True), ("secretariat officer", False)):
        (seen,) = (one for one in seen_proofs(parties[who], TODAY, proof.person_id) if one.proof.pk == proof.pk)
        assert seen.shows_file == shows
        assert visible_documents(parties[who]).filter(name__startswith="proof-").exists() == shows


@pytest.mark.once
def test_a_file_is_added_on_the_persons_page_and_offered_to_its_owner_alone(
    parties: Parties, proof: PersonCredential
) -> None:
    own = browser(parties, STATE)
    page, form = f"/people/{proof.person_id}/", f"/people/{proof.person_id}/proofs/{proof.pk}/file/"
    assert form in own.get(page).content.decode()
    refused = own.post(form, {"file": SimpleUploadedFile(f"{NAME}.html", b"Words")})
    assert refused.status_code == 400
    assert "send .pdf" in refused.content.decode()
    assert own.post(form, {"file": SimpleUploadedFile(f"{NAME}.pdf", PDF)}).status_code == 302
    number = PersonCredential.objects.get(pk=proof.pk).document_id
    after = own.get(page).content.decode()
    assert f"/documents/{number}/" in after
    assert form not in after
    assert own.get(f"/documents/{number}/").status_code == 200
    other = browser(parties, "secretariat officer")
    seen = other.get(page).content.decode()
    assert "UNMO" in seen
    assert f"/documents/{number}/" not in seen
    assert other.get(f"/documents/{number}/").status_code == 404
    assert other.get(form).status_code == 403


@pytest.mark.once
def test_a_file_is_added_by_the_api_and_its_number_given_to_its_owner_alone(
    parties: Parties, proof: PersonCredential
) -> None:
    own, address = browser(parties, STATE), f"/api/v1/people/{proof.person_id}/proofs"
    sent = {"file": SimpleUploadedFile(f"{NAME}.pdf", PDF)}
    answer = own.post(f"{address}/{proof.pk}/file", sent)
    assert answer.status_code == 201
    number = PersonCredential.objects.get(pk=proof.pk).document_id
    assert answer.json()["document"] == number
    slip = own.post(f"{address}/{proof.pk}/file", {"file": SimpleUploadedFile("a.pdf", PDF), "title": NAME})
    assert slip.status_code == 400
    for who, shown in ((STATE, number), ("secretariat officer", None)):
        told = browser(parties, who).get(address).json()["items"]
        assert [one["document"] for one in told if one["number"] == proof.pk] == [shown]
    assert browser(parties, "other State").get(address).status_code == 404
