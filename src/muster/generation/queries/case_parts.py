"""A case and whatever hangs on it: seen by the register and the State of the case, and by the mission it goes to."""

from datetime import date
from typing import Any

from muster.generation.models import Case, CaseStage
from muster.generation.queries.cases import as_it_stood, visible_cases
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer

MISSION = "post__requirement__mission__organisation_id"
PART_FIELDS = visibility.Fields(owner="case__register_id", partner="case__state_id", mission=f"case__{MISSION}")


def case_seen(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one case without its phases, as it stood. Raises NotFound if there is none that the viewer may see."""
    found = visible_cases(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no case {reference!r} that you may see as of {long_day(day)}.")
    return as_it_stood(found, day)


def keeps(viewer: Viewer, case: Case) -> bool:
    """Return whether the viewer writes in the name of the register that generates the force."""
    return _acts_for(viewer, case.register_id)


def may_answer(viewer: Viewer, case: Case) -> bool:
    """Return whether the viewer writes for one of the two sides of the case."""
    return keeps(viewer, case) or _acts_for(viewer, case.state_id)


def is_open(case: Any) -> bool:
    """Return whether the case still moves, and has not ended since the day on which it is shown."""
    return case.stage == CaseStage.OPEN and not case.has_ended_since


def _acts_for(viewer: Viewer, organisation_id: int) -> bool:
    return viewer.is_system or (viewer.organisation_id == organisation_id and viewer.has_role(Role.OFFICER))
