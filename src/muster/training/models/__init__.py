"""What is stored of training. One file an idea; this is the list of all."""

from muster.training.models.cooperation import OfferMatch, TrainingOffer
from muster.training.models.course import (
    Course,
    CourseLesson,
    CourseStageEvent,
    Instructor,
    InstructorEnd,
    InstructorQualification,
    LessonCover,
)
from muster.training.models.pool import (
    CampCandidate,
    CampResult,
    NationalRequirement,
    PoolEntry,
    PoolStageEvent,
    SelectionCamp,
)
from muster.training.models.readiness import RequiredTraining, RosterPlace, TrainingCertification
from muster.training.models.recognition import (
    CourseRecognition,
    CoverageVerdict,
    RecognitionCase,
    RecognitionComment,
    RecognitionDutyDone,
    RecognitionEvidence,
    RecognitionFinding,
    RecognitionFindingEvent,
    RecognitionStageEvent,
)
from muster.training.models.session import (
    Enrolment,
    EnrolmentEvent,
    SeatsOfState,
    SessionFeedback,
    SessionStageEvent,
    TrainingSession,
)
from muster.training.models.standard import StandardLine, StandardVersion

__all__ = [
    "CampCandidate",
    "CampResult",
    "Course",
    "CourseLesson",
    "CourseRecognition",
    "CourseStageEvent",
    "CoverageVerdict",
    "Enrolment",
    "EnrolmentEvent",
    "Instructor",
    "InstructorEnd",
    "InstructorQualification",
    "LessonCover",
    "NationalRequirement",
    "OfferMatch",
    "PoolEntry",
    "PoolStageEvent",
    "RecognitionCase",
    "RecognitionComment",
    "RecognitionDutyDone",
    "RecognitionEvidence",
    "RecognitionFinding",
    "RecognitionFindingEvent",
    "RecognitionStageEvent",
    "RequiredTraining",
    "RosterPlace",
    "SeatsOfState",
    "SelectionCamp",
    "SessionFeedback",
    "SessionStageEvent",
    "StandardLine",
    "StandardVersion",
    "TrainingCertification",
    "TrainingOffer",
    "TrainingSession",
]
