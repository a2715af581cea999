"""What is said of units and tours, as plain values: the shape that forms, API and loaders share. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class UnitTerms:
    """A deployed unit as it is entered. `state` is an ISO alpha-3 code; `post`, `pledge`, `inside` are references.

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
    tour_months: int | None = None
    overlap_days: int | None = None
    training_days: int | None = None
    known_from: date | None = None
    source: str = ""
    standing: str = "entered"


@dataclass(frozen=True)
class TourChange:
    """The days of a tour as they are to be, with the reason."""

    arrives_on: date
    leaves_on: date
    reason: str
