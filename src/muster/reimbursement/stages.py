"""The words of the record of reimbursement, each with one meaning. Pure."""

from muster.kit.named import Named


class MemorandumStage(Named):
    """How far a memorandum is as a ground of payment; signature and ratification stand with its instrument."""

    DRAFT = "draft", "Draft"
    IN_FORCE = "in-force", "In force"
    ENDED = "ended", "Ended"


class LeaseKind(Named):
    """Who owns and who maintains an item: the words of the memorandum file."""

    WET = "wet", "wet lease"
    DRY = "dry", "dry lease"
    MAINTENANCE_ONLY = "maintenance-only", "maintenance only"


class RateOrigin(Named):
    """Where the rate of an agreed line comes from."""

    EDITION = "edition", "as in the edition"
    OTHERWISE = "otherwise", "not as in the edition"
    SPECIAL_CASE = "special-case", "special case"
    BY_HAND = "by-hand", "entered by hand, no edition"
