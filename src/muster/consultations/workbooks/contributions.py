"""The Excel form of a State's inputs: its positions out and in. What others have read is told and not changed."""

from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.consultations.actions.contribution_positions import revise_position, write_position
from muster.consultations.contribution_terms import PositionTerms
from muster.consultations.models import ConsultationPosition, Sharing
from muster.consultations.queries.contributions import position_rows, visible_position, visible_positions
from muster.deployments.workbooks.rows import Entering
from muster.kit.errors import Problem, Refused
from muster.kit.workbooks import CHOICE, INTEGER, TEXT, Field, Row, Sheet, Workbook, read, write
from muster.parties.viewer import Viewer
from muster.reference.mandates import mandate_tasks

SHEET = "Positions"
LARGEST_POINT = 32_767
TOLD = ("sharing", "outcome", "reason")
"""What is told and never read: steps are taken on the site, where they are asked for once."""


def form() -> Workbook:
    """Return the workbook's declaration."""
    fields = (
        Field(key="position", heading="Position", kind=TEXT, maximum=40,
              help="The reference of a position on record; empty: a new one."),
        Field(key="consultation", heading="Consultation", kind=TEXT, required=True, maximum=60,
              help="The reference of the consultation."),
        Field(key="item", heading="Point", kind=INTEGER, minimum=1, maximum=LARGEST_POINT,
              help="The number of the point of the agenda, or empty."),
        Field(key="task", heading="Mandated task", kind=CHOICE,
              choices={one.code: one.name for one in mandate_tasks()}),
        Field(key="text", heading="Position in words", kind=TEXT, required=True, maximum=4000, multiline=True),
        Field(key="wanted_words", heading="Words wanted", kind=TEXT, maximum=2000, multiline=True),
        Field(key="sharing", heading="Read by", kind=TEXT, maximum=80, help="Told, not read back."),
        Field(key="outcome", heading="In the text", kind=TEXT, maximum=80, help="Told, not read back."),
        Field(key="reason", heading="Reason", kind=TEXT, maximum=2000, multiline=True, help="Told, not read back."),
    )  # fmt: skip
    return Workbook(
        name="muster-inputs",
        title="Inputs to consultations",
        sheets=(Sheet(SHEET, fields=fields, about="One row a position of your State."),),
        about=(
            "Write positions or change those that nobody else has read, then import the file. They stay your State's "
            "own: nothing is submitted by an import. All of it is saved, or nothing."
        ),
    )


def _told(one: ConsultationPosition) -> dict[str, Any]:
    """Return what a row says of a position."""
    return {
        "consultation": one.consultation.reference,
        "item": one.item.number if one.item else None,
        "task": one.task or None,
        "text": one.text,
        "wanted_words": one.wanted_words or None,
    }


def export(viewer: Viewer, day: date) -> bytes:
    """Return the positions of the viewer's own State as a workbook; the export is an audit event."""
    own = visible_positions(viewer, day).filter(state=viewer.organisation_id)
    rows = [
        {
            "position": one.position.reference,
            **_told(one.position),
            "sharing": str(Sharing(one.sharing).label),
            "outcome": str(one.trace.get_outcome_display()) if one.trace else None,
            "reason": (one.trace.reason or None) if one.trace else None,
        }
        for one in position_rows(viewer, day, own)
    ]
    subject = viewer.organisation_code
    audit.record(viewer, "consultations:inputs:exported", subject, after={"positions": len(rows), "as_of": day})
    return write(form(), {SHEET: rows}, [])


@transaction.atomic
def import_workbook(viewer: Viewer, data: bytes, *, today: date) -> int:
    """Write the positions of a workbook, all or none; return how many were written or changed.

    Raises Refused with every problem by sheet and row.
    """
    entering, changed = Entering(), [0]
    for row in read(form(), data).rows[SHEET]:
        entering.enter(SHEET, row, lambda row=row: _enter(viewer, row, today, changed))  # type: ignore[misc]
    entering.finish()
    return changed[0]


def _enter(viewer: Viewer, row: Row, today: date, changed: list[int]) -> None:
    """Write or change the position of a row; a row that says what is on record changes nothing."""
    terms = PositionTerms(row["text"], row["wanted_words"] or "", row["item"], row["task"] or "")
    if not row["position"]:
        write_position(viewer, row["consultation"], terms, today=today)
        changed[0] += 1
        return
    found = visible_position(viewer, today, row["position"])
    told = _told(found)
    if all(row[key] == value for key, value in told.items()):
        return
    if row["consultation"] != found.consultation.reference:
        problem = Problem("column Consultation", "a position stays in its consultation", "write a new one")
        raise Refused("The position cannot be moved.", [problem])
    revise_position(viewer, row["position"], terms, today=today)
    changed[0] += 1
