"""What is stored of States' decisions. One file an idea; this is the list of all."""

from muster.decisions.models.dossier import (
    Assessment,
    Criterion,
    Dossier,
    DossierStage,
    Evidence,
    LadderStep,
    Reassessment,
    SignatureKind,
    SignOff,
    Verdict,
)
from muster.decisions.models.interest import InterestKind, StateInterest

__all__ = [
    "Assessment",
    "Criterion",
    "Dossier",
    "DossierStage",
    "Evidence",
    "InterestKind",
    "LadderStep",
    "Reassessment",
    "SignOff",
    "SignatureKind",
    "StateInterest",
    "Verdict",
]
