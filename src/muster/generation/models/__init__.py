"""What is stored of force generation. One file an idea; this is the list of all."""

from muster.generation.models.block import MissionBlock
from muster.generation.models.case import Case, CasePhase, CaseStage, CaseVariant, PhaseStage
from muster.generation.models.note import CaseNote, NoteKind

__all__ = [
    "Case",
    "CaseNote",
    "CasePhase",
    "CaseStage",
    "CaseVariant",
    "MissionBlock",
    "NoteKind",
    "PhaseStage",
]
