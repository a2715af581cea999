"""Whose turn it is, as a reader of the record sees it: for pages, tables, the API and the command line."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from muster.visits.models import Visit
from muster.visits.parameters import targets
from muster.visits.rules import Duty, VisitFacts, is_overdue, next_duty
from muster.visits.stages import Side, VisitStage

DUTY_WORDS: dict[VisitStage, str] = {
    VisitStage.AGREED: "agrees to the visit or refuses it",
    VisitStage.TEAM_NAMED: "names the team",
    VisitStage.PREPARED: "assigns the checklists",
    VisitStage.ON_SITE: "carries out the visit",
    VisitStage.DRAFT_REPORT: "comes home and begins the report",
    VisitStage.SENT: "sends the draft for comments",
    VisitStage.COMMENTED: "comments on the draft",
    VisitStage.APPROVED: "approves the report",
    VisitStage.TRACKED: "hands the report over and tracks what it found",
    VisitStage.CLOSED: "closes the visit once every finding is closed",
}


def facts_shown(visit: Any) -> VisitFacts:
    """Return what the rules look at, of a visit read by `visible_visits` (as of its `seen_on`)."""
    over = visit.carried_until is not None and visit.carried_until <= visit.seen_on
    return VisitFacts(
        kind=visit.kind,
        stage=visit.current_stage,
        planned_from=visit.planned_from,
        planned_until=visit.planned_until,
        carried_from=visit.carried_from,
        carried_until=visit.carried_until if over else None,
        comments_due=visit.comments_due,
        open_findings=("",) * visit.open_finding_count,
    )


def duty_of(visit: Any) -> Duty | None:
    """Return who must do what next, by when."""
    return next_duty(facts_shown(visit), visit.stage_since, targets(visit.seen_on))


def side_name(visit: Visit, side: Side) -> str:
    """Return the name of the organisation on a side."""
    if side == Side.EITHER:
        return _("Either side")
    return visit.lead.name if side == Side.LEAD else visit.counterpart.name


def duty_words(visit: Visit) -> str:
    """Return who must do what next, in a sentence; empty where the visit has ended."""
    duty = duty_of(visit)
    return f"{side_name(visit, duty.side)} {_(DUTY_WORDS[duty.following])}" if duty else ""


def due_day(visit: Visit) -> date | None:
    """Return the day by which the next step is due."""
    duty = duty_of(visit)
    return duty.due if duty else None


def is_late(visit: Any) -> bool:
    """Return whether the next step is late."""
    due = due_day(visit)
    return due is not None and due < visit.seen_on


def finding_is_late(finding: Any) -> bool:
    """Return whether a finding read by `visible_findings` is overdue as of its `seen_on`."""
    return is_overdue(finding.current_standing, finding.due_on, finding.seen_on)
