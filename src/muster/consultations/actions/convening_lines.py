"""Writes of what hangs on a consultation: agenda, pack, the list of those who take part. By the secretariat."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.consultations.actions.convening import locked, require_stage, saved, write_points
from muster.consultations.actions.convening_telling import CHANGED, DOCUMENT, OPENED, notice, tell_participants
from muster.consultations.models import Consultation, PackDocument, Participant, StepKind
from muster.consultations.parameters import pack_days
from muster.consultations.queries.computed import computed_agenda, computed_participants
from muster.consultations.rules.pack import document_due
from muster.consultations.rules.participants import BY_HAND, is_weightier
from muster.consultations.rules.stages import PREPARED_IN, UNDER_WAY
from muster.consultations.terms import AgendaTerms, DocumentTerms
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.notices.actions import bulk_notify
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer
from muster.reference.mandates import mandate_tasks

MOST_POINTS, MOST_DOCUMENTS = 60, 60


@transaction.atomic
def write_agenda(
    actor: Viewer, reference: str, points: Sequence[AgendaTerms], *, today: date, expected_version: int | None = None
) -> Consultation:
    """Write the agenda whole, in its order. A point that keeps its number keeps what States said on it."""
    found = locked(actor, reference, today, expected_version)
    require_stage(found, PREPARED_IN, "its agenda is written")
    problems = _agenda_problems(points)
    if problems:
        raise Refused(f"Agenda of {reference} cannot be saved.", problems)
    before = _agenda_told(found)
    write_points(found, points)
    saved(found)
    audit.record(actor, "consultations:agenda:written", reference, before=before, after=_agenda_told(found))
    if found.opened_on is not None:
        tell_participants(found, CHANGED, f"Agenda of consultation {reference} was changed", today)
    return found


def _agenda_problems(points: Sequence[AgendaTerms]) -> list[Problem]:
    if not points:
        return [Problem("agenda", "there is no point on it", "write at least one")]
    problems = []
    if len(points) > MOST_POINTS:
        problems.append(Problem("agenda", f"{len(points)} points are too many", f"give at most {MOST_POINTS}"))
    known = {one.code for one in mandate_tasks()}
    for number, one in enumerate(points, start=1):
        if not one.title.strip():
            problems.append(Problem(f"point {number}", "has no title", "say what it is about"))
        if one.task and one.task not in known:
            problems.append(Problem(f"point {number}", f"{one.task!r} is no mandated task", "give a code of the list"))
    return problems


def _agenda_told(found: Consultation) -> dict[str, object]:
    return {"points": [str(one) for one in found.agenda.all()]}


@transaction.atomic
def propose_agenda(actor: Viewer, reference: str, *, today: date, expected_version: int | None = None) -> Consultation:
    """Write the agenda anew from the record: tasks, what changed, gaps, caveats."""
    found = locked(actor, reference, today, expected_version)
    return write_agenda(actor, reference, computed_agenda(found, today), today=today)


@transaction.atomic
def write_pack(
    actor: Viewer,
    reference: str,
    documents: Sequence[DocumentTerms],
    *,
    today: date,
    expected_version: int | None = None,
) -> Consultation:
    """Write the pack whole, in its order. A document that was delivered stays as it is, at its place.

    A document without a day is owed by the parameter of its kind.
    """
    found = locked(actor, reference, today, expected_version)
    require_stage(found, PREPARED_IN, "its pack is written")
    known = {one.number: one for one in found.pack.all()}
    problems = _pack_problems(found, documents, known)
    if problems:
        raise Refused(f"Pack of {reference} cannot be saved.", problems)
    before = _pack_told(found)
    for number, one in enumerate(documents, start=1):
        row = known.get(number) or PackDocument(consultation=found, number=number)
        if row.delivered_on is None:
            row.kind, row.title, row.where = one.kind, one.title.strip(), one.where.strip()
            row.due_on = one.due_on or _owed_by(found, one.kind, today)
            require_clean_fields(row, f"Document {number} of the pack")
            row.save()
    found.pack.filter(number__gt=len(documents)).delete()
    saved(found)
    audit.record(actor, "consultations:pack:written", reference, before=before, after=_pack_told(found))
    return found


def _owed_by(found: Consultation, kind: str, today: date) -> date:
    """Return the day by which a document is owed. Raises Refused where no vote is expected yet."""
    formal = found.steps.filter(kind=StepKind.FORMAL).first()
    if found.vote_on is None or formal is None:
        raise Refused(f"Pack of {found.reference}: no vote is expected yet; give its day, or the day of each document.")
    return document_due(kind, formal.held_on or formal.due_on, found.vote_on, pack_days(today))


def _pack_problems(
    found: Consultation, documents: Sequence[DocumentTerms], known: dict[int, PackDocument]
) -> list[Problem]:
    problems = []
    if len(documents) > MOST_DOCUMENTS:
        problems.append(Problem("pack", f"{len(documents)} documents are too many", f"give at most {MOST_DOCUMENTS}"))
    kinds = set(PackDocument._meta.get_field("kind").flatchoices)
    codes = {code for code, _label in kinds}
    for number, one in enumerate(documents, start=1):
        place = f"document {number}"
        if one.kind not in codes:
            problems.append(Problem(place, f"{one.kind!r} is no kind of document", f"give one of {sorted(codes)}"))
        if not one.title.strip():
            problems.append(Problem(place, "has no title", "give one"))
    for number, row in known.items():
        if row.delivered_on is None:
            continue
        said = documents[number - 1] if number <= len(documents) else None
        if said is None or (said.kind, said.title.strip()) != (row.kind, row.title):
            problems.append(
                Problem(f"document {number}", f"was delivered on {row.delivered_on}", f"keep “{row.title}” there")
            )
    return problems


def _pack_told(found: Consultation) -> dict[str, object]:
    return {"documents": [f"{one.number}. {one.title} by {one.due_on}" for one in found.pack.all()]}


@transaction.atomic
def deliver_document(
    actor: Viewer,
    reference: str,
    number: int,
    *,
    delivered_on: date,
    where: str = "",
    today: date,
    expected_version: int | None = None,
) -> Consultation:
    """Record that a document of the pack was delivered to those who take part, and where it lies; they are told."""
    found = locked(actor, reference, today, expected_version)
    require_stage(found, UNDER_WAY, "documents are delivered")
    row = found.pack.filter(number=number).first()
    what = f"Document {number} of {reference}"
    if row is None:
        raise Refused(f"{what}: there is none of that number; add it to the pack first.")
    if row.delivered_on is not None:
        raise Refused(f"{what}: it was delivered on {row.delivered_on}.")
    if delivered_on > today:
        raise Refused(f"{what}: {delivered_on} is still to come; give the day on which it was delivered.")
    row.delivered_on, row.where = delivered_on, where.strip() or row.where
    require_clean_fields(row, what)
    row.save()
    saved(found)
    after = {"number": number, "title": row.title, "due_on": row.due_on, "delivered_on": delivered_on}
    audit.record(actor, "consultations:document:delivered", reference, after=after)
    tell_participants(found, DOCUMENT, f"Consultation {reference}: “{row.title}” is delivered", today, row.where)
    return found


@transaction.atomic
def add_participant(
    actor: Viewer,
    reference: str,
    code: str,
    capacity: str,
    *,
    reason: str,
    today: date,
    expected_version: int | None = None,
) -> Consultation:
    """Put somebody on the list by hand, or change as what they take part, with the reason; if it is open, invite."""
    found = locked(actor, reference, today, expected_version)
    require_stage(found, PREPARED_IN, "the list of participants is changed")
    if not reason.strip():
        raise Refused(f"Participant {code} of {reference}: say why they take part.")
    party = organisation(code)
    row = found.participants.filter(organisation=party).first() or Participant(consultation=found, organisation=party)
    before = {"as": row.capacity}
    row.capacity, row.reason = capacity, reason.strip()
    is_new = _invited(found, row, today)
    require_clean_fields(row, f"Participant {code} of {reference}")
    row.save()
    saved(found)
    after = {"party": code, "as": capacity, "reason": row.reason}
    audit.record(actor, "consultations:participant:added", reference, before=before, after=after)
    _tell_invited(found, [row] if is_new else [], today)
    return found


def _invited(found: Consultation, row: Participant, today: date) -> bool:
    """Invite somebody who is put on the list of an open consultation; return whether that is so."""
    if found.opened_on is None or row.invited_on is not None:
        return False
    row.invited_on = today
    return True


def _tell_invited(found: Consultation, rows: Sequence[Participant], today: date) -> None:
    title = f"Consultation on {found.mission.acronym}: {found.title}"
    bulk_notify(notice(found, OPENED, one.organisation, title, today) for one in rows)


@transaction.atomic
def remove_participant(
    actor: Viewer, reference: str, code: str, *, reason: str, today: date, expected_version: int | None = None
) -> Consultation:
    """Take somebody off the list, with the reason; who was invited is told, and no longer sees the consultation."""
    found = locked(actor, reference, today, expected_version)
    require_stage(found, PREPARED_IN, "the list of participants is changed")
    what = f"Participant {code} of {reference}"
    if not reason.strip():
        raise Refused(f"{what}: say why they are taken off the list.")
    row = found.participants.select_related("organisation").filter(organisation__code=code).first()
    if row is None:
        raise Refused(f"{what}: not on the list.")
    if row.organisation_id == found.convened_by_id:
        raise Refused(f"{what}: who convenes it stays on the list.")
    was_invited = row.invited_on is not None
    row.delete()
    saved(found)
    before = {"party": code, "as": row.capacity}
    audit.record(actor, "consultations:participant:removed", reference, before=before, reason=reason.strip())
    if was_invited:
        title = f"You no longer take part in consultation {reference}"
        bulk_notify([notice(found, CHANGED, row.organisation, title, today, reason.strip())])
    return found


@transaction.atomic
def refresh_participants(
    actor: Viewer, reference: str, *, today: date, expected_version: int | None = None
) -> Consultation:
    """Bring the list up to date from the record: who is new joins it, who does more now stands as that.

    Nobody is taken off: whoever was put there by hand, or contributed before, stays until taken off with a reason.
    """
    found = locked(actor, reference, today, expected_version)
    require_stage(found, PREPARED_IN, "the list of participants is changed")
    known = {one.organisation_id: one for one in found.participants.select_related("organisation")}
    invited: list[Participant] = []
    changed: list[str] = []
    for one in computed_participants(found.mission, today):
        row = known.get(one.organisation)
        if row is None:
            row = Participant(consultation=found, organisation_id=one.organisation)
        elif row.capacity in BY_HAND or not is_weightier(one.capacity, row.capacity):
            continue
        row.capacity, row.reason = one.capacity, one.words
        if _invited(found, row, today):
            invited.append(row)
        row.save()
        changed.append(f"{row.organisation.code} as {row.capacity}")
    saved(found)
    audit.record(actor, "consultations:participants:refreshed", reference, after={"changed": changed})
    _tell_invited(found, invited, today)
    return found
