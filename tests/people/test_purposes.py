"""One identity for several purposes: added, ended, let go by the day, and nobody entered twice."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from muster.audit.models import PersonalValue
from muster.audit.verification import verify
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from muster.people import actions, purpose_actions
from muster.people.duplicates import likely_same_as
from muster.people.models import Person, PersonCredential, PersonPurpose
from muster.people.purposes import kept_for, purposes_of
from muster.people.queries import seen_fields, visible_person
from muster.people.rules import ALLOWED_FIELDS, ALLOWED_PROOFS, Identity, name_in, name_words, sameness
from muster.people.service_actions import record_credential, record_details
from muster.people.terms import PersonTerms
from tests.record import Parties

TODAY = date(2026, 11, 27)
SOON, LATER = date(2027, 3, 1), date(2028, 3, 1)
TRAINEE = PersonTerms("trainee", "Nurlanova", given_names="Aigerim", rank="Major", sex="female", keep_until=SOON)
NAMES = st.text("abcdé -’", min_size=1, max_size=12)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No anchor of another test's log."""
    monkeypatch.setattr(settings, "HOME", tmp_path)


@pytest.fixture
def person(parties: Parties) -> Person:
    """A trainee that Kazakhstan holds until March 2027."""
    return register(parties)


def register(
    parties: Parties, terms: PersonTerms = TRAINEE, *, who: str = "owning State", another: bool = True
) -> Person:
    """Enter a person of the organisation for which somebody acts."""
    actor = parties[who]
    holder = parties.organisations[actor.organisation_code]
    return actions.register_person(actor, terms, organisation=holder, today=TODAY, is_another=another)


def test_every_purpose_says_which_fields_and_proofs_it_needs() -> None:
    assert set(ALLOWED_FIELDS) == set(ALLOWED_PROOFS)


@pytest.mark.django_db
def test_a_further_purpose_has_its_own_end_and_its_own_fields(person: Person, parties: Parties) -> None:
    state = parties["owning State"]
    with pytest.raises(Refused):
        actions.change_person(state, person.pk, replace(TRAINEE, email="a@example.org"), today=TODAY)
    purpose_actions.add_purpose(state, person.pk, "pool-candidate", until=LATER, today=TODAY)
    changed = actions.change_person(
        state, person.pk, replace(TRAINEE, email="a@example.org", keep_until=None), today=TODAY
    )
    assert purposes_of(changed) == ("trainee", "pool-candidate")
    assert (changed.keep_until, changed.purpose_until, changed.email) == (LATER, SOON, "a@example.org")
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_what_a_purpose_alone_needed_goes_with_it(person: Person, parties: Parties) -> None:
    state = parties["owning State"]
    purpose_actions.add_purpose(state, person.pk, "pool-candidate", until=SOON, today=TODAY)
    actions.change_person(state, person.pk, replace(TRAINEE, email="a@example.org"), today=TODAY)
    record_details(state, person.pk, born_on=date(1990, 1, 1), service_from=None, today=TODAY)
    for kind in ("driving", "training"):
        proof = PersonCredential(kind=kind, subject="x", number=f"N-{kind}", valid_from=TODAY)
        record_credential(state, person.pk, proof, today=TODAY)
    purpose_actions.end_purpose(state, person.pk, "pool-candidate", today=TODAY)
    left = visible_person(state, TODAY, person.pk)
    assert (left.email, purposes_of(left)) == ("", ("trainee",))
    assert [one.kind for one in left.credentials.all()] == ["training"]
    assert left.service_details.born_on == date(1990, 1, 1)
    values = set(PersonalValue.objects.values_list("value", flat=True))
    assert values.isdisjoint({"a@example.org", "N-driving"})
    assert {"Nurlanova", "N-training"} <= values
    assert verify().findings == ()


@pytest.mark.django_db
def test_the_daily_run_ends_the_first_purpose_and_the_person_lives_on_for_the_other(
    person: Person, parties: Parties
) -> None:
    state = parties["owning State"]
    purpose_actions.add_purpose(state, person.pk, "unit-member", until=LATER, today=TODAY)
    assert purpose_actions.end_due_purposes(SYSTEM, date(2027, 2, 28)) == 0
    assert purpose_actions.end_due_purposes(SYSTEM, SOON) == 1
    assert purpose_actions.end_due_purposes(SYSTEM, SOON) == 0
    left = Person.objects.get()
    assert (left.purpose, left.purpose_until, left.keep_until) == ("unit-member", None, LATER)
    assert not PersonPurpose.objects.exists()
    assert actions.erase_due_persons(SYSTEM, SOON) == []
    assert actions.erase_due_persons(SYSTEM, LATER) == [person.pk]


@pytest.mark.django_db
def test_the_last_purpose_is_ended_by_an_erasure_alone(person: Person, parties: Parties) -> None:
    with pytest.raises(Refused, match="erase the data"):
        purpose_actions.end_purpose(parties["owning State"], person.pk, "trainee", today=TODAY)
    with pytest.raises(Refused, match="is not kept as individual"):
        purpose_actions.end_purpose(parties["owning State"], person.pk, "individual", today=TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("purpose", "until"), [("curiosity", SOON), ("individual", TODAY), ("individual", date(2040, 1, 1))]
)
def test_what_no_rule_allows_is_refused(person: Person, parties: Parties, purpose: str, until: date) -> None:
    with pytest.raises(Refused):
        purpose_actions.add_purpose(parties["owning State"], person.pk, purpose, until=until, today=TODAY)
    assert purposes_of(Person.objects.get()) == ("trainee",)


@pytest.mark.django_db
def test_only_officers_of_the_holder_say_what_data_are_kept_for(person: Person, parties: Parties) -> None:
    for who, error in (("owning State's reader", NotAllowed), ("other State", NotFound), ("analyst", NotFound)):
        with pytest.raises(error):
            purpose_actions.add_purpose(parties[who], person.pk, "individual", until=SOON, today=TODAY)


@pytest.mark.django_db
def test_persons_are_found_by_any_purpose_that_lasts(person: Person, parties: Parties) -> None:
    purpose_actions.add_purpose(parties["owning State"], person.pk, "individual", until=LATER, today=TODAY)
    for purpose, day, there in (
        ("trainee", TODAY, True),
        ("trainee", SOON, False),
        ("individual", SOON, True),
        ("individual", LATER, False),
        ("focal-point", TODAY, False),
    ):
        assert Person.objects.filter(kept_for([purpose], day)).exists() == there, (purpose, day)


@pytest.mark.django_db
def test_a_receiver_sees_what_its_own_purpose_needs_whatever_else_the_data_are_kept_for(
    person: Person, parties: Parties
) -> None:
    state = parties["owning State"]
    purpose_actions.add_purpose(state, person.pk, "individual", until=LATER, today=TODAY)
    actions.change_person(state, person.pk, replace(TRAINEE, email="a@example.org", keep_until=None), today=TODAY)
    actions.share_person(
        state, person.pk, organisation=parties.organisations["KAZCENT"], purpose="trainee", until=SOON, today=TODAY
    )
    seen = visible_person(parties["training institution"], TODAY, person.pk)
    assert "email" not in seen_fields(parties["training institution"], seen)
    assert set(seen_fields(parties["training institution"], seen)) == set(ALLOWED_FIELDS["trainee"])


@pytest.mark.django_db
def test_somebody_on_record_is_not_entered_twice_unless_another_is_meant(person: Person, parties: Parties) -> None:
    again = replace(TRAINEE, family_name="NURLANÓVA", given_names="aigerim")
    with pytest.raises(Refused) as refused:
        register(parties, again, another=False)
    assert f"person {person.pk} has the same names" in str(refused.value.problems[0])
    other = register(parties, again)
    assert [(one.number, one.why) for one in likely_same_as(parties["owning State"], other)] == [
        (person.pk, "the same names")
    ]


@pytest.mark.django_db
def test_persons_of_other_holders_are_never_looked_at(person: Person, parties: Parties) -> None:
    foreign = register(parties, who="other State", another=False)
    assert likely_same_as(parties["other State"], foreign) == []
    assert likely_same_as(parties["owning State"], person) == []
    assert likely_same_as(SYSTEM, person) == []


def test_days_of_birth_that_differ_tell_persons_apart_and_numbers_join_them() -> None:
    one = Identity("Li", "Wei", date(1990, 1, 1), numbers=frozenset({"passport 1"}))
    assert sameness(one, replace(one, born_on=date(1991, 1, 1))) == ""
    assert sameness(one, replace(one, family_name="Wei", given_names="Li", numbers=frozenset())).startswith("the same")
    assert sameness(one, Identity("Other", numbers=frozenset({"passport 1"}))) == "the same number of a document"
    assert sameness(Identity("", ""), Identity("", "")) == ""


@given(NAMES, NAMES, NAMES, NAMES)
def test_sameness_is_the_same_from_both_sides(a: str, b: str, c: str, d: str) -> None:
    one, other = Identity(a, b), Identity(c, d)
    assert sameness(one, other) == sameness(other, one)
    assert bool(sameness(one, one)) == bool(name_words(f"{a} {b}"))


@given(st.text(max_size=20), st.text("abc", min_size=1, max_size=8), st.text(max_size=20))
def test_a_name_is_found_wherever_it_stands_as_a_word(before: str, name: str, after: str) -> None:
    assert name_in(f"{before} {name.upper()}, {after}", [name]) == name


@pytest.mark.once
@pytest.mark.django_db
def test_over_the_api_somebody_is_entered_once_and_kept_for_more(parties: Parties) -> None:
    browser = Client()
    browser.force_login(parties.users["owning State"], backend="django.contrib.auth.backends.ModelBackend")
    body = {"purpose": "trainee", "family_name": "Nurlanova", "given_names": "Aigerim"}
    made = browser.post("/api/v1/people", body, content_type="application/json")
    assert made.status_code == 201
    assert browser.post("/api/v1/people", body, content_type="application/json").status_code == 400
    assert (
        browser.post("/api/v1/people", body | {"is_another": True}, content_type="application/json").status_code == 201
    )
    address = f"/api/v1/people/{made.json()['number']}/purposes"
    more = browser.post(address, {"purpose": "individual", "version": 1}, content_type="application/json")
    assert more.json()["purposes"] == ["trainee", "individual"]
    ended = browser.post(f"{address}/end", {"purpose": "trainee", "version": 2}, content_type="application/json")
    assert ended.json()["purposes"] == ["individual"]
    page = browser.get(f"/people/{made.json()['number']}/").content.decode()
    assert "May be the same person" in page
