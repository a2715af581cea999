"""Whether the course behind a certificate was recognised on the day of the certificate, as the room of training says.

That room lies above this one: it gives its answer once, when the installation starts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.named import Named
from muster.parties.viewer import Viewer
from muster.people.models import CredentialKind, PersonCredential


class ProofRecognition(Named):
    """What is known of the course of a certificate on the day on which the certificate was given."""

    RECOGNISED = "recognised", "Recognised"
    NOT_RECOGNISED = "not-recognised", "Not recognised"
    UNKNOWN = "unknown", "Not known"


@dataclass(frozen=True)
class RecognisedProof:
    """Whether a certificate is of a recognised course; by which certificate of recognition, until which day (excluded).

    Number and end stand where the course was recognised; `until` is None where no end is known.
    """

    verdict: ProofRecognition
    number: str = ""
    until: date | None = None
    address: str = ""


NOT_KNOWN = RecognisedProof(ProofRecognition.UNKNOWN)

RecognitionSource = Callable[[Viewer, Sequence[PersonCredential], date], Mapping[int, RecognisedProof]]
"""Gives the answer by the proof's key, as known on a day, for those proofs whose course the viewer may see."""

_sources: dict[str, RecognitionSource] = {}


def add_recognition_source(name: str, source: RecognitionSource) -> None:
    """Let a room tell which certificates are of recognised courses. The same name again replaces it."""
    _sources[name] = source


def recognitions_of(viewer: Viewer, proofs: Sequence[PersonCredential], day: date) -> dict[int, RecognisedProof]:
    """Return what is known on a day of each certificate of training among the proofs, by key; others are left out."""
    certificates = [one for one in proofs if one.kind == CredentialKind.TRAINING]
    found = {one.pk: NOT_KNOWN for one in certificates}
    if certificates:
        for source in _sources.values():
            found.update(source(viewer, certificates, day))
    return found
