"""The strength of a mission month by month, by category, against its mandate's ceilings and the targets for women."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.strength import unit_counts
from muster.deployments.queries.units import visible_units
from muster.deployments.rules.expected import month_ends
from muster.deployments.rules.strength import Strength, UnitCount, by_category, strength_on, total_on
from muster.kit.intervals import add_months
from muster.missions.models import MandatePeriod, Mission
from muster.missions.queries import visible_mission
from muster.missions.queries.beyond import effective_mandates
from muster.missions.rules.mandates import MandateTerm
from muster.parties.viewer import Viewer
from muster.pledges.rules.women import WomenStanding, target_column, women_standing
from muster.reference.parameters import parameter
from muster.reference.unit_types import unit_type

MONTHS_KEY = "mission_strength_months"
TROOPS, POLICE = "troops", "police"


@dataclass(frozen=True)
class StrengthOfDay:
    """A mission's people on a day by category; a ceiling of None: no mandate known on the day holds then."""

    day: date
    categories: dict[str, Strength]
    total: Strength
    troop_ceiling: int | None
    police_ceiling: int | None

    def ceiling_of(self, category: str) -> int | None:
        """Return the ceiling of a category; troops and police have one each, others none."""
        return {TROOPS: self.troop_ceiling, POLICE: self.police_ceiling}.get(category)

    def over(self, category: str) -> int:
        """Return the people of a category beyond its ceiling."""
        ceiling = self.ceiling_of(category)
        people = self.categories.get(category, Strength()).people
        return 0 if ceiling is None else max(0, people - ceiling)


@dataclass(frozen=True)
class StrengthOfUnit:
    """One unit on the day: what is counted of it, and how its women stand (None without a target or a report)."""

    unit: DeployedUnit
    strength: Strength
    women: WomenStanding | None


@dataclass(frozen=True)
class MissionStrength:
    """The days, oldest first, the last the day looked at; the units present on it; how women of categories stand."""

    mission: Mission
    days: tuple[StrengthOfDay, ...]
    units: tuple[StrengthOfUnit, ...]
    illustrative: bool
    lights: dict[str, WomenStanding]

    @property
    def now(self) -> StrengthOfDay:
        """Return the day looked at."""
        return self.days[-1]


def mission_strength(viewer: Viewer, day: date, acronym: str) -> MissionStrength:
    """Return the strength of a mission at the month ends before `day` and on it, from units in theatre alone.

    Individuals are not in it. Raises NotFound for a mission that the viewer may not see.
    """
    mission = visible_mission(viewer, day, acronym)
    units = list(visible_units(viewer, day).filter(post__requirement__mission=mission))
    counts = unit_counts(viewer, day, units)
    months = parameter(MONTHS_KEY, day).integer
    ends = [end for end in month_ends(add_months(day, -months), months + 1) if end < day]
    mandates = effective_mandates(viewer, day, [mission.pk]).get(mission.pk, [])
    present = [
        _of_unit(unit, count, day) for unit, count in zip(units, counts, strict=True) if count.present.contains(day)
    ]
    return MissionStrength(
        mission=mission,
        days=tuple(_of_day(counts, mandates, one) for one in [*ends, day]),
        units=tuple(present),
        illustrative=any(one.unit.illustrative for one in present),
        lights=category_lights(counts, day),
    )


def _of_day(
    counts: Sequence[UnitCount], mandates: Iterable[tuple[MandateTerm, MandatePeriod]], day: date
) -> StrengthOfDay:
    holding = [row for one, row in mandates if one.start <= day and (one.until is None or day < one.until)]
    mandate = holding[-1] if holding else None
    return StrengthOfDay(
        day=day,
        categories=by_category(counts, day),
        total=total_on(counts, day),
        troop_ceiling=mandate.troop_ceiling if mandate else None,
        police_ceiling=mandate.police_ceiling if mandate else None,
    )


def _of_unit(unit: DeployedUnit, count: UnitCount, day: date) -> StrengthOfUnit:
    strength = strength_on(count, day)
    return StrengthOfUnit(unit, strength, women_of(count.unit_type, strength, day))


def category_lights(counts: Iterable[UnitCount], day: date) -> dict[str, WomenStanding]:
    """Return how the women of each category stand, of units of one and the same target of the strategy.

    Formed police units have a target of their own: a category with units of two targets has no light.
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    types: dict[str, str] = {}
    counts = [one for one in counts if one.present.contains(day)]
    for one in counts:
        kinds[one.category].add(target_column(unit_type(one.unit_type)))
        types[one.category] = one.unit_type
    found = {}
    for category, strength in by_category(counts, day).items():
        standing = women_of(types[category], strength, day) if len(kinds[category]) == 1 else None
        if standing is not None:
            found[category] = standing
    return found


def women_of(code: str, strength: Strength, day: date) -> WomenStanding | None:
    """Return how the women among those reported by sex stand; None where nobody was, or no target is set."""
    sexed = strength.men + strength.women
    return women_standing(unit_type(code), strength.women, sexed, day=day) if sexed else None
