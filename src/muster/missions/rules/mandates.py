"""Mandates in time: which period holds on a day, how far the chain of renewals reaches, what lies beyond it. Pure.

Source: section 8.2 of the dossier (a tour must not outlive the mandate without a flag; recalled) and 6.2 (a rotation
needs a valid mandate past the tour).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class MandateTerm:
    """A mandate period as known: `[start, until)`, until None for an open end; `follows` is the key of another."""

    key: int
    start: date
    until: date | None
    follows: int | None = None
    resolution: str = ""


@dataclass(frozen=True)
class MandateCover:
    """How far the mandate known reaches from a day on: `until` is its first day without one, None for an open end.

    `is_covered` is False where no period holds on the day; `lapses_with` is the resolution of the last period.
    """

    is_covered: bool
    until: date | None
    lapses_with: str = ""

    def is_beyond(self, until: date | None) -> bool:
        """Return whether something that ends on `until` (excluded; None: no end) goes on without a known mandate."""
        if not self.is_covered:
            return True
        if self.until is None:
            return False
        return until is None or until > self.until


NO_COVER = MandateCover(is_covered=False, until=None)


def effective_terms(terms: Iterable[MandateTerm]) -> tuple[MandateTerm, ...]:
    """Return the periods as they hold, by first day: one that is followed ends where the other begins at latest."""
    known = list(terms)
    followed = {one.follows: one.start for one in known if one.follows is not None}
    cut = []
    for one in known:
        start = followed.get(one.key)
        if start is not None and (one.until is None or start < one.until):
            one = replace(one, until=start)
        if one.until is None or one.until > one.start:
            cut.append(one)
    return tuple(sorted(cut, key=lambda one: (one.start, one.key)))


def cover_from(terms: Sequence[MandateTerm], day: date) -> MandateCover:
    """Return how far periods (as they hold, see `effective_terms`) reach from `day` on without a day between them."""
    until: date | None = day
    last = ""
    covered = False
    for one in terms:
        if until is None or one.start > until:
            break
        if one.until is None or one.until > until:
            covered, until, last = True, one.until, one.resolution
    return MandateCover(covered, until, last) if covered else NO_COVER
