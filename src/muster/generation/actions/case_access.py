"""From which side, version and day on something is written; whose case it is, is asked in `access`."""

from muster.generation.models import Case
from muster.kit.errors import NotAllowed
from muster.parties import visibility
from muster.parties.viewer import Viewer


def require_side(actor: Viewer, case: Case, what: str) -> None:
    """Raise NotAllowed unless the actor is an officer of the register or of the State of the case."""
    for side in (case.register_id, case.state_id):
        try:
            visibility.require_owner(actor, side, what)
        except NotAllowed:
            continue
        return
    raise NotAllowed(f"{what}: only officers of the register and of the State may do this.")
