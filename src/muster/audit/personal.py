"""Keeps personal values out of the chain: events name them by salted digests, and they can be erased for good."""

import secrets
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from muster.audit.actions import Actor, record
from muster.audit.models import AuditEvent, PersonalValue
from muster.audit.personal_rules import ERASED_PERSONAL, PERSONAL, personal_digest

SALT_BYTES = 32


def digest_of_personal(value: str, subject: str) -> str:
    """Keep the value with a salt of its own outside the chain, and return the digest that an event names it by.

    The same value of the same subject keeps its digest, so that events tell that it was left as it was. Call it in the
    transaction of the event.
    """
    known = PersonalValue.objects.filter(subject=subject, value=value).values_list("digest", flat=True).first()
    if known is not None:
        return known
    salt = secrets.token_hex(SALT_BYTES)
    digest = personal_digest(salt, subject, value)
    PersonalValue.objects.create(digest=digest, salt=salt, subject=subject, value=value)
    return digest


def personal_markers(values: Mapping[str, str], subject: str) -> dict[str, dict[str, str]]:
    """Return what an event says instead of the values: `{"rank": {"personal": digest}}`, without empty ones."""
    return {name: {PERSONAL: digest_of_personal(value, subject)} for name, value in values.items() if value}


@transaction.atomic
def erase_personal(actor: Actor, subject: str, action: str, reason: str = "") -> AuditEvent:
    """Delete every personal value of `subject` with its salt, and record which digests are thereby empty words.

    `action` is the event's (`people:person:erased`). The chain stays whole: verification counts the values as erased.
    """
    return _erase(actor, PersonalValue.objects.filter(subject=subject), subject, action, reason)


@transaction.atomic
def erase_personal_values(
    actor: Actor, values: Collection[str], subject: str, action: str, *, after: Mapping[str, Any] | None = None
) -> AuditEvent:
    """Delete those of the personal values of `subject` that are no longer kept; the others stay."""
    found = PersonalValue.objects.filter(subject=subject, value__in=values)
    return _erase(actor, found, subject, action, after=after or {})


def _erase(
    actor: Actor,
    values: QuerySet[PersonalValue],
    subject: str,
    action: str,
    reason: str = "",
    after: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Delete the values and record which digests are thereby empty words."""
    digests = list(values.order_by("pk").values_list("digest", flat=True))
    values.delete()
    return record(actor, action, subject, after={**(after or {}), ERASED_PERSONAL: digests}, reason=reason)
