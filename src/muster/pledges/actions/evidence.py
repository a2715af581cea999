"""Evidence for levels: handed in by one side, decided by the other; nobody verifies their own, approved is locked."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.documents.actions import share_document, store_document
from muster.documents.models import Document
from muster.documents.uploads import SentFile
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.intervals import add_months
from muster.parties import visibility
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer
from muster.pledges.actions.access import locked_pledge
from muster.pledges.actions.telling import tell
from muster.pledges.levels import Level
from muster.pledges.models import OPEN_STAGES, Evidence, Pledge
from muster.pledges.queries.proof import PROOF_FIELDS, approved_reports, recommends
from muster.pledges.rules.content import is_pool
from muster.pledges.rules.evidence import Verdict, check_verdict, side_that_decides
from muster.reference.parameters import parameter
from muster.reference.registers import APPROVER, PAPER, STATE, VISIT, LevelEvidence, level_evidence
from muster.visits.models import VisitSubject


def evidence_row(pledge: Pledge, level: str, kind: str) -> LevelEvidence:
    """Return what the pledge's register says of a kind of evidence. Raises Refused with the kinds that there are."""
    rows = level_evidence(pledge.register.code, level, is_pool=is_pool(pledge.latest.unit_type))
    for row in rows:
        if row.kind == kind:
            return row
    known = ", ".join(row.kind for row in rows) or "none"
    raise Refused(f"Pledge {pledge.reference}: {kind!r} proves no {Level(level).label} of it; what does: {known}.")


def _side(pledge: Pledge, side: str) -> Organisation:
    return pledge.state if side == STATE else pledge.register


def _file(
    actor: Viewer, owner: Organisation, document: Document | None, file: SentFile | None, title: str, *, today: date
) -> Document | None:
    """Return the document of a piece of evidence: one on record of its owner, or the file that was sent."""
    if file is not None:
        return store_document(actor, owner=owner, name=file.name, data=file.data, title=title, today=today)
    if document is not None and document.owner_id != owner.pk:
        raise NotAllowed(f"Document {document.pk} is not {owner.name}'s; hand in one of your own.")
    if document is None and not actor.is_system:
        raise Refused(problems=[Problem("file", "no file was sent", "choose the file that shows it")])
    return document


@transaction.atomic
def hand_in_evidence(
    actor: Viewer,
    reference: str,
    *,
    level: str,
    kind: str,
    today: date,
    title: str = "",
    document: Document | None = None,
    file: SentFile | None = None,
) -> Evidence:
    """Hand in a file that proves a level, by the side that the register's table names; the other side may read it.

    A piece of the same kind that still waits is replaced. Raises Refused where the pledge itself or a report shows it.
    """
    pledge = locked_pledge(actor, reference)
    row = evidence_row(pledge, level, kind)
    owner = _side(pledge, row.handed_in_by)
    visibility.require_owner(actor, owner.pk, f"{row.title}, pledge {reference}")
    if row.shown_by != PAPER:
        how = "take the approved report as evidence" if row.shown_by == VISIT else "the record itself shows it"
        raise Refused(f"Pledge {reference}: {row.title} is not handed in; {how}.")
    kept = _file(actor, owner, document, file, title or row.title, today=today)
    if kept is not None:
        share_document(actor, kept, _side(pledge, side_that_decides(row)), today=today)
    return _save(actor, pledge, row, title or row.title, today=today, document=kept)


@transaction.atomic
def take_visit_as_evidence(actor: Viewer, reference: str, *, level: str, kind: str, today: date) -> Evidence:
    """Take the latest approved report of a visit that recommends the unit as evidence; an approver decides on it.

    Raises Refused where no such report is there, or where the latest one does not recommend the unit.
    """
    pledge = locked_pledge(actor, reference)
    row = evidence_row(pledge, level, kind)
    visibility.require_owner(actor, pledge.register_id, f"{row.title}, pledge {reference}")
    if row.shown_by != VISIT:
        raise Refused(f"Pledge {reference}: {row.title} is shown by no visit; hand it in.")
    reports = approved_reports(actor, today, reference)
    latest = next((one for one in reports if one.subject.visit.kind == row.visit_kind), None)
    if latest is None:
        raise Refused(f"Pledge {reference}: no {row.visit_kind} visit to it has an approved report yet.")
    visit = latest.subject.visit
    if not recommends(latest):
        raise Refused(f"Pledge {reference}: visit {visit.reference} came to: {latest.get_outcome_display()}.")
    taken = Evidence.objects.filter(pledge=pledge, level=level, kind=kind, visit_subject=latest.subject)
    if taken.exclude(verdict=Evidence.Verdict.REFUSED).exists():
        raise Refused(f"Pledge {reference}: the report of visit {visit.reference} is taken as evidence already.")
    title = f"{row.title}: {visit.reference}"[:200]
    return _save(actor, pledge, row, title, today=today, subject=latest.subject)


def _save(
    actor: Viewer,
    pledge: Pledge,
    row: LevelEvidence,
    title: str,
    *,
    today: date,
    document: Document | None = None,
    subject: VisitSubject | None = None,
) -> Evidence:
    """Write a piece of evidence that waits for its review, in place of one of its kind that still waits."""
    if pledge.stage not in OPEN_STAGES:
        raise Refused(f"Pledge {pledge.reference} is {pledge.get_stage_display()}; evidence is for one that stands.")
    waiting = Evidence.objects.filter(pledge=pledge, level=row.level, kind=row.kind, verdict=Evidence.Verdict.WAITING)
    waiting.update(verdict=Evidence.Verdict.REPLACED, replaced_on=today)
    evidence = Evidence(
        pledge=pledge,
        level=row.level,
        kind=row.kind,
        title=title,
        handed_in_by=_side(pledge, row.handed_in_by),
        handed_in_by_user_id=actor.user_id,
        handed_in_on=today,
        content_version=pledge.version,
        document=document,
        visit_subject=subject,
        known_from=today,
    )
    require_clean_fields(evidence, f"Evidence of pledge {pledge.reference}")
    evidence.save(force_insert=True)
    audit.record(actor, "pledges:evidence:handed-in", pledge.reference, after=snapshot(evidence))
    tell(
        actor, pledge, "evidence-handed-in", f"{pledge.reference}: {title}", day=today, to=_decider(actor, pledge, row)
    )
    return evidence


def _decider(actor: Viewer, pledge: Pledge, row: LevelEvidence) -> Organisation | None:
    """Return whom to tell that a decision waits; nobody where the installation records the past."""
    return None if actor.is_system else _side(pledge, side_that_decides(row))


def snapshot(evidence: Evidence) -> dict[str, object]:
    """Return what the audit event keeps of a piece of evidence."""
    plain = ("level", "kind", "title", "handed_in_on", "verdict", "reviewed_on", "valid_until", "renew_from")
    kept: dict[str, object] = {name: getattr(evidence, name) for name in plain}
    return {"number": evidence.pk, **kept, "document": evidence.document_id, "visit_subject": evidence.visit_subject_id}


def _locked(actor: Viewer, number: int) -> Evidence:
    """Return the evidence, its pledge locked for this transaction. Raises NotFound if the actor may not see it."""
    seen = Evidence.objects.filter(visibility.rows(actor, PROOF_FIELDS), pk=number)
    pledge_id = seen.values_list("pledge_id", flat=True).first()
    if pledge_id is not None:
        list(Pledge.objects.select_for_update().filter(pk=pledge_id))
    found = seen.select_related("pledge__state", "pledge__register", "visit_subject__visit").first()
    if found is None:
        raise NotFound(f"There is no evidence {number} that you may see.")
    return found


def _require_reviewer(actor: Viewer, evidence: Evidence, row: LevelEvidence) -> None:
    """Raise NotAllowed unless the actor may decide: of the deciding side, and not who handed it in."""
    pledge = evidence.pledge
    decider = _side(pledge, side_that_decides(row))
    role = Role.APPROVER if row.decided_by == APPROVER else Role.OFFICER
    visibility.require_owner(actor, decider.pk, f"Decision on {row.title}, pledge {pledge.reference}", role)
    if actor.user_id is not None and actor.user_id == evidence.handed_in_by_user_id:
        raise NotAllowed(f"{evidence.title}: you have handed it in; somebody else decides on it.")


def valid_until_for(evidence: Evidence, row: LevelEvidence, *, today: date) -> date | None:
    """Return until when evidence proves: so many months from the end of its visit, else from today; None: no end."""
    if not row.validity_parameter:
        return None
    visit = evidence.visit_subject.visit if evidence.visit_subject else None
    begins = visit.carried_until if visit is not None and visit.carried_until is not None else today
    return add_months(begins, parameter(row.validity_parameter, on=today).integer)


@transaction.atomic
def review_evidence(
    actor: Viewer, number: int, verdict: Verdict, *, today: date, remarks: str = "", valid_until: date | None = None
) -> Evidence:
    """Approve or refuse evidence. Approved evidence replaces the one before of its kind, which stays in the history.

    `valid_until` may shorten the time for which it proves, never lengthen it. A refusal says why.
    """
    evidence = _locked(actor, number)
    pledge = evidence.pledge
    row = evidence_row(pledge, evidence.level, evidence.kind)
    _require_reviewer(actor, evidence, row)
    if verdict not in (Verdict.APPROVED, Verdict.REFUSED):
        raise Refused(f"{evidence.title}: it is approved or refused.")
    check_verdict(evidence.title, evidence.verdict, verdict)
    if verdict is Verdict.REFUSED and not remarks.strip():
        raise Refused(f"{evidence.title}: say why it is refused, so that a better one can be handed in.")
    before = snapshot(evidence)
    evidence.verdict, evidence.reviewed_on = verdict.value, today
    evidence.reviewed_by_id, evidence.reviewed_for = actor.user_id, actor.organisation_name[:160]
    evidence.remarks = remarks
    if verdict is Verdict.APPROVED:
        evidence.valid_until = _checked_end(evidence, row, valid_until, today=today)
        _replace_approved(evidence, today=today)
    require_clean_fields(evidence, f"Evidence of pledge {pledge.reference}")
    evidence.save()
    after = snapshot(evidence)
    audit.record(actor, "pledges:evidence:decided", pledge.reference, before=before, after=after, reason=remarks[:500])
    words = f"{pledge.reference}: {evidence.title} {verdict.value}"
    tell(actor, pledge, "evidence-decided", words, day=today, body=remarks, to=_other(actor, evidence))
    return evidence


def _other(actor: Viewer, evidence: Evidence) -> Organisation | None:
    """Return whom to tell of a decision: who handed it in, or the State where the secretariat decides for itself."""
    if actor.is_system:
        return None
    own = evidence.handed_in_by_id == actor.organisation_id
    return evidence.pledge.state if own else evidence.handed_in_by


def _checked_end(evidence: Evidence, row: LevelEvidence, asked: date | None, *, today: date) -> date | None:
    """Return until when it proves. Raises Refused where that is over already, or longer than the register allows."""
    longest = valid_until_for(evidence, row, today=today)
    if asked is not None and longest is not None and asked > longest:
        raise Refused(
            f"{evidence.title}: it proves until {long_day(longest)} at most; give that day or an earlier one."
        )
    end = asked or longest
    if end is not None and end <= today:
        raise Refused(f"{evidence.title}: it proved until {long_day(end)}, which is over; a new one is needed.")
    return end


def _replace_approved(evidence: Evidence, *, today: date) -> None:
    same = Evidence.objects.filter(pledge=evidence.pledge, level=evidence.level, kind=evidence.kind)
    for old in same.filter(verdict=Evidence.Verdict.APPROVED).exclude(pk=evidence.pk):
        old.verdict, old.replaced_on = Evidence.Verdict.REPLACED, today
        old.save(update_fields=["verdict", "replaced_on"])
