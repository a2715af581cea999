"""The ladder of a national decision as a plan: forward from today, back from the wanted arrival. Pure.

Source: section 7.1 of the dossier (recalled): the steps and their order; section 3.1 for the days of some, a local
choice for the others (table `ladder_steps`). The next contingent starts training before the present one deploys
(7.1, step 12; derived): its training ends with the tour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import TopologicalSorter

from muster.kit.errors import Problem
from muster.kit.intervals import add_months

ARRIVAL = "movement"
"""The step whose end is the arrival."""
TRAINING, ROTATION, RETURN, ACCOUNT = "training", "rotation", "return", "account"


@dataclass(frozen=True)
class Rung:
    """A step before the arrival: how many days it takes, and the steps that it waits for."""

    code: str
    days: int
    after: tuple[str, ...]


@dataclass(frozen=True)
class Entered:
    """What is on record of a step: when it started, when it was done; None: not (yet)."""

    started_on: date | None = None
    ready_on: date | None = None


NOTHING_ENTERED = Entered()


@dataclass(frozen=True)
class PlannedRung:
    """A step as planned: earliest `[starts_on, ends_on)`, and the latest start and end that keep the wanted arrival.

    `slack_days` is by how much it may slip before the arrival is later than planned; a step that is done has none of
    these to lose. `is_critical`: a slip of it delays the arrival. `is_late`: it should have begun before today for the
    wanted arrival, and has not, or it still runs past its latest end.
    """

    code: str
    days: int
    starts_on: date
    ends_on: date
    latest_start: date | None
    latest_end: date | None
    slack_days: int
    is_critical: bool
    is_done: bool
    is_late: bool


@dataclass(frozen=True)
class LadderPlan:
    """All steps before the arrival in their order, the earliest arrival, and by how many days it misses the wanted one.

    `late_days` is 0 where the wanted arrival is kept or none is wanted.
    """

    rungs: tuple[PlannedRung, ...]
    arrival_on: date
    wanted_on: date | None
    late_days: int

    @property
    def critical_path(self) -> tuple[str, ...]:
        """The codes of the steps whose slip delays the arrival, in order."""
        return tuple(one.code for one in self.rungs if one.is_critical)

    @property
    def start_by(self) -> date | None:
        """The latest day on which the first open step must begin for the wanted arrival; None where none is wanted."""
        open_steps = [one.latest_start for one in self.rungs if not one.is_done and one.latest_start is not None]
        return min(open_steps, default=None)


def plan_ladder(
    rungs: Sequence[Rung], entered: Mapping[str, Entered], wanted_on: date | None, today: date
) -> LadderPlan:
    """Return the plan: steps done stand on their days, others begin as soon as those before allow, not before today.

    A step under way takes what remains of its days, at least until today. Raises ValueError without the arrival's step.
    """
    by_code = {one.code: one for one in rungs}
    if ARRIVAL not in by_code:
        raise ValueError(f"the ladder has no step {ARRIVAL!r}, whose end is the arrival")
    order = list(TopologicalSorter({one.code: one.after for one in rungs}).static_order())
    spans: dict[str, tuple[date, date]] = {}
    for code in order:
        spans[code] = _span(by_code[code], entered.get(code, NOTHING_ENTERED), spans, today)
    arrival = spans[ARRIVAL][1]
    kept_ends = _latest_ends(by_code, order, arrival)
    wanted_ends = _latest_ends(by_code, order, wanted_on) if wanted_on is not None else {}
    planned = tuple(
        _planned(one, entered.get(one.code, NOTHING_ENTERED), spans[one.code], kept_ends[one.code], wanted_ends, today)
        for one in rungs
    )
    missed = (arrival - wanted_on).days if wanted_on is not None else 0
    return LadderPlan(planned, arrival, wanted_on, max(0, missed))


def _planned(
    one: Rung, known: Entered, span: tuple[date, date], kept_end: date, wanted_ends: Mapping[str, date], today: date
) -> PlannedRung:
    """Return a step on the plan, with its slack against the planned arrival and its latest days for the wanted one."""
    is_done = known.ready_on is not None
    slack = 0 if is_done else (kept_end - span[1]).days
    latest_end = wanted_ends.get(one.code)
    latest_start = None if latest_end is None else latest_end - timedelta(days=one.days)
    is_late = False
    if not is_done and latest_end is not None and latest_start is not None:
        is_late = span[1] > latest_end if known.started_on is not None else today > latest_start
    return PlannedRung(
        code=one.code,
        days=one.days,
        starts_on=span[0],
        ends_on=span[1],
        latest_start=latest_start,
        latest_end=latest_end,
        slack_days=slack,
        is_critical=not is_done and slack <= 0,
        is_done=is_done,
        is_late=is_late,
    )


def _span(one: Rung, known: Entered, spans: Mapping[str, tuple[date, date]], today: date) -> tuple[date, date]:
    """Return when a step lies: on its days where it is done, else as early as it may."""
    if known.ready_on is not None:
        start = known.started_on or known.ready_on - timedelta(days=one.days)
        return min(start, known.ready_on), known.ready_on
    free = max([today, *(spans[code][1] for code in one.after)])
    if known.started_on is not None:
        return known.started_on, max(known.started_on + timedelta(days=one.days), today)
    return free, free + timedelta(days=one.days)


def _latest_ends(by_code: Mapping[str, Rung], order: Sequence[str], arrival: date) -> dict[str, date]:
    """Return the latest end of each step that keeps an arrival; one that nothing waits for may end with it."""
    latest = dict.fromkeys(order, arrival)
    for code in reversed(order):
        for before in by_code[code].after:
            latest[before] = min(latest[before], latest[code] - timedelta(days=by_code[code].days))
    return latest


@dataclass(frozen=True)
class AfterArrival:
    """The steps after an arrival: when the next contingent begins to train, the present one goes home, accounts begin.

    The first two are None where the length of a tour is not said.
    """

    account_from: date
    next_training_from: date | None
    returns_on: date | None


def after_arrival(arrival: date, tour_months: int | None, training_days: int) -> AfterArrival:
    """Return what follows an arrival: a tour of months, and a training that ends with it."""
    if tour_months is None:
        return AfterArrival(arrival, None, None)
    home = add_months(arrival, tour_months)
    return AfterArrival(arrival, home - timedelta(days=training_days), home)


def contingents_at_once(tour_months: int, training_days: int, rest_days: int) -> int:
    """Return how many contingents a lasting presence holds at once: deployed, in training, recovering.

    A tour of 12 months with 7 months of training and a rest is three overlapping pools (7.1, step 12; derived).
    """
    tour_days = (add_months(date(2001, 1, 1), tour_months) - date(2001, 1, 1)).days
    cycle_days = training_days + tour_days + rest_days
    return -(-cycle_days // tour_days)


def entry_problems(days: int | None, started_on: date | None, ready_on: date | None, today: date) -> list[Problem]:
    """Return what is wrong with an entry of a step, a line each with its remedy."""
    found = []
    if started_on is not None and started_on > today:
        found.append(Problem("started on", "it lies ahead", "give the day when it has started"))
    if ready_on is not None and ready_on > today:
        found.append(Problem("done on", "it lies ahead", "give the day when it is done"))
    if started_on is not None and ready_on is not None and ready_on < started_on:
        found.append(Problem("done on", "it lies before the start", "give a later day, or an earlier start"))
    if days is None and started_on is None and ready_on is None:
        found.append(Problem("step", "nothing is said of it", "give the days that it takes, or a day"))
    return found
