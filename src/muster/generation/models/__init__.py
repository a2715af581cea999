"""What is stored of force generation. One file an idea; this is the list of all."""

from muster.generation.models.case import Case, CasePhase, CaseStage, CaseVariant, PhaseStage

__all__ = ["Case", "CasePhase", "CaseStage", "CaseVariant", "PhaseStage"]
