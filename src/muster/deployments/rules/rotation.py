"""The tours of a unit's presence, from the first arrival on. Pure: no database, no clock.

Sources: sections 6.1 and 6.2 of the dossier (tours of 6 or 12 months; the relief is there before those whom it relieves
leave; the mandate has to last past the tour; recalled in part). Months are counted from the arrival that the plan
begins with and not from one tour to the next, so a tour that began on the 31st comes back to the 31st. All days are
dates: no time zone has a say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from muster.deployments.rules.findings import Finding
from muster.kit.day_text import long_day
from muster.kit.intervals import add_months

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class TourAgreement:
    """What is agreed of the tours: months in theatre, days of overlap at the handover, days of training before.

    The State is asked `request_months` before the end of a tour for the next contingent.
    """

    tour_months: int
    overlap_days: int
    training_days: int
    request_months: int

    def __post_init__(self) -> None:
        if self.tour_months < 1 or min(self.overlap_days, self.training_days, self.request_months) < 0:
            raise ValueError("a tour lasts a month or more; days and months of the agreement are not negative")


@dataclass(frozen=True)
class Presence:
    """Whose tours are planned: the first arrival, the number of that tour, and the ends that are known.

    The unit is wanted until `wanted_until`, the mission's mandate in force ends on `mandate_until`.
    """

    first_arrival: date
    first_number: int = 1
    wanted_until: date | None = None
    mandate_until: date | None = None


@dataclass(frozen=True)
class PlannedTour:
    """One tour: people are in theatre in `[arrives_on, leaves_on)`.

    `due_on` is the day on which it takes over alone: `arrives_on` and the days of overlap.
    """

    number: int
    request_by: date
    training_from: date
    arrives_on: date
    due_on: date
    leaves_on: date

    @property
    def name(self) -> str:
        """Return what the tour is called: R1, R2 and so on."""
        return f"R{self.number}"


def planned_tours(presence: Presence, agreement: TourAgreement, until: date) -> tuple[PlannedTour, ...]:
    """Return the tours that begin before `until`: each relieved by the next, the last one until the unit is not wanted.

    A relief arrives the days of overlap before the day on which it takes over; were the tour shorter than the overlap,
    on the day after the arrival of those before.
    """
    tours: list[PlannedTour] = []
    end = min((day for day in (presence.wanted_until, until) if day is not None), default=until)
    count = 0
    while True:
        due = add_months(presence.first_arrival, count * agreement.tour_months)
        if due >= end:
            return tuple(tours)
        following = add_months(presence.first_arrival, (count + 1) * agreement.tour_months)
        leaves = following if presence.wanted_until is None else min(following, presence.wanted_until)
        arrives = due
        if tours:
            arrives = max(due - timedelta(days=agreement.overlap_days), tours[-1].arrives_on + ONE_DAY)
        tours.append(_tour(presence.first_number + count, due, arrives, leaves, agreement))
        count += 1


def _tour(number: int, due: date, arrives: date, leaves: date, agreement: TourAgreement) -> PlannedTour:
    return PlannedTour(
        number=number,
        request_by=add_months(due, -agreement.request_months),
        training_from=arrives - timedelta(days=agreement.training_days),
        arrives_on=arrives,
        due_on=due,
        leaves_on=leaves,
    )


def number_in(rotation: str) -> int:
    """Return the number in the name of a rotation (R3: 3); 1 for a name without one."""
    figures = "".join(sign for sign in rotation if sign.isdecimal())
    return int(figures) if figures else 1


def mark_of(tours: Sequence[PlannedTour]) -> str:
    """Return what tells one plan from another: the name and the days of each tour."""
    return ";".join(f"{one.name}:{one.arrives_on}:{one.leaves_on}" for one in tours)


def tour_findings(
    tours: Sequence[PlannedTour], presence: Presence, agreement: TourAgreement, today: date
) -> tuple[Finding, ...]:
    """Return what the tours do not keep, in their order: holder, overlap, mandate, and what ought to have begun."""
    found: list[Finding] = []
    for before, after in pairwise(tours):
        found += _handover(before, after, agreement)
    for one in tours:
        found += _clocks(one, presence, today)
    return tuple(found)


def _handover(before: PlannedTour, after: PlannedTour, agreement: TourAgreement) -> list[Finding]:
    """Hold one handover against the rule: nobody leaves before the relief is there, for the days of overlap."""
    overlap = (before.leaves_on - after.arrives_on).days
    if overlap < 0:
        days = f"from {long_day(before.leaves_on)} to {long_day(after.arrives_on)} (excluded)"
        words = f"nobody holds the post {days}: {-overlap} days"
        return [Finding("no-holder", after.name, words, f"bring {after.name} earlier or keep {before.name} longer")]
    if overlap < agreement.overlap_days:
        words = f"{overlap} days of overlap with {before.name}, agreed are {agreement.overlap_days}"
        return [Finding("short-overlap", after.name, words, f"bring {after.name} earlier or keep {before.name} longer")]
    return []


def _clocks(one: PlannedTour, presence: Presence, today: date) -> list[Finding]:
    """Hold one tour against the mandate and today."""
    found = []
    if presence.mandate_until is not None and one.leaves_on > presence.mandate_until:
        words = f"lasts until {long_day(one.leaves_on)}, the mandate until {long_day(presence.mandate_until)}"
        found.append(Finding("past-mandate", one.name, words, "plan on its renewal, or end the tour with the mandate"))
    if one.arrives_on <= today:
        return found
    if one.training_from < today:
        words = f"its training was to begin on {long_day(one.training_from)}"
        found.append(Finding("training-late", one.name, words, "begin it now, agree on fewer days, or come later"))
    if one.request_by < today and one.number != presence.first_number:
        words = f"the State was to be asked by {long_day(one.request_by)}"
        found.append(Finding("request-late", one.name, words, "ask now"))
    return found


def moved(
    tours: Sequence[PlannedTour], changed: PlannedTour, agreement: TourAgreement, wanted_until: date | None = None
) -> tuple[PlannedTour, ...]:
    """Return the tours once one of them is another: those after it follow, each a whole tour from its new day.

    The tour before leaves when the changed one has been there for the overlap. Nobody stays past `wanted_until`: the
    last tour ends there, and one that would begin later falls away. Raises ValueError for a number that is not among
    them.
    """
    places = [place for place, one in enumerate(tours) if one.number == changed.number]
    if not places:
        raise ValueError(f"there is no tour {changed.name}")
    place = places[0]
    found = list(tours[:place])
    if found:
        found[-1] = _leaving(found[-1], changed.due_on)
    found.append(changed)
    shift = (changed.leaves_on - tours[place].leaves_on).days
    if shift == 0:
        return (*found, *tours[place + 1 :])
    for count, one in enumerate(tours[place + 1 :]):
        due = add_months(changed.leaves_on, count * agreement.tour_months)
        leaves = add_months(changed.leaves_on, (count + 1) * agreement.tour_months)
        if wanted_until is not None:
            if due >= wanted_until:
                break
            leaves = min(leaves, wanted_until)
        arrives = max(due - timedelta(days=agreement.overlap_days), found[-1].arrives_on + ONE_DAY)
        found.append(_tour(one.number, due, arrives, leaves, agreement))
    return tuple(found)


def _leaving(one: PlannedTour, leaves_on: date) -> PlannedTour:
    return PlannedTour(one.number, one.request_by, one.training_from, one.arrives_on, one.due_on, leaves_on)
