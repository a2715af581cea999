"""Inspections on the calendar: what is due. Days of discrepancies are told by notices."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from muster.generation.rules.calendar import INSPECTION, CalendarEntry
from muster.inspections.queries.due import still_due
from muster.parties.viewer import Viewer

ONE_DAY = timedelta(days=1)


def inspection_entries(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Yield what is due in `[start, until)` of the units of which the viewer is a side, as of `day`. Three queries."""
    for row in still_due(viewer, day):
        line, unit = row.line, row.unit
        if start <= line.due_on < until:
            month = f"-{line.month:%Y-%m}" if line.month else ""
            yield CalendarEntry(
                kind=INSPECTION,
                start=line.due_on,
                until=line.due_on + ONE_DAY,
                reference=unit.reference,
                title=f"{line.kind.label} of {unit.title} is due",
                phase=f"{line.kind.lower()}{month}",
                mission=unit.mission,
                state=unit.state_name,
                is_overdue=line.due_on < day,
                illustrative=unit.illustrative,
                address=reverse("unit-inspections", args=[unit.reference]),
            )
