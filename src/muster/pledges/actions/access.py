"""The pledge that an action is about, held fast while it writes."""

from muster.kit.errors import NotFound, Refused
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.models import FINAL_STAGES, Pledge
from muster.pledges.queries import PLEDGE_FIELDS


def locked_pledge(actor: Viewer, reference: str) -> Pledge:
    """Return the pledge, locked for this transaction. Raises NotFound if there is none that the actor may see."""
    seen = visibility.rows(actor, PLEDGE_FIELDS)
    pledge = Pledge.objects.select_for_update().filter(seen, reference=reference).first()
    if pledge is None:
        raise NotFound(f"There is no pledge {reference!r} that you may see.")
    return pledge


def own_open_pledge(actor: Viewer, reference: str, what: str) -> Pledge:
    """Return the actor's own pledge, locked. Raises NotFound, NotAllowed, and Refused where it has ended."""
    pledge = locked_pledge(actor, reference)
    visibility.require_owner(actor, pledge.state_id, what)
    if pledge.stage in FINAL_STAGES:
        raise Refused(f"Pledge {reference} is {pledge.get_stage_display()}; nothing is added to it or taken away.")
    return pledge
