"""The API of joint pledges: what the partners said, and what that makes of the whole."""

from datetime import date
from typing import Annotated

from ninja import Query, Router
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters
from muster.kit.openapi.fields import Day, Line, LongLine, Reference
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.models import ContributionPattern, PartnerAnswer
from muster.pledges.queries.joint import joint_standing
from muster.pledges.rules.joint import LevelConsequence, WholeStanding

router = Router(tags=["pledges"])


class ContributionAnswer(Answer):
    """What one State brings, in `[contributes_from, contributes_until)`; strength in people."""

    state: str
    pattern: ContributionPattern
    is_lead: bool
    brings: str
    strength: int
    contributes_from: date | None
    contributes_until: date | None
    owns_equipment: bool
    holds_memorandum: bool
    supplies_self_sustainment: bool


class PartnerNoteAnswer(Answer):
    """A partner's note verbale: from `held_from` it agrees, or no longer does."""

    state: str
    answer: PartnerAnswer
    held_from: date
    note_verbale: str
    reason: str


class GapAnswer(Answer):
    """A time in which no partner answers, `[start, until)`."""

    start: date
    until: date | None


class JointAnswer(Answer):
    """Where a joint pledge stands as of the day. `remaining`: people without those who withdrew."""

    standing: WholeStanding
    waiting_for: list[str]
    broken_by: list[str]
    strength: int
    remaining: int
    holds: bool
    breaks: list[str]
    consequence: LevelConsequence
    gaps: list[GapAnswer]
    contributions: list[ContributionAnswer]
    notes: list[PartnerNoteAnswer]


class PartnerAgreesBody(Body):
    """A partner's note verbale by which it agrees."""

    held_from: Day
    note_verbale: Annotated[Line, Field(max_length=120)] = ""


class PartnerWithdrawsBody(PartnerAgreesBody):
    """A partner's note verbale by which it withdraws or declines."""

    reason: LongLine = ""


def _joint(request: MusterRequest, reference: str, day: date) -> JointAnswer:
    """Return the partners' part of a pledge that the caller may see."""
    pledge = queries.visible_pledge(request.viewer, day, reference)
    found = joint_standing(pledge, day)
    rest = found.rest
    shared = [name for name in ContributionAnswer.model_fields if name != "state"]
    said = [name for name in PartnerNoteAnswer.model_fields if name != "state"]
    return JointAnswer(
        standing=found.whole.standing,
        waiting_for=list(found.whole.waiting_for),
        broken_by=list(found.whole.broken_by),
        strength=rest.strength,
        remaining=rest.remaining,
        holds=rest.holds,
        breaks=list(rest.breaks),
        consequence=found.consequence,
        gaps=[GapAnswer(start=gap.start, until=gap.until) for gap in rest.calendar.gaps] if rest.calendar else [],
        contributions=[
            ContributionAnswer(state=line.state.code, **{name: getattr(line, name) for name in shared})
            for line in pledge.contributions.all()
        ],
        notes=[
            PartnerNoteAnswer(state=note.state.code, **{name: getattr(note, name) for name in said})
            for note in found.notes
        ],
    )


@router.get("/pledges/{reference}/partners", response={200: JointAnswer, **READ_ERRORS}, summary="Partners")
def partners(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> JointAnswer:
    """Who brings what, what each partner said, and what is left without those who withdrew."""
    return _joint(request, reference, filters.day(request))


@router.post(
    "/pledges/{reference}/partners/agree", response={200: JointAnswer, **WRITE_ERRORS}, summary="A partner agrees"
)
def partner_agrees(request: MusterRequest, reference: Reference, body: PartnerAgreesBody) -> JointAnswer:
    """Agree to one's part; a partner's own officer."""
    actions.partner_agrees(request.viewer, reference, today=request.today, **body.model_dump())
    return _joint(request, reference, request.today)


@router.post(
    "/pledges/{reference}/partners/withdraw", response={200: JointAnswer, **WRITE_ERRORS}, summary="A partner withdraws"
)
def partner_withdraws(request: MusterRequest, reference: Reference, body: PartnerWithdrawsBody) -> JointAnswer:
    """Withdraw or decline one's part; the whole is evaluated anew."""
    actions.partner_withdraws(request.viewer, reference, today=request.today, **body.model_dump())
    return _joint(request, reference, request.today)
