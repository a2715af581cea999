"""From which side, version and day on something is written; whose case it is, is asked in `access`."""

from datetime import date

from muster.generation.models import Case
from muster.kit.errors import NotAllowed, Refused
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


def require_version(what: str, is_at: int, expected: int | None) -> None:
    """Raise Refused if somebody else has written meanwhile."""
    if expected is not None and is_at != expected:
        raise Refused(f"{what} was changed by somebody else meanwhile; look at it and change it again.")


def require_come(day: date | None, today: date, what: str) -> None:
    """Raise Refused for a deed that is dated in the future."""
    if day is not None and day > today:
        raise Refused(f"{what}: {day} has not come yet; record it when it has.")
