"""Whether the course of a certificate was recognised on its day: on the page, in its file, by the API, in exports."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.kit.intervals import add_months
from muster.people.actions import export_of_person
from muster.people.models import Person, PersonCredential
from muster.people.proof_recognition import ProofRecognition, RecognisedProof
from muster.people.service_queries import seen_proofs
from muster.training.models import Course, CourseRecognition
from muster.training.rules.recognition_validity import CertificateFacts, held_last
from muster.training.stages import CourseStage
from tests.record import Parties, Record
from tests.training.trained import ONE_DAY, certified, course, member, recognise
from tests.web.browsing import BACKEND

STATE = "owning State"
TODAY = datetime.now(UTC).date()
START = date(2019, 1, 1)
UNTIL = date(2023, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(record: Record) -> Person:
    """Somebody of a contingent of Kazakhstan."""
    return member(record.parties[STATE], "the certified", today=TODAY)


def verdict(record: Record, person: Person, who: str = STATE) -> RecognisedProof:
    """Return what is known of the one certificate of a person."""
    (seen,) = seen_proofs(record.parties[who], TODAY, person.pk)
    assert seen.recognised is not None
    return seen.recognised


def test_of_several_certificates_that_hold_it_is_the_one_that_became_effective_last() -> None:
    first, renewed = CertificateFacts(START, UNTIL), CertificateFacts(date(2022, 6, 1), date(2026, 6, 1))
    assert held_last([renewed, first], date(2022, 7, 1)) == 0
    assert held_last([renewed, first], date(2022, 5, 31)) == 1
    assert held_last([renewed, first], date(2018, 12, 31)) is None
    assert held_last([], START) is None


@pytest.mark.parametrize(
    ("given_on", "expected"),
    [
        (START - ONE_DAY, ProofRecognition.NOT_RECOGNISED),
        (START, ProofRecognition.RECOGNISED),
        (UNTIL - ONE_DAY, ProofRecognition.RECOGNISED),
        (UNTIL, ProofRecognition.NOT_RECOGNISED),
    ],
)
def test_what_counts_is_the_day_of_the_certificate(
    record: Record, person: Person, given_on: date, expected: ProofRecognition
) -> None:
    one = course()
    made = recognise(one, START, UNTIL)
    certified(person, start=given_on, by=one.reference)
    found = verdict(record, person)
    assert found.verdict == expected
    is_recognised = expected == ProofRecognition.RECOGNISED
    assert (found.number, found.until) == ((made.number, UNTIL) if is_recognised else ("", None))


def test_a_recognition_that_was_revoked_before_does_not_count(record: Record, person: Person) -> None:
    one = course()
    made = recognise(one, START, UNTIL)
    CourseRecognition.objects.filter(pk=made.pk).update(revoked_on=date(2020, 1, 1))
    certified(person, start=date(2020, 1, 1), by=one.reference)
    assert verdict(record, person).verdict == ProofRecognition.NOT_RECOGNISED


@pytest.mark.parametrize("by", ["", "course-that-nobody-knows"])
def test_of_a_course_that_is_not_in_the_catalogue_it_is_not_known(record: Record, person: Person, by: str) -> None:
    course()
    certified(person, start=START, by=by)
    assert verdict(record, person).verdict == ProofRecognition.UNKNOWN


def test_that_another_has_a_draft_of_a_course_is_told_to_nobody(record: Record, person: Person) -> None:
    one = course()
    Course.objects.filter(pk=one.pk).update(stage=CourseStage.DRAFT, institution=record.parties.organisations["IND"])
    certified(person, start=START, by=one.reference)
    assert verdict(record, person).verdict == ProofRecognition.UNKNOWN


def test_other_proofs_say_nothing_of_recognition(record: Record, person: Person) -> None:
    PersonCredential.objects.create(person=person, kind="language", subject="en", valid_from=START, known_from=START)
    (seen,) = seen_proofs(record.parties[STATE], TODAY, person.pk)
    assert seen.recognised is None


def test_a_hundred_certificates_are_read_by_as_many_queries_as_one(record: Record, person: Person) -> None:
    one = course()
    recognise(one, START, UNTIL)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            seen_proofs(record.parties[STATE], TODAY, person.pk)
        return len(seen)

    certified(person, start=START, by=one.reference)
    single = queries()
    for months in range(100):
        certified(person, start=add_months(START, months), by=one.reference)
    assert queries() == single


@pytest.mark.once
def test_page_file_api_and_export_say_the_same(record: Record, person: Person) -> None:
    one = course()
    made = recognise(one, START, UNTIL)
    certified(person, start=START, by=one.reference)
    client = Client()
    client.force_login(record.parties.users[STATE], backend=BACKEND)
    page = client.get(f"/people/{person.pk}/").content.decode()
    assert f"/training/certificates/{made.number}/" in page
    (row,) = client.get(f"/people/{person.pk}/?format=json").json()["rows"]
    assert (row["recognised"], row["recognition"], row["recognised_until"]) == ("recognised", made.number, "2023-01-01")
    (told,) = client.get(f"/api/v1/people/{person.pk}/proofs").json()["items"]
    assert (told["course_recognised"], told["recognition"]) == ("recognised", made.number)
    assert told["recognised_until"] == "2023-01-01"
    (held,) = export_of_person(record.parties[STATE], person.pk, today=TODAY)["credentials"]
    assert (held["course_recognised"], held["recognition"]) == ("recognised", made.number)


@pytest.mark.once
def test_an_export_of_proofs_is_not_given_to_whoever_was_handed_nothing(parties: Parties, record: Record) -> None:
    person = member(record.parties[STATE], "the certified", today=TODAY)
    client = Client()
    client.force_login(parties.users["secretariat officer"], backend=BACKEND)
    for address in (f"/people/{person.pk}/?format=json", f"/api/v1/people/{person.pk}/proofs"):
        assert client.get(address).status_code == 404
