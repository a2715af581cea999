"""Organisations, accounts and tokens: who may enter them, and that a token's secret is stored nowhere."""

import pytest
from django.core import serializers

from muster.audit.models import AuditEvent
from muster.audit.queries import chained_events
from muster.audit.rules import broken_links
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties import actions, queries
from muster.parties.models import ApiToken, Membership, OrganisationKind, Role
from muster.parties.viewer import ANONYMOUS, SYSTEM, Viewer, viewer_of
from tests.record import PASSWORD, Parties


def administrator(parties: Parties, code: str) -> Viewer:
    """Return an administrator of an organisation."""
    membership = actions.register_user(
        SYSTEM, username=f"admin-{code}", password=PASSWORD, organisation=parties.organisations[code],
        role=Role.ADMINISTRATOR,
    )  # fmt: skip
    return viewer_of(membership)


def test_organisations_are_entered_by_the_secretariats_administrator(parties: Parties) -> None:
    for actor in (parties["secretariat approver"], administrator(parties, "KAZ"), ANONYMOUS):
        with pytest.raises(NotAllowed):
            actions.register_organisation(actor, kind=OrganisationKind.ANALYST, code="NEW", name="New")
    made = actions.register_organisation(
        administrator(parties, "UN"), kind=OrganisationKind.ANALYST, code="NEW", name="New"
    )
    assert queries.organisation("NEW") == made
    assert broken_links(chained_events()) == []


def test_an_administrator_makes_accounts_for_their_own_organisation_only(parties: Parties) -> None:
    kaz, ind = (parties.organisations[code] for code in ("KAZ", "IND"))
    actor = administrator(parties, "KAZ")
    actions.register_user(actor, username="new", password=PASSWORD, organisation=kaz, role=Role.READER)
    with pytest.raises(NotAllowed):
        actions.register_user(actor, username="spy", password=PASSWORD, organisation=ind, role=Role.READER)
    with pytest.raises(NotAllowed):
        actions.register_user(
            parties["owning State"], username="new2", password=PASSWORD, organisation=kaz, role=Role.READER
        )


def test_an_administrator_cannot_take_over_somebody_elses_account(parties: Parties) -> None:
    user = parties.users["other State"]
    with pytest.raises(Refused, match="is taken"):
        actions.register_user(
            administrator(parties, "KAZ"), username=user.username, password="another one", role=Role.READER,
            organisation=parties.organisations["KAZ"],
        )  # fmt: skip
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert Membership.objects.filter(user=user).count() == 1


def test_memberships_are_the_organisations_own(parties: Parties) -> None:
    names = set(queries.visible_memberships(parties["owning State"]).values_list("user__username", flat=True))
    assert names == {"account-of-owning-State", "account-of-owning-States-reader"}
    assert not queries.visible_memberships(ANONYMOUS).exists()


def test_a_token_stands_for_its_membership_until_it_is_revoked(parties: Parties) -> None:
    officer = parties["owning State"]
    token, secret = actions.issue_token(officer, "a program")
    assert queries.viewer_for_token(secret) == officer
    actions.revoke_token(officer, token.pk)
    with pytest.raises(NotFound, match="unknown or revoked"):
        queries.viewer_for_token(secret)
    verbs = list(AuditEvent.objects.order_by("-sequence").values_list("action", flat=True)[:2])
    assert verbs == ["parties:token:revoked", "parties:token:issued"]


def test_a_token_ends_with_the_account_and_follows_the_role(parties: Parties) -> None:
    _, secret = actions.issue_token(parties["owning State"], "a program")
    Membership.objects.filter(user=parties.users["owning State"]).update(role=Role.READER)
    assert queries.viewer_for_token(secret).role == Role.READER
    user = parties.users["owning State"]
    user.is_active = False
    user.save()
    with pytest.raises(NotFound):
        queries.viewer_for_token(secret)


def test_a_secret_is_stored_nowhere(parties: Parties) -> None:
    _, secret = actions.issue_token(parties["owning State"], "a program")
    stored = serializers.serialize("json", [*ApiToken.objects.all(), *AuditEvent.objects.all()])
    assert secret not in stored
    assert queries.token_digest(secret) in stored


def test_nobody_revokes_or_sees_anothers_token(parties: Parties) -> None:
    token, _ = actions.issue_token(parties["owning State"], "a program")
    for other in ("owning State's reader", "other State", "secretariat approver"):
        assert not queries.own_tokens(parties[other]).exists()
        with pytest.raises(NotFound, match="no such token"):
            actions.revoke_token(parties[other], token.pk)
    assert queries.own_tokens(parties["owning State"]).get().revoked_at is None


@pytest.mark.parametrize("actor", [ANONYMOUS, SYSTEM])
def test_a_token_belongs_to_a_person(actor: Viewer, db: None) -> None:
    with pytest.raises(NotAllowed, match="sign in first"):
        actions.issue_token(actor, "a program")
    assert not queries.own_tokens(actor).exists()


def test_a_user_acts_for_the_organisation_that_they_chose(parties: Parties) -> None:
    user, ind = parties.users["owning State"], parties.organisations["IND"]
    actions.register_user(SYSTEM, username=user.username, password=PASSWORD, organisation=ind, role=Role.READER)
    assert queries.viewer_for(user.pk).organisation_code == "KAZ"
    assert queries.viewer_for(user.pk, ind.pk).organisation_code == "IND"
    assert queries.viewer_for(parties.users["no membership"].pk) == ANONYMOUS
    assert queries.viewer_for(0) == ANONYMOUS
