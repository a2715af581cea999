"""What is said of units and tours, as plain values: the shape that forms, API and loaders share. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class UnitTerms:
    """A deployed unit as it is entered. `state` is an ISO alpha-3 code; `post`, `pledge`, `inside` and `case`
    are references.

    Empty months and days: nothing else was agreed than the parameters of the field say.
    """

    reference: str
    title: str
    state: str
    post: str
    strength: int
    present_from: date
    present_until: date | None = None
    pledge: str = ""
    inside: str = ""
    case: str = ""
    tour_months: int | None = None
    overlap_days: int | None = None
    training_days: int | None = None
    known_from: date | None = None
    source: str = ""
    standing: str = "entered"


@dataclass(frozen=True)
class UnitChange:
    """The agreed strength and the end of the presence of a unit as they are to be, with the reason."""

    strength: int
    present_until: date | None
    reason: str


@dataclass(frozen=True)
class TourTerms:
    """A tour as it was, is, or is planned by hand. `company` is the code of the national unit that takes it.

    Without `arrived_on` it lies ahead: `is_agreed` says whether it is agreed or only planned.
    """

    rotation: str
    strength: int
    arrives_on: date
    leaves_on: date
    women: int | None = None
    training_from: date | None = None
    arrived_on: date | None = None
    left_on: date | None = None
    is_agreed: bool = False
    company: str = ""
    note: str = ""
    known_from: date | None = None
    source: str = ""
    standing: str = "entered"


@dataclass(frozen=True)
class StepEvidence:
    """Where a tour's step is known from; its standing is 'entered' but for loaders of records."""

    source: str
    standing: str = "entered"
    note: str = ""


@dataclass(frozen=True)
class TourChange:
    """The days of a tour as they are to be, with the reason."""

    arrives_on: date
    leaves_on: date
    reason: str


@dataclass(frozen=True)
class StrengthTerms:
    """People of a unit in theatre on a day, by sex; those of its national support element apart."""

    on: date
    men: int
    women: int
    support_men: int = 0
    support_women: int = 0
    known_from: date | None = None
    source: str = ""
    standing: str = "entered"


@dataclass(frozen=True)
class BasisTerms:
    """An instrument under which people of a unit are in theatre. `instrument` is the reference of one of a case.

    With it, kind and title may be left empty: they are then the instrument's own.
    """

    valid_from: date
    valid_until: date | None = None
    kind: str = ""
    title: str = ""
    instrument: str = ""
    covers_support: bool = False
    known_from: date | None = None
    source: str = ""
    standing: str = "entered"


@dataclass(frozen=True)
class MoveTerms:
    """Where a unit stands from a day on."""

    place: str
    held_from: date
    latitude: float | None = None
    longitude: float | None = None
    known_from: date | None = None
    source: str = ""
    standing: str = "entered"
