"""Who may see which row. This is the only code that decides it; each room says which of its fields the rules read.

A row is seen by its owner (the State that pledged), by its addressee (the secretariat of the register) once it has been
submitted, by the mission that it concerns, by a partner named in it, and by every signed-in party once its stage is a
published one. The installation itself sees everything; an anonymous visitor sees only what is public.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from muster.kit.errors import NotAllowed
from muster.parties.models import OrganisationKind, Role
from muster.parties.viewer import Viewer

NOTHING = Q(pk__in=[])
EVERYTHING = Q()


@dataclass(frozen=True)
class Fields:
    """Which fields of a room's record the predicates read (ORM paths to organisation ids); empty: does not apply.

    `stage` is the path to the record's stage; `withheld_stages` are those that only the owner sees, `published_stages`
    those that every signed-in party sees. `partner_rows` gives the keys of the rows in which an organisation is named
    as one of several partners; they are shared with it once submitted. `owner_code` is the path to the owner's code,
    for records that outlive the organisation's row. `is_public`: everybody sees all rows;
    `is_to_every_party`: everybody does who is signed in.
    """

    owner: str = ""
    addressee: str = ""
    mission: str = ""
    partner: str = ""
    partner_rows: "Callable[[int], QuerySet[Any, Any]] | None" = None
    stage: str = ""
    withheld_stages: Collection[str] = ()
    published_stages: Collection[str] = ()
    owner_code: str = ""
    is_public: bool = False
    is_to_every_party: bool = False


def rows(viewer: Viewer, fields: Fields) -> Q:
    """Return the condition that holds for the rows which `viewer` may see."""
    if fields.is_public or viewer.is_system:
        return EVERYTHING
    if not viewer.is_signed_in:
        return NOTHING
    if fields.is_to_every_party:
        return EVERYTHING
    seen = NOTHING
    for path in (fields.owner, fields.partner):
        if path:
            seen |= Q(**{path: viewer.organisation_id})
    if fields.owner_code:
        seen |= Q(**{fields.owner_code: viewer.organisation_code})
    submitted = EVERYTHING
    if fields.stage and fields.withheld_stages:
        submitted = ~Q(**{f"{fields.stage}__in": list(fields.withheld_stages)})
    if fields.addressee:
        seen |= Q(**{fields.addressee: viewer.organisation_id}) & submitted
    if fields.mission and viewer.kind == OrganisationKind.MISSION:
        seen |= Q(**{fields.mission: viewer.organisation_id}) & submitted
    if fields.partner_rows is not None and viewer.organisation_id is not None:
        seen |= Q(pk__in=fields.partner_rows(viewer.organisation_id)) & submitted
    if fields.stage and fields.published_stages:
        seen |= Q(**{f"{fields.stage}__in": list(fields.published_stages)})
    return seen


def either(*conditions: Q) -> Q:
    """Return the condition that holds where any of them does.

    Django's own `|` passes over an empty condition, which here holds for every row.
    """
    if EVERYTHING in conditions:
        return EVERYTHING
    return reduce(or_, conditions, NOTHING)


def require_owner(viewer: Viewer, organisation_id: int, what: str, role: Role = Role.OFFICER) -> None:
    """Raise NotAllowed unless `viewer` acts for the organisation with at least `role`."""
    if viewer.is_system or (viewer.organisation_id == organisation_id and viewer.has_role(role)):
        return
    raise NotAllowed(f"{what}: only its owner may do this, as {Role(role).label.lower()} or above.")


def require_secretariat(viewer: Viewer, what: str, role: Role = Role.OFFICER) -> None:
    """Raise NotAllowed unless `viewer` acts for a secretariat with at least `role`."""
    if viewer.is_system or (viewer.is_secretariat and viewer.has_role(role)):
        return
    raise NotAllowed(f"{what}: only the Secretariat may do this, as {Role(role).label.lower()} or above.")


def require_role(viewer: Viewer, what: str, role: Role) -> None:
    """Raise NotAllowed unless `viewer` acts for some organisation with at least `role`."""
    if viewer.is_signed_in and viewer.has_role(role):
        return
    raise NotAllowed(f"{what}: only for those who are {Role(role).label.lower()} of their organisation, or above.")
