"""What is stored of States' decisions. One file an idea; this is the list of all."""

from muster.authorisations.criteria import Criterion
from muster.decisions.models.dossier import (
    Assessment,
    Dossier,
    DossierStage,
    Evidence,
    GateVerdict,
    LadderStep,
    Reassessment,
    SignatureKind,
    SignOff,
)
from muster.decisions.models.interest import InterestKind, StateInterest

__all__ = [
    "Assessment",
    "Criterion",
    "Dossier",
    "DossierStage",
    "Evidence",
    "GateVerdict",
    "InterestKind",
    "LadderStep",
    "Reassessment",
    "SignOff",
    "SignatureKind",
    "StateInterest",
]
