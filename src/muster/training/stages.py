"""The words of training, each with one meaning: courses, sessions, enrolment, recognition, the pool, offers. Pure."""

from muster.kit.named import Named


class CourseStage(Named):
    """How far a course is: a draft is the institution's own, the others are on the catalogue."""

    DRAFT = "draft", "Draft"
    OFFERED = "offered", "Offered"
    CLOSED = "closed", "Not offered any more"


class SessionStage(Named):
    """How far a session of a course is. Whether it is full or under way follows from seats and days."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open for enrolment"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class EnrolmentStage(Named):
    """Where somebody stands with a session."""

    APPLIED = "applied", "Applied"
    WAITING = "waiting", "On the waiting list"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ABSENT = "absent", "Did not come"
    PASSED = "passed", "Passed"
    FAILED = "failed", "Not passed"


class RecognitionStage(Named):
    """The six stages seen in Korea in 2013 and how a case ends (dossier 5.3); of the fourth no name is published."""

    APPLICATION = "application", "Application"
    SYSTEM_REPORT = "system-report", "Report on the training system"
    LESSON_PLANS = "lesson-plans", "Lesson plans"
    DESK_REVIEW = "desk-review", "Desk review of the curriculum"
    OBSERVATION = "observation", "Observed delivery"
    RESULT = "result", "Result"
    RECOGNISED = "recognised", "Recognised"
    REFUSED = "refused", "Not recognised"
    WITHDRAWN = "withdrawn", "Withdrawn"


class RecognitionDuty(Named):
    """What somebody has done in a recognition case that stands against deciding on it."""

    APPLIED = "applied", "Applied for it"
    REVIEWED = "reviewed", "Reviewed it"


class EvidenceKind(Named):
    """What is looked at before a course is recognised (dossier 5.3)."""

    CURRICULUM = "curriculum", "Curriculum"
    LESSON_PLANS = "lesson-plans", "Lesson plans"
    EXERCISES = "exercises", "Exercises and scenarios"
    INSTRUCTORS = "instructors", "Instructors"
    FACILITIES = "facilities", "Facilities"
    ASSESSMENT = "assessment", "Method of assessment"
    PARTICIPANTS = "participants", "Eligibility of participants"
    DELIVERY = "delivery", "Delivery"
    SYSTEM = "system", "Training system"


class Coverage(Named):
    """How far a line of the standard is covered."""

    FULL = "full", "Covered"
    PARTLY = "partly", "Partly covered"
    NOT = "not", "Not covered"


class PoolStage(Named):
    """How far somebody is in the national pool before a nomination; what comes after it follows from the posts held."""

    CANDIDATE = "candidate", "Candidate"
    SCREENED = "screened", "Screened"
    POOLED = "pooled", "In the pool"
    LEFT = "left", "Left the pool"


class PoolTrack(Named):
    """What somebody is chosen for; two tracks were seen (S48)."""

    INDIVIDUAL = "individual", "Observer or staff officer"
    CONTINGENT = "contingent", "Contingent"


class PoolPlace(Named):
    """Where somebody of the pool is on a day: a stage of the pool, or what nominations, tours and rosters say."""

    CANDIDATE = "candidate", "Candidate"
    SCREENED = "screened", "Screened"
    POOLED = "pooled", "In the pool"
    NOMINATED = "nominated", "Nominated"
    ACCEPTED = "accepted", "Accepted"
    DEPLOYED = "deployed", "Deployed"
    RESTING = "resting", "Resting after a tour"
    RETURNED = "returned", "Returned"
    LEFT = "left", "Left the pool"


class RequirementRule(Named):
    """What a State asks of its own people besides what the United Nations ask (S48)."""

    AGE = "age", "Age"
    SERVICE = "service", "Service"
    RANK = "rank", "Rank"
    LANGUAGE = "language", "Language test"
    DRIVING = "driving", "Driving"
    REST = "rest", "Rest after a tour"


class CampTest(Named):
    """The tests of a selection camp (S48)."""

    MEDICAL_BOARD = "medical-board", "Medical board"
    PSYCHOLOGICAL = "psychological", "Psychological test"
    FITNESS = "fitness", "Fitness norms"
    DRIVING = "driving", "Driving, manual gear"
    LANGUAGE = "language", "Language"


class CertificationStage(Named):
    """How far the State's certification of training before a deployment is."""

    DRAFT = "draft", "Draft"
    SIGNED = "signed", "Signed"
    REVOKED = "revoked", "Revoked"


class OfferKind(Named):
    """What is offered to States that lack training."""

    TRAINERS = "trainers", "Trainers"
    MOBILE_TEAM = "mobile-team", "Mobile training team"
    SEATS = "seats", "Seats on a course"


class MatchStage(Named):
    """How far an offer matched to a need is."""

    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"
