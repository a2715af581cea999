"""Time to peak strength of a mission, and peak against ceiling. Pure.

Formula of section 9.2 of the dossier: compared with 10 months (12 in Africa) and 92.5 per cent of the ceiling (S19).
The peak is the first month with the greatest strength of the first three years; how the study took it was not seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Unit, Verdict, middle, share, share_of
from muster.yardsticks.measures.window import Window

DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class StrengthCourse:
    """A mission's strength over its months, and the ceilings of its mandates by their days (until is excluded)."""

    mission: str
    is_in_africa: bool
    started_on: date
    counts: Sequence[tuple[date, int]]
    ceilings: Sequence[tuple[date, date | None, int]] = ()
    source: str = ""
    illustrative: bool = False

    def ceiling(self, day: date) -> int | None:
        """Return the people authorised on a day, None where no mandate on record says."""
        holding = [people for start, until, people in self.ceilings if start <= day and (until is None or day < until)]
        return holding[-1] if holding and holding[-1] > 0 else None


@dataclass(frozen=True)
class Expected:
    """What the published study found: months to the peak, in Africa and elsewhere, and its share of the ceiling.

    `nearly_percent`: from how much of the peak on a mission is nearly there; many grow slowly after that.
    """

    months: int
    months_in_africa: int
    ceiling_percent: float
    nearly_percent: int


def time_to_peak(courses: Iterable[StrengthCourse], expected: Expected, window: Window) -> Measured:
    """Return the months from the start to the peak as known on the day, and the peak over the ceiling of that day."""
    rows = [_peak(one, window.day) for one in courses]
    found = [(one, peak) for one, peak in rows if peak is not None]
    months = [_months(one.started_on, on) for one, (on, _people) in found]
    nearly = [_months(one.started_on, _nearly(one, people, expected, window.day)) for one, (_on, people) in found]
    shares = [people / ceiling for one, (on, people) in found if (ceiling := one.ceiling(on))]
    behind = tuple(_row(one, on, people, expected) for one, (on, people) in found)
    return Measured(
        (
            middle("Months to the peak", months, Unit.MONTHS),
            middle(f"Months to {expected.nearly_percent} per cent of the peak", nearly, Unit.MONTHS),
            middle("Peak over the ceiling", shares, Unit.SHARE),
            share_of("Missions at the peak within the months expected", behind),
            share_of_ceiling(shares, expected),
        ),
        behind,
        "The public record has no strength of the first years of a mission.",
        tuple(dict.fromkeys(one.source for one, _ in found if one.source)),
    )


def share_of_ceiling(shares: Sequence[float], expected: Expected) -> Figure:
    """Return how many peaks reached the share of the ceiling that the study found on average."""
    reaching = sum(100 * one >= expected.ceiling_percent for one in shares)
    return share(f"Peaks at {expected.ceiling_percent:g} per cent of the ceiling or more", reaching, len(shares))


def _months(start: date, end: date) -> float:
    return round((end - start).days / DAYS_PER_MONTH, 1)


def _peak(one: StrengthCourse, day: date) -> tuple[StrengthCourse, tuple[date, int] | None]:
    """Return the first day of the greatest strength by a day; None where nothing, or nobody, is on record."""
    counts = [(on, people) for on, people in one.counts if one.started_on <= on <= day and people > 0]
    return one, max(counts, key=lambda pair: (pair[1], -pair[0].toordinal()), default=None)


def _nearly(one: StrengthCourse, peak: int, expected: Expected, day: date) -> date:
    """Return the first day with nearly the peak."""
    enough = peak * expected.nearly_percent / 100
    return min(on for on, people in one.counts if one.started_on <= on <= day and people >= enough)


def _row(one: StrengthCourse, on: date, people: int, expected: Expected) -> Behind:
    months, ceiling = _months(one.started_on, on), one.ceiling(on)
    limit = expected.months_in_africa if one.is_in_africa else expected.months
    told = f"of a ceiling of {ceiling}" if ceiling else "no ceiling on record"
    return Behind(
        Sort.MISSION,
        (one.mission,),
        one.mission,
        Verdict.COUNTS if months <= limit else Verdict.FAILS,
        f"peak of {people} people, {told}; {limit} months expected",
        mission=one.mission,
        on=on,
        number=months,
        illustrative=one.illustrative,
    )
