"""What hangs on a pledge besides its content, from what the viewer may see: versions, files, focal points."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.models import Person
from muster.people.queries import seen_fields, visible_persons
from muster.pledges.models import Attachment, FocalPoint, PledgeVersion
from muster.pledges.queries.fields import fields_under
from muster.pledges.versions import with_lines


def visible_versions(viewer: Viewer, day: date, reference: str) -> QuerySet[PledgeVersion]:
    """Return the versions of a pledge that the viewer may see, known by `day`, the newest first.

    Others than its State see those that held since it was submitted.
    """
    found = PledgeVersion.objects.filter(visibility.rows(viewer, fields_under("pledge")), pledge__reference=reference)
    found = known_on(found, day).select_related("pledge__state", "pledge__register", "pledge__unit")
    if not viewer.is_system:
        found = found.filter(Q(pledge__state_id=viewer.organisation_id) | _held_since_submission(day))
    return found.order_by("-number")


def visible_version(viewer: Viewer, day: date, reference: str, number: int) -> PledgeVersion:
    """Return one version with its lists. Raises NotFound if there is none that the viewer may see."""
    found = with_lines(visible_versions(viewer, day, reference).filter(number=number)).first()
    if found is None:
        raise NotFound(f"There is no version {number} of pledge {reference!r} that you may see.")
    return found


@dataclass(frozen=True)
class SeenVersion:
    """A version as the viewer may see it: since when, and the names of the fields that it says otherwise.

    To others than the State it is known at the earliest since the pledge was submitted. What the first one that they
    see changed is not told to them: they never saw the one before.
    """

    version: PledgeVersion
    known_from: date
    changed: tuple[str, ...]

    @property
    def is_held(self) -> bool:
        """Return whether there is a day on which the viewer could see it; one superseded on its day has none."""
        until = self.version.known_until
        return until is None or until > self.known_from


def seen_versions(viewer: Viewer, day: date, pledge: PledgeVersion) -> list[SeenVersion]:
    """Return the versions of a pledge that the viewer may see, known by `day`, the newest first."""
    found = list(visible_versions(viewer, day, pledge.reference))
    if viewer.is_system or viewer.organisation_id == pledge.state_id:
        return [SeenVersion(one, one.known_from, tuple(one.changed)) for one in found]
    submitted_on = pledge.pledge.submitted_on or date.min
    return [
        SeenVersion(one, max(one.known_from, submitted_on), () if one is found[-1] else tuple(one.changed))
        for one in found
    ]


def visible_attachments(viewer: Viewer, day: date, reference: str) -> QuerySet[Attachment]:
    """Return what was attached to a pledge by `day`, detached files too, seen by its State and the register."""
    seen = visibility.rows(viewer, fields_under("pledge"))
    found = Attachment.objects.filter(seen, pledge__reference=reference).select_related("document__owner")
    if not viewer.is_system:
        found = found.filter(Q(pledge__state_id=viewer.organisation_id) | _held_since_submission(day))
    return known_on(found, day)


def _held_since_submission(day: date) -> Q:
    """Return the condition that something of a pledge was there when the register first saw it, or came later."""
    held = Q(known_until__isnull=True) | Q(known_until__gt=F("pledge__submitted_on"))
    return Q(pledge__submitted_on__lte=day) & held


@dataclass(frozen=True)
class SeenFocalPoint:
    """A focal point with what the viewer may see of the person; `person` None: nothing any more."""

    point: FocalPoint
    person: Person | None
    fields: tuple[str, ...]

    def value(self, name: str) -> str:
        """Return a field of the person, empty where the viewer may not see it."""
        return str(getattr(self.person, name)) if self.person is not None and name in self.fields else ""


def visible_focal_points(viewer: Viewer, day: date, today: date, reference: str) -> list[SeenFocalPoint]:
    """Return who answers for a pledge on `day`, seen by its State and the register.

    What is seen of a person follows from what is kept and handed on today, whatever day is looked at.
    """
    seen = visibility.rows(viewer, fields_under("pledge"))
    still = Q(known_until__gt=day) | Q(known_until__isnull=True)
    points = list(known_on(FocalPoint.objects.filter(seen, still, pledge__reference=reference), day))
    if not points:
        return []
    numbers = [point.person_id for point in points]
    persons = {one.pk: one for one in visible_persons(viewer, today).filter(pk__in=numbers, erased_on__isnull=True)}
    return [
        SeenFocalPoint(point, person, seen_fields(viewer, person) if person else ())
        for point in points
        for person in (persons.get(point.person_id),)
    ]
