"""Words and values of what was found of units in theatre. Pure."""

from dataclasses import dataclass
from datetime import date

from muster.kit.named import Named


class TheatreResultKind(Named):
    """What was looked at."""

    SERVICEABILITY = "serviceability", "serviceability"
    READINESS = "readiness", "readiness"
    EVALUATION = "evaluation", "evaluation"


@dataclass(frozen=True)
class TheatreResultTerms:
    """A result of a unit in theatre. `mission` is an acronym, `state` an ISO alpha-3 code, the others are references.

    A share in whole percent, a result in words, or both; `outcome` is the code of the word where its room has one.
    """

    unit: str
    state: str
    mission: str
    unit_type: str
    kind: str
    on: date
    reference: str
    percent: int | None = None
    word: str = ""
    outcome: str = ""
    pledge: str = ""
    source: str = ""
    standing: str = "entered"
