"""Reads of stays.

What is or was in theatre is public to all parties, as the United Nations publishes contributors every month; what is
only agreed is seen by the State, the mission and the Secretariat that mandates it.
"""

from datetime import date

from django.db.models import Q, QuerySet

from muster.deployments.models import Stay, StayStage
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.missions.queries import visible_posts
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.queries import with_pledge_content

STAY_FIELDS = visibility.Fields(
    owner="pledge__state_id",
    addressee="post__requirement__mission__mandated_by_id",
    mission="post__requirement__mission__organisation_id",
    stage="stage",
    published_stages=(StayStage.UNDER_WAY, StayStage.ENDED),
)


def visible_stays(viewer: Viewer, day: date) -> QuerySet[Stay]:
    """Return the stays that the viewer may see, known on `day`; those in a draft requirement only with it.

    With what the pledge behind each said on the day: `pledge_strength`, `pledge_unit_type`, `pledge_standing`.
    """
    posts = visible_posts(viewer, day).order_by().select_related(None)
    found = known_on(Stay.objects.filter(visibility.rows(viewer, STAY_FIELDS), post__in=posts), day)
    return with_pledge_content(found.select_related("pledge__state", "post__requirement__mission"), day)


def visible_stay(viewer: Viewer, day: date, number: int) -> Stay:
    """Return one stay. Raises NotFound if there is none that the viewer may see."""
    found = visible_stays(viewer, day).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no stay {number} that you may see as of {long_day(day)}.")
    return found


def binding_stays(viewer: Viewer, day: date) -> QuerySet[Stay]:
    """Return the stays agreed or under way that last beyond `day`."""
    lasts = Q(stay_until__isnull=True) | Q(stay_until__gt=day)
    return visible_stays(viewer, day).filter(lasts, stage__in=(StayStage.AGREED, StayStage.UNDER_WAY))
