"""Where the people in theatre exceed the ceiling of a mission's mandate on a day, by category."""

from datetime import date

from muster.deployments.queries.strength import unit_counts
from muster.deployments.queries.units import visible_units
from muster.deployments.rules.strength import by_category
from muster.kit.day_text import long_day
from muster.missions.models import Mission
from muster.missions.queries.beyond import mandate_on
from muster.parties.viewer import Viewer

TROOPS, POLICE = "troops", "police"


def ceiling_excess(viewer: Viewer, mission: Mission, known: date, day: date) -> dict[str, str]:
    """Return by category how the people in theatre on `day` exceed the ceiling that holds then, in words.

    As known on `known`; categories that keep it, or of which no ceiling is known, are left out. Four queries.
    """
    mandate = mandate_on(viewer, known, mission.pk, day)
    if mandate is None:
        return {}
    units = list(visible_units(viewer, known).filter(post__requirement__mission=mission))
    people = by_category(unit_counts(viewer, known, units), day)
    ceilings = {TROOPS: mandate.troop_ceiling, POLICE: mandate.police_ceiling}
    return {
        category: f"stands where {strength.people} {category} are in theatre on {long_day(day)}, "
        f"{strength.people - ceilings[category]} over the ceiling of {ceilings[category]}"
        for category, strength in people.items()
        if category in ceilings and strength.people > ceilings[category]
    }
