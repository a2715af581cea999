"""How a selection goes on: drafted, proposed by one person, approved by another, revoked. Pure."""

from muster.generation.rules.request import CLOSED
from muster.generation.rules.selection_score import SelectionOutput

DRAFT, PROPOSED, APPROVED, REVOKED = "draft", "proposed", "approved", "revoked"
STEPS: dict[str, frozenset[str]] = {
    DRAFT: frozenset({PROPOSED, REVOKED}),
    PROPOSED: frozenset({DRAFT, APPROVED, REVOKED}),
    APPROVED: frozenset({REVOKED}),
    REVOKED: frozenset(),
}
"""Which stage may follow which. A proposal can be sent back; what was revoked is over, and a new one may be drafted."""


def step_problem(stage: str, to: str) -> str:
    """Return in words why a selection at `stage` cannot go to `to`; empty where it can."""
    if to in STEPS[stage]:
        return ""
    following = " or ".join(sorted(STEPS[stage])) or "nothing: it is over"
    return f"it is {stage}; what may follow is {following}"


def draft_problem(request_stage: str) -> str:
    """Return why no selection can be drafted; empty where it can: offers are complete once a request is closed."""
    if request_stage == CLOSED:
        return ""
    return f"the request is {request_stage}; close it first, so that offers are complete"


def proposal_problem(chosen: str, output: SelectionOutput, justification: str) -> str:
    """Return why a choice cannot be proposed; empty where it can.

    A gate keeps an offer out, whatever is written. A choice that is not the best score, or of which little is known,
    needs a written reason (section 3.3 of the dossier).
    """
    found = next((one for one in output.offers if one.offer == chosen), None)
    if found is None:
        return f"offer {chosen} is not among those compared: it was withdrawn, or is late and was not admitted"
    shut = [gate for gate in found.gates if not gate.fits]
    if shut:
        return f"offer {chosen} is kept out: {'; '.join(gate.words for gate in shut)}"
    if output.reason_needed and not justification.strip():
        return f"{output.reason_needed}; write down why it is chosen all the same"
    return ""


def approval_problem(proposed_by: int | None, approver: int | None) -> str:
    """Return why a person cannot approve a proposal; empty where they can.

    Segregation of duties: nobody approves what they proposed (section 3.1, phase 7: the choice goes up the line).
    """
    if proposed_by is not None and proposed_by == approver:
        return "you proposed it; another person of the register, as approver, decides"
    return ""


def sending_problem(stage: str, waiting: int, reviewed: int) -> str:
    """Return why feedback cannot be sent; empty where it can: after the approval, and what an officer has reviewed."""
    if stage != APPROVED:
        return f"the selection is {stage}; States are told once it is approved"
    if not waiting:
        return "every State that was not chosen has been told"
    return "" if reviewed else "none of it has been reviewed yet; review it first"
