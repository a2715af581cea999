"""Which sides of a nomination, or of an assignment, a viewer speaks for; the actions check again."""

from muster.deployments.individual_parameters import TOUR_OF_CATEGORY
from muster.deployments.models import Assignment, Nomination
from muster.parties.viewer import Viewer
from muster.reference.individuals import individual_rules

EVERY_SIDE = frozenset({"state", "mission", "secretariat"})


def sides_of_nomination(viewer: Viewer, nomination: Nomination) -> frozenset[str]:
    """Return the viewer's sides of a nomination; the Secretariat enters an arrival for the mission too."""
    if viewer.is_system:
        return EVERY_SIDE
    request, mission = nomination.requested.request, nomination.requested.post.mission
    sides = set()
    if viewer.organisation_id == request.state_id:
        sides.add("state")
    if viewer.organisation_id == request.organisation_id:
        sides |= {"secretariat", "mission"}
    if mission is not None and viewer.organisation_id == mission.organisation_id:
        sides.add("mission")
    return frozenset(sides)


def waivable_rules(viewer: Viewer, nomination: Nomination) -> list[str]:
    """Return the rules asked of a nominee that one of the viewer's sides may waive."""
    sides = sides_of_nomination(viewer, nomination)
    rules = individual_rules(TOUR_OF_CATEGORY[nomination.requested.post.category])
    return [one.rule for one in rules if one.waived_by in sides]


def sides_of_assignment(viewer: Viewer, assignment: Assignment) -> frozenset[str]:
    """Return the viewer's sides of an assignment; a Secretariat speaks for both where the post has no mission."""
    if viewer.is_system:
        return EVERY_SIDE
    mission = assignment.post.mission
    held_by = {
        "state": assignment.state_id,
        "secretariat": assignment.post.organisation_id,
        "mission": mission.organisation_id if mission else assignment.post.organisation_id,
    }
    return frozenset(side for side, holder in held_by.items() if holder == viewer.organisation_id)
