"""A State puts its people on the roster of a rotation, and takes them off. Names stand in no event."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.models import Tour
from muster.deployments.queries.units import visible_tours
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.people.actions import register_person
from muster.people.models import Person, Purpose
from muster.people.purposes import purposes_of
from muster.people.queries import held_persons
from muster.people.terms import PersonTerms
from muster.training.models import RosterPlace
from muster.training.queries.readiness_rosters import sided_tour, visible_places
from muster.training.rules.readiness_roster import OtherRotation, place_problems

PURPOSES = (Purpose.UNIT_MEMBER, Purpose.INDIVIDUAL)


def roster_name(tour: Tour) -> str:
    """Return how events and refusals name a roster."""
    return f"roster {tour.unit.reference} {tour.rotation}"


def kept_tour(actor: Viewer, unit: str, rotation: str, day: date) -> Tour:
    """Return a tour whose roster the actor keeps: an officer of its State. Raises NotFound, NotAllowed."""
    tour = sided_tour(actor, day, unit, rotation)
    visibility.require_owner(actor, tour.unit.state_id, f"The roster of {rotation} of {unit}", Role.OFFICER)
    return tour


def keeps_roster(viewer: Viewer, tour: Tour) -> bool:
    """Return whether the viewer may change the roster of a tour."""
    is_own = viewer.organisation_id == tour.unit.state_id and viewer.has_role(Role.OFFICER)
    return viewer.is_system or is_own


@transaction.atomic
def put_on_roster(
    actor: Viewer, unit: str, rotation: str, number: int, *, function: str = "", today: date
) -> RosterPlace:
    """Put a person whom the State holds on the roster of a rotation; again with another function changes it.

    Raises Refused for somebody on another roster in the same days, and for a rotation that is home.
    """
    tour = kept_tour(actor, unit, rotation, today)
    person = held_persons(actor).filter(pk=number, organisation=tour.unit.state, erased_on__isnull=True).first()
    if person is None:
        raise NotFound(f"{tour.unit.state.name} holds no person {number}.")
    return _put(actor, tour, person, function.strip(), today)


@transaction.atomic
def enter_on_roster(
    actor: Viewer, unit: str, rotation: str, terms: PersonTerms, *, function: str = "", today: date
) -> RosterPlace:
    """Enter a new person of the State and put them on the roster of a rotation."""
    tour = kept_tour(actor, unit, rotation, today)
    person = register_person(actor, terms, organisation=tour.unit.state, today=today)
    return _put(actor, tour, person, function.strip(), today)


def _put(actor: Viewer, tour: Tour, person: Person, function: str, today: date) -> RosterPlace:
    what = f"Person {person.pk} on the {roster_name(tour)}"
    own = {"unit": tour.unit, "rotation": tour.rotation}
    places = RosterPlace.objects.filter(person=person, removed_on__isnull=True)
    elsewhere = [
        one for one in places.select_related("unit") if (one.unit_id, one.rotation) != (tour.unit_id, tour.rotation)
    ]
    problems = place_problems(
        stage=tour.stage,
        arrives_on=tour.arrived_on or tour.arrives_on,
        leaves_on=tour.left_on or tour.leaves_on,
        function=function,
        others=_others(actor, elsewhere, today),
        purpose_fits=bool(set(PURPOSES) & set(purposes_of(person))),
    )
    if problems:
        raise Refused(f"{what}: this cannot be.", problems)
    known = places.select_for_update().filter(**own).first()
    if known is not None and known.function == function:
        return known
    place = known or RosterPlace(**own, person=person, known_from=today)
    before = {"function": known.function} if known else {}
    place.function = function
    if known is not None:
        place.version += 1
    require_clean_fields(place, what)
    place.save()
    audit.record(
        actor, "training:roster:named", roster_name(tour), before=before,
        after={"person": person.pk, "function": function},
    )  # fmt: skip
    return place


def _others(actor: Viewer, places: list[RosterPlace], today: date) -> list[OtherRotation]:
    if not places:
        return []
    named = {(one.unit_id, one.rotation) for one in places}
    tours = visible_tours(actor, today).filter(unit__in={unit for unit, _ in named})
    return [
        OtherRotation(
            f"{one.rotation} of {one.unit.reference}", one.arrived_on or one.arrives_on, one.left_on or one.leaves_on
        )
        for one in tours
        if (one.unit_id, one.rotation) in named
    ]


@transaction.atomic
def take_off_roster(
    actor: Viewer, unit: str, rotation: str, number: int, *, today: date, expected_version: int | None = None
) -> RosterPlace:
    """Take a person off the roster of a rotation; as of an earlier day the place is still there."""
    tour = kept_tour(actor, unit, rotation, today)
    place = (
        visible_places(actor, today)
        .filter(unit=tour.unit, rotation=rotation, person=number, removed_on__isnull=True)
        .select_for_update(of=("self",))
        .first()
    )
    if place is None:
        raise NotFound(f"Person {number} is not on the {roster_name(tour)}.")
    require_version(f"The place of person {number}", place.version, expected_version)
    place.removed_on = today
    place.version += 1
    place.save(update_fields=["removed_on", "version"])
    audit.record(actor, "training:roster:removed", roster_name(tour), before={"person": number})
    return place
