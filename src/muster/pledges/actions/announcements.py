"""Announcements: entered, tied to the pledge that came of them, taken back."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.models import OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.pledges.actions.access import locked_pledge
from muster.pledges.models import AnnouncedPledge, Announcement
from muster.reference.unit_types import unit_types


def may_write(actor: Viewer, announcement: Announcement) -> bool:
    """Return whether the actor is an officer of the register or of the State that announced."""
    sides = (announcement.register_id, announcement.state_id)
    return actor.is_system or (actor.organisation_id in sides and actor.has_role(Role.OFFICER))


def _require_side(actor: Viewer, announcement: Announcement) -> None:
    if not may_write(actor, announcement):
        who = "an officer of the register or of the State that announced"
        raise NotAllowed(f"Announcement {announcement.reference}: only {who} may do this.")


@transaction.atomic
def record_announcement(actor: Viewer, announcement: Announcement, *, today: date) -> Announcement:
    """Record (an unsaved) announcement: public speech, and no pledge until the note verbale comes."""
    _require_side(actor, announcement)
    what = f"Announcement {announcement.reference}"
    if announcement.register.kind != OrganisationKind.SECRETARIAT:
        raise Refused(f"{what}: {announcement.register.name} keeps no register; name a secretariat.")
    if announcement.state.kind != OrganisationKind.MEMBER_STATE:
        raise Refused(f"{what}: {announcement.state.name} is no Member State.")
    if announcement.announced_on > today:
        raise Refused(f"{what}: it was announced on {long_day(announcement.announced_on)}, which is not yet.")
    if announcement.unit_type and announcement.unit_type not in {kind.code for kind in unit_types()}:
        raise Refused(f"{what}: unit type {announcement.unit_type!r} is not in the catalogue.")
    if Announcement.objects.filter(reference=announcement.reference).exists():
        raise Refused(f"{what}: the reference is taken; choose another one.")
    announcement.known_from = announcement.known_from or today
    require_clean_fields(announcement, what)
    announcement.save(force_insert=True)
    audit.record(actor, "pledges:announcement:recorded", announcement.reference, after=_snapshot(announcement))
    return announcement


def _locked(reference: str) -> Announcement:
    """Return an announcement, locked. Raises NotFound."""
    found = Announcement.objects.select_for_update().filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no announcement {reference!r} on record.")
    return found


@transaction.atomic
def link_pledge(actor: Viewer, reference: str, pledge_reference: str, *, today: date) -> AnnouncedPledge:
    """Record that a pledge came of an announcement; a pledge comes of one at most."""
    announcement = _locked(reference)
    _require_side(actor, announcement)
    pledge = locked_pledge(actor, pledge_reference)
    what = f"Announcement {reference}"
    if (pledge.state_id, pledge.register_id) != (announcement.state_id, announcement.register_id):
        raise Refused(f"{what}: pledge {pledge_reference} is of another State or register.")
    if AnnouncedPledge.objects.filter(pledge=pledge).exists():
        raise Refused(f"{what}: pledge {pledge_reference} is tied to an announcement already.")
    link = AnnouncedPledge(announcement=announcement, pledge=pledge, known_from=today)
    link.save(force_insert=True)
    audit.record(actor, "pledges:announcement:linked", reference, after={"pledge": pledge_reference})
    return link


@transaction.atomic
def take_back(actor: Viewer, reference: str, *, ended_on: date, reason: str, today: date) -> Announcement:
    """Record that the State took its announcement back, or let it fall, and why."""
    announcement = _locked(reference)
    _require_side(actor, announcement)
    what = f"Announcement {reference}"
    if announcement.ended_on is not None:
        raise Refused(f"{what} was taken back on {long_day(announcement.ended_on)} already.")
    if not announcement.announced_on <= ended_on <= today:
        raise Refused(f"{what}: it is taken back between {long_day(announcement.announced_on)} and today.")
    if not reason.strip():
        raise Refused(f"{what}: say why it was taken back.")
    announcement.ended_on, announcement.ended_reason = ended_on, reason
    require_clean_fields(announcement, what)
    announcement.save(update_fields=["ended_on", "ended_reason"])
    after = {"ended_on": ended_on}
    audit.record(actor, "pledges:announcement:taken-back", reference, before={"ended_on": None}, after=after,
                 reason=reason)  # fmt: skip
    return announcement


def _snapshot(announcement: Announcement) -> dict[str, object]:
    """Return an announcement as the audit event keeps it."""
    names = ("occasion", "announced_on", "text", "unit_type", "units", "strength", "conditions", "source", "standing")
    sides = {"state": announcement.state.code, "register": announcement.register.code}
    return {**sides, **{name: getattr(announcement, name) for name in names}}
