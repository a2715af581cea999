"""Inspections on the calendar: what is due, and by when discrepancies are to be remedied."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from muster.generation.rules.calendar import INSPECTION, CalendarEntry
from muster.inspections.models import DiscrepancyEvent
from muster.inspections.queries.discrepancies import OPEN, visible_discrepancies
from muster.inspections.queries.due import still_due
from muster.parties.viewer import Viewer

ONE_DAY = timedelta(days=1)


def inspection_entries(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Yield what is due in `[start, until)` of the units of which the viewer is a side, as of `day`. Five queries."""
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
    yield from _discrepancies(viewer, day, start, until)


def _discrepancies(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    due = visible_discrepancies(viewer, day).filter(due_on__gte=start, due_on__lt=until)
    events = DiscrepancyEvent.objects.filter(discrepancy=OuterRef("pk"), known_from__lte=day, held_from__lte=day)
    last = Coalesce(Subquery(events.order_by("-held_from", "-pk").values("standing")[:1]), Value("open"))
    for one in due.prefetch_related(None).annotate(standing_then=last).filter(standing_then__in=OPEN):
        if one.due_on is None:
            continue
        unit = one.inspection.unit
        yield CalendarEntry(
            kind=INSPECTION,
            start=one.due_on,
            until=one.due_on + ONE_DAY,
            reference=one.reference,
            title=f"Discrepancy to be remedied: {one.words}",
            mission=unit.post.requirement.mission.acronym,
            state=unit.state.name,
            is_overdue=one.due_on < day,
            illustrative=one.inspection.illustrative,
            address=reverse("discrepancy", args=[one.reference]),
        )
