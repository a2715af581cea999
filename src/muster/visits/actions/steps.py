"""The steps of a visit from stage to stage."""

from datetime import date, timedelta

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.kit.standing import Standing
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reference.checklists import checklist_lines
from muster.reference.parameters import parameter
from muster.visits.actions.access import locked_visit, require_day, require_side, share_report
from muster.visits.actions.checklists import assign_checklists
from muster.visits.actions.telling import tell_stage
from muster.visits.models import Visit, VisitStageEvent
from muster.visits.rules import VisitFacts, check_step, needs_approver, step_problems
from muster.visits.stages import CLOSED_STANDINGS, Side, VisitStage
from muster.visits.terms import StepTerms


@transaction.atomic
def take_step(
    actor: Viewer,
    reference: str,
    following: VisitStage,
    terms: StepTerms,
    *,
    today: date,
    source: str = "",
    standing: str = Standing.ENTERED,
) -> VisitStageEvent:
    """Take a visit to its next stage, if the order of steps allows it, it is the actor's turn and nothing is missing.

    Two who take the same step at once: the second one finds the visit there already and is refused.
    """
    visit = locked_visit(actor, reference)
    role = Role.APPROVER if needs_approver(following) else Role.OFFICER
    require_side(actor, visit, Side.EITHER)
    side = check_step(visit.kind, visit.stage, following)
    require_side(actor, visit, side, role)
    _check_day(visit, terms.held_from, today)
    before = visit.stage
    _apply(visit, following, terms)
    problems = step_problems(facts_of(visit, actor), following, terms.held_from, terms.reason)
    if problems:
        raise Refused(f"Visit {reference} cannot become “{following.label}” yet.", problems)
    visit.stage = following
    visit.version += 1
    require_clean_fields(visit, f"Visit {reference}")
    visit.save()
    event = VisitStageEvent(
        visit=visit,
        stage=following,
        held_from=terms.held_from,
        known_from=today,
        by_id=actor.organisation_id or _side_id(visit, side),
        reason=terms.reason,
        source=source,
        standing=standing,
    )
    require_clean_fields(event, f"A step of visit {reference}")
    event.save(force_insert=True)
    share_report(actor, visit, following, today)
    tell_stage(actor, visit, following, today, terms.reason)
    after = {"stage": following, "held_from": terms.held_from}
    audit.record(actor, "visits:stage:changed", reference, before={"stage": before}, after=after, reason=terms.reason)
    return event


def _side_id(visit: Visit, side: Side) -> int:
    """Return the organisation of a side, for steps that the installation itself enters."""
    return visit.counterpart_id if side == Side.COUNTERPART else visit.lead_id


def _check_day(visit: Visit, held_from: date, today: date) -> None:
    """Refuse a step before the one that it follows, or on a day that has not come."""
    require_day(held_from, today, f"Visit {visit.reference}")
    last = visit.stage_events.order_by("-held_from", "-pk").first()
    if last is not None and held_from < last.held_from:
        raise Refused(
            f"Visit {visit.reference}: the stage before holds from {last.held_from}; give that day or a later one."
        )


def _apply(visit: Visit, following: VisitStage, terms: StepTerms) -> None:
    """Put what goes with the step on the visit."""
    if following == VisitStage.AGREED:
        visit.invitation_reference = terms.invitation_reference or visit.invitation_reference
        visit.invitation_on = terms.invitation_on or visit.invitation_on
    if following in (VisitStage.AGREED, VisitStage.TEAM_NAMED):
        visit.reply_reference = terms.reply_reference or visit.reply_reference
        visit.reply_on = terms.reply_on or visit.reply_on
    if following == VisitStage.PREPARED:
        assign_checklists(visit, terms.held_from)
    if following == VisitStage.ON_SITE:
        visit.carried_from, visit.carried_until = terms.held_from, None
    if following == VisitStage.DRAFT_REPORT and terms.carried_until:
        visit.carried_until = terms.carried_until
    if following == VisitStage.SENT:
        days = parameter("visit_comment_period_days", terms.held_from).integer
        visit.comments_due = terms.held_from + timedelta(days=days)
    if following == VisitStage.COMMENTED:
        visit.comments = terms.comments


def facts_of(visit: Visit, actor: Viewer | None = None) -> VisitFacts:
    """Return what the rules look at, read from the record as it is now."""
    leads = list(visit.team.values_list("is_lead", flat=True))
    closed = list(CLOSED_STANDINGS)
    return VisitFacts(
        kind=visit.kind,
        stage=visit.stage,
        mode=visit.mode,
        planned_from=visit.planned_from,
        planned_until=visit.planned_until,
        invitation_reference=visit.invitation_reference,
        carried_from=visit.carried_from,
        carried_until=visit.carried_until,
        member_count=len(leads),
        lead_count=sum(leads),
        checklist_count=visit.checklists.count(),
        subject_count=visit.subjects.count(),
        uncovered=tuple(visit.subjects.filter(outcomes__isnull=True).values_list("reference", flat=True)),
        unanswered=_unanswered(visit),
        has_report=bool(visit.report_summary.strip()) or visit.report_document_id is not None,
        has_comments=bool(visit.comments.strip()),
        comments_due=visit.comments_due,
        open_findings=tuple(visit.findings.exclude(standing__in=closed).values_list("reference", flat=True)),
        is_author=_is_author(visit, actor),
    )


def _is_author(visit: Visit, actor: Viewer | None) -> bool:
    """Return whether the actor has written in the report; the installation itself has not."""
    if actor is None or actor.user_id is None:
        return False
    return visit.report_authors.filter(pk=actor.user_id).exists()


def _unanswered(visit: Visit) -> tuple[str, ...]:
    """Return the critical lines of the visit's checklists that nobody has answered."""
    found = []
    for checklist in visit.checklists.select_related("subject").prefetch_related("answers"):
        answered = {answer.line for answer in checklist.answers.all()}
        asked_of = "unit" if checklist.subject_id else "state"
        whose = checklist.subject.reference if checklist.subject else "State"
        found += [
            f"{line.code} ({whose})"
            for line in checklist_lines(checklist.area, checklist.template_version, asked_of)
            if line.weight == "critical" and line.code not in answered
        ]
    return tuple(found)
