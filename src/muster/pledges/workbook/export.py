"""The register out: the pledges that a viewer may see, as the workbook that can be imported again."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from muster.audit import actions as audit
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.standing import Standing
from muster.kit.workbooks import illustrative_notes, write
from muster.parties.viewer import Viewer
from muster.pledges.queries import seen_whole, visible_pledges
from muster.pledges.terms import PledgeTerms
from muster.pledges.versions import terms_of, with_caveats, with_lines
from muster.pledges.workbook.sheets import (
    AVAILABILITY,
    LIST_SHEETS,
    NOTE_VERBALE,
    REFERENCE,
    availability_sheet,
    form,
    keys_of,
    note_verbale_sheet,
)


def export(viewer: Viewer, day: date, reference: str | None = None) -> bytes:
    """Return the pledges that the viewer may see as of `day`, or the one of a reference; an audit event.

    The sheets hold what the States say: caveats discovered by others, levels and decisions stay on record.
    Raises NotFound if there is no pledge of the reference that the viewer may see.
    """
    found = visible_pledges(viewer, day).filter(seen_whole(viewer))
    if reference is not None:
        found = found.filter(Q(pledge__reference=reference))
    pledges = [terms_of(one) for one in with_lines(with_caveats(found, day))]
    if reference is not None and not pledges:
        raise NotFound(f"There is no pledge {reference!r} that you may see as of {long_day(day)}.")
    subject = reference or f"{len(pledges)} pledges"
    audit.record(viewer, "pledges:workbook:exported", subject, after={"as_of": day})
    illustrative = [one.reference for one in pledges if one.standing == Standing.ILLUSTRATIVE]
    return workbook_of(pledges, illustrative_notes(illustrative))


def workbook_of(pledges: Sequence[PledgeTerms], notes: Sequence[str] = ()) -> bytes:
    """Return pledges as a workbook; `notes` stand on its Read me sheet."""
    rows = {
        NOTE_VERBALE: _header_rows(pledges, keys_of(note_verbale_sheet())),
        AVAILABILITY: _header_rows(pledges, keys_of(availability_sheet())),
        **{sheet: _line_rows(pledges, name) for name, sheet in LIST_SHEETS.items()},
    }
    return write(form(), rows, notes)


def _header_rows(pledges: Sequence[PledgeTerms], keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Return a row a pledge."""
    for pledge in pledges:
        yield {REFERENCE: pledge.reference, **{key: getattr(pledge, key) for key in keys}}


def _line_rows(pledges: Sequence[PledgeTerms], name: str) -> Iterator[dict[str, Any]]:
    """Return a row a line of one list."""
    for pledge in pledges:
        for line in getattr(pledge, name):
            yield {REFERENCE: pledge.reference, **vars(line)}
