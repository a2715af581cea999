"""Which inspections and monthly reports of a unit are due when, from its days in theatre and what was done. Pure.

Source: section 3.6 of the dossier and section 8 of that on reimbursement. The numbers are parameters, each with its
source and standing. A day on which a unit leaves is excluded: on `until` it is not there any more.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from muster.inspections.rules.due_facts import ORDER, DueLine, DueNumbers, DueState, Inspected
from muster.inspections.stages import InspectionKind, InspectionStage
from muster.kit.day_text import long_day
from muster.kit.intervals import DateInterval, add_months

ONE_DAY = timedelta(days=1)
OPEN = (InspectionStage.PLANNED, InspectionStage.UNDER_WAY, InspectionStage.SHARED)


def due_lines(present: DateInterval, inspected: Iterable[Inspected], numbers: DueNumbers, today: date) -> list[DueLine]:
    """Return what is due of a unit and what was done, the most urgent first. A unit still to come owes nothing."""
    if present.start > today:
        return []
    rows = sorted((one for one in inspected if one.stage != InspectionStage.CANCELLED), key=_order)
    lines = [
        *_arrival(present, rows, numbers, today),
        *_periodic(present, rows, numbers, today),
        *_readiness(present, rows, numbers, today),
        *_repatriation(present, rows, numbers, today),
        *_reports(present, rows, numbers, today),
    ]
    return sorted(lines, key=lambda line: (ORDER[line.state], line.due_on, line.kind.value))


def _order(one: Inspected) -> tuple[date, str]:
    return one.done_on or one.planned_for, one.reference


def _of(rows: Sequence[Inspected], *kinds: InspectionKind) -> tuple[list[Inspected], list[Inspected]]:
    """Return those of the kinds that are signed, and those that are open, each in the order of their days."""
    signed = [one for one in rows if one.kind in kinds and one.stage == InspectionStage.SIGNED]
    return signed, [one for one in rows if one.kind in kinds and one.stage in OPEN]


def _done_day(one: Inspected) -> date:
    return one.done_on or one.planned_for


def _done(kind: InspectionKind, one: Inspected, due_on: date, month: date | None = None) -> DueLine:
    days = (_done_day(one) - due_on).days
    state, words = DueState.DONE, f"done on {long_day(_done_day(one))}"
    if days > 0:
        state, words = DueState.DONE_LATE, f"{words}, {days} day{'' if days == 1 else 's'} late"
    return DueLine(kind, due_on, state, words, one.reference, month)


def _open(
    kind: InspectionKind, due_on: date, why: str, planned: Inspected | None, numbers: DueNumbers, today: date
) -> DueLine:
    """Return something that is not done: planned in time, else late, soon or later by its due day."""
    words = [why]
    if planned is not None:
        words.append(_how_far(planned, today))
    if due_on < today:
        state = DueState.OVERDUE
        words.append(f"{(today - due_on).days} day{'' if today - due_on == ONE_DAY else 's'} overdue")
    elif planned is not None and planned.planned_for <= due_on:
        state = DueState.PLANNED
    else:
        state = DueState.SOON if (due_on - today).days <= numbers.soon_days else DueState.LATER
        if planned is not None:
            words.append(f"planned {(planned.planned_for - due_on).days} days too late")
    return DueLine(kind, due_on, state, "; ".join(words), planned.reference if planned else "", _month_of(planned))


def _month_of(one: Inspected | None) -> date | None:
    return one.month if one else None


def _how_far(planned: Inspected, today: date) -> str:
    if planned.stage == InspectionStage.SHARED:
        return "the worksheet is with the contingent"
    if planned.stage == InspectionStage.UNDER_WAY:
        return "under way, not signed"
    day = long_day(planned.planned_for)
    return f"was planned for {day} and has not begun" if planned.planned_for < today else f"planned for {day}"


def _arrival(present: DateInterval, rows: Sequence[Inspected], numbers: DueNumbers, today: date) -> Iterator[DueLine]:
    """The arrival inspection starts at once and is through arrival_inspection_deadline_months after the arrival."""
    kind = InspectionKind.ARRIVAL
    due_on = add_months(present.start, numbers.arrival_months)
    signed, planned = _of(rows, kind)
    if signed:
        yield _done(kind, signed[0], due_on)
        return
    why = f"arrived on {long_day(present.start)}; it starts at once"
    yield _open(kind, due_on, why, planned[0] if planned else None, numbers, today)


def _periodic(present: DateInterval, rows: Sequence[Inspected], numbers: DueNumbers, today: date) -> Iterator[DueLine]:
    """A periodic inspection follows the last arrival or periodic inspection by periodic_inspection_interval_months."""
    kind = InspectionKind.PERIODIC
    signed, _planned = _of(rows, InspectionKind.ARRIVAL, kind)
    last, what = present.start, "arrival"
    for one in signed:
        if one.kind == kind:
            yield _done(kind, one, add_months(last, numbers.periodic_months))
        last, what = max(last, _done_day(one)), f"{InspectionKind(one.kind).label.lower()}"
    yield from _next(kind, last, what, numbers.periodic_months, present, rows, numbers, today)


def _next(
    kind: InspectionKind,
    last: date,
    what: str,
    months: int,
    present: DateInterval,
    rows: Sequence[Inspected],
    numbers: DueNumbers,
    today: date,
) -> Iterator[DueLine]:
    """Yield the next of a kind that returns, unless the unit is gone by then.

    That the repatriation inspection stands for those that would fall due after the departure is a local choice.
    """
    due_on = add_months(last, months)
    if present.until is not None and due_on >= present.until:
        return
    planned = next(iter(_of(rows, kind)[1]), None)
    yield _open(kind, due_on, f"{months} months after the {what} of {long_day(last)}", planned, numbers, today)


def _readiness(present: DateInterval, rows: Sequence[Inspected], numbers: DueNumbers, today: date) -> Iterator[DueLine]:
    """An ORI comes ori_max_interval_months after the last one (or the arrival), and at once where there is doubt.

    At once: within ori_doubt_days from the day of the doubt, which is a local choice.
    """
    kind = InspectionKind.READINESS
    signed, planned = _of(rows, kind)
    last, what = present.start, "arrival"
    for one in signed:
        yield _done(kind, one, _readiness_due(one, last, numbers))
        last, what = max(last, _done_day(one)), "operational readiness inspection"
    doubted = next((one for one in planned if one.doubted_on), None)
    if doubted is not None and doubted.doubted_on is not None:
        due_on = _readiness_due(doubted, last, numbers)
        why = f"the mission doubts standards since {long_day(doubted.doubted_on)}"
        yield _open(kind, due_on, why, doubted, numbers, today)
        return
    yield from _next(kind, last, what, numbers.readiness_months, present, rows, numbers, today)


def _readiness_due(one: Inspected, last: date, numbers: DueNumbers) -> date:
    due_on = add_months(last, numbers.readiness_months)
    if one.doubted_on is None:
        return due_on
    return min(due_on, max(last, one.doubted_on) + timedelta(days=numbers.doubt_days))


def _repatriation(
    present: DateInterval, rows: Sequence[Inspected], numbers: DueNumbers, today: date
) -> Iterator[DueLine]:
    """The repatriation inspection is through before the unit leaves: by the last day of its presence."""
    kind = InspectionKind.REPATRIATION
    signed, planned = _of(rows, kind)
    if present.until is None:
        return
    due_on = present.until - ONE_DAY
    if signed:
        yield _done(kind, signed[-1], due_on)
        return
    why = f"the unit leaves by {long_day(present.until)}"
    yield _open(kind, due_on, why, planned[0] if planned else None, numbers, today)


def _reports(present: DateInterval, rows: Sequence[Inspected], numbers: DueNumbers, today: date) -> Iterator[DueLine]:
    """A report for each calendar month with a day of presence, within contingent_report_days after its end.

    Months that ended more than contingent_report_asked_months ago are asked for no more: both are local choices.
    """
    kind = InspectionKind.MONTHLY
    known = {first_of_month(one.month): one for one in rows if one.kind == kind and one.month}
    oldest = oldest_asked(numbers, today)
    for month in months_of_presence(present, today):
        due_on = report_due_on(month, numbers)
        report = known.get(month)
        if report is not None and report.stage == InspectionStage.SIGNED:
            yield _done(kind, report, due_on, month)
        elif month >= oldest:
            line = _open(kind, due_on, f"report for {month:%B %Y}", None, numbers, today)
            state = DueState.LATER if line.state == DueState.SOON and add_months(month, 1) > today else line.state
            yield DueLine(kind, due_on, state, line.words, report.reference if report else "", month)


def oldest_asked(numbers: DueNumbers, today: date) -> date:
    """Return the first day of the oldest month of which a report is still asked for."""
    return add_months(first_of_month(today), -numbers.report_months_asked)


def report_due_on(month: date, numbers: DueNumbers) -> date:
    """Return the last day on which the report of a month (its first day) is in time."""
    return add_months(month, 1) + timedelta(days=numbers.report_days - 1)


def first_of_month(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def months_of_presence(present: DateInterval, today: date) -> Iterator[date]:
    """Yield the first day of each calendar month, up to that of `today`, in which the unit was there for a day."""
    month = first_of_month(present.start)
    while month <= today and (present.until is None or month < present.until):
        yield month
        month = add_months(month, 1)
