"""The API of levels with proof: paths, evidence, caps, change requests, the pool."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from ninja import Query, Router, Status
from pydantic import Field

from muster.documents.queries import visible_document
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
from muster.kit.openapi.fields import Code, Day, LongLine, RecordId, Reference, Title, Truth, Version
from muster.kit.standing import Standing
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.endpoints.register import PledgeAnswer, PledgeContent, pledge_answer, pledge_terms
from muster.pledges.levels import Level
from muster.pledges.models import ChangeRequest, Evidence, LevelCap, PledgeVersion, PoolEvent, PoolStanding
from muster.pledges.proof_values import evidence_values, need_values
from muster.pledges.rules.evidence import NeedStanding, Verdict, may_rise, path_to
from muster.pledges.rules.levels import following_level
from muster.pledges.terms import HEADER, LINES, PledgeTerms
from muster.pledges.versions import terms_of
from muster.reference.registers import register_level, rungs_of

router = Router(tags=["levels"])
Rung = Literal["L1", "L2", "L3", "RDL"]
Kind = Annotated[str, Field(pattern=r"^[-a-z0-9]+$", min_length=1, max_length=40)]
Reason = Annotated[LongLine, Field(min_length=1)]
Remarks = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=500)]
Mission = Annotated[Code, Field(max_length=40)]


class NeedAnswer(Answer):
    """One thing that a level needs, with where it stands as of the day."""

    level: Rung
    kind: str
    title: str
    is_required: bool
    shown_by: str = Field(description="content (the pledge itself), visit, findings or paper (a file)")
    handed_in_by: str
    decided_by: str
    need_standing: NeedStanding
    missing: str = Field(description="what is missing now; empty: nothing")
    since: date | None
    until: date | None = Field(description="the first day on which it no longer proves")
    due_on: date | None = Field(description="the day by which it is to be decided")
    evidence: int | None = Field(description="number of the evidence on record")
    source: str
    standing: Standing


class PathAnswer(Answer):
    """What a pledge needs for its next level, and why it may not rise now."""

    reference: str
    registered_with: str
    level: Level
    following: Rung | None = Field(description="the level above; none at the top and where it is final")
    name: str = Field(description="the level above by its name in the register")
    cap: str = Field(description="the highest level that it may reach; empty: no cap")
    cap_reason: str
    needs: list[NeedAnswer]
    problems: list[str] = Field(description="why it may not rise now, a line each; empty: it may")


class EvidenceAnswer(Sourced):
    """A piece of evidence as of the day."""

    number: int
    level: Rung
    kind: str
    title: str
    handed_in_by: str = Field(description="code of the organisation")
    handed_in_on: date
    content_version: int = Field(description="version of the pledge for which it was handed in")
    document: int | None
    visit: str = Field(description="reference of the visit whose report it is; empty: none")
    verdict: Verdict
    reviewed_for: str
    reviewed_on: date | None
    replaced_on: date | None
    valid_until: date | None
    renew_from: date | None
    remarks: str


class EvidenceBody(Body):
    """Evidence to be handed in: the number of a document of one's own. For a visit's report, no document."""

    level: Rung
    kind: Kind
    title: Title = ""
    document: RecordId | None = None


class ReviewBody(Body):
    """The decision on evidence; a refusal has remarks."""

    verdict: Literal["approved", "refused"]
    remarks: Remarks = ""
    valid_until: Day | None = None


class CapBody(Body):
    """A level that the pledge cannot rise above, and why."""

    level: Rung
    reason: Reason


class ReasonBody(Body):
    """Why."""

    reason: Reason


class CapAnswer(Sourced):
    """A level cap in `[held_from, held_until)`."""

    level: Rung
    reason: str
    held_from: date
    held_until: date | None


class PoolBody(Body):
    """A step in the pool. A call has a mission; who comes back has a reason."""

    pool_standing: PoolStanding
    held_from: Day
    mission: Annotated[str, Field(pattern=r"^[^\x00/]*$", max_length=40)] = ""
    reason: LongLine = ""


class PoolAnswer(Sourced):
    """From `held_from` the unit is in the pool, called or deployed."""

    pool_standing: PoolStanding
    held_from: date
    known_from: date
    mission: str
    answer_due_on: date | None
    reason: str


class AskedChange(PledgeContent):
    """A pledge's content as it shall be, and why. `version` is the one that was read."""

    version: Version
    reason: Annotated[str, Field(pattern=r"^[^\x00]*$", min_length=1, max_length=500)]


class ChangeAnswer(Answer):
    """A request to change verified facts, as of the day; `proposed` is the whole content."""

    number: int
    pledge: str
    asked_on: date
    reason: str
    on_version: int
    proposed: dict[str, Any]
    verdict: ChangeRequest.Verdict
    decided_on: date | None
    answer: str
    needs_new_visit: bool


class DecisionBody(Body):
    """The decision on a requested change; a refusal has an answer."""

    accept: Truth
    answer: Remarks = ""


class ChangeFilters(ListFilters):
    """Which requests."""

    verdict: ChangeRequest.Verdict | None = None


def _seen(request: MusterRequest, reference: str, day: date | None = None) -> PledgeVersion:
    return queries.visible_pledge(request.viewer, day or request.today, reference)


def evidence_answer(evidence: Evidence, day: date) -> EvidenceAnswer:
    """Return a piece of evidence as the API gives it."""
    return EvidenceAnswer.model_validate(evidence_values(evidence, day))


def _one_evidence(request: MusterRequest, number: int) -> EvidenceAnswer:
    return evidence_answer(queries.visible_evidence(request.viewer, request.today).get(pk=number), request.today)


def change_answer(asked: ChangeRequest, day: date) -> ChangeAnswer:
    """Return a request as the API gives it: what was decided later is not told."""
    verdict = queries.request_verdict_on(asked, day)
    is_open = verdict == ChangeRequest.Verdict.OPEN
    return ChangeAnswer(
        number=asked.pk,
        pledge=asked.pledge.reference,
        asked_on=asked.asked_on,
        reason=asked.reason,
        on_version=asked.on_version,
        proposed=asked.proposed,
        verdict=ChangeRequest.Verdict(verdict),
        decided_on=None if is_open else asked.decided_on,
        answer="" if is_open else asked.answer,
        needs_new_visit=asked.needs_new_visit,
    )


def _cap_answer(cap: LevelCap) -> CapAnswer:
    plain = {name: getattr(cap, name) for name in ("level", "reason", "held_from", "held_until")}
    return CapAnswer.model_validate({**plain, **sourced(cap)})


def _pool_answer(event: PoolEvent) -> PoolAnswer:
    plain = {name: getattr(event, name) for name in ("held_from", "known_from", "mission", "answer_due_on", "reason")}
    return PoolAnswer.model_validate({**plain, **sourced(event), "pool_standing": event.standing_in_pool})


@router.post(
    "/pledges/{reference}/acknowledge", response={200: PledgeAnswer, **WRITE_ERRORS}, summary="Acknowledge a pledge"
)
def acknowledge_pledge(request: MusterRequest, reference: Reference) -> PledgeAnswer:
    """Tell the State that its pledge has arrived; acceptance at the first level comes after it."""
    actions.acknowledge_pledge(request.viewer, reference, today=request.today)
    return pledge_answer(_seen(request, reference))


@router.get("/pledges/{reference}/path", response={200: PathAnswer, **READ_ERRORS}, summary="Path to the next level")
def path(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> PathAnswer:
    """What the next level needs, who owes it, who decides, and what is missing now."""
    day = filters.day(request)
    found = _seen(request, reference, day)
    facts = queries.facts_of(request.viewer, found, day)
    following = following_level(found.current_level, rungs_of(found.register.code))
    needs = path_to(following, facts) if following else ()
    return PathAnswer.model_validate(
        {
            "reference": reference,
            "registered_with": found.register.code,
            "level": found.current_level,
            "following": following or None,
            "name": register_level(found.register.code, following).name if following else "",
            "cap": facts.cap,
            "cap_reason": facts.cap_reason,
            "needs": [need_values(need) for need in needs],
            "problems": [str(one) for one in may_rise(following, facts)] if following else [],
        }
    )


@router.get("/pledges/{reference}/evidence", response={200: Page[EvidenceAnswer], **READ_ERRORS}, summary="Evidence")
def evidence(request: MusterRequest, reference: Reference, filters: Query[ListFilters]) -> Page[EvidenceAnswer]:
    """Everything that was handed in for a pledge, replaced pieces included."""
    day = filters.day(request)
    found = _seen(request, reference, day)
    rows = queries.visible_evidence(request.viewer, day).filter(pledge_id=found.pledge_id)
    return page_of(rows, filters, lambda one: evidence_answer(one, day))


@router.post(
    "/pledges/{reference}/evidence", response={201: EvidenceAnswer, **WRITE_ERRORS}, summary="Hand in evidence"
)
def hand_in_evidence(request: MusterRequest, reference: Reference, body: EvidenceBody) -> Status[EvidenceAnswer]:
    """Hand in a document as evidence for a level; the other side decides on it and may read it."""
    document = visible_document(request.viewer, body.document) if body.document else None
    made = actions.hand_in_evidence(
        request.viewer,
        reference,
        level=body.level,
        kind=body.kind,
        title=body.title,
        document=document,
        today=request.today,
    )
    return Status(201, _one_evidence(request, made.pk))


@router.post(
    "/pledges/{reference}/evidence/{level}/{kind}/report",
    response={201: EvidenceAnswer, **WRITE_ERRORS},
    summary="Take a report as evidence",
)
def take_report(request: MusterRequest, reference: Reference, level: Rung, kind: Kind) -> Status[EvidenceAnswer]:
    """Take the latest approved report of a visit that recommends the unit; an approver decides on it."""
    taken = actions.take_visit_as_evidence(request.viewer, reference, level=level, kind=kind, today=request.today)
    return Status(201, _one_evidence(request, taken.pk))


@router.post("/evidence/{number}/review", response={200: EvidenceAnswer, **WRITE_ERRORS}, summary="Decide on evidence")
def review_evidence(request: MusterRequest, number: RecordId, body: ReviewBody) -> EvidenceAnswer:
    """Approve or refuse evidence: the other side's step, never that of who handed it in."""
    actions.review_evidence(
        request.viewer,
        number,
        Verdict(body.verdict),
        remarks=body.remarks,
        valid_until=body.valid_until,
        today=request.today,
    )
    return _one_evidence(request, number)


@router.post("/pledges/{reference}/cap", response={201: CapAnswer, **WRITE_ERRORS}, summary="Cap the level")
def set_level_cap(request: MusterRequest, reference: Reference, body: CapBody) -> Status[CapAnswer]:
    """Say that a pledge cannot rise above a level, and why."""
    cap = actions.set_level_cap(request.viewer, reference, body.level, reason=body.reason, today=request.today)
    return Status(201, _cap_answer(cap))


@router.post("/pledges/{reference}/cap/lift", response={200: CapAnswer, **WRITE_ERRORS}, summary="Lift the cap")
def lift_level_cap(request: MusterRequest, reference: Reference, body: ReasonBody) -> CapAnswer:
    """End the cap, and say what has changed."""
    return _cap_answer(actions.lift_level_cap(request.viewer, reference, reason=body.reason, today=request.today))


@router.get(
    "/pledges/{reference}/pool", response={200: list[PoolAnswer], **READ_ERRORS}, summary="Standing in the pool"
)
def pool(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> list[PoolAnswer]:
    """When the unit was called, deployed and back, oldest first; none: it has always been in the pool."""
    day = filters.day(request)
    found = _seen(request, reference, day)
    return [_pool_answer(one) for one in queries.pool_events(request.viewer, day, found.pledge_id)]


@router.post("/pledges/{reference}/pool", response={201: PoolAnswer, **WRITE_ERRORS}, summary="Move in the pool")
def move_in_pool(request: MusterRequest, reference: Reference, body: PoolBody) -> Status[PoolAnswer]:
    """Call a unit at the Rapid Deployment Level, note it as deployed, or as back in the pool."""
    viewer, today = request.viewer, request.today
    if body.pool_standing == PoolStanding.CALLED:
        event = actions.call_pledge(viewer, reference, mission=body.mission, called_on=body.held_from, today=today)
    elif body.pool_standing == PoolStanding.DEPLOYED:
        event = actions.mark_deployed(
            viewer, reference, mission=body.mission, held_from=body.held_from, today=today, reason=body.reason
        )
    else:
        event = actions.return_to_pool(viewer, reference, held_from=body.held_from, today=today, reason=body.reason)
    return Status(201, _pool_answer(event))


@router.get(
    "/pledges/{reference}/changes", response={200: Page[ChangeAnswer], **READ_ERRORS}, summary="Requested changes"
)
def changes(request: MusterRequest, reference: Reference, filters: Query[ChangeFilters]) -> Page[ChangeAnswer]:
    """The requests to change verified facts of a pledge. `verdict` filters by what holds today."""
    day = filters.day(request)
    found = _seen(request, reference, day)
    rows = queries.visible_change_requests(request.viewer, day).filter(
        pledge_id=found.pledge_id, **filters.chosen(verdict="verdict")
    )
    return page_of(rows, filters, lambda one: change_answer(one, day))


@router.post("/pledges/{reference}/changes", response={201: ChangeAnswer, **WRITE_ERRORS}, summary="Ask for a change")
def request_change(request: MusterRequest, reference: Reference, body: AskedChange) -> Status[ChangeAnswer]:
    """Ask the register to accept a change of what was verified."""
    before = terms_of(_seen(request, reference))
    asked = actions.request_change(
        request.viewer,
        _asked_terms(before, body, request.today),
        reason=body.reason,
        expected_version=body.version,
        today=request.today,
    )
    return Status(201, change_answer(asked, request.today))


def _asked_terms(before: PledgeTerms, body: AskedChange, today: date) -> PledgeTerms:
    """Return the content as asked; a list that the body cannot say stays as it is."""
    content = PledgeContent(**body.model_dump(exclude={"version", "reason"}))
    said = pledge_terms(before.reference, content, today)
    names = [*HEADER, "caveats", *(name for name in LINES if name in PledgeContent.model_fields)]
    return replace(before, **{name: getattr(said, name) for name in names})


@router.post("/changes/{number}/decide", response={200: ChangeAnswer, **WRITE_ERRORS}, summary="Decide on a change")
def decide_change(request: MusterRequest, number: RecordId, body: DecisionBody) -> ChangeAnswer:
    """Accept or refuse a requested change; of two who decide at once, one is told."""
    decided = actions.decide_change(request.viewer, number, accept=body.accept, answer=body.answer, today=request.today)
    return change_answer(decided, request.today)


@router.post("/changes/{number}/take-back", response={200: ChangeAnswer, **WRITE_ERRORS}, summary="Take a change back")
def take_back_change(request: MusterRequest, number: RecordId) -> ChangeAnswer:
    """Take a request back before it is decided."""
    return change_answer(actions.take_back_change(request.viewer, number, today=request.today), request.today)
