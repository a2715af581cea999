"""Which mandate ends next in an operation, and by when its consultation is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.missions.rules.mandates import MandateTerm, cover_from


@dataclass(frozen=True)
class EndingMandate:
    """The last period of an unbroken chain known on a day: its key, its resolution, the first day without a mandate."""

    key: int
    resolution: str
    until: date


def ending_mandate(terms: Sequence[MandateTerm], day: date) -> EndingMandate | None:
    """Return which of an operation's periods (as they hold) ends without a known next; None where none is in sight."""
    cover = cover_from(terms, day)
    if not cover.is_covered or cover.until is None:
        return None
    last = next(one for one in terms if one.until == cover.until)
    return EndingMandate(last.key, last.resolution, cover.until)
