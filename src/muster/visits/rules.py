"""How a visit goes on: who may take which step, and what must be there first. Pure: no database, no clock.

Source: section 14.2 of the dossier (state machine) with 2.5, 2.6 and 3.1. Where no source says who takes a step, the
docstring says that it is a local choice. Nobody may waive the order of steps.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from muster.kit.errors import Problem, Refused
from muster.reference.checklists import visit_functions
from muster.reference.unit_types import unit_types
from muster.visits.stages import (
    ENDED_WITHOUT_VISIT,
    FindingStanding,
    Outcome,
    Severity,
    Side,
    VisitKind,
    VisitMode,
    VisitStage,
)
from muster.visits.terms import MemberTerms, VisitTerms

S = VisitStage
_CALLED_OFF = {S.REQUESTED: Side.EITHER, S.CANCELLED: Side.EITHER}

STEPS: dict[VisitStage, dict[VisitStage, Side]] = {
    S.REQUESTED: {S.AGREED: Side.COUNTERPART, S.REFUSED: Side.EITHER, S.CANCELLED: Side.EITHER},
    S.AGREED: {S.TEAM_NAMED: Side.LEAD, **_CALLED_OFF},
    S.TEAM_NAMED: {S.PREPARED: Side.LEAD, **_CALLED_OFF},
    S.PREPARED: {S.ON_SITE: Side.LEAD, **_CALLED_OFF},
    S.ON_SITE: {S.DRAFT_REPORT: Side.LEAD},
    S.DRAFT_REPORT: {S.SENT: Side.LEAD},
    S.SENT: {S.COMMENTED: Side.COUNTERPART, S.APPROVED: Side.LEAD},
    S.COMMENTED: {S.DRAFT_REPORT: Side.LEAD, S.APPROVED: Side.LEAD},
    S.APPROVED: {S.TRACKED: Side.LEAD, S.CLOSED: Side.LEAD},
    S.TRACKED: {S.CLOSED: Side.LEAD},
    S.CLOSED: {},
    S.CANCELLED: {},
    S.REFUSED: {},
}
RECONNAISSANCE_STEPS: dict[VisitStage, dict[VisitStage, Side]] = {
    S.REQUESTED: {S.AGREED: Side.COUNTERPART, S.REFUSED: Side.EITHER, S.CANCELLED: Side.EITHER},
    S.AGREED: {S.TEAM_NAMED: Side.LEAD, **_CALLED_OFF},
    S.TEAM_NAMED: {S.ON_SITE: Side.LEAD, **_CALLED_OFF},
    S.ON_SITE: {S.DRAFT_REPORT: Side.LEAD},
    S.DRAFT_REPORT: {S.TRACKED: Side.LEAD},
    S.TRACKED: {S.CLOSED: Side.LEAD},
    S.CLOSED: {},
    S.CANCELLED: {},
    S.REFUSED: {},
}
NEEDS_REASON = (S.CANCELLED, S.REFUSED)
REOPENED = {(S.COMMENTED, S.DRAFT_REPORT)}


def steps_of(kind: str) -> dict[VisitStage, dict[VisitStage, Side]]:
    """Return the steps of a kind of visit: from each stage those that may follow, each with the side that takes it.

    Fourteen-two of the dossier; a reconnaissance is the contributor's own visit to the mission (3.1, phase 10): no
    checklists, no comments, no approval, and its report is the State's to hand over.
    """
    return RECONNAISSANCE_STEPS if kind == VisitKind.RECONNAISSANCE else STEPS


def legal_next_stages(kind: str, stage: str) -> tuple[VisitStage, ...]:
    """Return the stages that may follow `stage` in a visit of `kind`; back to requested is a postponement."""
    return tuple(steps_of(kind).get(VisitStage(stage), {}))


def check_step(kind: str, stage: str, following: str) -> Side:
    """Return who takes the step from `stage` to `following`. Raises Refused, naming the legal ways."""
    legal = steps_of(kind).get(VisitStage(stage), {})
    if following not in legal:
        ways = ", ".join(one.label for one in legal) or "none, it has ended"
        raise Refused(
            f"A visit that is “{VisitStage(stage).label}” cannot become “{VisitStage(following).label}”; "
            f"possible: {ways}."
        )
    return legal[VisitStage(following)]


def needs_approver(following: str) -> bool:
    """Return whether a step is an approver's: the approval of the report (segregation of duties, local choice)."""
    return following == S.APPROVED


@dataclass(frozen=True)
class VisitFacts:
    """What the rules look at before a step. Days are of the visit; `uncovered` subjects have no outcome yet.

    `is_author`: the actor has written in the report.
    """

    kind: str
    stage: str
    mode: str = VisitMode.IN_PERSON
    planned_from: date | None = None
    planned_until: date | None = None
    invitation_reference: str = ""
    carried_from: date | None = None
    carried_until: date | None = None
    member_count: int = 0
    lead_count: int = 0
    checklist_count: int = 0
    subject_count: int = 0
    uncovered: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    has_report: bool = False
    has_comments: bool = False
    comments_due: date | None = None
    open_findings: tuple[str, ...] = ()
    is_author: bool = False


def step_problems(facts: VisitFacts, following: str, held_from: date, reason: str = "") -> list[Problem]:
    """Return what is missing before the step: a line each, with its remedy. An empty list: the step may be taken."""
    checks: dict[VisitStage, Callable[[], list[Problem]]] = {
        S.REQUESTED: lambda: _reason(reason),
        S.CANCELLED: lambda: _reason(reason),
        S.REFUSED: lambda: _reason(reason),
        S.AGREED: lambda: _agreement(facts),
        S.TEAM_NAMED: lambda: _team(facts),
        S.PREPARED: lambda: _preparation(facts),
        S.ON_SITE: list,
        S.DRAFT_REPORT: lambda: _reason(reason) if facts.stage == S.COMMENTED else _end_of_visit(facts, held_from),
        S.SENT: lambda: _draft(facts),
        S.COMMENTED: lambda: _comments(facts),
        S.APPROVED: lambda: _approval(facts, held_from),
        S.TRACKED: lambda: _handing_over(facts),
        S.CLOSED: lambda: _closing(facts),
    }
    return checks[VisitStage(following)]()


def _reason(reason: str) -> list[Problem]:
    """A visit that is put off, called off or refused, or a report taken up again, says why (local choice)."""
    return [] if reason.strip() else [Problem("reason", "is not given", "say why in a line")]


def _agreement(facts: VisitFacts) -> list[Problem]:
    """The dates stand, and the State has invited by note verbale (2.5: the State invites, the fax answers)."""
    problems = []
    if facts.planned_from is None or facts.planned_until is None:
        problems.append(Problem("planned dates", "are not given", "plan the visit's first and last day first"))
    if facts.kind != VisitKind.RECONNAISSANCE and not facts.invitation_reference.strip():
        problems.append(Problem("note verbale", "is not given", "give the reference of the State's invitation"))
    return problems


def _team(facts: VisitFacts) -> list[Problem]:
    """There is a team, and exactly one of it leads."""
    if not facts.member_count:
        return [Problem("team", "nobody is named", "name at least the lead")]
    if facts.lead_count != 1:
        return [Problem("team", f"{facts.lead_count} members lead", "mark exactly one as lead")]
    return []


def _preparation(facts: VisitFacts) -> list[Problem]:
    """Something is to be looked at. A recognition visit of a course that is not on record has no checklist."""
    if facts.kind == VisitKind.RECOGNITION or facts.checklist_count:
        return []
    return [Problem("checklists", "none is assigned", "give the visit subjects whose unit types have checklists")]


def _end_of_visit(facts: VisitFacts, held_from: date) -> list[Problem]:
    """The team has come home before the report is drafted."""
    if facts.carried_until is None:
        return [Problem("until", "is not given", "give the first day on which the team is no longer there")]
    if facts.carried_from is not None and facts.carried_until <= facts.carried_from:
        return [Problem("until", f"{facts.carried_until} is not after the visit's first day", "give a later day")]
    if facts.carried_until > held_from:
        return [Problem("until", f"the visit lasts until {facts.carried_until}", "draft the report afterwards")]
    return []


def _draft(facts: VisitFacts) -> list[Problem]:
    """The draft is whole: report, an outcome for each subject, every critical line of the checklists answered."""
    problems = _handing_over(facts)
    if facts.uncovered:
        names = ", ".join(facts.uncovered)
        problems.append(Problem("outcomes", f"{names} has none", "decide on an outcome for each subject"))
    if facts.unanswered:
        lines = ", ".join(facts.unanswered)
        problems.append(Problem("checklists", f"critical lines are unanswered: {lines}", "answer them, or “not seen”"))
    return problems


def _handing_over(facts: VisitFacts) -> list[Problem]:
    """There is a report."""
    if facts.stage != S.DRAFT_REPORT or facts.has_report:
        return []
    return [Problem("report", "there is none", "write its summary or add its file")]


def _comments(facts: VisitFacts) -> list[Problem]:
    """The comments are said, be it that there are none."""
    if facts.has_comments:
        return []
    return [Problem("comments", "are not given", "write them, or that the State has none")]


def _approval(facts: VisitFacts, held_from: date) -> list[Problem]:
    """Nobody approves a report in which they have written; the State has commented, or has let the time pass."""
    problems = []
    if facts.is_author:
        problems.append(Problem("report", "you have written in it yourself", "let another approver approve it"))
    if facts.stage == S.SENT and (facts.comments_due is None or held_from < facts.comments_due):
        until = f"the State may comment until {facts.comments_due}"
        problems.append(Problem("comments", until, "wait for its comments, or for that day"))
    return problems


def _closing(facts: VisitFacts) -> list[Problem]:
    """Every finding is closed or waived."""
    if not facts.open_findings:
        return []
    names = ", ".join(facts.open_findings)
    return [Problem("findings", f"still open: {names}", "close or waive each of them first")]


def outcome_problems(outcome: str, critical_open: int) -> list[Problem]:
    """Return why an outcome cannot be given: nothing is recommended with a critical gap open (2.4, recalled)."""
    if outcome == Outcome.RECOMMENDED and critical_open:
        message = f"{critical_open} critical findings are open on it or on the State"
        return [Problem("outcome", message, "recommend it after follow-up, or close them first")]
    return []


FINDING_STEPS: dict[FindingStanding, tuple[FindingStanding, ...]] = {
    FindingStanding.OPEN: (FindingStanding.REPORTED, FindingStanding.WAIVED),
    FindingStanding.REPORTED: (FindingStanding.CLOSED, FindingStanding.OPEN, FindingStanding.WAIVED),
    FindingStanding.CLOSED: (),
    FindingStanding.WAIVED: (),
}


def legal_next_standings(standing: str) -> tuple[FindingStanding, ...]:
    """Return what a finding may become: its owner reports it remedied, the leading side accepts or rejects that.

    Waiving needs a reason. Closed and waived are final: what comes up again is a new finding (local choice).
    """
    return FINDING_STEPS[FindingStanding(standing)]


def check_finding_step(standing: str, following: str) -> None:
    """Raise Refused, naming the legal ways, unless `following` may follow."""
    legal = legal_next_standings(standing)
    if following not in legal:
        ways = ", ".join(one.label for one in legal) or "none, it is final"
        raise Refused(
            f"A finding that is “{FindingStanding(standing).label}” cannot become "
            f"“{FindingStanding(following).label}”; possible: {ways}."
        )


def is_overdue(standing: str, due_on: date | None, today: date) -> bool:
    """Return whether a finding that is not closed or waived is past its day."""
    if due_on is None or standing not in (FindingStanding.OPEN, FindingStanding.REPORTED):
        return False
    return due_on < today


def due_on(severity: str, raised_on: date, days_by_severity: Mapping[Severity, int]) -> date | None:
    """Return the day by which a finding is to be remedied; an observation asks for nothing."""
    if severity == Severity.OBSERVATION:
        return None
    return raised_on + timedelta(days=days_by_severity[Severity(severity)])


@dataclass(frozen=True)
class Targets:
    """The days of the parameter table within which each side is to act."""

    answer_days: int
    team_lead_days: int
    preparation_lead_days: int
    report_days: int
    result_days: int


@dataclass(frozen=True)
class Duty:
    """Who must do what next, by when (None: no day follows from the record)."""

    side: Side
    following: VisitStage
    due: date | None


def next_duty(facts: VisitFacts, since: date, targets: Targets) -> Duty | None:
    """Return the step that is due, by the side whose turn it is; None where the visit has ended.

    `since` is the first day of the stage as it is. The targets are local choices but for the result (2.5: 45 days).
    """
    stage = VisitStage(facts.stage)
    ways = [one for one in legal_next_stages(facts.kind, stage) if one not in (S.REQUESTED, *ENDED_WITHOUT_VISIT)]
    if not ways:
        return None
    following = ways[-1] if stage == S.COMMENTED else ways[0]
    if stage == S.APPROVED and not facts.open_findings:
        following = S.CLOSED
    end = facts.carried_until or since
    due = {
        S.REQUESTED: since + timedelta(days=targets.answer_days),
        S.AGREED: _before(facts.planned_from, targets.team_lead_days),
        S.TEAM_NAMED: _before(facts.planned_from, targets.preparation_lead_days),
        S.PREPARED: facts.planned_from,
        S.ON_SITE: facts.planned_until,
        S.DRAFT_REPORT: end + timedelta(days=targets.report_days),
        S.SENT: facts.comments_due,
        S.COMMENTED: end + timedelta(days=targets.result_days),
    }.get(stage)
    if facts.kind == VisitKind.RECONNAISSANCE and stage == S.TEAM_NAMED:
        due = facts.planned_from
    side = steps_of(facts.kind)[stage][following]
    return Duty(side, following, due)


def _before(day: date | None, days: int) -> date | None:
    return None if day is None else day - timedelta(days=days)


def visit_problems(terms: VisitTerms) -> list[Problem]:
    """Return what is wrong with a visit's content, a line each with its remedy."""
    problems = []
    if terms.kind not in {one.value for one in VisitKind}:
        problems.append(Problem("kind", f"{terms.kind!r} is unknown", "take one of the kinds of visit"))
    if terms.mode not in {one.value for one in VisitMode}:
        problems.append(Problem("mode", f"{terms.mode!r} is unknown", "in person or remote"))
    if (terms.planned_from is None) != (terms.planned_until is None):
        problems.append(Problem("planned dates", "one of them is missing", "give both, or neither"))
    elif terms.planned_from and terms.planned_until and terms.planned_until <= terms.planned_from:
        problems.append(Problem("planned until", "is not after planned from", "give a later day"))
    if terms.kind == VisitKind.RECONNAISSANCE and not terms.mission:
        problems.append(Problem("mission", "is not given", "name the mission that the State looks at"))
    return problems + _subject_problems(terms)


def _subject_problems(terms: VisitTerms) -> list[Problem]:
    """Return what is wrong with the subjects: each once, with a unit type of the catalogue or none."""
    problems = []
    codes = {kind.code for kind in unit_types()}
    names = [(one.kind, one.reference) for one in terms.subjects]
    problems += [
        Problem(f"subject {reference}", "stands twice", "leave one of them out")
        for kind, reference in sorted({one for one in names if names.count(one) > 1})
    ]
    for one in terms.subjects:
        if one.unit_type and one.unit_type not in codes:
            place = f"subject {one.reference}"
            problems.append(Problem(place, f"unit type {one.unit_type!r} is unknown", "take a code of the catalogue"))
    return problems


def team_problems(members: tuple[MemberTerms, ...]) -> list[Problem]:
    """Return what is wrong with a team: known functions, exactly one lead."""
    known = {one.code for one in visit_functions()}
    problems = [
        Problem(f"member {number}", f"function {one.function!r} is unknown", "take one of the list")
        for number, one in enumerate(members, 1)
        if one.function not in known
    ]
    leads = sum(one.is_lead for one in members)
    if not members:
        problems.append(Problem("team", "nobody is named", "name at least the lead"))
    elif leads != 1:
        problems.append(Problem("team", f"{leads} members lead", "mark exactly one as lead"))
    return problems
