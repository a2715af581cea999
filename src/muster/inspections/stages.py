"""The words of inspections, evaluations and performance plans, each with one meaning. Pure."""

from muster.kit.named import Named


class InspectionKind(Named):
    """What is inspected when; the codes are those of the reference table `inspection_types` (section 3.6)."""

    ARRIVAL = "AI", "Arrival inspection"
    MONTHLY = "CMR", "Contingent monthly report"
    PERIODIC = "PI", "Periodic inspection"
    READINESS = "ORI", "Operational readiness inspection"
    SPOT = "SPOT", "Spot check"
    REPATRIATION = "RI", "Repatriation inspection"


class InspectionStage(Named):
    """How far an inspection is. Its worksheet is its writers' own until it is shared; it counts once it is signed."""

    PLANNED = "planned", "Planned"
    UNDER_WAY = "under-way", "Under way"
    SHARED = "shared", "Worksheet with the contingent"
    SIGNED = "signed", "Signed"
    CANCELLED = "cancelled", "Cancelled"
    SUPERSEDED = "superseded", "Superseded by a correction"


class Readiness(Named):
    """What an operational readiness inspection says of a unit as a whole; the three words are a local choice."""

    READY = "ready", "Ready"
    WITH_SHORTFALLS = "with-shortfalls", "Ready with shortfalls"
    NOT_READY = "not-ready", "Not ready"


class ServiceVerdict(Named):
    """What is found of a category of self-sustainment: it has to be sufficient and satisfactory (section 3.6)."""

    MET = "met", "To standard"
    PARTLY = "partly", "Partly to standard"
    NOT_MET = "not-met", "Not to standard"
    NOT_PROVIDED = "not-provided", "Not provided"
    BY_ORGANISATION = "by-organisation", "Provided by the organisation"


class About(Named):
    """What a discrepancy is about."""

    EQUIPMENT = "equipment", "Major equipment"
    SELF_SUSTAINMENT = "self-sustainment", "Self-sustainment"
    PERSONNEL = "personnel", "Personnel"
    OTHER = "other", "Other"


class DiscrepancyCode(Named):
    """What kind of difference it is; all but the last are proposed from a worksheet."""

    MISSING = "missing", "Missing"
    NOT_OPERATIONAL = "not-operational", "Not operational"
    OVERSTOCK = "overstock", "Over the agreed number"
    UNPAINTED = "unpainted", "Not in colours and marked"
    BELOW_STANDARD = "below-standard", "Below the standard"
    ENTERED = "entered", "Entered by hand"


class ActingSide(Named):
    """Who has to act on a discrepancy or a measure of a plan."""

    CONTRIBUTOR = "contributor", "The contributor"
    MISSION = "mission", "The mission"
    SECRETARIAT = "secretariat", "The Secretariat"


class DiscrepancyStanding(Named):
    """Where a discrepancy stands: who has to act says that it is remedied, the mission accepts that or does not."""

    OPEN = "open", "Open"
    REPORTED = "reported", "Reported as remedied"
    CLOSED = "closed", "Closed"
    WAIVED = "waived", "Waived"


class EvaluationKind(Named):
    """Who evaluates a unit (section 6.5)."""

    FORCE_COMMANDER = "force-commander", "Force commander's evaluation"
    HEADQUARTERS = "headquarters", "Force or sector headquarters' evaluation"
    FORMED_POLICE = "formed-police", "Performance assessment of a formed police unit"


class EvaluationStage(Named):
    """How far an evaluation is: the contributor comments before it is final, and it counts once it is final."""

    DRAFT = "draft", "Draft"
    SHARED = "shared", "With the contributor for comment"
    COMMENTED = "commented", "Commented"
    FINAL = "final", "Final"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Rating(Named):
    """How a unit does at a standard. No scale is published; these four are a local choice, from worst to best."""

    NOT_MET = "not-met", "Not met"
    PARTLY_MET = "partly-met", "Partly met"
    MET = "met", "Met"
    EXCEEDED = "exceeded", "Exceeded"


class ImprovementStage(Named):
    """How far a performance improvement plan is."""

    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Proposed to the contributor"
    AGREED = "agreed", "Agreed, under way"
    MET = "met", "Met"
    NOT_MET = "not-met", "Not met"
    WITHDRAWN = "withdrawn", "Withdrawn"
