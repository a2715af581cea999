"""The statement of force requirement of a mission: the lines that it wants, and from the stays how they are filled."""

from dataclasses import dataclass
from datetime import date

from muster.deployments.models import StayStage
from muster.deployments.queries import binding_stays
from muster.missions.models import Mission
from muster.missions.queries import force_posts, visible_mission
from muster.missions.rules.force import ForceLine, force_lines
from muster.parties.viewer import Viewer
from muster.reference.parameters import Parameter, parameter

CLOSING_DAYS = "force_line_closing_days"


@dataclass(frozen=True)
class ForceRequirement:
    """A mission's statement of force requirement as of a day, as a viewer may see it."""

    mission: Mission
    day: date
    lines: tuple[ForceLine, ...]
    held: frozenset[str]
    closing: Parameter

    @property
    def units(self) -> int:
        """Return the number of units in all lines."""
        return sum(line.units for line in self.lines)

    @property
    def units_held(self) -> int:
        """Return how many of them somebody holds."""
        return sum(line.held for line in self.lines)

    @property
    def strength(self) -> int:
        """Return the people in all lines."""
        return sum(line.strength for line in self.lines)

    @property
    def illustrative(self) -> bool:
        """Return whether any line is made up for demonstration."""
        return any(line.illustrative for line in self.lines)


def force_requirement(viewer: Viewer, day: date, acronym: str) -> ForceRequirement:
    """Return a mission's statement of force requirement. A post is held where a stay is under way on `day`.

    Raises NotFound for a mission that is not on record.
    """
    mission = visible_mission(viewer, day, acronym)
    stays = binding_stays(viewer, day).filter(
        post__requirement__mission=mission, stage=StayStage.UNDER_WAY, stay_from__lte=day
    )
    held = frozenset(stays.order_by().values_list("post__reference", flat=True))
    closing = parameter(CLOSING_DAYS, day)
    lines = force_lines(force_posts(viewer, day, mission), held, day=day, closing_days=closing.integer)
    return ForceRequirement(mission, day, lines, held, closing)
