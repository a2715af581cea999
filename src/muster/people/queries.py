"""Reads of persons. Data are seen by the holder, and by those they were handed to while that lasts.

Whether they still are in somebody's hands is asked of today, whatever day of the record is looked at: what was handed
on once and has ended is not to come back by looking at the past.
"""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from muster.kit.errors import NotFound
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.models import Person, PersonCredential, PersonShare
from muster.people.purposes import purposes_of, with_further_purposes
from muster.people.rules import allowed_fields

HOLDER_FIELDS = visibility.Fields(owner="organisation_id")
RECEIVER_FIELDS = visibility.Fields(partner="organisation_id")
SHARE_FIELDS = visibility.Fields(owner="person__organisation_id", partner="organisation_id")
CREDENTIAL_FIELDS = visibility.Fields(owner="person__organisation_id")


def holds(viewer: Viewer, person: Person) -> bool:
    """Return whether the viewer acts for the organisation that holds the data."""
    return viewer.is_system or person.organisation_id == viewer.organisation_id


def held_persons(viewer: Viewer) -> QuerySet[Person]:
    """Return the persons whose data the viewer's organisation holds, erased ones included."""
    return Person.objects.filter(visibility.rows(viewer, HOLDER_FIELDS)).select_related("organisation")


def visible_persons(viewer: Viewer, today: date) -> QuerySet[Person]:
    """Return the persons that the viewer holds or was handed, with `seen_shares`; erased ones only to the holder."""
    received = PersonShare.objects.filter(visibility.rows(viewer, RECEIVER_FIELDS), until__gt=today)
    # The holder may look at one that is due and not yet erased; whoever received it may not.
    handed = Q(pk__in=received.order_by().values("person"), erased_on__isnull=True, keep_until__gt=today)
    shares = PersonShare.objects.filter(visibility.rows(viewer, SHARE_FIELDS), until__gt=today)
    prefetched = Prefetch("shares", queryset=shares.select_related("organisation"), to_attr="seen_shares")
    found = Person.objects.filter(visibility.either(visibility.rows(viewer, HOLDER_FIELDS), handed))
    return with_further_purposes(found.select_related("organisation").prefetch_related(prefetched))


def visible_person(viewer: Viewer, today: date, number: int) -> Person:
    """Return one person. Raises NotFound if there is none that the viewer may see."""
    found = visible_persons(viewer, today).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no person {number} whose data you may see.")
    return found


def seen_fields(viewer: Viewer, person: Person) -> tuple[str, ...]:
    """Return the personal fields of a person (read by `visible_persons`) that the viewer may see.

    The holder sees what is kept; whoever was handed the data sees what the purpose of that allows, of what the holder's
    purpose allows.
    """
    kept = allowed_fields(purposes_of(person))
    if holds(viewer, person):
        return kept
    shares: list[PersonShare] = person.seen_shares  # type: ignore[attr-defined]  # prefetched
    handed = allowed_fields([one.purpose for one in shares if one.organisation_id == viewer.organisation_id])
    return tuple(name for name in kept if name in handed)


def due_persons(viewer: Viewer, today: date) -> QuerySet[Person]:
    """Return the persons of the viewer's organisation whose time has come and whose data are still there."""
    return held_persons(viewer).filter(erased_on__isnull=True, keep_until__lte=today).order_by("keep_until", "pk")


def lapsing_credentials(viewer: Viewer, day: date, until: date, kind: str) -> QuerySet[PersonCredential]:
    """Return the proofs of a kind that end in `[day, until)`, of persons whom the viewer's organisation holds.

    Set-based, on the index of kind, subject and end: for runs over all that is on record.
    """
    held = visibility.rows(viewer, CREDENTIAL_FIELDS)
    ending = {"kind": kind, "valid_until__gte": day, "valid_until__lt": until, "known_from__lte": day}
    return PersonCredential.objects.filter(held, person__erased_on__isnull=True, **ending)
