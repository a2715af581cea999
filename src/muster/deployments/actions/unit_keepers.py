"""Who keeps the record of a unit in theatre: its State, the mission, and the secretariat that mandates the mission."""

from datetime import date

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.units import visible_unit
from muster.kit.errors import NotAllowed, Refused
from muster.kit.standing import Standing
from muster.parties.models import Role
from muster.parties.viewer import Viewer


def may_keep(actor: Viewer, unit: DeployedUnit) -> bool:
    """Return whether the actor is an officer of a unit's State, of its mission or of the mission's secretariat."""
    mission = unit.post.requirement.mission
    sides = (unit.state_id, mission.organisation_id, mission.mandated_by_id)
    return actor.is_system or (actor.organisation_id in sides and actor.has_role(Role.OFFICER))


def kept_unit(actor: Viewer, reference: str, today: date, standing: str) -> DeployedUnit:
    """Return a unit with its row held, so that two writes about it are made one after the other.

    Raises NotFound for one that the actor may not see, NotAllowed unless the actor keeps its record, and Refused for a
    standing that only a loader may give.
    """
    unit = visible_unit(actor, today, reference)
    if not may_keep(actor, unit):
        raise NotAllowed(f"Unit {reference}: kept by officers of its State, of the mission and of its secretariat.")
    if standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"Unit {reference}: the standing of what is entered is 'entered'.")
    list(DeployedUnit.objects.select_for_update().filter(pk=unit.pk))
    return unit
