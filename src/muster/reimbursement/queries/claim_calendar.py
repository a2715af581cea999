"""Claims on the calendar: the day by which the claim of a quarter is due."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse

from muster.generation.rules.calendar import CLAIM, CalendarEntry
from muster.parties.viewer import Viewer
from muster.reimbursement.queries.claims_due import ClaimedMemorandum, due_of

ONE_DAY = timedelta(days=1)


def claim_entries(
    viewer: Viewer, memoranda: Sequence[ClaimedMemorandum], day: date, start: date, until: date
) -> Iterator[CalendarEntry]:
    """Yield the claims under memoranda that are due in `[start, until)` and not certified as of `day`. One query."""
    for row in due_of(viewer, memoranda, day):
        line, unit = row.line, row.memorandum.unit
        if start <= line.due_on < until:
            mission = unit.post.requirement.mission
            yield CalendarEntry(
                kind=CLAIM,
                start=line.due_on,
                until=line.due_on + ONE_DAY,
                reference=row.memorandum.reference,
                title=f"Claim of {line.payee} for {line.quarter.name} under {row.memorandum.reference} is due",
                phase=f"{line.quarter.name.lower()}-{line.payee.lower()}",
                mission=mission.acronym,
                state=unit.state.name,
                is_overdue=line.due_on < day,
                illustrative=row.illustrative,
                address=reverse("claim", args=[line.reference]) if line.reference else reverse("claims-due"),
            )
