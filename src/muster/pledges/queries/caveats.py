"""Who may report on a pledge from the mission in which its unit stands."""

from datetime import date

from muster.kit.errors import NotAllowed, NotFound
from muster.kit.facts import known_on
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.pledges.models import Pledge, PoolStanding


def is_deployed_to(pledge: Pledge, mission: str, day: date) -> bool:
    """Return whether the unit of the pledge stands in the mission (its acronym) on `day`, as known on it."""
    last = known_on(pledge.pool_events.filter(held_from__lte=day), day).order_by("-held_from", "-pk").first()
    return last is not None and last.standing_in_pool == PoolStanding.DEPLOYED and last.mission == mission


def require_deployed_to(viewer: Viewer, reference: str, day: date) -> None:
    """Raise NotFound or NotAllowed unless the viewer is an officer of the mission in which the pledge's unit stands."""
    found = Pledge.objects.filter(reference=reference).first()
    if found is None or not is_deployed_to(found, viewer.organisation_code, day):
        raise NotFound(f"There is no pledge {reference!r} deployed to {viewer.organisation_code} to report on.")
    if not viewer.has_role(Role.OFFICER):
        raise NotAllowed(f"Discovered caveat of pledge {reference}: only an officer of the mission reports it.")
