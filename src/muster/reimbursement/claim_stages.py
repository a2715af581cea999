"""The words of claims and of what settles them, each with one meaning. Pure."""

from muster.kit.named import Named


class ClaimStage(Named):
    """How far a claim is. A draft is the secretariat's own; what is certified is owed; payments and set-offs pay it."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    CONTESTED = "contested", "Contested"
    CERTIFIED = "certified", "Certified"
    PART_PAID = "part-paid", "Paid in part"
    PAID = "paid", "Paid"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ClaimBasis(Named):
    """Where the amounts of a claim come from."""

    STATEMENT = "statement", "Statement of the memorandum"
    ENTERED = "entered", "Entered by hand from a paper"


OWED = (ClaimStage.CERTIFIED, ClaimStage.PART_PAID)
"""Stages at which something is still owed on a claim."""

PENDING = (ClaimStage.SUBMITTED, ClaimStage.CONTESTED)
"""Stages at which the payee has seen a claim that is not certified yet."""

CERTIFIED_ONCE = (*OWED, ClaimStage.PAID)
"""Stages of claims that stand on the account of a State."""
