"""What is stored of national law and acts. One file an idea; this is the list of all."""

from muster.authorisations.models.act import ActCategory, ActCeiling, ActKind, NationalAct
from muster.authorisations.models.law import AllowedTask, BodyPart, DecisionBody, LawKind, NationalLaw, TaskScope

__all__ = [
    "ActCategory",
    "ActCeiling",
    "ActKind",
    "AllowedTask",
    "BodyPart",
    "DecisionBody",
    "LawKind",
    "NationalAct",
    "NationalLaw",
    "TaskScope",
]
