"""What the team says in the end: the report, and the outcome for each subject."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.documents.models import Document
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.kit.read_version import require_version
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.visits.actions.access import (
    locked_visit,
    require_day,
    require_own_document,
    require_side,
    require_stage,
)
from muster.visits.models import Finding, SubjectOutcome, Visit, VisitSubject
from muster.visits.rules import outcome_problems
from muster.visits.stages import CLOSED_STANDINGS, Outcome, Severity, Side, VisitStage

DURING_THE_VISIT = (VisitStage.ON_SITE, VisitStage.DRAFT_REPORT)
FOLLOW_UP = (VisitStage.APPROVED, VisitStage.TRACKED)


@transaction.atomic
def write_report(
    actor: Viewer,
    reference: str,
    summary: str,
    *,
    document: Document | None = None,
    expected_version: int | None = None,
) -> Visit:
    """Write the draft report: its summary, its file or both; whoever does so is an author and cannot approve it.

    Without a `document`, the file that is on record stays. It is shared when the draft is sent.
    """
    visit = locked_visit(actor, reference)
    require_side(actor, visit, Side.LEAD)
    require_stage(visit, DURING_THE_VISIT, "its report can be written")
    require_version(f"Visit {visit.reference}", visit.version, expected_version)
    require_own_document(actor, document, visit.lead_id, f"Report of visit {reference}")
    if not summary.strip() and document is None and visit.report_document_id is None:
        raise Refused(f"Visit {reference}: the report is empty; write its summary or add its file.")
    before, visit.report_summary = visit.report_summary, summary
    visit.report_document = document or visit.report_document
    visit.version += 1
    require_clean_fields(visit, f"Report of visit {reference}")
    visit.save(update_fields=["report_summary", "report_document", "version"])
    if actor.user_id is not None:
        visit.report_authors.add(actor.user_id)
    audit.record(
        actor,
        "visits:report:written",
        reference,
        before={"summary": before},
        after={"summary": summary, "document": document.pk if document else None},
    )
    return visit


@transaction.atomic
def decide_outcome(
    actor: Viewer, reference: str, subject_id: int, outcome: Outcome, *, decided_on: date, today: date, note: str = ""
) -> SubjectOutcome:
    """Say what the visit comes to for one subject: with the report by an officer, after its approval by an approver.

    The earlier outcome stays on record; nothing is recommended while a critical finding is open on it or on the State.
    """
    visit = locked_visit(actor, reference)
    require_side(actor, visit, Side.LEAD)
    require_stage(visit, (*DURING_THE_VISIT, *FOLLOW_UP), "an outcome can be given")
    if visit.stage in FOLLOW_UP:
        require_side(actor, visit, Side.LEAD, Role.APPROVER)
    subject = visit.subjects.filter(pk=subject_id).first()
    if subject is None:
        raise NotFound(f"Visit {reference!r} has no subject {subject_id}.")
    require_day(decided_on, today, f"Outcome for {subject.reference}")
    _check_outcome(visit, subject, outcome, decided_on)
    event = SubjectOutcome(subject=subject, outcome=outcome, decided_on=decided_on, known_from=today, note=note)
    require_clean_fields(event, f"Outcome for {subject.reference}")
    event.save(force_insert=True)
    after = {"subject": f"{subject.kind}:{subject.reference}", "outcome": outcome, "on": decided_on}
    audit.record(actor, "visits:outcome:decided", reference, after=after, reason=note)
    return event


def _check_outcome(visit: Visit, subject: VisitSubject, outcome: Outcome, decided_on: date) -> None:
    """Raise Refused for an outcome that the findings forbid, or one before the last."""
    critical = Finding.objects.filter(visit=visit, severity=Severity.CRITICAL).exclude(
        standing__in=list(CLOSED_STANDINGS)
    )
    on_it = critical.filter(subject=subject) | critical.filter(subject__isnull=True)
    problems = outcome_problems(outcome, on_it.count())
    if problems:
        raise Refused(f"Outcome for {subject.reference} cannot be recorded.", problems)
    last = subject.outcomes.order_by("-decided_on", "-pk").first()
    if last is not None and decided_on < last.decided_on:
        raise Refused(f"Outcome for {subject.reference}: the one before is of {last.decided_on}; give a later day.")
