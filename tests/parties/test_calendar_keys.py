"""The key in the address of a calendar feed: one in force, stored nowhere, and it opens the calendar alone."""

import pytest
from django.core import serializers

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound
from muster.parties import actions, queries
from muster.parties.models import CalendarKey
from muster.parties.viewer import ANONYMOUS
from tests.record import Parties


def test_a_key_stands_for_who_made_it(parties: Parties) -> None:
    key = actions.issue_calendar_key(parties["owning State"])
    assert queries.viewer_for_calendar_key(key) == parties["owning State"]
    assert queries.has_calendar_key(parties["owning State"])
    assert not queries.has_calendar_key(parties["other State"])


def test_a_new_key_closes_the_one_before(parties: Parties) -> None:
    first = actions.issue_calendar_key(parties["owning State"])
    second = actions.issue_calendar_key(parties["owning State"])
    with pytest.raises(NotFound, match="no longer in force"):
        queries.viewer_for_calendar_key(first)
    assert queries.viewer_for_calendar_key(second) == parties["owning State"]


def test_a_revoked_key_opens_nothing_and_is_not_revoked_twice(parties: Parties) -> None:
    key = actions.issue_calendar_key(parties["owning State"])
    actions.revoke_calendar_key(parties["owning State"])
    with pytest.raises(NotFound):
        queries.viewer_for_calendar_key(key)
    with pytest.raises(NotFound, match="no address in force"):
        actions.revoke_calendar_key(parties["owning State"])


def test_nobody_revokes_the_key_of_another(parties: Parties) -> None:
    key = actions.issue_calendar_key(parties["owning State"])
    with pytest.raises(NotFound):
        actions.revoke_calendar_key(parties["owning State's reader"])
    assert queries.viewer_for_calendar_key(key) == parties["owning State"]


def test_who_is_not_signed_in_has_no_calendar(parties: Parties) -> None:
    with pytest.raises(NotAllowed, match="sign in first"):
        actions.issue_calendar_key(ANONYMOUS)


def test_the_key_is_stored_nowhere_and_is_no_token_of_the_api(parties: Parties) -> None:
    key = actions.issue_calendar_key(parties["owning State"])
    stored = serializers.serialize("json", [*CalendarKey.objects.all(), *AuditEvent.objects.all()])
    assert key not in stored
    with pytest.raises(NotFound):
        queries.viewer_for_token(key)


def test_the_key_of_an_account_that_is_no_longer_active_opens_nothing(parties: Parties) -> None:
    key = actions.issue_calendar_key(parties["owning State"])
    user = parties.users["owning State"]
    user.is_active = False
    user.save()
    with pytest.raises(NotFound):
        queries.viewer_for_calendar_key(key)
