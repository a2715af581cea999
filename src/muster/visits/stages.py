"""The words of visits, each with one meaning: kinds, stages, modes, outcomes, answers, severities. Pure."""

from muster.kit.named import Named


class VisitKind(Named):
    """Why somebody travels (dossier 2.5, 2.6, 3.1, 5.3)."""

    ASSESSMENT = "assessment", "Assessment and advisory visit"
    VERIFICATION = "verification", "Verification visit"
    PRE_DEPLOYMENT = "pre-deployment", "Pre-deployment visit"
    RECONNAISSANCE = "reconnaissance", "Reconnaissance visit"
    RECOGNITION = "recognition", "Recognition visit"


class VisitMode(Named):
    """Whether the team is there; a desktop visit reads and asks from afar, as during the pandemic."""

    IN_PERSON = "in-person", "In person"
    REMOTE = "remote", "Remote (desktop)"


class VisitStage(Named):
    """How far a visit is (dossier 14.2); "State comments" of the dossier are two: with the State, and commented."""

    REQUESTED = "requested", "Requested"
    AGREED = "agreed", "Agreed"
    TEAM_NAMED = "team-named", "Team named"
    PREPARED = "prepared", "Prepared"
    ON_SITE = "on-site", "Under way"
    DRAFT_REPORT = "draft-report", "Report being drafted"
    SENT = "sent-for-comments", "Draft sent for comments"
    COMMENTED = "commented", "Comments received"
    APPROVED = "approved", "Report approved"
    TRACKED = "findings-tracked", "Findings tracked"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"
    REFUSED = "refused", "Refused"


class Side(Named):
    """Who takes a step. The lead is the register's secretariat; of a reconnaissance visit it is the State."""

    LEAD = "lead", "the side that leads the visit"
    COUNTERPART = "counterpart", "the other side"
    EITHER = "either", "either side"


class Outcome(Named):
    """What the team says of a unit or course; the order is from worst to best."""

    NOT_RECOMMENDED = "not-recommended", "Not recommended"
    AFTER_FOLLOW_UP = "after-follow-up", "Recommended after follow-up"
    RECOMMENDED = "recommended", "Recommended"


class Answer(Named):
    """What a team found at a line of a checklist."""

    MET = "met", "Met"
    PARTLY = "partly", "Partly met"
    NOT_MET = "not-met", "Not met"
    NOT_APPLICABLE = "not-applicable", "Not applicable"
    NOT_SEEN = "not-seen", "Not seen"


class Severity(Named):
    """How much a finding weighs; an observation asks for nothing."""

    CRITICAL = "critical", "Critical"
    MAJOR = "major", "Major"
    MINOR = "minor", "Minor"
    OBSERVATION = "observation", "Observation"


class FindingStanding(Named):
    """Where a finding stands: its owner reports it remedied, the side that leads the visit accepts that or not."""

    OPEN = "open", "Open"
    REPORTED = "reported", "Reported as remedied"
    CLOSED = "closed", "Closed"
    WAIVED = "waived", "Waived"


ENDED_WITHOUT_VISIT = (VisitStage.CANCELLED, VisitStage.REFUSED)
"""The visit did not take place."""

BEFORE_THE_DRAFT_IS_SENT = (
    VisitStage.REQUESTED,
    VisitStage.AGREED,
    VisitStage.TEAM_NAMED,
    VisitStage.PREPARED,
    VisitStage.ON_SITE,
    VisitStage.DRAFT_REPORT,
    *ENDED_WITHOUT_VISIT,
)
"""Stages in which what the team wrote is the team's own."""

BEFORE_APPROVAL = (*BEFORE_THE_DRAFT_IS_SENT, VisitStage.SENT, VisitStage.COMMENTED)
"""Stages in which the report is between the two sides only."""

WITH_RESULT = (VisitStage.APPROVED, VisitStage.TRACKED, VisitStage.CLOSED)
"""Stages in which the result holds."""

CLOSED_STANDINGS = (FindingStanding.CLOSED, FindingStanding.WAIVED)
"""A finding that asks for nothing any more."""
