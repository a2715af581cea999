"""Writes to parties: organisations, accounts, memberships, tokens."""

import secrets
from datetime import UTC, datetime

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.models import ApiToken, CalendarKey, Membership, Organisation, OrganisationKind, Role, User
from muster.parties.queries import token_digest
from muster.parties.viewer import Viewer

TOKEN_BYTES = 32


@transaction.atomic
def register_organisation(
    actor: Viewer, *, kind: OrganisationKind, code: str, name: str, state: Organisation | None = None
) -> Organisation:
    """Enter an organisation, or change the name of the one with this code."""
    if not actor.is_system and not (actor.is_secretariat and actor.has_role(Role.ADMINISTRATOR)):
        raise NotAllowed("Organisations are entered by the Secretariat's administrator.")
    values = {"kind": kind, "name": name, "state": state}
    known = Organisation.objects.select_related("state").filter(code=code).first()
    found, created = Organisation.objects.update_or_create(code=code, defaults=values)
    verb = "registered" if created else "changed"
    before = _organisation_content(known) if known else {}
    audit.record(actor, f"parties:organisation:{verb}", code, before=before, after=_organisation_content(found))
    return found


def _organisation_content(organisation: Organisation) -> dict[str, object]:
    """Return an organisation's content as the audit event keeps it."""
    state = organisation.state.code if organisation.state else None
    return {"kind": str(organisation.kind), "name": organisation.name, "state": state}


@transaction.atomic
def register_user(
    actor: Viewer, *, username: str, password: str, organisation: Organisation, role: Role, email: str = ""
) -> Membership:
    """Make the account if it is new, with its mail address if one is given, and give it a role in the organisation."""
    own = actor.organisation_id == organisation.pk and actor.has_role(Role.ADMINISTRATOR)
    if not (actor.is_system or own):
        raise NotAllowed("Accounts are made by the organisation's own administrator.")
    user, created = User.objects.get_or_create(username=username)
    if created:
        user.set_password(password)
        user.email = email
        user.save(update_fields=["password", "email"])
    elif not actor.is_system and not user.memberships.filter(organisation=organisation).exists():
        raise Refused(f"The name {username!r} is taken; choose another one.")
    had = Membership.objects.filter(user=user, organisation=organisation).values_list("role", flat=True).first()
    membership, _ = Membership.objects.update_or_create(user=user, organisation=organisation, defaults={"role": role})
    before = {"in": organisation.code, "role": had} if had else {}
    after = {"in": organisation.code, "role": role}
    audit.record(actor, "parties:membership:given", f"user {user.pk}", before=before, after=after)
    return membership


@transaction.atomic
def issue_token(actor: Viewer, label: str) -> tuple[ApiToken, str]:
    """Make an API token for the actor's own membership; the token itself is returned once and never stored."""
    membership = Membership.objects.filter(
        user_id=actor.user_id or 0, organisation_id=actor.organisation_id or 0
    ).first()
    if membership is None:
        raise NotAllowed("A token belongs to a person who acts for an organisation: sign in first.")
    secret = secrets.token_urlsafe(TOKEN_BYTES)
    token = ApiToken.objects.create(membership=membership, label=label[:80], digest=token_digest(secret))
    audit.record(actor, "parties:token:issued", f"token {token.pk}", after={"label": token.label})
    return token, secret


@transaction.atomic
def revoke_token(actor: Viewer, token_id: int) -> None:
    """Revoke one of the actor's own tokens. Raises NotFound if it is not theirs."""
    token = ApiToken.objects.filter(
        pk=token_id, membership__user_id=actor.user_id or 0, membership__organisation_id=actor.organisation_id or 0
    ).first()
    if token is None:
        raise NotFound("You have no such token.")
    token.revoked_at = datetime.now(UTC)
    token.save(update_fields=["revoked_at"])
    after = {"label": token.label, "revoked_at": token.revoked_at}
    audit.record(actor, "parties:token:revoked", f"token {token.pk}", before={"label": token.label}, after=after)


@transaction.atomic
def issue_calendar_key(actor: Viewer) -> str:
    """Return a new key of the calendar feed of the actor's membership; the one before stops to open it.

    The key is returned once and never stored.
    """
    membership = (
        Membership.objects.select_for_update()
        .filter(user_id=actor.user_id or 0, organisation_id=actor.organisation_id or 0)
        .first()
    )
    if membership is None:
        raise NotAllowed("A calendar belongs to a person who acts for an organisation: sign in first.")
    _revoke_calendar_keys(membership)
    secret = secrets.token_urlsafe(TOKEN_BYTES)
    key = CalendarKey.objects.create(membership=membership, digest=token_digest(secret))
    audit.record(actor, "parties:calendar-key:issued", f"calendar key {key.pk}", after={"in": actor.organisation_code})
    return secret


@transaction.atomic
def revoke_calendar_key(actor: Viewer) -> None:
    """Let the actor's calendar feed open no more. Raises NotFound if it has no key."""
    membership = Membership.objects.filter(
        user_id=actor.user_id or 0, organisation_id=actor.organisation_id or 0
    ).first()
    if membership is None or not _revoke_calendar_keys(membership):
        raise NotFound("Your calendar has no address in force.")
    audit.record(actor, "parties:calendar-key:revoked", "calendar key", before={"in": actor.organisation_code})


def _revoke_calendar_keys(membership: Membership) -> int:
    """Revoke the key of the membership that is in force; return how many there were."""
    return membership.calendar_keys.filter(revoked_at__isnull=True).update(revoked_at=datetime.now(UTC))
