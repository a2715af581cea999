"""The API of fits and deviations."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, Code, RecordId, Reference, Truth
from muster.matching import actions, queries
from muster.matching.fit.facts import Fit, FitLine, LineKind, LineStanding
from muster.matching.models import Deviation, DeviationStage
from muster.parties.request import MusterRequest

router = Router(tags=["fit"])
Words = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=500)]
LineKey = Annotated[str, Field(pattern=r"^[^\x00]*$", min_length=1, max_length=140)]
Quantity = Annotated[int, Field(ge=0, le=100_000), WHOLE]


class BroughtAnswer(Answer):
    """Who brings what to a line, and for how many of the required it stands."""

    pledge: str
    state: str
    item: str
    quantity: int
    covers: int
    is_substitute: bool
    cost_cents: int = Field(description="what the substitutes cost more, in cents of United States dollars a month")


class FitLineAnswer(Answer):
    """One line of a statement with its standing. Quantities are in the line's own unit."""

    kind: LineKind
    key: str = Field(description="the lasting key of the line, by which a deviation names it")
    name: str
    category: str
    is_mandatory: bool
    standing: LineStanding
    wanted: int
    have: int
    short: int
    brought: list[BroughtAnswer]
    words: str


class FitAnswer(Answer):
    """The fit of pledges together to a version of a statement; what no list can prove is not counted."""

    statement: str
    version: int
    pledges: list[str]
    percent: int
    blocking: int = Field(description="mandatory lines short or missing, without an agreed deviation")
    to_be_shown: int = Field(description="lines that no list can prove and nothing has shown yet")
    cost_cents: int
    lines: list[FitLineAnswer]


class CandidateAnswer(Answer):
    """A pledge of a post's unit type with its fit."""

    pledge: str
    state: str
    level: str
    strength: int
    percent: int
    blocking: int
    to_be_shown: int
    cost_cents: int


class DeviationAnswer(Sourced):
    """A deviation with its stage as of the day."""

    number: int
    pledge: str
    statement: str
    on_version: int
    kind: LineKind
    line: str
    accepted: int | None
    words: str
    evidence: int | None
    stage: DeviationStage
    proposed_by: str = Field(description="code of the organisation")
    decided_on: date | None
    answer: str
    withdrawn_on: date | None
    known_from: date


class FitFilters(Filters):
    """As of which day, and which pledges besides."""

    together: Annotated[str, Field(max_length=400, pattern=r"^[-a-zA-Z0-9_, ]*$")] = Field(
        "", description="references of further pledges, separated by commas"
    )


class DeviationBody(Body):
    """A deviation to be proposed."""

    kind: LineKind
    line: LineKey
    words: Words
    accepted: Quantity | None = None
    evidence: RecordId | None = None


class DeviationDecisionBody(Body):
    """The decision on a deviation; a refusal has an answer."""

    agree: Truth
    answer: Words = ""


class WithdrawalBody(Body):
    """Why a deviation is withdrawn."""

    reason: Words = ""


def _line(line: FitLine) -> FitLineAnswer:
    names = ("kind", "key", "name", "category", "is_mandatory", "standing", "wanted", "have", "short", "words")
    brought = [BroughtAnswer(**vars(one)) for one in line.brought]
    return FitLineAnswer(**{name: getattr(line, name) for name in names}, brought=brought)


def _fit(fit: Fit) -> FitAnswer:
    return FitAnswer(
        statement=fit.statement,
        version=fit.version,
        pledges=list(fit.pledges),
        percent=fit.percent,
        blocking=len(fit.blocking),
        to_be_shown=len(fit.to_be_shown),
        cost_cents=fit.cost_cents,
        lines=[_line(line) for line in fit.lines],
    )


def _deviation(one: Deviation, day: date) -> DeviationAnswer:
    plain = ("on_version", "line", "accepted", "words", "answer", "known_from")
    decided = one.decided_on is not None and one.decided_on <= day
    values: dict[str, Any] = {name: getattr(one, name) for name in plain}
    return DeviationAnswer(
        **sourced(one),
        **{**values, "answer": one.answer if decided else ""},
        number=one.pk,
        pledge=one.pledge.reference,
        statement=one.statement.reference,
        kind=LineKind(one.kind),
        evidence=one.evidence_id,
        stage=one.stage_on(day),
        proposed_by=one.proposed_by.code,
        decided_on=one.decided_on if decided else None,
        withdrawn_on=one.withdrawn_on if one.stage_on(day) == DeviationStage.WITHDRAWN else None,
    )


@router.get(
    "/statements/{statement}/fits/{pledge}", response={200: FitAnswer, **READ_ERRORS}, summary="Fit, line by line"
)
def fit(request: MusterRequest, statement: Reference, pledge: Reference, filters: Query[FitFilters]) -> FitAnswer:
    """The fit of a pledge, or of several together, to a statement of unit requirement."""
    together = filters.together.replace(",", " ").split()
    found = queries.visible_fit(request.viewer, filters.day(request), statement, [pledge, *together])
    return _fit(found.fit)


@router.get("/posts/{post}/fits", response={200: list[CandidateAnswer], **READ_ERRORS}, summary="Candidates by fit")
def post_fits(request: MusterRequest, post: Code, filters: Query[Filters]) -> list[CandidateAnswer]:
    """The pledges of a post's unit type that the caller may see, by their fit to the post's statement."""
    _, _, fits = queries.candidates_by_fit(request.viewer, filters.day(request), post)
    return [
        CandidateAnswer(
            pledge=one.pledge.reference,
            state=one.pledge.state.code,
            level=one.pledge.current_level,
            strength=one.pledge.strength,
            percent=one.fit.percent,
            blocking=len(one.fit.blocking),
            to_be_shown=len(one.fit.to_be_shown),
            cost_cents=one.fit.cost_cents,
        )
        for one in fits
    ]


@router.get(
    "/statements/{statement}/fits/{pledge}/deviations",
    response={200: list[DeviationAnswer], **READ_ERRORS},
    summary="Deviations",
)
def deviations(
    request: MusterRequest, statement: Reference, pledge: Reference, filters: Query[Filters]
) -> list[DeviationAnswer]:
    """The deviations of a pledge from a statement, known on the day."""
    day = filters.day(request)
    found = queries.visible_fit(request.viewer, day, statement, [pledge])
    return [_deviation(one, day) for one in found.deviations]


@router.post(
    "/statements/{statement}/fits/{pledge}/deviations",
    response={201: DeviationAnswer, **WRITE_ERRORS},
    summary="Propose a deviation",
)
def propose_deviation(
    request: MusterRequest, statement: Reference, pledge: Reference, body: DeviationBody
) -> Status[DeviationAnswer]:
    """Propose a deviation of a line: the State of the pledge or its register does."""
    said = body.model_dump() | {"kind": body.kind.value}
    terms = actions.DeviationTerms(pledge=pledge, statement=statement, **said)
    made = actions.propose_deviation(request.viewer, terms, today=request.today)
    return Status(201, _deviation(made, request.today))


@router.post(
    "/deviations/{number}/decide", response={200: DeviationAnswer, **WRITE_ERRORS}, summary="Decide on a deviation"
)
def decide_deviation(request: MusterRequest, number: RecordId, body: DeviationDecisionBody) -> DeviationAnswer:
    """Agree to a deviation or refuse it: the side that did not propose it does."""
    done = actions.decide_deviation(request.viewer, number, **body.model_dump(), today=request.today)
    return _deviation(done, request.today)


@router.post(
    "/deviations/{number}/withdraw", response={200: DeviationAnswer, **WRITE_ERRORS}, summary="Withdraw a deviation"
)
def withdraw_deviation(request: MusterRequest, number: RecordId, body: WithdrawalBody) -> DeviationAnswer:
    """Take back a proposed deviation, or withdraw an agreed one with a reason."""
    done = actions.withdraw_deviation(request.viewer, number, **body.model_dump(), today=request.today)
    return _deviation(done, request.today)
