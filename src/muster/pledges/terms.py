"""What a State says in a pledge, as plain values: the shape that form, workbook and API share."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CaveatTerms:
    """One restriction: its kind, what it names, and the State's own words."""

    kind: str
    value: str
    text: str = ""


@dataclass(frozen=True)
class PledgeTerms:
    """A pledge's content. `state` is an ISO alpha-3 code, `unit_type` a code of the catalogue, dates half-open.

    `source` and `standing` None: as they are on record, and "entered" for a new pledge.
    """

    reference: str
    state: str
    unit_type: str
    strength: int
    available_from: date
    title: str = ""
    women: int = 0
    available_until: date | None = None
    notice_days: int = 90
    stay_minimum_months: int = 12
    stay_maximum_months: int = 12
    dwell_months: int = 0
    home_base: str = ""
    languages: str = ""
    note_verbale: str = ""
    note_verbale_on: date | None = None
    remarks: str = ""
    caveats: tuple[CaveatTerms, ...] = ()
    source: str | None = None
    standing: str | None = None


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a list written with semicolons, without blanks."""
    return tuple(part.strip() for part in text.split(";") if part.strip())
