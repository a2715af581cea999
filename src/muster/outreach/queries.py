"""What States pledged on the register, to stand beside their rank: only what the viewer may see."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from muster.outreach.rules.unit_kinds import ANY, kind_of
from muster.parties.viewer import Viewer
from muster.pledges.levels import rung
from muster.pledges.models import PledgeVersion
from muster.pledges.models.pledge import OPEN_STAGES
from muster.pledges.queries import visible_pledges, with_visible_caveats
from muster.reference.unit_types import unit_types


@dataclass(frozen=True)
class PledgedUnit:
    """A pledge that answers the question: its level, its strength, and how many caveats the viewer sees of it."""

    reference: str
    unit_type: str
    level: str
    strength: int
    caveats: int
    illustrative: bool


def pledged_units(viewer: Viewer, day: date, kind: str) -> Mapping[str, tuple[PledgedUnit, ...]]:
    """By State: open pledges of the kind (all for `any`) that the viewer may see on a day, the highest level first."""
    types = [one.code for one in unit_types() if kind in (ANY, kind_of(one))]
    seen = with_visible_caveats(viewer, visible_pledges(viewer, day).filter(unit_type__in=types), day)
    found: dict[str, list[PledgedUnit]] = defaultdict(list)
    for version in sorted(seen, key=lambda one: (-rung(one.current_level), one.reference)):
        if version.stage in OPEN_STAGES:
            found[version.pledge.state.code].append(_unit(version))
    return {state: tuple(units) for state, units in found.items()}


def _unit(version: PledgeVersion) -> PledgedUnit:
    return PledgedUnit(
        reference=version.reference,
        unit_type=version.unit_type,
        level=version.current_level,
        strength=version.strength,
        caveats=len(version.pledge.caveats_known),
        illustrative=version.illustrative,
    )
