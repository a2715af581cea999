"""Days of inspections for calendars: what is due, what is planned, and by when discrepancies are to be remedied.

The calendar page and its feed are kept in a room below, which cannot read this one; whoever builds a calendar on a
floor above takes these entries along.
"""

from datetime import date, timedelta

from django.urls import reverse

from muster.inspections.queries.discrepancies import OPEN, standing_on, visible_discrepancies
from muster.inspections.queries.due import still_due
from muster.kit.icalendar_file import CalendarDay
from muster.parties.viewer import Viewer

ONE_DAY = timedelta(days=1)


def inspection_days(viewer: Viewer, day: date) -> list[CalendarDay]:
    """Return the days of what is due of the units of which the viewer is a side, as of `day`. Six queries."""
    found = []
    for row in still_due(viewer, day):
        line = row.line
        month = f"-{line.month:%Y-%m}" if line.month else ""
        found.append(
            CalendarDay(
                uid=f"inspection-due-{row.unit.reference}-{line.kind.lower()}{month}",
                title=f"{line.kind.label} of {row.unit.title} is due",
                start=line.due_on,
                until=line.due_on + ONE_DAY,
                words=line.words,
                address=reverse("unit-inspections", args=[row.unit.reference]),
                place=row.unit.mission,
            )
        )
    return found + _discrepancy_days(viewer, day)


def _discrepancy_days(viewer: Viewer, day: date) -> list[CalendarDay]:
    return [
        CalendarDay(
            uid=f"discrepancy-{one.reference}",
            title=f"Discrepancy {one.reference} is due",
            start=one.due_on,
            until=one.due_on + ONE_DAY,
            words=one.words,
            address=reverse("discrepancy", args=[one.reference]),
        )
        for one in visible_discrepancies(viewer, day)
        if one.due_on is not None and standing_on(one) in OPEN
    ]
