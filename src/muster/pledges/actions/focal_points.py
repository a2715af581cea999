"""Who answers for a pledge: named and released by its State, handed to the register with the pledge."""

from datetime import date, timedelta

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound, Refused
from muster.parties.viewer import Viewer
from muster.people.actions import share_person
from muster.people.models import Person, PersonShare, Purpose
from muster.people.purposes import purposes_of
from muster.people.queries import held_persons
from muster.people.rules import is_due
from muster.pledges.actions.access import own_open_pledge
from muster.pledges.models import OPEN_STAGES, FocalPoint, Pledge


@transaction.atomic
def name_focal_point(actor: Viewer, reference: str, *, number: int, function: str, today: date) -> FocalPoint:
    """Name person `number`, whom the State holds as a focal point, to answer for the pledge from today on.

    Once the pledge is with the register, the person's data are handed to its organisation for that purpose, for as
    long as they are kept. Raises NotFound, NotAllowed and Refused.
    """
    pledge = own_open_pledge(actor, reference, f"Focal point of pledge {reference}")
    person = held_persons(actor).filter(organisation_id=pledge.state_id, pk=number).first()
    if person is None:
        raise NotFound(f"{pledge.state.name} holds no person {number}; enter the person first.")
    _require_focal_point(person, today)
    if pledge.focal_points.filter(person=person, known_until__isnull=True).exists():
        raise Refused(f"Person {number} answers for pledge {reference} already.")
    point = FocalPoint(pledge=pledge, person=person, function=function.strip(), known_from=today)
    require_clean_fields(point, f"Focal point of pledge {reference}")
    point.save(force_insert=True)
    audit.record(actor, "pledges:focal-point:named", reference, after=_content(point))
    if pledge.stage in OPEN_STAGES:
        _hand_over(actor, pledge, person, today=today)
    return point


@transaction.atomic
def release_focal_point(actor: Viewer, reference: str, number: int, *, today: date) -> FocalPoint:
    """Let person `number` no longer answer for the pledge.

    Where the person answers for no other pledge of that register, what was handed to it for this purpose ends with
    the day.
    """
    pledge = own_open_pledge(actor, reference, f"Focal point of pledge {reference}")
    point = pledge.focal_points.filter(person_id=number, known_until__isnull=True).select_related("person").first()
    if point is None:
        raise NotFound(f"Person {number} does not answer for pledge {reference}.")
    if today < point.known_from:
        raise Refused(f"Person {number} answers for the pledge since {long_day(point.known_from)} only.")
    point.known_until = today
    point.save(update_fields=["known_until"])
    audit.record(actor, "pledges:focal-point:released", reference, before=_content(point), after={"released_on": today})
    _take_back(actor, pledge, point.person, today=today)
    return point


def hand_over_focal_points(actor: Viewer, pledge: Pledge, *, today: date) -> None:
    """Hand the focal points of a pledge that is being submitted to its register; who is erased or due is left out."""
    for point in pledge.focal_points.filter(known_until__isnull=True).select_related("person"):
        person = point.person
        if person.erased_on is None and not is_due(person.keep_until, today):
            _hand_over(actor, pledge, person, today=today)


def _require_focal_point(person: Person, today: date) -> None:
    """Raise Refused unless the person's data are kept, and kept for this purpose."""
    if person.erased_on is not None or is_due(person.keep_until, today):
        raise Refused(f"The data of person {person.pk} are no longer kept; enter the person anew.")
    if Purpose.FOCAL_POINT not in purposes_of(person):
        kept_as = person.get_purpose_display()
        raise Refused(f"Person {person.pk} is kept as {kept_as}; add the purpose focal point on the person's page.")


def _hand_over(actor: Viewer, pledge: Pledge, person: Person, *, today: date) -> None:
    """Hand the person's data to the register's organisation for as long as they are kept."""
    purpose, until = Purpose.FOCAL_POINT.value, person.keep_until
    share_person(actor, person.pk, organisation=pledge.register, purpose=purpose, until=until, today=today)


def _take_back(actor: Viewer, pledge: Pledge, person: Person, *, today: date) -> None:
    """End what was handed to the register for the person, unless another pledge there still needs it."""
    still = FocalPoint.objects.filter(
        person=person, known_until__isnull=True, pledge__register=pledge.register_id, pledge__stage__in=OPEN_STAGES
    )
    until = today + timedelta(days=1)
    purpose = Purpose.FOCAL_POINT.value
    handed = PersonShare.objects.filter(
        person=person, organisation=pledge.register_id, purpose=purpose, until__gt=until
    )
    if person.erased_on is None and handed.exists() and not still.exists():
        share_person(actor, person.pk, organisation=pledge.register, purpose=purpose, until=until, today=today)


def _content(point: FocalPoint) -> dict[str, object]:
    """Return a focal point as its event keeps it: the person by number."""
    return {"person": point.person_id, "function": point.function}
