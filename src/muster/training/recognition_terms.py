"""What is said of a recognition, as plain values: the shapes that forms, API and loaders share. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ApplicationTerms:
    """An application: for a course, against a version of its standard, addressed to a register.

    `version` is the version's word, empty where none is on record; `renews` the number of the certificate that the new
    one is to follow.
    """

    reference: str
    course: str
    register: str
    version: str = ""
    renews: str = ""
    words: str = ""


@dataclass(frozen=True)
class RecognitionEvidenceTerms:
    """Evidence as it is handed in: of a kind, in words, with a file of the institution's own or none."""

    kind: str
    words: str = ""
    document: int | None = None


@dataclass(frozen=True)
class LineVerdictTerms:
    """What the reviewer says of a line of the standard; an empty verdict takes an earlier one away."""

    line: str
    verdict: str
    remark: str = ""


@dataclass(frozen=True)
class RecognitionFindingTerms:
    """A finding of the desk; `due_on` None: as the severity says."""

    about: str
    severity: str
    text: str
    due_on: date | None = None


@dataclass(frozen=True)
class SignatureTerms:
    """The certificate as it is signed: by which office, on which day, effective from when, for how many years.

    `number` empty: the next of the register; `years` None: as the parameter says.
    """

    signed_by: str
    signed_on: date
    effective_from: date
    years: int | None = None
    number: str = ""


@dataclass(frozen=True)
class PublishedStage:
    """A stage that a source tells: its day, and the source's own words where it gives no day."""

    stage: str
    held_from: date
    known_from: date
    day_as_told: str = ""
    words: str = ""
    source: str = ""
    standing: str = "seen"


@dataclass(frozen=True)
class PublishedEvidence:
    """Evidence as sources tell it, with a verdict and a remark where one is told or follows; both may be empty."""

    kind: str
    words: str
    verdict: str = ""
    remark: str = ""


@dataclass(frozen=True)
class PublishedCertificate:
    """A certificate as sources tell it; what none tells is empty or None."""

    number: str
    effective_from: date
    known_from: date
    expires_on: date | None = None
    signed_by: str = ""
    signed_on: date | None = None
    day_as_told: str = ""
    source: str = ""
    standing: str = "seen"
