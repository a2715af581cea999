"""What the API says and takes of individuals in posts."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.deployments.models import (
    Assignment,
    EndKind,
    ExtensionStage,
    IndividualCategory,
    IndividualPost,
    Nomination,
    NominationStage,
    PersonnelRequest,
    PersonnelRequestStage,
    PostPlace,
    RequestKind,
    TourExtension,
)
from muster.deployments.rules.eligibility import Finding, RuleVerdict
from muster.deployments.rules.individuals_due import Due
from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import Code, Day, LongLine, RecordId, Reference, Title, Truth, Version, Word
from muster.missions.mandate_answers import MandateFlags, UnderMandate

Reason = Annotated[LongLine, Field(min_length=1)]
Months = Annotated[int, Field(ge=1, le=60)]
ReadVersion = Annotated[Version, Field(description="the version that was read; refused if it has moved on")]


class IndividualPostAnswer(Sourced):
    """A post that one person fills, needed in `[needed_from, needed_until)`."""

    reference: str
    title: str
    mission: str | None = Field(description="null: a post of the Secretariat itself")
    filled_by: str
    place: PostPlace
    category: IndividualCategory
    is_command: bool
    ranks: list[str] = Field(description="empty: the usual ones of the category")
    languages: list[str]
    needed_from: date
    needed_until: date | None
    known_from: date
    version: int


class IndividualPostBody(Body):
    """What may be changed of a post. Ranks and languages are separated by semicolons."""

    title: Annotated[Title, Field(min_length=1)]
    place: PostPlace = PostPlace.FIELD
    is_command: Truth = False
    ranks: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=160)] = ""
    languages: Word = ""
    needed_from: Day
    needed_until: Day | None = None
    source: Title = ""


class NewIndividualPost(IndividualPostBody):
    """A new post. Without a mission it is one of the Secretariat."""

    reference: Reference
    mission: Code | None = None
    category: IndividualCategory


class ChangedIndividualPost(IndividualPostBody):
    """A post's new content."""

    version: ReadVersion


class IndividualDueAnswer(Answer):
    """What is due for a post, and who holds it as far as the caller may see."""

    post: str
    title: str
    mission: str
    category: str
    state: str
    person: int | None
    due: Due
    act_by: date
    nominate_by: date
    arrives_on: date
    leaves_on: date | None
    arrives_after_block: date | None = Field(description="null: no block of the mission is in the way")
    leaves_after_block: date | None
    overstay_days: int | None
    illustrative: bool


class RequestedPostAnswer(Answer):
    """A post of a request, with its last nominee as far as the caller may see them."""

    post: str
    arrives_on: date
    nominate_by: date
    travel_by: date
    nomination: int | None
    person: int | None
    stage: NominationStage | None


class PersonnelRequestAnswer(Sourced):
    """A request for individuals, with the stage that it had on the day."""

    reference: str
    asked_by: str
    state: str
    kind: RequestKind
    tour_months: int
    stage: PersonnelRequestStage
    sent_on: date | None
    closed_on: date | None
    remarks: str
    known_from: date
    version: int
    posts: list[RequestedPostAnswer]


class NewPersonnelRequest(Body):
    """A request for individuals for posts of the caller's secretariat."""

    reference: Reference
    state: Code
    kind: RequestKind = RequestKind.ROTATION
    posts: Annotated[list[Reference], Field(min_length=1, max_length=200)]
    tour_months: Months
    remarks: LongLine = ""
    source: Title = ""


class RequestStepBody(Body):
    """The next stage of a request."""

    version: ReadVersion
    stage: PersonnelRequestStage


class NewNomination(Body):
    """Whom a State names for which post of a request."""

    post: Reference
    person: RecordId


class RuleAnswer(Answer):
    """What one rule says of a nominee."""

    rule: str
    verdict: RuleVerdict
    words: str
    remedy: str
    is_waived: bool


class NomineeStepAnswer(Answer):
    """A stage that a nominee reached."""

    stage: NominationStage
    on: date


class NominationAnswer(Answer):
    """A nominee with the stage of the day; the rules are as of today, as far as the caller may see the proofs."""

    number: int
    request: str
    post: str
    state: str
    person: int
    stage: NominationStage
    submitted_on: date
    arrives_on: date
    is_urgent: bool
    illustrative: bool
    version: int
    steps: list[NomineeStepAnswer]
    rules: list[RuleAnswer]


class NomineeStepBody(Body):
    """The next stage of a nominee; `on` is the day of an arrival, `reason` is wanted to reject and to withdraw."""

    version: ReadVersion
    stage: NominationStage
    on: Day | None = None
    reason: LongLine = ""


class WaiverBody(Body):
    """A rule that is waived, and why."""

    version: ReadVersion
    rule: Code
    reason: Reason


class ExtensionAnswer(Answer):
    """An extension of a tour."""

    until: date
    stage: ExtensionStage
    reason: str


class AssignmentAnswer(UnderMandate):
    """A person, by number, serves in a post in `[held_from, held_until)`."""

    number: int
    post: str
    mission: str | None
    person: int
    state: str
    held_from: date
    held_until: date
    first_until: date
    ended_as: EndKind | None
    paid_by: str
    version: int
    extensions: list[ExtensionAnswer]


class NewExtension(Body):
    """Until when somebody is to stay on; `beyond_mandate` flags an end after the mandate that is known."""

    version: ReadVersion
    until: Day
    reason: LongLine = ""
    beyond_mandate: Truth = False


class ExtensionStepBody(Body):
    """The next stage of an extension; `reason` is wanted to refuse."""

    version: ReadVersion
    stage: ExtensionStage
    reason: LongLine = ""


class TransferBody(Body):
    """To which post somebody moves, and on which day."""

    version: ReadVersion
    post: Reference
    on: Day


class EndingBody(Body):
    """How and when a tour ended. A reason holds no medical detail."""

    version: ReadVersion
    kind: EndKind
    on: Day
    reason: LongLine = ""
    case: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=60)] = ""
    unfit_days: Annotated[int, Field(ge=0, le=10_000)] | None = None
    is_treatable: Truth = True
    pre_existing: Truth = False


def post_answer(post: IndividualPost) -> IndividualPostAnswer:
    """Return a post as the API gives it."""
    plain = ("reference", "title", "is_command", "needed_from", "needed_until", "known_from", "version")
    return IndividualPostAnswer.model_validate(
        {
            **sourced(post),
            **{name: getattr(post, name) for name in plain},
            "mission": post.mission.acronym if post.mission else None,
            "filled_by": post.organisation.code,
            "place": post.place,
            "category": post.category,
            "ranks": list(post.wanted_ranks),
            "languages": list(post.wanted_languages),
        }
    )


def nomination_answer(found: Nomination, steps: list[Any], findings: list[Finding]) -> NominationAnswer:
    """Return a nomination (read by `visible_nominations`) as the API gives it."""
    waived = found.waived.split(";")
    return NominationAnswer(
        number=found.pk,
        request=found.requested.request.reference,
        post=found.requested.post.reference,
        state=found.requested.request.state.code,
        person=found.person_id,
        stage=NominationStage(found.stage_then),  # type: ignore[attr-defined]  # annotated
        submitted_on=found.submitted_on,
        arrives_on=found.requested.arrives_on,
        is_urgent=found.is_urgent,
        illustrative=found.requested.request.illustrative,
        version=found.version,
        steps=[NomineeStepAnswer(stage=NominationStage(one.stage), on=one.on) for one in steps],
        rules=[
            RuleAnswer(
                rule=one.rule,
                verdict=one.verdict,
                words=one.words,
                remedy=one.remedy,
                is_waived=one.rule in waived,
            )
            for one in findings
        ],
    )


def request_answer(found: PersonnelRequest, posts: list[RequestedPostAnswer]) -> PersonnelRequestAnswer:
    """Return a request (read by `visible_personnel_requests`) as the API gives it."""
    plain = ("reference", "kind", "tour_months", "sent_on", "closed_on", "remarks", "known_from", "version")
    return PersonnelRequestAnswer.model_validate(
        {
            **sourced(found),
            **{name: getattr(found, name) for name in plain},
            "asked_by": found.organisation.code,
            "state": found.state.code,
            "stage": found.stage_then,  # type: ignore[attr-defined]  # annotated
            "posts": posts,
        }
    )


def assignment_answer(found: Assignment, extensions: list[TourExtension], flags: MandateFlags) -> AssignmentAnswer:
    """Return an assignment as the API gives it."""
    plain = ("held_from", "held_until", "first_until", "paid_by", "version")
    return AssignmentAnswer.model_validate(
        {
            **sourced(found),
            **{name: getattr(found, name) for name in plain},
            "number": found.pk,
            "post": found.post.reference,
            "mission": found.post.mission.acronym if found.post.mission else None,
            "person": found.person_id,
            "state": found.state.code,
            "ended_as": found.ended_as or None,
            **flags.of(found.post.mission.acronym if found.post.mission else None, found.held_until),
            "extensions": [{"until": one.until, "stage": one.stage, "reason": one.reason} for one in extensions],
        }
    )
