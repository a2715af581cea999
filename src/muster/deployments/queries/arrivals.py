"""Reads of arrivals: public to all parties, as the United Nations publishes contributors every month."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from muster.deployments.models import Arrival, Lift, LiftWay, Tour
from muster.deployments.queries.units import visible_tours
from muster.deployments.rules.lifts import LiftTerms
from muster.deployments.rules.tour_stages import AHEAD
from muster.kit.facts import known_on
from muster.missions.queries import visible_posts
from muster.parties import visibility
from muster.parties.viewer import Viewer

ARRIVAL_FIELDS = visibility.Fields(is_to_every_party=True)


def visible_arrivals(viewer: Viewer, day: date) -> QuerySet[Arrival]:
    """Return the arrivals that the viewer may see, known on `day`; those in a draft requirement only with it."""
    posts = visible_posts(viewer, day).order_by().select_related(None)
    found = Arrival.objects.filter(visibility.rows(viewer, ARRIVAL_FIELDS), post__in=posts)
    return known_on(found, day).select_related("state", "pledge", "post__requirement__mission")


@dataclass(frozen=True)
class LiftToCome:
    """People of a tour who are to come on a day."""

    tour: Tour
    on: date
    people: int


def lifts_to_come(viewer: Viewer, day: date) -> list[LiftToCome]:
    """Return the lifts into theatre from `day` on of tours that the viewer may see. Two queries.

    A tour without lifts comes on one day.
    """
    planned = Prefetch("lifts", Lift.objects.filter(way=LiftWay.IN), to_attr="known_lifts")
    tours: Any = visible_tours(viewer, day).filter(stage__in=AHEAD).prefetch_related(planned)
    rows = tours.select_related("unit__state", "unit__post__requirement__mission")
    found = [
        LiftToCome(tour, lift.on, lift.people)
        for tour in rows
        for lift in tour.known_lifts or [LiftTerms(tour.arrives_on, tour.strength)]
        if lift.on >= day
    ]
    return sorted(found, key=lambda one: (one.on, one.tour.unit.reference))
