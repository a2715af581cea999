"""Who sees which person, and that nothing of an erased one is left: in no column of no table, in no file beside it."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from muster.audit.verification import verify
from muster.deployments.actions.nominations import waive_rule
from muster.deployments.models import Assignment, Nomination, PersonnelRequest, TourExtension
from muster.kit.errors import NotAllowed, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.people import actions
from muster.people.erasures import erasures_file
from muster.people.models import Person, PersonCredential, PersonShare, Purpose, ServiceBar
from muster.people.name_erasure import names_to_erase
from muster.people.purpose_actions import add_purpose
from muster.people.queries import seen_fields, visible_persons
from muster.people.rules import ALLOWED_FIELDS
from muster.people.service_actions import attach_evidence, record_credential
from muster.people.service_queries import visible_credentials, visible_details
from muster.people.terms import PersonTerms
from muster.training.actions import camps, pool
from muster.training.actions.enrolments import apply_for_seat, step_enrolment
from muster.training.models import Enrolment, Instructor, SessionFeedback
from muster.web.backup import backup, manifest_file
from tests.deployments.individuals import ask, hold, make_post, nominated
from tests.deployments.individuals import make_person as make_individual
from tests.record import DAY, Parties, Record
from tests.training.pool_record import STATE, TODAY, make_camp, make_candidate, make_person
from tests.training.taught import session as make_session
from tests.training.taught import trainee

NAME = "Zhumagulova"
PDF = b"%PDF-1.4\n1 0 obj<</Title(Zhumagulova)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
BACKEND = "django.contrib.auth.backends.ModelBackend"
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the copy is SQLite's")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own: lists of the erased, anchors, backups."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    return tmp_path


def places_of(words: str) -> list[str]:
    """Return every column of every table in which the words stand, in any case, in text and in bytes."""
    wanted, found = words.casefold(), []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # the database's own names
            columns = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    is_bytes = isinstance(value, bytes | memoryview)
                    text = bytes(value).decode(errors="replace") if is_bytes else str(value)
                    if wanted in text.casefold():
                        found.append(f"{table}.{column}")
    return sorted(set(found))


FAMILY = f"Family of {NAME}"
SAID = f"In the place of Given of {NAME.upper()} {FAMILY.upper()}, {FAMILY}'s cousin"
LEFT = "In the place of […], […]'s cousin"
"""What others wrote, before and after: full name and family name each give way to one mark."""


def named_by_others(record: Record, number: int) -> None:
    """Let free texts name the person in rows of their own and of others: reasons, exceptions, evidence, notices."""
    state = record.parties.organisations["KAZ"]
    make_post(record, "mo-2")
    other = make_individual(record, "Other")
    ask(record, "mo-2", reference="ask-2")
    nomination = nominated(record, other, "mo-2", "ask-2")
    Nomination.objects.filter(pk=nomination.pk).update(reason=SAID)
    PersonnelRequest.objects.filter(reference="ask-2").update(remarks=SAID)
    TourExtension.objects.create(
        assignment=Assignment.objects.get(person=number), until=date(2027, 9, 1), reason=SAID, known_from=TODAY
    )
    session = make_session(record)
    for pk in (number, other.pk):
        seat = Enrolment.objects.create(session=session, state=state, person_id=pk, exception=SAID, known_from=TODAY)
        seat.stage_events.create(stage="applied", held_from=TODAY, reason=SAID, known_from=TODAY)
    SessionFeedback.objects.create(
        session=session, content=3, delivery=3, usefulness=3, words=f"Ask {FAMILY}", known_from=TODAY
    )
    ServiceBar.objects.create(
        person=other, imposed_by=record.parties.organisations["UN"], reason=SAID, barred_from=TODAY, known_from=TODAY
    )
    teaches = Instructor.objects.create(
        institution=record.parties.organisations["KAZCENT"], person_id=number, teaches_from=TODAY, known_from=TODAY
    )
    teaches.qualifications.create(standard="POC", evidence=f"Diploma of {FAMILY}", valid_from=TODAY, known_from=TODAY)
    Notice.objects.create(
        organisation=state, topic="training-answer", subject_kind="session", subject_reference=session.reference,
        title=f"About {FAMILY}", body=SAID, day=TODAY, known_from=TODAY,
    )  # fmt: skip


def known_everywhere(record: Record) -> int:
    """Enter somebody with all that the rooms may hold: pool, camp, certificate with its file, tour."""
    parties = record.parties
    state = parties[STATE]
    entry = make_candidate(parties, NAME, sex="female")
    number = entry.person_id
    make_camp(parties)
    camps.call_to_camp(state, "camp-1", [entry.pk], today=TODAY)
    camps.record_result(state, "camp-1", entry.pk, "fitness", has_passed=True, value="11 s", today=TODAY)
    pool.move_in_pool(state, entry.pk, "screened", today=TODAY, reason="Well spoken")
    add_purpose(state, number, Purpose.INDIVIDUAL, today=TODAY)
    proof = PersonCredential(
        kind="training", subject="UNSO", number=f"No. 7 {NAME}", evidence=f"Scan of {NAME}", valid_from=TODAY
    )
    record_credential(state, number, proof, today=TODAY)
    attach_evidence(state, number, proof.pk, name=f"{NAME}.pdf", data=PDF, today=TODAY)
    person = Person.objects.get(pk=number)
    tour = hold(record, make_post(record), person, date(2027, 6, 1), held_from=date(2026, 10, 1))
    Assignment.objects.filter(pk=tour.pk).update(end_reason=f"{NAME} was ill")
    named_by_others(record, number)
    actions.share_person(
        state,
        number,
        organisation=parties.organisations["UN"],
        purpose="individual",
        until=TODAY + timedelta(days=90),
        today=TODAY,
    )
    return number


WRITTEN_BY_OTHERS = {
    "deployments_nomination.reason", "deployments_tourextension.reason", "deployments_personnelrequest.remarks",
    "notices_notice.body", "notices_notice.title", "people_servicebar.reason", "training_enrolment.exception",
    "training_enrolmentevent.reason", "training_instructorqualification.evidence", "training_sessionfeedback.words",
}  # fmt: skip


@pytest.mark.django_db
def test_nothing_of_an_erased_person_is_left_in_any_column_of_any_table(record: Record, home: Path) -> None:
    number = known_everywhere(record)
    told = places_of(NAME)
    assert {"audit_personalvalue.value", "documents_documentcontent.content", "people_person.family_name"} <= set(told)
    assert set(told) >= WRITTEN_BY_OTHERS
    assert "audit_auditevent.after" not in told
    actions.erase_person(record.parties[STATE], number, today=TODAY, reason="asked for")
    assert places_of(NAME) == []
    assert Nomination.objects.get().reason == LEFT
    assert TourExtension.objects.get().reason == ""
    assert sorted(Enrolment.objects.values_list("exception", flat=True)) == ["", LEFT]
    assert SessionFeedback.objects.get().words == "Ask […]"
    assert ServiceBar.objects.get().reason == LEFT
    assert Notice.objects.get(topic="training-answer").title == "About […]"
    assert verify().findings == ()
    assert not PersonCredential.objects.filter(person=number).exists()
    assert Person.objects.get(pk=number).counted_sex == "female"


@pytest.mark.django_db
def test_a_name_that_the_person_had_before_goes_too(record: Record, home: Path) -> None:
    person = make_person(record.parties, "Earlier")
    terms = PersonTerms(person.purpose, "Later", person.given_names)
    actions.change_person(record.parties[STATE], person.pk, terms, today=TODAY)
    assert {"Family of Earlier", "Later"} <= set(names_to_erase(Person.objects.get(pk=person.pk)))


@pytest.mark.django_db
def test_reasons_that_go_into_the_log_are_refused_with_the_name(record: Record, home: Path) -> None:
    person = trainee(record, NAME)
    session = make_session(record)
    with pytest.raises(Refused) as refusal:
        apply_for_seat(SYSTEM, session.reference, person.pk, today=DAY, exception=f"{NAME} speaks it")
    assert "has the person's name" in [one.message.split(",")[0] for one in refusal.value.problems]
    seat = apply_for_seat(SYSTEM, session.reference, person.pk, today=DAY)
    with pytest.raises(Refused) as refusal:
        step_enrolment(SYSTEM, seat.pk, "withdrawn", today=DAY, reason=f"{NAME.lower()} is ill")
    assert [one.place for one in refusal.value.problems] == ["reason"]
    make_post(record)
    ask(record, "mo-1")
    nomination = nominated(record, make_individual(record, NAME))
    with pytest.raises(Refused, match="cannot be waived"):
        waive_rule(SYSTEM, nomination.pk, "service", reason=f"{NAME} served elsewhere", today=date(2026, 3, 2))
    assert "audit_auditevent.reason" not in places_of(NAME)


@pytest.mark.django_db
def test_the_reason_of_an_erasure_does_not_bring_the_name_back(record: Record, home: Path) -> None:
    number = known_everywhere(record)
    with pytest.raises(Refused, match="without the person's name"):
        actions.erase_person(
            record.parties[STATE], number, today=TODAY, reason=f"family of {NAME.upper()} asked for it"
        )


@pytest.mark.django_db
def test_an_export_tells_all_that_every_room_holds(record: Record, home: Path) -> None:
    number = known_everywhere(record)
    told = actions.export_of_person(record.parties[STATE], number, today=TODAY)
    assert {"national pool", "nominations and tours"} <= set(told["elsewhere"])
    (place,) = told["elsewhere"]["national pool"]
    assert place["results"] == [{"camp": "camp-1", "test": "fitness", "passed": True, "result": "11 s"}]
    assert [one["purpose"] for one in told["purposes"]] == ["pool-candidate", "individual"]
    assert NAME in json.dumps(told)
    actions.erase_person(record.parties[STATE], number, today=TODAY, reason="asked for")
    left = json.dumps(actions.export_of_person(record.parties[STATE], number, today=TODAY))
    assert NAME not in left
    assert "Well spoken" not in left


@pytest.mark.django_db(transaction=True)
@pytest.mark.once
@on_sqlite
def test_no_name_stands_beside_a_backup_and_a_restored_one_forgets_again(record: Record, home: Path) -> None:
    number = known_everywhere(record)
    before = Person.objects.filter(pk=number).values().get()
    backup(SYSTEM, home / "copy.sqlite3")
    actions.erase_person(record.parties[STATE], number, today=TODAY, reason="asked for")
    backup(SYSTEM, home / "later.sqlite3")
    manifest = json.loads(manifest_file(home / "copy.sqlite3").read_text())
    later = json.loads(manifest_file(home / "later.sqlite3").read_text())
    assert later["persons_held"] == manifest["persons_held"] - 1
    assert NAME.encode() not in (home / "later.sqlite3").read_bytes()
    for file in home.rglob("*.json*"):
        assert NAME not in file.read_text()
    assert json.loads(erasures_file().read_text())["person"] == number
    Person.objects.filter(pk=number).update(**before)  # as a restore brings it back
    assert actions.erase_again(SYSTEM, TODAY) == [number]
    assert actions.erase_again(SYSTEM, TODAY) == []
    assert places_of(NAME) == []
    with pytest.raises(NotAllowed):
        actions.erase_again(record.parties[STATE], TODAY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.once
def test_a_number_that_a_restored_installation_gives_to_another_is_not_erased(parties: Parties, home: Path) -> None:
    person = make_person(parties)
    erasures_file().parent.mkdir(parents=True)
    erasures_file().write_text(json.dumps({"person": person.pk, "registered": "another", "erased_on": "2026-01-01"}))
    assert actions.erase_again(SYSTEM, TODAY) == []


@pytest.mark.django_db
@pytest.mark.parametrize("purpose", Purpose.values)
def test_an_analyst_is_handed_nobody_and_a_mission_only_contacts_by_hand(
    parties: Parties, home: Path, purpose: str
) -> None:
    person = make_person(parties)
    for code, may in (("ANALYSTS", False), ("UNIFIL", purpose in ("focal-point", "visit-team")), ("UN", True)):

        def hand_on(code: str = code) -> None:
            actions.share_person(
                parties[STATE],
                person.pk,
                organisation=parties.organisations[code],
                purpose=purpose,
                until=TODAY + timedelta(days=9),
                today=TODAY,
            )

        if may:
            hand_on()
        else:
            with pytest.raises(Refused):
                hand_on()


HOLDERS = ("KAZ", "IND")
RECEIVERS = ("UN", "AU", "UNIFIL", "UNDOF", "KAZCENT", "IND", "KAZ")
VIEWERS = (STATE, "other State", "secretariat officer", "other secretariat", "mission", "other mission",
           "training institution", "analyst")  # fmt: skip
PURPOSES = st.sampled_from(Purpose.values)
HELD = st.lists(
    st.tuples(
        st.sampled_from(HOLDERS),
        PURPOSES,
        st.lists(st.tuples(st.sampled_from(RECEIVERS), PURPOSES, st.integers(-5, 5)), max_size=4),
        st.booleans(),
    ),
    max_size=6,
)


@pytest.mark.django_db
@given(held=HELD)
@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_sees_a_person_holds_them_or_was_handed_them_and_no_field_beyond_the_purpose(
    parties: Parties, held: list[tuple[str, str, list[tuple[str, str, int]], bool]]
) -> None:
    PersonShare.objects.all().delete()
    Person.objects.all().delete()
    expected: dict[int, dict[str, set[str]]] = {}
    for holder, purpose, shares, is_erased in held:
        person = Person.objects.create(
            organisation=parties.organisations[holder],
            purpose=purpose,
            family_name="" if is_erased else "Name",
            keep_until=TODAY + timedelta(days=90),
            erased_on=TODAY if is_erased else None,
            known_from=TODAY,
        )
        handed: dict[str, set[str]] = {}
        for (code, given_for), days in {(code, given_for): days for code, given_for, days in shares}.items():
            PersonShare.objects.create(
                person=person,
                organisation=parties.organisations[code],
                purpose=given_for,
                shared_on=TODAY - timedelta(days=9),
                until=TODAY + timedelta(days=days),
            )
            if days > 0 and not is_erased:
                handed.setdefault(code, set()).update(ALLOWED_FIELDS[given_for])
        kept = set() if is_erased else set(ALLOWED_FIELDS[purpose])
        expected[person.pk] = {code: fields & kept for code, fields in handed.items()} | {holder: kept}
    for who in VIEWERS:
        viewer = parties[who]
        seen = {one.pk: set(seen_fields(viewer, one)) for one in visible_persons(viewer, TODAY)}
        code = viewer.organisation_code
        assert seen == {number: fields[code] for number, fields in expected.items() if code in fields}


@pytest.mark.django_db
@pytest.mark.parametrize("who", VIEWERS)
def test_pool_details_and_proofs_are_seen_by_the_state_alone_until_somebody_is_nominated(
    parties: Parties, home: Path, who: str
) -> None:
    entry = make_candidate(parties, NAME)
    viewer, is_own = parties[who], who == STATE
    assert visible_details(viewer, TODAY).filter(person=entry.person_id).exists() == is_own
    assert visible_credentials(viewer, TODAY).filter(person=entry.person_id).exists() == is_own
    assert visible_persons(viewer, TODAY).filter(pk=entry.person_id).exists() == is_own


LISTS = (
    "/people/", "/people/?format=json", "/deployments/individuals/pool/", "/deployments/individuals/pool/workbook/",
    "/training/", "/training/pool/", "/training/pool/?format=json", "/training/camps/", "/training/pool/certificates/",
    "/generation/calendar/", "/notices/", "/audit/", "/api/v1/people", "/api/v1/pool", "/api/v1/selection-camps",
    "/api/v1/lapsing-certificates", "/api/v1/notices",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize("who", [one for one in VIEWERS if one != STATE])
def test_no_list_search_or_file_names_anybody_of_another_state(parties: Parties, home: Path, who: str) -> None:
    today = datetime.now(UTC).date()
    entry = make_candidate(parties, NAME, today=today)
    make_camp(parties, today=today)
    camps.call_to_camp(parties[STATE], "camp-1", [entry.pk], today=today)
    browser = Client()
    browser.force_login(parties.users[who], backend=BACKEND)
    own = Client()
    own.force_login(parties.users[STATE], backend=BACKEND)
    assert NAME in own.get("/training/pool/").content.decode()
    for address in (*LISTS, f"/search/?q={NAME}", f"/search/?q={entry.person_id}"):
        answer = browser.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code in (200, 403, 404), address
        said = content.replace(f"q={NAME}".encode(), b"").replace(f'value="{NAME}"'.encode(), b"")
        assert f"Family of {NAME}".encode() not in said, address
    single = (f"/people/{entry.person_id}/", f"/training/pool/{entry.pk}/", "/training/camps/camp-1/workbook/",
              f"/api/v1/people/{entry.person_id}/export", "/api/v1/selection-camps/camp-1/candidates")  # fmt: skip
    for address in single:
        assert browser.get(address).status_code == 404, address
