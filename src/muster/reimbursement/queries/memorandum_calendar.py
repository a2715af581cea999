"""Memoranda on the calendar: the day on which the version in place of what is in force ends."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from muster.generation.rules.calendar import MEMORANDUM, CalendarEntry
from muster.parties.viewer import Viewer
from muster.reimbursement.queries.memoranda import visible_memoranda, with_versions
from muster.reimbursement.stages import MemorandumStage

ONE_DAY = timedelta(days=1)


def memorandum_entries(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Yield the ends in `[start, until)` of memoranda in force that the viewer may see, as of `day`. Two queries."""
    if not viewer.is_signed_in and not viewer.is_system:
        return
    in_force = visible_memoranda(viewer, day).filter(stage_then=MemorandumStage.IN_FORCE, seen_whole=True)
    for one in with_versions(in_force, day):
        last = one.versions_known[-1] if one.versions_known else None
        if last is not None and last.holds_until is not None and start <= last.holds_until < until:
            unit = one.unit
            yield CalendarEntry(
                kind=MEMORANDUM,
                start=last.holds_until,
                until=last.holds_until + ONE_DAY,
                reference=one.reference,
                title=f"Memorandum of {unit.title} ends",
                mission=unit.post.requirement.mission.acronym,
                state=unit.state.name,
                is_overdue=last.holds_until < day,
                illustrative=one.illustrative,
                address=reverse("reimbursement-memorandum", args=[one.reference]),
            )
