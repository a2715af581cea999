"""Agenda, pack and participants of a consultation as a workbook: what goes out can come in again."""

from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.consultations.actions.convening_lines import add_participant, write_agenda, write_pack
from muster.consultations.models import Capacity, Consultation, PackKind
from muster.consultations.queries.consultations import convenes, seen_participants, visible_consultation
from muster.consultations.terms import AgendaTerms, DocumentTerms
from muster.deployments.workbooks.rows import Entering
from muster.kit.errors import Problem, Refused
from muster.kit.workbooks import CHOICE, DATE, TEXT, Field, Row, Sheet, Workbook, illustrative_notes, read, write
from muster.parties.viewer import Viewer
from muster.reference.mandates import mandate_tasks

AGENDA, PACK, PARTICIPANTS = "Agenda", "Pack", "Participants"
NOT_READ = "Not read."


def form() -> Workbook:
    """Return the workbook's declaration."""
    return Workbook(
        name="muster-consultation",
        title="Consultation",
        sheets=(_agenda_sheet(), _pack_sheet(), _participant_sheet()),
        about="Fill in agenda, pack and participants, then import the file. All of it is saved, or nothing.",
    )


def _agenda_sheet() -> Sheet:
    fields = (
        Field(key="title", heading="Title", kind=TEXT, required=True, maximum=200),
        Field(key="task", heading="Mandated task", kind=CHOICE,
              choices={one.code: one.name for one in mandate_tasks()}, help="Empty: about none."),
        Field(key="words", heading="In words", kind=TEXT, maximum=2000),
    )  # fmt: skip
    return Sheet(AGENDA, fields=fields, about="One row a point, in their order. The agenda is written whole.")


def _pack_sheet() -> Sheet:
    fields = (
        Field(key="title", heading="Title", kind=TEXT, required=True, maximum=200),
        Field(key="kind", heading="Kind", kind=CHOICE, required=True,
              choices={one.value: str(one.label) for one in PackKind}),
        Field(key="due_on", heading="Due on", kind=DATE, help="Empty: by the parameter of its kind."),
        Field(key="delivered_on", heading="Delivered on", kind=DATE, help=NOT_READ),
        Field(key="where", heading="Where it lies", kind=TEXT, maximum=300),
    )  # fmt: skip
    return Sheet(PACK, fields=fields, about="One row a document, in their order. What was delivered stays as it is.")


def _participant_sheet() -> Sheet:
    fields = (
        Field(key="party", heading="Party (code)", kind=TEXT, required=True, maximum=40),
        Field(key="capacity", heading="As", kind=CHOICE, required=True,
              choices={one.value: str(one.label) for one in Capacity}),
        Field(key="reason", heading="Why", kind=TEXT, maximum=300, help="Needed for whom you add."),
    )  # fmt: skip
    return Sheet(PARTICIPANTS, fields=fields, key=("party",), about="Who is not on the list yet is added.")


def export_consultation(viewer: Viewer, found: Consultation, day: date) -> bytes:
    """Return a consultation (of `visible_consultation`) as the viewer may see it; the export is an audit event."""
    is_convener = convenes(viewer, found)
    rows: dict[str, list[dict[str, Any]]] = {
        AGENDA: [
            {"title": one.title, "task": one.task or None, "words": one.words or None} for one in found.agenda.all()
        ],
        PACK: [
            {
                "title": one.title,
                "kind": one.kind,
                "due_on": one.due_on,
                "delivered_on": one.delivered_on if one.delivered_on and one.delivered_on <= day else None,
                "where": one.where or None,
            }
            for one in found.pack.all()
        ],
        PARTICIPANTS: [
            {
                "party": one.organisation.code,
                "capacity": one.capacity,
                "reason": one.reason if is_convener or one.organisation_id == viewer.organisation_id else None,
            }
            for one in seen_participants(viewer, found, day)
        ],
    }
    after = {sheet.lower(): len(lines) for sheet, lines in rows.items()} | {"as_of": day}
    audit.record(viewer, "consultations:workbook:exported", found.reference, after=after)
    return write(form(), rows, illustrative_notes([found.reference] * found.illustrative))


@transaction.atomic
def import_consultation(viewer: Viewer, data: bytes, reference: str, *, today: date) -> Consultation:
    """Save the sheets of a workbook, all or nothing. Raises Refused with every problem by sheet and row.

    Participants that are on the list in the same capacity are left as they are.
    """
    rows = read(form(), data).rows
    entering = Entering()
    points = tuple(AgendaTerms(row["title"], row["task"] or "", row["words"] or "") for row in rows[AGENDA])
    documents = tuple(DocumentTerms(row["kind"], row["title"], row["due_on"], row["where"] or "") for row in rows[PACK])
    write_agenda(viewer, reference, points, today=today)
    write_pack(viewer, reference, documents, today=today)
    found = visible_consultation(viewer, today, reference)
    known = dict(found.participants.values_list("organisation__code", "capacity"))
    for row in rows[PARTICIPANTS]:
        if known.get(row["party"]) != row["capacity"]:
            entering.enter(PARTICIPANTS, row, lambda row=row: _add(viewer, reference, row, today))  # type: ignore[misc]
    entering.finish()
    return visible_consultation(viewer, today, reference)


def _add(viewer: Viewer, reference: str, row: Row, today: date) -> None:
    if not row["reason"]:
        raise Refused("", [Problem("why", "is not given", "say why they take part")])
    add_participant(viewer, reference, row["party"], row["capacity"], reason=row["reason"], today=today)
