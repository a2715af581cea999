"""The case that an action writes into, held fast, and who may write there."""

from datetime import date

from muster.generation.models import Case, CaseStage
from muster.generation.queries.cases import CASE_FIELDS
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties import visibility
from muster.parties.viewer import Viewer


def locked_case(actor: Viewer, reference: str) -> Case:
    """Return the case, locked for this transaction. Raises NotFound if there is none that the actor may see."""
    case = Case.objects.select_for_update().filter(visibility.rows(actor, CASE_FIELDS), reference=reference).first()
    if case is None:
        raise NotFound(f"There is no case {reference!r} that you may see.")
    return case


def require_register(actor: Viewer, case: Case, what: str) -> None:
    """Raise NotAllowed unless the actor is an officer of the register that generates the force."""
    visibility.require_owner(actor, case.register_id, what)


def require_side(actor: Viewer, case: Case, what: str) -> None:
    """Raise NotAllowed unless the actor is an officer of the register or of the State of the case."""
    for side in (case.register_id, case.state_id):
        try:
            visibility.require_owner(actor, side, what)
        except NotAllowed:
            continue
        return
    raise NotAllowed(f"{what}: only officers of the register and of the State may do this.")


def require_open(case: Case) -> None:
    """Raise Refused where the case has ended: nothing is added to it any more."""
    if case.stage != CaseStage.OPEN:
        raise Refused(f"Case {case.reference} is {case.get_stage_display()}; nothing in it is changed any more.")


def require_version(what: str, is_at: int, expected: int | None) -> None:
    """Raise Refused if somebody else has written meanwhile."""
    if expected is not None and is_at != expected:
        raise Refused(f"{what} was changed by somebody else meanwhile; look at it and change it again.")


def require_come(day: date | None, today: date, what: str) -> None:
    """Raise Refused for a deed that is dated in the future."""
    if day is not None and day > today:
        raise Refused(f"{what}: {day} has not come yet; record it when it has.")
