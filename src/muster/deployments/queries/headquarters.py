"""Each State's headquarters posts beside the people it contributes, as counts: every party's to see.

The United Nations publishes contributors by State and kind every month; no person and no post is told.
"""

from collections import Counter
from datetime import date

from muster.deployments.models import Assignment, PostPlace, StayStage
from muster.deployments.queries.stays import visible_stays
from muster.deployments.rules.headquarters_share import HeldPost, StateShare, shares
from muster.kit.facts import true_on
from muster.parties import visibility
from muster.parties.viewer import Viewer

COUNT_FIELDS = visibility.Fields(is_to_every_party=True)
HEADQUARTERS = (PostPlace.MISSION_HEADQUARTERS, PostPlace.SECRETARIAT)


def headquarters_shares(viewer: Viewer, day: date) -> list[StateShare]:
    """Return the shares as of a day: people are those of stays under way and individuals in posts of missions."""
    there = true_on(
        Assignment.objects.filter(visibility.rows(viewer, COUNT_FIELDS)), day, start="held_from", until="held_until"
    ).order_by()
    held = there.filter(post__place__in=HEADQUARTERS).values_list("state__name", "post__is_command")
    people: Counter[str] = Counter(there.filter(post__mission__isnull=False).values_list("state__name", flat=True))
    under_way = true_on(
        visible_stays(viewer, day).filter(stage=StayStage.UNDER_WAY), day, start="stay_from", until="stay_until"
    )
    for stay in under_way:
        people[stay.pledge.state.name] += stay.pledge_strength
    return shares([HeldPost(state, is_command) for state, is_command in held], people)
