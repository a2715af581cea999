"""Who may report on a pledge from the mission in which its unit stands."""

from datetime import date

from muster.kit.facts import known_on
from muster.pledges.models import Pledge, PoolStanding


def is_deployed_to(pledge: Pledge, mission: str, day: date) -> bool:
    """Return whether the unit of the pledge stands in the mission (its acronym) on `day`, as known on it."""
    last = known_on(pledge.pool_events.filter(held_from__lte=day), day).order_by("-held_from", "-pk").first()
    return last is not None and last.standing_in_pool == PoolStanding.DEPLOYED and last.mission == mission
