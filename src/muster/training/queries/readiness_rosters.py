"""Rosters of rotations: who goes, seen by the State alone. Others are told shares, never people."""

from datetime import date

from django.db.models import Q, QuerySet

from muster.deployments.models import DeployedUnit, Tour
from muster.deployments.queries.strength import SIDES
from muster.deployments.queries.units import visible_tours, visible_unit
from muster.kit.errors import NotFound
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.models import RosterPlace

ROSTER_FIELDS = visibility.Fields(owner="unit__state_id")


def places_on(day: date) -> QuerySet[RosterPlace]:
    """Return the places on rosters as of a day; for counts, since it asks nobody who is looking."""
    still = Q(removed_on__isnull=True) | Q(removed_on__gt=day)
    return RosterPlace.objects.filter(still, known_from__lte=day)


def visible_places(viewer: Viewer, day: date) -> QuerySet[RosterPlace]:
    """Return the places on the rosters of the viewer's own units as of a day, with their persons."""
    return places_on(day).filter(visibility.rows(viewer, ROSTER_FIELDS)).select_related("person", "unit__state")


def sided_tours(viewer: Viewer, day: date) -> QuerySet[Tour]:
    """Return the tours of units of which the viewer is a side: the State, the mission, or its secretariat."""
    sides = DeployedUnit.objects.filter(visibility.rows(viewer, SIDES))
    found = visible_tours(viewer, day).filter(unit__in=sides)
    return found.select_related("unit__state", "unit__post__requirement__mission__organisation", "company")


def sided_tour(viewer: Viewer, day: date, unit: str, rotation: str) -> Tour:
    """Return one tour of which the viewer is a side. Raises NotFound."""
    found = visible_unit(viewer, day, unit)
    tour = sided_tours(viewer, day).filter(unit=found, rotation=rotation).first()
    if tour is None:
        raise NotFound(f"There is no training of rotation {rotation} of {unit} that you may see.")
    return tour
