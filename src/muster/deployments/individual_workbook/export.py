"""The pool of individuals leaves as a workbook: what the viewer holds or was handed, as it is today."""

from datetime import date
from typing import Any

from muster.audit import actions as audit
from muster.deployments.individual_workbook.rows import (
    bar_row,
    bars_on_record,
    details_by_person,
    nomination_row,
    open_nominations,
    person_row,
    pool_persons,
    proof_row,
    proofs_on_record,
)
from muster.deployments.individual_workbook.sheets import BAR_SHEET, NOMINATION_SHEET, PERSON_SHEET, PROOF_SHEET, form
from muster.kit.workbooks import illustrative_notes, write
from muster.parties.viewer import Viewer


def template() -> bytes:
    """Return the empty workbook."""
    return write(form(), {one.name: [] for one in form().sheets}, illustrative_notes([]))


def export(viewer: Viewer, today: date) -> bytes:
    """Return the individuals whose service the viewer may see, as a workbook; the export is an audit event.

    Bars are in it as far as the viewer may see them: of its own people, and those that it has imposed.
    """
    persons = pool_persons(viewer, today)
    details = details_by_person(viewer, persons, today)
    nominees = open_nominations(viewer, persons, today)
    rows: dict[str, list[dict[str, Any]]] = {
        PERSON_SHEET: [person_row(one, details.get(one.pk)) for one in persons.values()],
        PROOF_SHEET: [proof_row(one) for one in proofs_on_record(viewer, persons, today)],
        NOMINATION_SHEET: [nomination_row(one) for one in nominees],
        BAR_SHEET: [bar_row(one) for one in bars_on_record(viewer, persons, today)],
    }
    after = {"persons": len(persons), "as_of": today}
    audit.record(viewer, "deployments:individuals:exported", f"{len(persons)} individuals", after=after)
    made_up = sorted({one.requested.request.reference for one in nominees if one.requested.request.illustrative})
    return write(form(), rows, illustrative_notes(made_up))
