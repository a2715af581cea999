"""How far rotations are trained on the day of their deployment: read for any number of them in five queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from muster.deployments.models import Tour
from muster.deployments.rules.tour_stages import AHEAD
from muster.kit.facts import known_on
from muster.kit.intervals import add_months
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.models import CredentialKind, PersonCredential
from muster.reference.parameters import parameter
from muster.reference.required_training import required_standards
from muster.reference.unit_types import unit_type
from muster.training.models import RequiredTraining, RosterPlace
from muster.training.queries.readiness_rosters import places_on, sided_tours
from muster.training.queries.recognitions import Spans, recognised_spans
from muster.training.rules.readiness_required import RequiredItem, items_of_unit, standards_of
from muster.training.rules.readiness_state import HeldCertificate, RosterMember, TrainingState, training_state

HORIZON_KEY = "training_horizon_months"
REQUIRED_FIELDS = visibility.Fields(is_to_every_party=True)
FIELD = "the field"


@dataclass(frozen=True)
class RotationState:
    """A tour, what its people need, who is on its roster, and how far they are; no state: there is no roster."""

    tour: Tour
    items: tuple[RequiredItem, ...]
    members: tuple[RosterMember, ...]
    state: TrainingState | None

    @property
    def key(self) -> tuple[int, str]:
        """Return what names the rotation: its unit's key and its name."""
        return self.tour.unit_id, self.tour.rotation


def arrival(tour: Tour) -> date:
    """Return the day of deployment: the one on which it arrived, else the one planned."""
    return tour.arrived_on or tour.arrives_on


def tours_ahead(viewer: Viewer, day: date) -> QuerySet[Tour]:
    """Return the tours to come within the horizon of which the viewer is a side, the next first.

    One that is late and would still be in theatre is among them; one whose days are over is not.
    """
    until = add_months(day, parameter(HORIZON_KEY, day).integer)
    found = sided_tours(viewer, day).filter(stage__in=AHEAD, arrives_on__lt=until, leaves_on__gt=day)
    return found.order_by("arrives_on", "unit__reference")


def visible_required(viewer: Viewer, day: date) -> QuerySet[RequiredTraining]:
    """Return what missions, States and the Secretariat ask for besides, known on a day."""
    found = RequiredTraining.objects.filter(visibility.rows(viewer, REQUIRED_FIELDS))
    return known_on(found, day).select_related("mission", "asked_by")


def field_items() -> tuple[RequiredItem, ...]:
    """Return what the field requires, as the reference table has it."""
    return tuple(
        RequiredItem(
            standard=one.standard,
            unit_type=one.unit_type,
            personnel_category=one.personnel_category,
            function=one.function,
            usual_people=one.usual_people,
            asked_by=FIELD,
            source=one.source,
            standing=one.standing,
        )
        for one in required_standards()
    )


def _asked_items(tour: Tour, rows: Iterable[RequiredTraining]) -> tuple[RequiredItem, ...]:
    """Return what is asked for besides of a tour: by its State, its mission, and the mission's secretariat."""
    mission = tour.unit.post.requirement.mission
    on = arrival(tour)
    sides = {tour.unit.state_id, mission.organisation_id, mission.mandated_by_id}
    return tuple(
        RequiredItem(
            standard=one.standard,
            unit_type=one.unit_type,
            function=one.function,
            usual_people=0 if one.function else None,
            asked_by=one.asked_by.name,
            source=one.source,
            standing=one.standing,
        )
        for one in rows
        if one.asked_by_id in sides
        and one.mission_id in (None, mission.pk)
        and one.valid_from <= on
        and (one.valid_until is None or on < one.valid_until)
    )


def rotation_states(tours: Iterable[Tour], day: date) -> list[RotationState]:
    """Return the training state of tours (loaded by `sided_tours`) as known on a day, in their order. Five queries."""
    tours = list(tours)
    asked = list(known_on(RequiredTraining.objects.select_related("asked_by"), day))
    fixed = field_items()
    items = {}
    for tour in tours:
        kind = unit_type(tour.unit.post.unit_type)
        asked_of = (*fixed, *_asked_items(tour, asked))
        items[tour.pk] = items_of_unit(asked_of, kind.code, kind.personnel_category)
    members = _members(tours, day, _needed(tours, items.values()))
    found = []
    for tour in tours:
        of_tour = members.get((tour.unit_id, tour.rotation), ())
        until = tour.left_on or tour.leaves_on
        state = training_state(of_tour, items[tour.pk], arrival(tour), until)
        found.append(RotationState(tour, items[tour.pk], tuple(of_tour), state))
    return found


@dataclass(frozen=True)
class _Needed:
    """Which certificates can count: of standards that all need or a function alone, given by the last arrival."""

    by_all: frozenset[str]
    by_function: frozenset[str]
    last_arrival: date


def _needed(tours: Sequence[Tour], items: Iterable[Sequence[RequiredItem]]) -> _Needed | None:
    """Return which certificates can count for tours; None: there is no tour."""
    if not tours:
        return None
    every = [one for rows in items for one in rows]
    by_all = frozenset(standards_of(every, ""))
    return _Needed(by_all, frozenset(one.standard for one in every) - by_all, max(map(arrival, tours)))


def _members(tours: Sequence[Tour], day: date, needed: _Needed | None) -> dict[tuple[int, str], list[RosterMember]]:
    """Return the people of the rosters of tours with the certificates that can count. Four queries."""
    wanted = {(one.unit_id, one.rotation) for one in tours}
    places = places_on(day).filter(
        unit__in={unit for unit, _ in wanted}, rotation__in={rotation for _, rotation in wanted}
    )
    people = [
        (unit, rotation, person, function)
        for unit, rotation, person, function in places.order_by("pk").values_list(
            "unit_id", "rotation", "person_id", "function"
        )
        if (unit, rotation) in wanted
    ]
    held = _certificates(places.order_by(), day, needed) if people and needed else {}
    found: dict[tuple[int, str], list[RosterMember]] = defaultdict(list)
    for unit, rotation, person, function in people:
        found[unit, rotation].append(RosterMember(person, function, tuple(held.get(person, ()))))
    return found


def _certificates(places: QuerySet[RosterPlace, Any], day: date, needed: _Needed) -> dict[int, list[HeldCertificate]]:
    """Return what the people of places hold; of what a function alone needs, that of people with a function only.

    Certificates that have lapsed are read too: a condition on their end leads the database off the index of persons.
    """
    known = PersonCredential.objects.filter(
        kind=CredentialKind.TRAINING, known_from__lte=day, valid_from__lte=needed.last_arrival
    )
    of_all = known.filter(subject__in=needed.by_all, person__in=places.values("person"))
    with_function = places.exclude(function="").values("person")
    of_functions = known.filter(subject__in=needed.by_function, person__in=with_function)
    rows = [
        row
        for part in (of_all, of_functions)
        for row in part.order_by("pk").values_list("person_id", "subject", "valid_from", "valid_until", "course")
    ]
    recognised = recognised_spans({course for *_, course in rows if course}, day)
    found: dict[int, list[HeldCertificate]] = defaultdict(list)
    for person, standard, start, until, course in rows:
        verdict = _holds(recognised.get(course, ()), start) if course else None
        found[person].append(HeldCertificate(standard, start, until, verdict))
    return found


def _holds(spans: Spans, day: date) -> bool:
    return any(start <= day and (until is None or day < until) for start, until in spans)


def about_tours(viewer: Viewer, day: date, state: str = "", mission: str = "") -> QuerySet[Tour]:
    """Return the tours ahead, of a State or a mission only where one is named."""
    narrowed = Q()
    if state:
        narrowed &= Q(unit__state__code=state)
    if mission:
        narrowed &= Q(unit__post__requirement__mission__acronym=mission)
    return tours_ahead(viewer, day).filter(narrowed)
