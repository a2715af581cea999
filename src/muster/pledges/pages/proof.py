"""For whom the viewer acts towards a pledge, and the rungs on which it stands."""

from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.pledges.levels import LADDER, Level
from muster.pledges.models import OPEN_STAGES, PledgeVersion
from muster.reference.registers import rungs_of


def acts_for_state(request: MusterRequest, pledge: PledgeVersion) -> bool:
    """Return whether the viewer is an officer of the pledge's State."""
    return request.viewer.organisation_id == pledge.state_id and request.viewer.has_role(Role.OFFICER)


def acts_for_register(request: MusterRequest, pledge: PledgeVersion) -> bool:
    """Return whether the viewer is an officer of the pledge's register."""
    return request.viewer.organisation_id == pledge.register_id and request.viewer.has_role(Role.OFFICER)


def is_open(pledge: PledgeVersion) -> bool:
    """Return whether the pledge stands between the two sides now."""
    return pledge.pledge.stage in OPEN_STAGES


def levels_below(pledge: PledgeVersion) -> list[Level]:
    """Return the rungs above the draft on which the pledge stands, highest first."""
    place = LADDER.index(Level(pledge.current_level)) if pledge.current_level in LADDER else 0
    used = rungs_of(pledge.register.code)
    return [level for level in reversed(LADDER[1 : place + 1]) if level in used]
