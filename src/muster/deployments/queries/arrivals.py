"""Reads of arrivals: public to all parties, as the United Nations publishes contributors every month."""

from datetime import date

from django.db.models import QuerySet

from muster.deployments.models import Arrival
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
