"""Reads of parties. Names of organisations are public; memberships and tokens are the organisation's own."""

import hashlib
from collections.abc import Sequence

from django.db.models import OuterRef, QuerySet, Subquery

from muster.audit.models import AuditEvent
from muster.kit.errors import NotFound
from muster.parties import visibility
from muster.parties.models import ApiToken, CalendarKey, Membership, Organisation, OrganisationKind, Role, User
from muster.parties.viewer import ANONYMOUS, Viewer, viewer_of

MEMBERSHIP_FIELDS = visibility.Fields(owner="organisation_id")
EVENT_FIELDS = visibility.Fields(owner_code="on_behalf_of")


def organisations(kind: OrganisationKind | None = None) -> QuerySet[Organisation]:
    """Return all organisations, or those of one kind."""
    found = Organisation.objects.all()
    return found.filter(kind=kind) if kind else found


def organisation(code: str) -> Organisation:
    """Return the organisation of `code`. Raises NotFound."""
    try:
        return Organisation.objects.get(code=code)
    except Organisation.DoesNotExist as error:
        raise NotFound(f"There is no organisation {code!r} on record.") from error


def visible_memberships(viewer: Viewer) -> QuerySet[Membership]:
    """Return the memberships of the viewer's own organisation."""
    return Membership.objects.filter(visibility.rows(viewer, MEMBERSHIP_FIELDS)).select_related("user", "organisation")


def own_tokens(viewer: Viewer) -> QuerySet[ApiToken]:
    """Return the viewer's own tokens for the organisation that they act for, revoked ones included."""
    return ApiToken.objects.filter(
        membership__user_id=viewer.user_id or 0, membership__organisation_id=viewer.organisation_id or 0
    ).order_by("created_at", "pk")


def memberships_of(user_id: int) -> QuerySet[Membership]:
    """Return the memberships by which a user may act, oldest first."""
    return (
        Membership.objects.filter(user_id=user_id, user__is_active=True)
        .select_related("user", "organisation")
        .order_by("pk")
    )


def viewer_for(user_id: int, organisation_id: int | None = None) -> Viewer:
    """Return the viewer that a signed-in user is: for the chosen organisation, else for their first; else nobody."""
    return viewer_by(list(memberships_of(user_id)), organisation_id)


def viewer_by(memberships: Sequence[Membership], organisation_id: int | None = None) -> Viewer:
    """Return the same from the memberships of the user, loaded by `memberships_of`."""
    chosen = [one for one in memberships if one.organisation_id == organisation_id] or memberships
    return viewer_of(chosen[0]) if chosen else ANONYMOUS


def token_digest(token: str) -> str:
    """Return what is stored of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def viewer_for_token(token: str) -> Viewer:
    """Return the viewer that an API token stands for. Raises NotFound for an unknown or revoked one."""
    try:
        found = ApiToken.objects.select_related("membership__user", "membership__organisation").get(
            digest=token_digest(token), revoked_at__isnull=True, membership__user__is_active=True
        )
    except ApiToken.DoesNotExist as error:
        raise NotFound("The API token is unknown or revoked.") from error
    return viewer_of(found.membership)


def viewer_for_calendar_key(key: str) -> Viewer:
    """Return the viewer whose calendar the key opens. Raises NotFound for an unknown or revoked one."""
    found = (
        CalendarKey.objects.select_related("membership__user", "membership__organisation")
        .filter(digest=token_digest(key), revoked_at__isnull=True, membership__user__is_active=True)
        .first()
    )
    if found is None:
        raise NotFound("This address of a calendar is unknown or no longer in force; make a new one on its page.")
    return viewer_of(found.membership)


def has_calendar_key(viewer: Viewer) -> bool:
    """Return whether the viewer's calendar has an address in force."""
    keys = CalendarKey.objects.filter(
        membership__user_id=viewer.user_id or 0, membership__organisation_id=viewer.organisation_id or 0
    )
    return keys.filter(revoked_at__isnull=True).exists()


def visible_events(viewer: Viewer) -> QuerySet[AuditEvent]:
    """Return the events on behalf of the viewer's organisation, the newest first, each with `actor_name`.

    Only an administrator reads the log. Raises NotAllowed.
    """
    visibility.require_role(viewer, "The audit log", Role.ADMINISTRATOR)
    names = User.objects.filter(pk=OuterRef("actor_id")).values("username")[:1]
    seen = AuditEvent.objects.filter(visibility.rows(viewer, EVENT_FIELDS))
    return seen.annotate(actor_name=Subquery(names)).order_by("-sequence")


def visible_event(viewer: Viewer, sequence: int) -> AuditEvent:
    """Return one event. Raises NotAllowed, and NotFound if there is none that the viewer may see."""
    found = visible_events(viewer).filter(sequence=sequence).first()
    if found is None:
        raise NotFound(f"There is no event {sequence} that you may see.")
    return found
