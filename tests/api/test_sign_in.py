"""Who is let in: a token, or a session whose writes carry the CSRF token; a token goes no further than that."""

import pytest
from django.test import Client

from muster.parties.actions import revoke_token
from muster.parties.queries import own_tokens
from tests.api.caller import Caller, by_session, by_token, with_csrf
from tests.record import Parties, Record


@pytest.fixture
def nobody() -> Caller:
    """A caller without token and session."""
    return Caller(Client(enforce_csrf_checks=True))


def test_a_token_says_who_asks(parties: Parties) -> None:
    assert by_token(parties["owning State"]).get("me") == {
        "username": "account-of-owning-State",
        "organisation": "KAZ",
        "organisation_name": "Kazakhstan",
        "kind": "member-state",
        "role": "officer",
    }


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Bearer Қазақстан".encode().decode("latin-1")])
def test_a_wrong_token_is_told(db: None, nobody: Caller, header: str) -> None:
    answer = nobody.ask("GET", "me", Authorization=header)
    assert answer.status_code == 401
    assert answer.json()["detail"]


def test_a_revoked_token_opens_nothing(parties: Parties) -> None:
    caller = by_token(parties["owning State"])
    revoke_token(parties["owning State"], own_tokens(parties["owning State"]).get().pk)
    assert caller.get("me", status=401)["detail"] == "The API token is unknown or revoked."


def test_a_wrong_token_is_not_passed_over_for_the_session(parties: Parties) -> None:
    answer = by_session(parties.users["owning State"]).ask("GET", "me", Authorization="Bearer nonsense")
    assert answer.status_code == 401


def test_who_is_not_signed_in_is_told_how(db: None, nobody: Caller) -> None:
    for method, path in (("GET", "pledges"), ("POST", "pledges"), ("DELETE", "tokens/1")):
        answer = nobody.ask(method, path)
        assert (answer.status_code, answer.json()["detail"].startswith("Sign in on the site")) == (401, True)


def test_who_acts_for_no_organisation_is_told(parties: Parties) -> None:
    caller = by_session(parties.users["no membership"])
    assert "acts for no organisation yet" in caller.get("me", status=403)["detail"]


def test_reference_facts_are_for_everybody(db: None, nobody: Caller) -> None:
    assert nobody.get("reference/states/KAZ")["name"] == "Kazakhstan"


def test_a_session_reads_and_writes_with_the_csrf_token_of_a_page(parties: Parties) -> None:
    caller = by_session(parties.users["owning State"])
    assert caller.get("me")["organisation"] == "KAZ"
    assert "X-CSRFToken" in caller.post("tokens", {"label": "a program"}, status=403)["detail"]
    issued = with_csrf(caller).post("tokens", {"label": "a program"})
    assert Caller(Client(), {"Authorization": f"Bearer {issued['token']}"}).get("me")["organisation"] == "KAZ"
    listed = caller.get("tokens")["items"]
    assert [(one["label"], "token" in one) for one in listed] == [("a program", False)]
    answer = with_csrf(caller).ask("DELETE", f"tokens/{listed[0]['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert caller.get("tokens")["items"][0]["revoked_at"] is not None


def test_a_token_makes_no_further_tokens(parties: Parties) -> None:
    """Else one that leaked would outlive its revocation."""
    caller = by_token(parties["owning State"])
    caller.post("tokens", {"label": "another"}, status=401)
    assert own_tokens(parties["owning State"]).count() == 1


def test_a_token_reads_as_of_today_and_a_session_as_of_its_day(record: Record) -> None:
    """The record became known on 1 January 2018."""
    caller = by_session(record.parties.users["owning State"])
    session = caller.client.session
    session["as_of"] = "2017-12-31"
    session.save()
    assert caller.get("pledges")["count"] == 0
    assert by_token(record.parties["owning State"]).get("pledges")["count"] == 3


def test_a_programs_question_does_not_change_the_day_of_the_pages(record: Record) -> None:
    caller = by_session(record.parties.users["owning State"])
    assert caller.get("pledges?as_of=2017-12-31")["count"] == 0
    assert caller.get("pledges")["count"] == 3
    token = by_token(record.parties["owning State"])
    token.get("pledges?as_of=2017-12-31")
    assert not token.client.cookies
