"""Findings: raised by the team, remedied by their owner, accepted by the side that leads the visit."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.documents.actions import share_document
from muster.documents.models import Document
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.visits.actions.access import (
    locked_visit,
    require_day,
    require_own_document,
    require_side,
    require_stage,
)
from muster.visits.actions.telling import tell_finding
from muster.visits.models import Finding, FindingEvent, Visit, VisitSubject
from muster.visits.queries import result_condition
from muster.visits.rules import check_finding_step, due_on
from muster.visits.stages import FindingStanding, Severity, Side, VisitStage
from muster.visits.terms import FindingTerms

WHILE_RAISED = (VisitStage.ON_SITE, VisitStage.DRAFT_REPORT, VisitStage.TRACKED)


def due_days(day: date) -> dict[Severity, int]:
    """Return the days to remedy a finding by its severity, from the parameter table."""
    return {
        Severity.CRITICAL: parameter("visit_finding_due_critical_days", day).integer,
        Severity.MAJOR: parameter("visit_finding_due_major_days", day).integer,
        Severity.MINOR: parameter("visit_finding_due_minor_days", day).integer,
    }


@transaction.atomic
def raise_finding(actor: Viewer, reference: str, terms: FindingTerms, *, raised_on: date, today: date) -> Finding:
    """Record a finding on a subject of the visit, or on the State itself; its number follows from the visit."""
    visit = locked_visit(actor, reference)
    require_side(actor, visit, Side.LEAD)
    require_stage(visit, WHILE_RAISED, "a finding can be raised")
    require_day(raised_on, today, f"A finding of visit {reference}")
    subject = _subject(visit, terms.subject)
    problems = _problems(visit, terms)
    if problems:
        raise Refused(f"The finding of visit {reference} cannot be recorded.", problems)
    finding = Finding(
        reference=f"{reference}-f{visit.findings.count() + 1}",
        visit=visit,
        subject=subject,
        area=terms.area,
        line=terms.line,
        severity=terms.severity,
        text=terms.text,
        owner=_owners(visit)[terms.owner],
        raised_on=raised_on,
        due_on=terms.due_on or due_on(terms.severity, raised_on, due_days(raised_on)),
        known_from=today,
    )
    require_clean_fields(finding, f"The finding of visit {reference}")
    finding.save(force_insert=True)
    FindingEvent.objects.create(
        finding=finding,
        standing=FindingStanding.OPEN,
        held_from=raised_on,
        by_id=actor.organisation_id or visit.lead_id,
        known_from=today,
    )
    after = {
        "severity": terms.severity, "owner": terms.owner, "subject": terms.subject, "due_on": finding.due_on,
        "text": terms.text,
    }  # fmt: skip
    tell_finding(actor, finding, today)
    audit.record(actor, "visits:finding:raised", finding.reference, after=after)
    return finding


def _subject(visit: Visit, reference: str) -> VisitSubject | None:
    """Return the visit's subject of a reference; None where it is empty: the State itself. Raises Refused."""
    if not reference:
        return None
    found = visit.subjects.filter(reference=reference).first()
    if found is None:
        raise Refused(f"Visit {visit.reference} has no subject {reference!r}; leave it empty for the State itself.")
    return found


def _owners(visit: Visit) -> dict[str, Organisation]:
    """Return who may own a finding, by code: the State, the secretariat, and the mission that it is about."""
    sides = [visit.state, visit.register, *([visit.mission] if visit.mission else [])]
    return {one.code: one for one in sides}


def _problems(visit: Visit, terms: FindingTerms) -> list[Problem]:
    """Return what is wrong with a finding's content."""
    problems = []
    if not terms.text.strip():
        problems.append(Problem("finding", "has no words", "say what was found"))
    if terms.severity not in {one.value for one in Severity}:
        problems.append(Problem("severity", f"{terms.severity!r} is unknown", "critical, major, minor or observation"))
    owners = _owners(visit)
    if terms.owner not in owners:
        problems.append(Problem("owner", f"{terms.owner!r} takes no part in it", f"one of {', '.join(owners)}"))
    if terms.line and not terms.line.startswith(terms.area or terms.line[:1]):
        problems.append(Problem("line", f"{terms.line} is not of area {terms.area}", "give a line of the area"))
    return problems


@transaction.atomic
def take_finding_step(
    actor: Viewer,
    reference: str,
    following: FindingStanding,
    *,
    held_from: date,
    today: date,
    note: str,
    document: Document | None = None,
) -> FindingEvent:
    """Move a finding on: its owner reports it remedied, the leading side accepts or rejects that, or waives it.

    Nobody accepts what they have reported; what an owner shows and why somebody decided is always said. A `document` is
    the actor's own; the side that decides may read it from then on.
    """
    finding = _locked(actor, reference)
    check_finding_step(finding.standing, following)
    last = finding.events.order_by("-held_from", "-pk").first()
    _require_turn(actor, finding, following, last)
    require_day(held_from, today, f"Finding {reference}")
    if last is not None and held_from < last.held_from:
        raise Refused(f"Finding {reference}: the last step is of {last.held_from}; give that day or a later one.")
    require_own_document(actor, document, actor.organisation_id or finding.owner_id, f"Finding {reference}")
    if following != FindingStanding.CLOSED and not note.strip():
        raise Refused(f"Finding {reference}: say what is shown for it, or why.")
    before, finding.standing = finding.standing, following
    finding.version += 1
    finding.save(update_fields=["standing", "version"])
    event = FindingEvent(
        finding=finding,
        standing=following,
        held_from=held_from,
        by_id=actor.organisation_id or finding.owner_id,
        reporter_id=actor.user_id if following == FindingStanding.REPORTED else None,
        known_from=today,
        note=note,
        document=document,
    )
    require_clean_fields(event, f"A step of finding {reference}")
    event.save(force_insert=True)
    if document is not None:
        share_document(actor, document, finding.visit.lead, today=today)
    tell_finding(actor, finding, today, note)
    audit.record(
        actor,
        "visits:finding:changed",
        reference,
        before={"standing": before},
        after={"standing": following, "held_from": held_from},
        reason=note[:500],
    )
    return event


def _locked(actor: Viewer, reference: str) -> Finding:
    """Return the finding, locked for this transaction. Raises NotFound if there is none that the actor may see."""
    seen = Finding.objects.filter(result_condition(actor, "visit__"), reference=reference).values("pk")
    found = Finding.objects.select_for_update().filter(pk__in=seen).first()
    if found is None:
        raise NotFound(f"There is no finding {reference!r} that you may see.")
    return found


def _require_turn(actor: Viewer, finding: Finding, following: FindingStanding, last: FindingEvent | None) -> None:
    """Raise NotAllowed unless it is the actor's turn."""
    if actor.is_system:
        return
    if following == FindingStanding.REPORTED:
        if actor.organisation_id != finding.owner_id or not actor.has_role(Role.OFFICER):
            raise NotAllowed(f"Finding {finding.reference}: its owner, {finding.owner.name}, reports it remedied.")
        return
    role = Role.APPROVER if following == FindingStanding.WAIVED else Role.OFFICER
    require_side(actor, finding.visit, Side.LEAD, role)
    if last is not None and last.reporter_id is not None and last.reporter_id == actor.user_id:
        raise NotAllowed(f"Finding {finding.reference}: you have reported it remedied; somebody else decides on that.")


def report_closure(
    actor: Viewer, reference: str, *, held_from: date, today: date, note: str, document: Document | None = None
) -> FindingEvent:
    """Report a finding remedied, with what shows it; the owner's step."""
    reported = FindingStanding.REPORTED
    return take_finding_step(actor, reference, reported, held_from=held_from, today=today, note=note, document=document)


def accept_closure(actor: Viewer, reference: str, *, held_from: date, today: date, note: str = "") -> FindingEvent:
    """Accept that a finding is remedied; the leading side's step, never the reporter's."""
    return take_finding_step(actor, reference, FindingStanding.CLOSED, held_from=held_from, today=today, note=note)


def reject_closure(actor: Viewer, reference: str, *, held_from: date, today: date, note: str) -> FindingEvent:
    """Say why a finding is not remedied: it is open again."""
    return take_finding_step(actor, reference, FindingStanding.OPEN, held_from=held_from, today=today, note=note)


def waive_finding(actor: Viewer, reference: str, *, held_from: date, today: date, note: str) -> FindingEvent:
    """Let a finding go with the reason; an approver's step."""
    return take_finding_step(actor, reference, FindingStanding.WAIVED, held_from=held_from, today=today, note=note)
