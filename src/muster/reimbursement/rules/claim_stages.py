"""The stages of a claim, and who takes which step. Pure.

Contributors do not invoice: the signed verification report drives the claim (section 13 of the dossier on
reimbursement, recalled). So the secretariat draws a claim up from the statement and submits it to the payee, who may
contest it. The order of the stages, and that nobody certifies what they have drawn up, are local choices.
"""

from collections.abc import Collection

from muster.kit.errors import Problem
from muster.reimbursement.claim_stages import ClaimStage

DRAWER, CERTIFIER, PAYEE, SETTLEMENT = "drawer", "certifier", "payee", "settlement"

STEPS: dict[ClaimStage, dict[ClaimStage, str]] = {
    ClaimStage.DRAFT: {ClaimStage.SUBMITTED: DRAWER, ClaimStage.WITHDRAWN: DRAWER},
    ClaimStage.SUBMITTED: {
        ClaimStage.CERTIFIED: CERTIFIER,
        ClaimStage.CONTESTED: PAYEE,
        ClaimStage.WITHDRAWN: DRAWER,
    },
    ClaimStage.CONTESTED: {ClaimStage.SUBMITTED: DRAWER, ClaimStage.WITHDRAWN: DRAWER},
    ClaimStage.CERTIFIED: {ClaimStage.PART_PAID: SETTLEMENT, ClaimStage.PAID: SETTLEMENT},
    ClaimStage.PART_PAID: {ClaimStage.PAID: SETTLEMENT},
    ClaimStage.PAID: {},
    ClaimStage.WITHDRAWN: {},
}
"""From each stage those that may follow, and by whom; those by settlement follow from payments and set-offs alone."""

SPEAKS = (ClaimStage.CONTESTED, ClaimStage.WITHDRAWN)
"""Stages that are never taken without a reason in words."""


def step_side(stage: str, following: str) -> str:
    """Return who takes a step, empty where it is none."""
    return STEPS[ClaimStage(stage)].get(ClaimStage(following), "")


def needs_words(stage: str, following: str) -> bool:
    """Return whether a step is told in words: a contest, the answer to it, a withdrawal."""
    return ClaimStage(following) in SPEAKS or (
        stage == ClaimStage.CONTESTED and ClaimStage(following) == ClaimStage.SUBMITTED
    )


def step_problems(stage: str, following: str, words: str = "") -> list[Problem]:
    """Return why a claim cannot take a step by hand: a line each, with its remedy."""
    here, wanted = ClaimStage(stage), ClaimStage(following)
    side = step_side(here, wanted)
    if not side:
        possible = ", ".join(one.value for one in STEPS[here]) or "nothing: it is over"
        return [Problem("stage", f"what is {here.value} cannot become {wanted.value}", f"possible: {possible}")]
    if side == SETTLEMENT:
        return [Problem("stage", f"{wanted.value} follows from what is paid", "enter the payment or the set-off")]
    if needs_words(here, wanted) and not words.strip():
        return [Problem("words", "are empty", "say why, or what becomes of it")]
    return []


def certifier_problem(user_id: int | None, drawn_up_by: Collection[int | None]) -> str:
    """Return why a person does not certify a claim, empty where they may: nobody does who drew it up or submitted it.

    The installation itself (no person) is outside the rule.
    """
    if user_id is not None and user_id in drawn_up_by:
        return "you have drawn it up or submitted it; somebody else certifies it"
    return ""


def settled_stage(total_cents: int, settled_cents: int) -> ClaimStage:
    """Return the stage of a certified claim of which so much is settled."""
    if settled_cents >= total_cents:
        return ClaimStage.PAID
    return ClaimStage.PART_PAID if settled_cents else ClaimStage.CERTIFIED
