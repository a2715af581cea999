"""The pool of individuals leaves as a workbook: what the viewer holds or was handed, as it is today."""

from datetime import date
from typing import Any

from muster.audit import actions as audit
from muster.deployments.individual_workbook.rows import (
    details_by_person,
    nomination_row,
    open_nominations,
    person_row,
    pool_persons,
    proof_row,
    proofs_on_record,
)
from muster.deployments.individual_workbook.sheets import NOMINATION_SHEET, PERSON_SHEET, PROOF_SHEET, form
from muster.kit.workbooks import illustrative_notes, write
from muster.parties.viewer import Viewer


def template() -> bytes:
    """Return the empty workbook."""
    return write(form(), {PERSON_SHEET: [], PROOF_SHEET: [], NOMINATION_SHEET: []}, illustrative_notes([]))


def export(viewer: Viewer, today: date) -> bytes:
    """Return the individuals whose service the viewer may see, as a workbook; the export is an audit event."""
    persons = pool_persons(viewer, today)
    details = details_by_person(viewer, persons, today)
    nominees = open_nominations(viewer, persons, today)
    rows: dict[str, list[dict[str, Any]]] = {
        PERSON_SHEET: [person_row(one, details.get(one.pk)) for one in persons.values()],
        PROOF_SHEET: [proof_row(one) for one in proofs_on_record(viewer, persons, today)],
        NOMINATION_SHEET: [nomination_row(one) for one in nominees],
    }
    after = {"persons": len(persons), "as_of": today}
    audit.record(viewer, "deployments:individuals:exported", f"{len(persons)} individuals", after=after)
    made_up = sorted({one.requested.request.reference for one in nominees if one.requested.request.illustrative})
    return write(form(), rows, illustrative_notes(made_up))
