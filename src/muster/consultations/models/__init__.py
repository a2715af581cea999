"""What is stored of triangular consultations. One file an idea; this is the list of all."""

from muster.consultations.models.consultation import (
    AgendaItem,
    Capacity,
    Consultation,
    ConsultationStage,
    ConsultationStep,
    MeetingFormat,
    PackDocument,
    PackKind,
    Participant,
    StepKind,
    Trigger,
)
from muster.consultations.models.contribution import (
    Commitment,
    ConsultationPosition,
    ConsultationQuestion,
    InputTrace,
    Sharing,
    TraceOutcome,
)

__all__ = [
    "AgendaItem",
    "Capacity",
    "Commitment",
    "Consultation",
    "ConsultationPosition",
    "ConsultationQuestion",
    "ConsultationStage",
    "ConsultationStep",
    "InputTrace",
    "MeetingFormat",
    "PackDocument",
    "PackKind",
    "Participant",
    "Sharing",
    "StepKind",
    "TraceOutcome",
    "Trigger",
]
