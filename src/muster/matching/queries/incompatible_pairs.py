"""Reads of incompatible pairs. They are sensitive: only a secretariat sees them."""

from datetime import date

from django.db.models import QuerySet

from muster.kit.facts import known_on
from muster.matching.models import IncompatiblePair
from muster.parties.viewer import Viewer


def visible_pairs(viewer: Viewer, day: date) -> QuerySet[IncompatiblePair]:
    """Return the pairs known on `day`, to a secretariat or the installation; to others none."""
    pairs = known_on(IncompatiblePair.objects.select_related("first_state", "second_state"), day)
    return pairs if viewer.is_secretariat or viewer.is_system else pairs.none()
