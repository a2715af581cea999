"""What is said of rosters, required training, certifications and offers, as plain values. Pure."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class RequiredTerms:
    """That people need a standard from a day on; `mission` is an acronym; empty narrows nothing."""

    standard: str
    valid_from: date
    unit_type: str = ""
    function: str = ""
    mission: str = ""
    valid_until: date | None = None
    source: str = ""
    standing: str = "entered"


@dataclass(frozen=True)
class CertificationTerms:
    """What the State certifies besides training, and why who misses an item goes all the same, by standard."""

    is_ready: bool
    has_clean_conduct: bool
    exceptions: dict[str, str] = field(default_factory=dict)
    source: str = ""
    standing: str = "entered"


@dataclass(frozen=True)
class OfferTerms:
    """What is offered to others in `[offered_from, offered_until)`, for so many people."""

    reference: str
    kind: str
    standard: str
    people: int
    offered_from: date
    offered_until: date
    language: str = ""
    conditions: str = ""
    source: str = ""
    standing: str = "entered"
