"""Persons entered, changed, handed on, forgotten: who may, what the log says, and what is left."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from muster.audit.models import AuditEvent, PersonalValue
from muster.audit.verification import verify
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from muster.people import actions
from muster.people.models import Person, PersonShare
from muster.people.queries import due_persons, seen_fields, visible_person, visible_persons
from muster.people.rules import PERSONAL_FIELDS
from muster.people.terms import PersonTerms
from tests.record import Parties

TODAY = date(2026, 11, 27)
END = date(2028, 11, 27)  # the default retention later
TERMS = PersonTerms(
    "pool-candidate",
    "Nurlanova",
    given_names="Aigerim",
    rank="Major",
    sex="female",
    post="Staff officer",
    email="aigerim@example.org",
    telephone="+7 701 000 00 00",
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No anchor of another test's log."""
    monkeypatch.setattr(settings, "HOME", tmp_path)


@pytest.fixture
def person(parties: Parties) -> Person:
    """A candidate that Kazakhstan holds."""
    return register(parties)


def register(parties: Parties, terms: PersonTerms = TERMS, who: str = "owning State") -> Person:
    """Enter a person of the organisation for which somebody acts."""
    actor = parties[who]
    holder = parties.organisations[actor.organisation_code]
    return actions.register_person(actor, terms, organisation=holder, today=TODAY)


def share(parties: Parties, person: Person, *, to: str = "UN", purpose: str = "visit-team", until: date = END) -> None:
    """Hand the person's data on."""
    actions.share_person(
        parties["owning State"],
        person.number,
        organisation=parties.organisations[to],
        purpose=purpose,
        until=until,
        today=TODAY,
    )


def log_text() -> str:
    """Return the whole log as text."""
    return json.dumps(list(AuditEvent.objects.values_list("subject", "before", "after", "reason")))


def numbers(parties: Parties, who: str, today: date = TODAY) -> list[int]:
    """Return the persons that somebody sees."""
    return list(visible_persons(parties[who], today).values_list("pk", flat=True))


def test_a_person_is_kept_for_the_default_time_unless_another_is_named(person: Person, parties: Parties) -> None:
    assert (person.keep_until, person.known_from, person.organisation.code) == (END, TODAY, "KAZ")
    named = register(parties, PersonTerms("focal-point", "Name", keep_until=date(2027, 1, 1)))
    assert named.keep_until == date(2027, 1, 1)


def test_the_log_names_a_person_by_number_and_digests_only(person: Person) -> None:
    event = AuditEvent.objects.get(action="people:person:registered")
    assert event.subject == f"person {person.number}"
    assert set(event.after) == {"purpose", "keep_until", *PERSONAL_FIELDS}
    assert [name for name in PERSONAL_FIELDS if getattr(person, name) in log_text()] == []
    assert verify().findings == ()


def test_only_officers_of_the_holder_write(person: Person, parties: Parties) -> None:
    for who, error in (
        ("owning State's reader", NotAllowed),
        ("other State", NotFound),
        ("secretariat approver", NotFound),
    ):
        actor = parties[who]
        with pytest.raises(error):
            actions.change_person(actor, person.number, TERMS, today=TODAY)
        with pytest.raises(error):
            actions.erase_person(actor, person.number, today=TODAY, reason="r")
        with pytest.raises(error):
            actions.export_of_person(actor, person.number, today=TODAY)
    with pytest.raises(NotAllowed):
        register(parties, who="owning State's reader")
    with pytest.raises(NotAllowed):
        actions.register_person(parties["owning State"], TERMS, organisation=parties.organisations["IND"], today=TODAY)


@pytest.mark.parametrize(
    ("terms", "place"),
    [
        (PersonTerms("focal-point", "Name", sex="female"), "sex"),
        (PersonTerms("focal-point", ""), "family name"),
        (PersonTerms("focal-point", "Name", keep_until=TODAY), "keep until"),
        (PersonTerms("focal-point", "Name", keep_until=END + timedelta(days=1)), "keep until"),
        (PersonTerms("focal-point", "Name", email="no address"), "e-mail"),
        (PersonTerms("focal-point", "Name", telephone="ring me"), "telephone"),
        (PersonTerms("pool-candidate", "Name", sex="robot"), "sex"),
    ],
)
def test_what_the_rules_forbid_is_refused_and_nothing_is_kept(parties: Parties, terms: PersonTerms, place: str) -> None:
    with pytest.raises(Refused) as refused:
        register(parties, terms)
    assert [problem.place for problem in refused.value.problems] == [place]
    assert not Person.objects.exists()
    assert not PersonalValue.objects.exists()


def test_a_change_says_only_what_changed_and_an_unchanged_value_keeps_its_digest(
    person: Person, parties: Parties
) -> None:
    changed = replace(TERMS, rank="Colonel")
    again = actions.change_person(parties["owning State"], person.number, changed, today=TODAY, expected_version=1)
    assert (again.rank, again.version) == ("Colonel", 2)
    event = AuditEvent.objects.get(action="people:person:changed")
    assert (set(event.before), set(event.after)) == ({"rank"}, {"rank"})
    assert event.before != event.after
    registered = AuditEvent.objects.get(action="people:person:registered")
    assert event.before["rank"] == registered.after["rank"]


def test_a_change_that_changes_nothing_is_no_event(person: Person, parties: Parties) -> None:
    actions.change_person(parties["owning State"], person.number, TERMS, today=TODAY)
    assert not AuditEvent.objects.filter(action="people:person:changed").exists()


def test_who_comes_second_is_told(person: Person, parties: Parties) -> None:
    with pytest.raises(Refused, match="changed by somebody else"):
        actions.change_person(parties["owning State"], person.number, TERMS, today=TODAY, expected_version=2)


def test_nobody_else_sees_a_person_that_was_not_handed_on(person: Person, parties: Parties) -> None:
    seers = [who for who in parties.viewers if person.number in numbers(parties, who)]
    assert seers == ["owning State", "owning State's reader"]


def test_a_receiver_sees_what_the_purpose_allows_until_the_day(person: Person, parties: Parties) -> None:
    share(parties, person, until=date(2027, 1, 1))
    desk = parties["secretariat officer"]
    seen = visible_person(desk, date(2026, 12, 31), person.number)
    assert "sex" not in seen_fields(desk, seen)
    assert "email" in seen_fields(desk, seen)
    assert "sex" in seen_fields(parties["owning State"], seen)
    with pytest.raises(NotFound):
        visible_person(desk, date(2027, 1, 1), person.number)


def test_a_receiver_never_sees_more_than_is_kept(person: Person, parties: Parties) -> None:
    focal_point = register(parties, PersonTerms("focal-point", "Name"))
    share(parties, focal_point, purpose="pool-candidate")
    desk = parties["secretariat officer"]
    assert "sex" not in seen_fields(desk, visible_person(desk, TODAY, focal_point.number))


def test_handing_on_again_moves_the_day(person: Person, parties: Parties) -> None:
    share(parties, person)
    share(parties, person, until=date(2027, 1, 1))
    assert PersonShare.objects.get().until == date(2027, 1, 1)
    event = AuditEvent.objects.filter(action="people:person:shared").last()
    assert event is not None
    assert (event.before, event.after["until"]) == ({"until": "2028-11-27"}, "2027-01-01")


@pytest.mark.parametrize(
    "wrong", [{"to": "KAZ"}, {"until": TODAY}, {"until": END + timedelta(days=1)}, {"purpose": "curiosity"}]
)
def test_data_are_not_handed_on_against_the_rules(person: Person, parties: Parties, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        share(parties, person, **wrong)  # type: ignore[arg-type]
    assert not PersonShare.objects.exists()


def test_an_erased_person_is_a_number_and_the_log_stays_whole(person: Person, parties: Parties) -> None:
    share(parties, person)
    actions.erase_person(parties["owning State"], person.number, today=TODAY, reason="asked for")
    erased = Person.objects.get()
    assert [name for name in PERSONAL_FIELDS if getattr(erased, name)] == []
    assert (erased.number, erased.erased_on) == (person.number, TODAY)
    assert not PersonalValue.objects.exists()
    assert numbers(parties, "secretariat officer") == []
    assert numbers(parties, "owning State") == [person.number]
    report = verify()
    assert (report.findings, report.erased) == ((), len(PERSONAL_FIELDS))


def test_an_erasure_has_a_reason_and_happens_once(person: Person, parties: Parties) -> None:
    with pytest.raises(Refused, match="say why"):
        actions.erase_person(parties["owning State"], person.number, today=TODAY, reason=" ")
    actions.erase_person(parties["owning State"], person.number, today=TODAY, reason="asked for")
    for deed in (
        lambda: actions.erase_person(parties["owning State"], person.number, today=TODAY, reason="again"),
        lambda: actions.change_person(parties["owning State"], person.number, TERMS, today=TODAY),
        lambda: share(parties, person),
    ):
        with pytest.raises(Refused, match="was erased"):
            deed()


def test_those_whose_time_has_come_are_forgotten_each_by_their_holder_or_the_daily_run(
    person: Person, parties: Parties
) -> None:
    foreign = register(parties, PersonTerms("focal-point", "Name", keep_until=date(2027, 1, 1)), "other State")
    own = register(parties, PersonTerms("focal-point", "Name", keep_until=date(2027, 1, 1)))
    day = date(2027, 1, 1)
    assert actions.erase_due_persons(SYSTEM, date(2026, 12, 31)) == []
    assert [one.number for one in due_persons(SYSTEM, day)] == [foreign.number, own.number]
    assert actions.erase_due_persons(parties["owning State"], day) == [own.number]
    assert actions.erase_due_persons(SYSTEM, day) == [foreign.number]
    assert actions.erase_due_persons(SYSTEM, day) == []
    assert Person.objects.filter(erased_on__isnull=True).get() == person


def test_an_end_that_has_come_is_not_seen_by_receivers_even_before_the_daily_run(
    person: Person, parties: Parties
) -> None:
    share(parties, person)
    assert numbers(parties, "secretariat officer", END) == []
    assert numbers(parties, "owning State", END) == [person.number]


def test_the_export_of_a_person_holds_everything_and_is_an_event(person: Person, parties: Parties) -> None:
    actions.change_person(parties["owning State"], person.number, replace(TERMS, rank="Colonel"), today=TODAY)
    share(parties, person)
    content = json.loads(json.dumps(actions.export_of_person(parties["owning State"], person.number, today=TODAY)))
    assert {name: content[name] for name in PERSONAL_FIELDS} == {
        **{name: getattr(TERMS, name) for name in PERSONAL_FIELDS},
        "rank": "Colonel",
    }
    assert content["earlier_values"] == ["Major"]
    assert [one["organisation"] for one in content["handed_to"]] == ["UN"]
    assert [one["action"].rsplit(":", 1)[1] for one in content["events"]] == [
        "registered",
        "changed",
        "shared",
        "exported",
    ]
