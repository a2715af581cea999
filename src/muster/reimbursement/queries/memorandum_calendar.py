"""Memoranda on the calendar: the day on which the version in place of what is in force ends."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from muster.generation.rules.calendar import MEMORANDUM, CalendarEntry
from muster.reimbursement.queries.claims_due import ClaimedMemorandum
from muster.reimbursement.stages import MemorandumStage

ONE_DAY = timedelta(days=1)


def memorandum_entries(
    memoranda: Iterable[ClaimedMemorandum], day: date, start: date, until: date
) -> Iterator[CalendarEntry]:
    """Yield the ends in `[start, until)` of those memoranda that are in force and seen whole, as of `day`."""
    for held in memoranda:
        one: Any = held.memorandum
        last = held.valid[1]
        is_told = one.seen_whole and one.stage_then == MemorandumStage.IN_FORCE
        if is_told and last is not None and start <= last < until:
            unit = one.unit
            yield CalendarEntry(
                kind=MEMORANDUM,
                start=last,
                until=last + ONE_DAY,
                reference=one.reference,
                title=f"Memorandum of {unit.title} ends",
                mission=unit.post.requirement.mission.acronym,
                state=unit.state.name,
                is_overdue=last < day,
                illustrative=one.illustrative,
                address=reverse("reimbursement-memorandum", args=[one.reference]),
            )
