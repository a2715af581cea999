"""The API of visits and their findings: the same queries and actions as the pages."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.errors import Refused
from muster.kit.named import Named
from muster.kit.openapi import (
    READ_ERRORS,
    WRITE_ERRORS,
    Answer,
    Body,
    Filters,
    ListFilters,
    Page,
    Sourced,
    page_of,
    sourced,
)
from muster.kit.openapi.fields import Code, Day, LongLine, RecordId, Reference, Title, Truth, Version, Word
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.visits import actions, queries, stages
from muster.visits.duties import due_day, duty_words, finding_is_late, is_late
from muster.visits.models import Visit
from muster.visits.pages import has_reached
from muster.visits.terms import AnswerTerms, FindingTerms, MemberTerms, StepTerms, SubjectTerms, VisitTerms

router = Router(tags=["visits"])
MOST_SUBJECTS = 50
MOST_MEMBERS = 50
MOST_ANSWERS = 200
WITHOUT_NUL = r"^[^\x00]*$"
Kind = Annotated[str, Field(json_schema_extra={"enum": [one.value for one in stages.VisitKind]}, max_length=20)]
Mode = Annotated[str, Field(json_schema_extra={"enum": [one.value for one in stages.VisitMode]}, max_length=12)]
Subject = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=60)]
SubjectKind = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=20)]
LongText = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=8000)]
FindingText = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=2000)]
Note = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=1000)]
Letter = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=120)]
FindingReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=80)]


class VisitSummary(Sourced):
    """A visit as of the day; planned and carried-out days are half-open."""

    reference: str
    state: str
    registered_with: str = Field(description="code of the register's organisation")
    led_by: str
    host: str | None = Field(description="code of the State's institution that is visited")
    mission: str | None
    kind: str
    mode: str
    stage: str = Field(description="as of the day")
    stage_since: date
    purpose: str
    requested_by: str
    requested_on: date
    planned_from: date | None
    planned_until: date | None
    next_step: str = Field(description="who must do what next; empty if the visit has ended")
    next_step_due: date | None
    next_step_is_late: bool
    subject_count: int
    open_finding_count: int = Field(description="of those that the caller may see")
    version: int
    known_from: date


class OutcomeAnswer(Answer):
    """What the visit says of a subject from `decided_on`."""

    outcome: str
    decided_on: date
    note: str


class SubjectAnswer(Answer):
    """One thing that the visit looks at; outcomes oldest first, none before the caller may see them."""

    number: int
    kind: str
    reference: str
    title: str
    unit_type: str
    outcomes: list[OutcomeAnswer]


class StageAnswer(Sourced):
    """From `held_from` the visit is at `stage`, until the next event."""

    stage: str
    held_from: date
    known_from: date
    by: str | None
    reason: str


class MemberAnswer(Answer):
    """A member of the team; seen by the two sides only."""

    function: str
    organisation: str
    name: str
    is_lead: bool


class LineAnswer(Answer):
    """The answer to one line."""

    line: str
    answer: str
    remark: str
    evidence: str


class ChecklistOfVisit(Answer):
    """A checklist in the version that the visit was given; `subject` empty: asked of the State itself."""

    number: int
    area: str
    template_version: int
    subject: str
    version: int
    answers: list[LineAnswer]


class FindingAnswer(Answer):
    """A finding as of the day; `subject` empty: the State's own."""

    reference: str
    visit: str
    state: str
    subject: str
    area: str
    line: str
    severity: str
    text: str
    owner: str
    raised_on: date
    due_on: date | None
    standing: str
    is_overdue: bool
    known_from: date


class FindingStepAnswer(Answer):
    """From `held_from` the finding has a standing."""

    standing: str
    held_from: date
    known_from: date
    by: str | None
    note: str


class FindingWithSteps(FindingAnswer):
    """A finding with its history known on the day."""

    steps: list[FindingStepAnswer]


class VisitAnswer(VisitSummary):
    """A visit with all that the caller may see of it as of the day."""

    stages: list[StageAnswer]
    subjects: list[SubjectAnswer]
    team: list[MemberAnswer]
    checklists: list[ChecklistOfVisit]
    findings: list[FindingAnswer]
    report_summary: str
    comments: str
    comments_due: date | None


class SubjectBody(Body):
    """One thing that the visit is to look at."""

    kind: SubjectKind
    reference: Annotated[Subject, Field(min_length=1)]
    title: Title = ""
    unit_type: Annotated[str, Field(pattern=r"^[-A-Z0-9_]*$", max_length=20)] = ""


class VisitContent(Body):
    """What a visit is to be."""

    state: Code
    kind: Kind
    mode: Mode = "in-person"
    mission: Annotated[str, Field(pattern=r"^[^\x00/]*$", max_length=40)] = ""
    purpose: LongLine = ""
    planned_from: Day | None = None
    planned_until: Day | None = None
    subjects: Annotated[list[SubjectBody], Field(max_length=MOST_SUBJECTS)] = []
    source: LongLine | None = None


class NewVisit(VisitContent):
    """A visit that is asked for, in the register of an organisation."""

    reference: Reference
    registered_with: Annotated[Code, Field(description="code of the register's organisation")]
    requested_on: Day


class ChangedVisit(VisitContent):
    """A visit's new plan. `version` is the one that was read: if it has moved on, the change is refused."""

    version: Version


class StepBody(Body):
    """A step to a stage with what goes with it."""

    stage: Annotated[str, Field(json_schema_extra={"enum": [one.value for one in stages.VisitStage]}, max_length=20)]
    held_from: Day
    reason: LongLine = ""
    invitation_reference: Letter = ""
    invitation_on: Day | None = None
    reply_reference: Letter = ""
    reply_on: Day | None = None
    carried_until: Day | None = None
    comments: LongText = ""


class MemberBody(Body):
    """A member of the team; the name is optional and personal."""

    function: Annotated[Word, Field(max_length=24)]
    organisation: Word = ""
    name: Letter = ""
    is_lead: Truth = False


class TeamBody(Body):
    """The whole team, and the day on which it was named."""

    held_from: Day
    members: Annotated[list[MemberBody], Field(max_length=MOST_MEMBERS)]


class ReportBody(Body):
    """The summary of the draft report."""

    summary: Annotated[LongText, Field(min_length=1)]
    version: Version | None = None


class OutcomeBody(Body):
    """What the visit comes to for one subject, by its number."""

    subject: RecordId
    outcome: Annotated[str, Field(json_schema_extra={"enum": [one.value for one in stages.Outcome]}, max_length=20)]
    decided_on: Day
    note: LongLine = ""


class LineBody(Body):
    """The answer to one line; an empty answer takes an earlier one away."""

    line: Annotated[str, Field(pattern=r"^[A-Z][0-9]+$", max_length=8)]
    answer: Annotated[str, Field(max_length=16, pattern=WITHOUT_NUL)]
    remark: Note = ""
    evidence: LongLine = ""


class ChecklistBody(Body):
    """Answers to lines of a checklist; lines that are not named keep theirs."""

    answers: Annotated[list[LineBody], Field(max_length=MOST_ANSWERS)]
    version: Version | None = None


class FindingBody(Body):
    """A finding; `subject` empty: the State's own. `owner` is the code of the party that must act."""

    text: FindingText
    severity: Annotated[str, Field(json_schema_extra={"enum": [one.value for one in stages.Severity]}, max_length=12)]
    owner: Code
    subject: Subject = ""
    area: Annotated[str, Field(pattern=r"^[A-Z]*$", max_length=4)] = ""
    line: Annotated[str, Field(pattern=r"^([A-Z][0-9]+)?$", max_length=8)] = ""
    raised_on: Day
    due_on: Day | None = None


class FindingStepBody(Body):
    """A step of a finding: reported by its owner, closed, opened again or waived by the leading side."""

    standing: Annotated[
        str, Field(json_schema_extra={"enum": [one.value for one in stages.FindingStanding]}, max_length=12)
    ]
    held_from: Day
    note: Note = ""


class VisitFilters(ListFilters):
    """Which visits."""

    state: Code | None = None
    kind: Word | None = None
    stage: Annotated[Word | None, Field(description="as of the day")] = None


class FindingFilters(ListFilters):
    """Which findings."""

    state: Code | None = None
    owner: Code | None = None
    severity: Word | None = None
    standing: Annotated[Word | None, Field(description="as of the day")] = None
    overdue: Annotated[bool, Field(description="only those past their day")] = False


def _visit_values(visit: Any) -> dict[str, Any]:
    plain = ("reference", "kind", "mode", "stage_since", "purpose", "requested_on", "planned_from", "planned_until")
    counted = ("subject_count", "open_finding_count", "version", "known_from")
    return {
        **{name: getattr(visit, name) for name in (*plain, *counted)},
        **sourced(visit),
        "state": visit.state.code,
        "registered_with": visit.register.code,
        "led_by": visit.lead.code,
        "host": visit.host.code if visit.host else None,
        "mission": visit.mission.code if visit.mission else None,
        "stage": visit.current_stage,
        "requested_by": visit.requested_by.code,
        "next_step": duty_words(visit),
        "next_step_due": due_day(visit),
        "next_step_is_late": is_late(visit),
    }


def visit_summary(visit: Visit) -> VisitSummary:
    """Return a visit, read by `visible_visits`, as lists give it."""
    return VisitSummary.model_validate(_visit_values(visit))


def finding_answer(finding: Any) -> FindingAnswer:
    """Return a finding, read by `visible_findings`, as the API gives it."""
    return FindingAnswer.model_validate(_finding_values(finding))


def _finding_values(finding: Any) -> dict[str, Any]:
    plain = ("reference", "area", "line", "severity", "text", "raised_on", "due_on", "known_from")
    return {
        **{name: getattr(finding, name) for name in plain},
        "visit": finding.visit.reference,
        "state": finding.visit.state.code,
        "subject": finding.subject.reference if finding.subject else "",
        "owner": finding.owner.code,
        "standing": finding.current_standing,
        "is_overdue": finding_is_late(finding),
    }


def _subject_answer(subject: Any) -> SubjectAnswer:
    outcomes = [OutcomeAnswer(outcome=one.outcome, decided_on=one.decided_on, note=one.note)
                for one in subject.known_outcomes]  # fmt: skip
    plain = {name: getattr(subject, name) for name in ("kind", "reference", "title", "unit_type")}
    return SubjectAnswer(number=subject.pk, outcomes=outcomes, **plain)


def _checklist_answer(checklist: Any) -> ChecklistOfVisit:
    return ChecklistOfVisit(
        number=checklist.pk,
        area=checklist.area,
        template_version=checklist.template_version,
        subject=checklist.subject.reference if checklist.subject else "",
        version=checklist.version,
        answers=[
            LineAnswer(line=one.line, answer=one.answer, remark=one.remark, evidence=one.evidence)
            for one in checklist.known_answers
        ],
    )


def _stage_answer(event: Any) -> StageAnswer:
    by = event.by.code if event.by else None
    plain = {name: getattr(event, name) for name in ("stage", "held_from", "known_from", "reason")}
    return StageAnswer(by=by, **plain, **sourced(event))


def visit_answer(visit: Any) -> VisitAnswer:
    """Return a visit, read by `visible_visit`, as the API gives it."""
    shows_report = visit.shows_result and has_reached(visit, stages.VisitStage.DRAFT_REPORT)
    shows_comments = visit.shows_result and has_reached(visit, stages.VisitStage.COMMENTED)
    details = {
        "stages": [_stage_answer(one) for one in visit.known_stage_events],
        "subjects": [_subject_answer(one) for one in visit.known_subjects],
        "team": [
            MemberAnswer(function=one.function, organisation=one.organisation, name=one.name, is_lead=one.is_lead)
            for one in visit.known_team
        ],
        "checklists": [_checklist_answer(one) for one in visit.known_checklists],
        "findings": [finding_answer(one) for one in visit.known_findings],
        "report_summary": visit.report_summary if shows_report else "",
        "comments": visit.comments if shows_comments else "",
        "comments_due": visit.comments_due if has_reached(visit, stages.VisitStage.SENT) else None,
    }
    return VisitAnswer.model_validate({**_visit_values(visit), **details})


def finding_with_steps(finding: Any) -> FindingWithSteps:
    """Return a finding, read by `visible_finding`, as the API gives it."""
    steps = [
        FindingStepAnswer(
            standing=one.standing,
            held_from=one.held_from,
            known_from=one.known_from,
            by=one.by.code if one.by else None,
            note=one.note,
        )
        for one in finding.known_events
    ]
    return FindingWithSteps.model_validate({**_finding_values(finding), "steps": steps})


def visit_terms(reference: str, body: VisitContent) -> VisitTerms:
    """Return the terms that the body says."""
    plain = body.model_dump(exclude={"subjects", "reference", "version", "registered_with", "requested_on"})
    return VisitTerms(
        reference=reference, subjects=tuple(SubjectTerms(**one.model_dump()) for one in body.subjects), **plain
    )


def _seen(request: MusterRequest, reference: str) -> VisitAnswer:
    """Return a visit just written, as its writer sees it today."""
    return visit_answer(queries.visible_visit(request.viewer, request.today, reference))


def _chosen(kind: type[Named], value: str) -> Any:
    """Return the member of a kind of words; an unknown word is refused with those that there are."""
    known = [one.value for one in kind]
    if value not in known:
        raise Refused(f"{value!r} is unknown; there are {', '.join(known)}.")
    return kind(value)


@router.get("/visits", response={200: Page[VisitSummary], **READ_ERRORS}, summary="Visits")
def visits(request: MusterRequest, filters: Query[VisitFilters]) -> Page[VisitSummary]:
    """The visits that the caller may see, with their stage as of the day and whose turn it is."""
    chosen = filters.chosen(state="state__code", kind="kind", stage="current_stage")
    return page_of(
        queries.visible_visits(request.viewer, filters.day(request)).filter(**chosen), filters, visit_summary
    )


@router.get("/visits/{reference}", response={200: VisitAnswer, **READ_ERRORS}, summary="One visit")
def visit(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> VisitAnswer:
    """A visit with its stages, team, subjects, checklists and findings, as far as the caller may see them."""
    return visit_answer(queries.visible_visit(request.viewer, filters.day(request), reference))


@router.post("/visits", response={201: VisitAnswer, **WRITE_ERRORS}, summary="Ask for a visit")
def request_visit(request: MusterRequest, body: NewVisit) -> Status[VisitAnswer]:
    """Ask for a visit: an officer of its State or of the register's secretariat."""
    register = organisation(body.registered_with)
    actions.request_visit(
        request.viewer,
        visit_terms(body.reference, body),
        register=register,
        requested_on=body.requested_on,
        today=request.today,
    )
    return Status(201, _seen(request, body.reference))


@router.put("/visits/{reference}", response={200: VisitAnswer, **WRITE_ERRORS}, summary="Change a visit's plan")
def change_visit(request: MusterRequest, reference: Reference, body: ChangedVisit) -> VisitAnswer:
    """Replace a visit's plan, subjects included, before it begins."""
    terms = visit_terms(reference, body)
    actions.change_visit(request.viewer, terms, today=request.today, expected_version=body.version)
    return _seen(request, reference)


@router.post("/visits/{reference}/steps", response={201: VisitAnswer, **WRITE_ERRORS}, summary="Take a step")
def take_step(request: MusterRequest, reference: Reference, body: StepBody) -> Status[VisitAnswer]:
    """Take a visit to its next stage; the order of steps and the sides' turns are kept."""
    following = _chosen(stages.VisitStage, body.stage)
    terms = StepTerms(**body.model_dump(exclude={"stage"}))
    actions.take_step(request.viewer, reference, following, terms, today=request.today)
    return Status(201, _seen(request, reference))


@router.put("/visits/{reference}/team", response={200: VisitAnswer, **WRITE_ERRORS}, summary="Name the team")
def name_team(request: MusterRequest, reference: Reference, body: TeamBody) -> VisitAnswer:
    """Name the whole team; an agreed visit moves on by it."""
    members = [MemberTerms(**one.model_dump()) for one in body.members]
    actions.name_team(request.viewer, reference, members, held_from=body.held_from, today=request.today)
    return _seen(request, reference)


@router.put("/visits/{reference}/report", response={200: VisitAnswer, **WRITE_ERRORS}, summary="Write the report")
def write_report(request: MusterRequest, reference: Reference, body: ReportBody) -> VisitAnswer:
    """Write the summary of the draft report."""
    actions.write_report(request.viewer, reference, body.summary, expected_version=body.version)
    return _seen(request, reference)


@router.post("/visits/{reference}/outcomes", response={201: VisitAnswer, **WRITE_ERRORS}, summary="Give an outcome")
def decide_outcome(request: MusterRequest, reference: Reference, body: OutcomeBody) -> Status[VisitAnswer]:
    """Say what the visit comes to for one subject; earlier outcomes stay on record."""
    outcome = _chosen(stages.Outcome, body.outcome)
    days = {"decided_on": body.decided_on, "today": request.today}
    actions.decide_outcome(request.viewer, reference, body.subject, outcome, note=body.note, **days)
    return Status(201, _seen(request, reference))


@router.put(
    "/visits/{reference}/checklists/{number}",
    response={200: VisitAnswer, **WRITE_ERRORS},
    summary="Answer a checklist",
)
def answer_checklist(
    request: MusterRequest, reference: Reference, number: RecordId, body: ChecklistBody
) -> VisitAnswer:
    """Answer lines of one checklist."""
    answers = [AnswerTerms(**one.model_dump()) for one in body.answers]
    actions.answer_checklist(
        request.viewer, reference, number, answers, today=request.today, expected_version=body.version
    )
    return _seen(request, reference)


@router.post("/visits/{reference}/findings", response={201: FindingAnswer, **WRITE_ERRORS}, summary="Raise a finding")
def raise_finding(request: MusterRequest, reference: Reference, body: FindingBody) -> Status[FindingAnswer]:
    """Record a finding of a visit."""
    terms = FindingTerms(**body.model_dump(exclude={"raised_on"}))
    found = actions.raise_finding(request.viewer, reference, terms, raised_on=body.raised_on, today=request.today)
    seen = queries.visible_finding(request.viewer, request.today, found.reference)
    return Status(201, finding_answer(seen))


@router.get("/findings", response={200: Page[FindingAnswer], **READ_ERRORS}, summary="Findings")
def findings(request: MusterRequest, filters: Query[FindingFilters]) -> Page[FindingAnswer]:
    """The findings that the caller may see, with their standing as of the day."""
    day = filters.day(request)
    chosen = filters.chosen(
        state="visit__state__code", owner="owner__code", severity="severity", standing="current_standing"
    )
    found = queries.visible_findings(request.viewer, day).filter(**chosen)
    if filters.overdue:
        found = queries.still_open(found).filter(due_on__lt=day)
    return page_of(found, filters, finding_answer)


@router.get("/findings/{reference}", response={200: FindingWithSteps, **READ_ERRORS}, summary="One finding")
def finding(request: MusterRequest, reference: FindingReference, filters: Query[Filters]) -> FindingWithSteps:
    """A finding with its history."""
    return finding_with_steps(queries.visible_finding(request.viewer, filters.day(request), reference))


@router.post(
    "/findings/{reference}/steps", response={201: FindingWithSteps, **WRITE_ERRORS}, summary="Move a finding on"
)
def take_finding_step(
    request: MusterRequest, reference: FindingReference, body: FindingStepBody
) -> Status[FindingWithSteps]:
    """Report a finding remedied, accept or reject that, or waive it."""
    following = _chosen(stages.FindingStanding, body.standing)
    actions.take_finding_step(
        request.viewer, reference, following, held_from=body.held_from, today=request.today, note=body.note
    )
    return Status(201, finding_with_steps(queries.visible_finding(request.viewer, request.today, reference)))
