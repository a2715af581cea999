"""A datum of a dossier, and what is asked for it. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Asked:
    """What a dossier is about: codes of State and mission, the people of a category, the arrival wanted, the tour."""

    state_id: int
    state: str
    mission: str
    people: int
    category: str = "contingent"
    wanted_on: date | None = None
    tour_months: int | None = None


@dataclass(frozen=True)
class DataPoint:
    """One datum: `key` is its name for rules, `value` a plain text (numbers as decimals), `words` what a reader reads.

    `known_from` is the day on which it became known, None where it is reckoned; `page` the site's address behind it.
    """

    key: str
    label: str
    value: str
    unit: str
    words: str
    source: str
    known_from: date | None = None
    page: str = ""


@dataclass(frozen=True)
class Suggestion:
    """The verdict that the rules suggest (a GateVerdict, empty: none can be suggested), and why, a line each."""

    verdict: str
    reasons: tuple[str, ...] = ()
