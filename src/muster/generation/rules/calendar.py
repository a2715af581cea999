"""Days of the desk's calendar: what they are, and how a month is laid out in weeks. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DUE, PROMISE, REPLY, VISIT, ARRIVAL, BLOCK = "due", "promise", "reply", "visit", "arrival", "block"
TOUR, INDIVIDUAL, INSPECTION, TRAINING = "tour", "individual", "inspection", "training"
RECOGNITION, MEMORANDUM, CLAIM = "recognition", "memorandum", "claim"
KINDS = (
    DUE, PROMISE, REPLY, VISIT, ARRIVAL, TOUR, INDIVIDUAL, INSPECTION, TRAINING, RECOGNITION, MEMORANDUM, CLAIM,
    BLOCK,
)  # fmt: skip
DAYS_OF_WEEK = 7


@dataclass(frozen=True)
class CalendarEntry:
    """Something in `[start, until)`. `reference` is the record's; `who` is the organisation whose turn it is.

    `until` None: it is not yet known (a block without an end). `is_overdue`: the day has passed and it is not done.
    `case` is empty where the entry belongs to no case. `address` is the path of the record's page, where the room
    that tells of it gives one.
    """

    kind: str
    start: date
    until: date | None
    reference: str
    title: str
    case: str = ""
    phase: str = ""
    mission: str = ""
    state: str = ""
    who: str = ""
    is_overdue: bool = False
    is_drill: bool = False
    illustrative: bool = False
    source: str = ""
    address: str = ""

    @property
    def uid(self) -> str:
        """Return the name of the entry, the same when its days move."""
        return "-".join(part for part in (self.kind, self.reference, self.phase) if part)


def without_doubles(entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    """Return the entries by day, a step that is due on the very day that was promised told once, as the promise."""
    told = list(entries)
    promised = {(one.case, one.phase, one.start) for one in told if one.kind == PROMISE}
    kept = [one for one in told if one.kind != DUE or (one.case, one.phase, one.start) not in promised]
    return sorted(kept, key=lambda one: (one.start, KINDS.index(one.kind), one.reference, one.phase))


@dataclass(frozen=True)
class CalendarDate:
    """One day of the grid and what is on it."""

    day: date
    is_in_month: bool
    entries: tuple[CalendarEntry, ...]


def months_on(first: date, months: int) -> date:
    """Return the first day of the month that lies so many months on (or back)."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def grid_span(first: date) -> tuple[date, date]:
    """Return the whole weeks `[from, until)` that hold a month, Monday first."""
    following = months_on(first, 1)
    start = first - timedelta(days=first.weekday())
    return start, following + timedelta(days=-following.weekday() % DAYS_OF_WEEK)


def by_day(entries: Iterable[CalendarEntry], start: date, until: date) -> dict[date, list[CalendarEntry]]:
    """Return what is on each day of `[start, until)`, in the order given."""
    found: dict[date, list[CalendarEntry]] = {start + timedelta(days=n): [] for n in range((until - start).days)}
    for one in entries:
        first, last = max(start, one.start), until if one.until is None else min(until, one.until)
        for number in range((last - first).days):
            found[first + timedelta(days=number)].append(one)
    return found


def weeks_of(first: date, entries: Iterable[CalendarEntry]) -> list[list[CalendarDate]]:
    """Return the weeks of a month, each with its seven days and what is on them."""
    there = by_day(entries, *grid_span(first))
    dates = [CalendarDate(day, day.month == first.month, tuple(on_day)) for day, on_day in there.items()]
    return [dates[number : number + DAYS_OF_WEEK] for number in range(0, len(dates), DAYS_OF_WEEK)]
