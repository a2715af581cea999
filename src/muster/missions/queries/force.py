"""The posts of a mission's statement of force requirement, as the rules of its lines read them."""

from datetime import date

from muster.missions.models import Mission, RequirementStage
from muster.missions.queries.requirements import visible_posts
from muster.missions.rules.force import ForcePost
from muster.parties.viewer import Viewer


def force_posts(viewer: Viewer, day: date, mission: Mission) -> list[ForcePost]:
    """Return the posts of the mission's requirements that are not closed, as the viewer may see them."""
    posts = visible_posts(viewer, day).filter(requirement__mission=mission).select_related("statement")
    return [
        ForcePost(
            reference=post.reference,
            requirement=post.requirement.reference,
            sector=post.sector,
            unit_type=post.unit_type,
            strength=post.strength,
            needed_from=post.needed_from,
            needed_until=post.needed_until,
            priority=post.requirement.priority,
            authority=post.requirement.authority,
            statement=post.statement.reference if post.statement else "",
            illustrative=post.requirement.illustrative,
        )
        for post in posts.exclude(requirement__stage=RequirementStage.CLOSED)
    ]
