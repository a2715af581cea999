"""What the rules of a dossier read: its assessments, signatures, what is due again, law and room. Pure."""

from dataclasses import dataclass, field
from datetime import date

CRITERIA = ("foreign-policy", "national-interest", "agreement", "resources", "risk")
"""The five criteria (section 7.2 of the dossier, from seed 003), in their order."""

CRITERION_WORDS = {
    "foreign-policy": "sense for foreign policy",
    "national-interest": "fits national interests",
    "agreement": "agreement or clear guarantees of the parties",
    "resources": "resources match the mandate and are financed",
    "risk": "least acceptable risk",
}
"""What a criterion is called in sentences."""

MET, RESERVED, NOT_MET = "met", "reserved", "not-met"
SIGNED, REFUSED = "signed", "refused"
INFORMED = "informed"


@dataclass(frozen=True)
class AssessedFacts:
    """The latest assessment of a criterion. `asked` is what the dossier asked for when it was made, in words."""

    key: int
    criterion: str
    verdict: str
    assessed_on: date
    assessed_by: int | None = None
    suggested: str = ""
    asked: str = ""


@dataclass(frozen=True)
class BodyFacts:
    """A national body with a part in the decision. `criteria` are those that it signs; none: it signs all of it."""

    code: str
    name: str
    part: str
    order: int
    criteria: tuple[str, ...] = ()
    must_sign: bool = True

    @property
    def scope(self) -> tuple[str, ...]:
        """Return the criteria that its signature covers."""
        return self.criteria or CRITERIA


@dataclass(frozen=True)
class SignedFacts:
    """What a body gave, in the order of the record. `assessment` is the one that it was given on; None: all of it."""

    body: str
    kind: str
    signed_on: date
    criterion: str = ""
    assessment: int | None = None


@dataclass(frozen=True)
class DueAgainFacts:
    """A criterion that must be assessed anew, and why."""

    criterion: str
    why: str


@dataclass(frozen=True)
class RoomFacts:
    """The room that national acts leave: `left` None is without a ceiling. `words` say it, `act` names the act."""

    is_authorised: bool = True
    left: int | None = None
    act: str = ""
    words: str = ""


@dataclass(frozen=True)
class DossierFacts:
    """A dossier as the rules read it on a day.

    `asked` is what it asks for in words, `conflicts` the mandated tasks that the law does not simply allow, a line
    each. `valid_months`: how long an assessment holds.
    """

    people: int
    asked: str
    day: date
    valid_months: int
    assessed: tuple[AssessedFacts, ...] = ()
    bodies: tuple[BodyFacts, ...] = ()
    signed: tuple[SignedFacts, ...] = ()
    due_again: tuple[DueAgainFacts, ...] = ()
    conflicts: tuple[str, ...] = ()
    room: RoomFacts = field(default_factory=RoomFacts)

    def assessment_of(self, criterion: str) -> AssessedFacts | None:
        """Return the latest assessment of a criterion, None where there is none."""
        return next((one for one in self.assessed if one.criterion == criterion), None)
