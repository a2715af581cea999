"""Reads of the national bodies that have a part in decisions."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from muster.authorisations.models import DecisionBody
from muster.authorisations.queries.access import of_states
from muster.kit.facts import known_on, true_on
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer


def visible_bodies(viewer: Viewer) -> QuerySet[DecisionBody]:
    """Return the bodies whose record the viewer may read, in every version."""
    return DecisionBody.objects.filter(of_states(viewer)).select_related("state", "under")


def known_bodies(viewer: Viewer, state: Organisation, day: date) -> QuerySet[DecisionBody]:
    """Return a State's bodies in every version known on `day`, by turn, the versions of one in order."""
    return known_on(visible_bodies(viewer).filter(state=state), day).order_by("order", "code", "valid_from")


def bodies_on(viewer: Viewer, state: Organisation, day: date) -> QuerySet[DecisionBody]:
    """Return a State's bodies as they hold on `day`, as known on it, in the order of their turn.

    A later version of a body, once begun and known, holds in the place of those before.
    """
    later = known_on(
        DecisionBody.objects.filter(
            state=OuterRef("state"), code=OuterRef("code"), valid_from__gt=OuterRef("valid_from"), valid_from__lte=day
        ),
        day,
    )
    found = true_on(visible_bodies(viewer).filter(state=state), day)
    return found.filter(~Exists(later)).order_by("order", "code")
