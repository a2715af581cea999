"""What reimbursement tells to the calendar: ends of memoranda and claims that are due, from one read of memoranda."""

from collections.abc import Iterator
from datetime import date

from muster.generation.rules.calendar import CalendarEntry
from muster.parties.viewer import Viewer
from muster.reimbursement.queries.claim_calendar import claim_entries
from muster.reimbursement.queries.claims_due import claimed_memoranda
from muster.reimbursement.queries.memoranda import visible_memoranda
from muster.reimbursement.queries.memorandum_calendar import memorandum_entries


def reimbursement_entries(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Yield the entries of the room in `[start, until)` that the viewer may see, as of `day`. Three queries."""
    if not viewer.is_signed_in and not viewer.is_system:
        return
    memoranda = claimed_memoranda(visible_memoranda(viewer, day), day)
    yield from memorandum_entries(memoranda, day, start, until)
    yield from claim_entries(viewer, memoranda, day, start, until)
