"""A State's interests: its own at every stage; no secretariat and no other State sees them."""

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from muster.decisions.models import StateInterest
from muster.decisions.opportunities.facts import Interest
from muster.kit.facts import known_on, true_on
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer

INTEREST_FIELDS = visibility.Fields(owner="state_id")


def visible_interests(viewer: Viewer, day: date) -> QuerySet[StateInterest]:
    """Return the interests that the viewer may see in force on `day`, among what was known on it."""
    return true_on(_seen(viewer), day)


def known_interests(viewer: Viewer, day: date) -> QuerySet[StateInterest]:
    """Return every interest known on `day`, those of earlier versions too, the latest first."""
    return known_on(_seen(viewer), day).order_by("kind", "value", "-valid_from")


def _seen(viewer: Viewer) -> QuerySet[StateInterest]:
    found = StateInterest.objects.filter(visibility.rows(viewer, INTEREST_FIELDS))
    return found.select_related("state").order_by("state__name", "kind", "value", "valid_from")


def interests_of(viewer: Viewer, day: date, state: Organisation) -> tuple[Interest, ...]:
    """Return a State's interests in force on `day` as the rules read them. One query."""
    return tuple(
        Interest(one.kind, one.value, one.weight, one.words, one.source, one.standing)
        for one in visible_interests(viewer, day).filter(state=state)
    )


def may_enter_interests(viewer: Viewer) -> bool:
    """Return whether the viewer enters interests: officers of a State, for it."""
    return viewer.kind == OrganisationKind.MEMBER_STATE and viewer.has_role(Role.OFFICER)


def mark_of(interests: Iterable[StateInterest]) -> str:
    """Return the mark of a list of interests in force: it changes with whatever is written of them."""
    said = sorted((one.kind, one.value, one.weight, one.words) for one in interests)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
