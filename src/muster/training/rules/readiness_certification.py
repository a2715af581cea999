"""What a State certifies of a rotation before it deploys, and when a signature no longer fits the roster. Pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from muster.kit.errors import Problem
from muster.training.rules.readiness_state import TrainingState
from muster.training.stages import CertificationStage

FOLLOWING: dict[str, tuple[str, ...]] = {
    CertificationStage.DRAFT: (CertificationStage.SIGNED,),
    CertificationStage.SIGNED: (CertificationStage.REVOKED,),
    CertificationStage.REVOKED: (),
}


@dataclass(frozen=True)
class CertifiedLine:
    """One line that a State certifies, with its source and standing."""

    code: str
    words: str
    source: str
    standing: str


TRAINING = CertifiedLine(
    "training",
    "The people of the rotation have finished their training before deployment to United Nations standard, "
    "but for the exceptions named.",
    "background: note verbale or certificate, before the pre-deployment visit or travel",
    "recalled",
)
READINESS = CertifiedLine(
    "readiness",
    "The unit is operationally ready: people, training and equipment.",
    "background: operational readiness assurance and performance improvement, 2015",
    "recalled",
)
CONDUCT = CertifiedLine(
    "conduct",
    "Nobody of the rotation has committed, or is alleged to have committed, violations of human rights or humanitarian "
    "law, or was repatriated on disciplinary grounds and barred.",
    "S41 certification of conduct",
    "seen",
)
LINES = (TRAINING, READINESS, CONDUCT)


def may_become(stage: str, following: str) -> bool:
    """Return whether a certification at `stage` may become `following`."""
    return following in FOLLOWING[stage]


def roster_digest(people: Iterable[tuple[int, str]]) -> str:
    """Return a digest of a roster, by which a later change is seen; it gives no number away to who has the document."""
    told = ";".join(f"{number}:{function}" for number, function in sorted(people))
    return hashlib.sha256(told.encode()).hexdigest()


def signature_problems(
    state: TrainingState | None,
    exceptions: Mapping[str, str],
    *,
    note_verbale: str,
    office: str,
    is_ready: bool,
    has_clean_conduct: bool,
) -> list[Problem]:
    """Return what keeps a certification from being signed: a roster, every line, and a reason for each exception."""
    if state is None:
        return [Problem("roster", "nobody is named, so nothing can be certified", "enter the roster first")]
    problems = [
        Problem(f"exception {item.standard}", f"{len(item.missing)} people lack it", "give the reason, or train them")
        for item in state.items
        if item.missing and not exceptions.get(item.standard, "").strip()
    ]
    if not note_verbale.strip():
        problems.append(Problem("note verbale", "there is none", "give its reference"))
    if not office.strip():
        problems.append(Problem("signed by", "no office is named", "give the office that signs"))
    for holds, line in ((is_ready, READINESS), (has_clean_conduct, CONDUCT)):
        if not holds:
            problems.append(Problem(line.code, "is not certified", "certify it in the draft before it is signed"))
    return problems


def certified_content(
    state: TrainingState, exceptions: Mapping[str, str], people: Iterable[tuple[int, str]]
) -> dict[str, Any]:
    """Return what is certified, as counted: shares by standard and lines, and no name or number of a person."""
    return {
        "people": state.people,
        "trained": state.trained,
        "day": state.day.isoformat(),
        "items": [
            {
                "standard": item.standard,
                "needed": item.needed,
                "valid": item.valid,
                "recognised": item.recognised,
                "lapsing": len(item.lapsing),
                "exception": exceptions.get(item.standard, "") if item.missing else "",
            }
            for item in state.items
        ],
        "lines": [
            {"code": line.code, "words": line.words, "source": line.source, "standing": line.standing} for line in LINES
        ],
        "roster": roster_digest(people),
    }


def has_changed(content: Mapping[str, Any], people: Iterable[tuple[int, str]]) -> bool:
    """Return whether the roster is another than the one that was certified."""
    return bool(content) and content.get("roster") != roster_digest(people)
