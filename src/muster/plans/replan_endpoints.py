"""The API of gaps planned anew: ask for one, read what came of it. To the plan's Secretariat only."""

from datetime import date, datetime

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters
from muster.kit.openapi.fields import Code, Day, Reference
from muster.parties.request import MusterRequest
from muster.plans import queries
from muster.plans.asked_endpoints import PossibleStayAnswer
from muster.plans.endpoints import ParameterAnswer
from muster.plans.explained import explained_plan
from muster.plans.models import GapReplanning, InquiryStage
from muster.plans.replan_actions import request_replanning
from muster.plans.tasks import run_queued_replanning

router = Router(tags=["plans"])


class MoveAnswer(Answer):
    """A pledge that stands elsewhere, or at other times."""

    pledge: str
    state: str
    before: list[PossibleStayAnswer] = Field(description="the stays that it no longer has")
    after: list[PossibleStayAnswer] = Field(description="those that it has instead")
    illustrative: bool = Field(description="the pledge is made up for demonstration")


class ReplannedAnswer(Answer):
    """A candidate placed in the gap and the rest planned anew; figures in points."""

    pledge: str
    state: str
    gain: int = Field(description="as far as the search has found; below 0 it is what placing the pledge costs")
    most_gain: float = Field(description="proven: no plan with the pledge there gains more")
    stay: PossibleStayAnswer
    moves: list[MoveAnswer]
    illustrative: bool = Field(description="the pledge is made up for demonstration")


class DismissedAnswer(Answer):
    """A candidate that was not tried, for the proven most rules it out."""

    pledge: str
    state: str
    most_gain: float
    illustrative: bool = Field(description="the pledge is made up for demonstration")


class ReplanningAnswer(Answer):
    """A gap `[gap_from, gap_until)` planned anew; empty lists until it is done."""

    post: str
    gap_from: date
    gap_until: date
    stage: InquiryStage
    made_at: datetime
    seconds: float | None
    failure: str
    parameters: list[ParameterAnswer]
    found: list[ReplannedAnswer]
    dismissed: list[DismissedAnswer]


class ReplanningBody(Body):
    """Which gap of the post is to be planned anew."""

    gap_from: Day = Field(description="first day of its first month")


def replanning_answer(made: GapReplanning, made_up: frozenset[str]) -> ReplanningAnswer:
    """Return a replanning as the API gives it. `made_up`: pledges that are no published facts."""
    names = ("post", "gap_from", "gap_until", "stage", "made_at", "seconds", "failure", "parameters")
    return ReplanningAnswer.model_validate(
        {
            **{name: getattr(made, name) for name in names},
            **{name: _marked(made.report.get(name, []), made_up) for name in ("found", "dismissed")},
        }
    )


def _marked(value: object, made_up: frozenset[str]) -> object:
    """Return the part of a report with every pledge that it speaks of marked as made up or not."""
    if isinstance(value, list):
        return [_marked(one, made_up) for one in value]
    if isinstance(value, dict):
        marked = {name: _marked(one, made_up) for name, one in value.items()}
        return marked | {"illustrative": value.get("pledge") in made_up}
    return value


@router.get(
    "/plans/{reference}/posts/{post}/replannings",
    response={200: list[ReplanningAnswer], **READ_ERRORS},
    summary="Its gaps planned anew",
)
def plan_replannings(
    request: MusterRequest, reference: Reference, post: Code, filters: Query[Filters]
) -> list[ReplanningAnswer]:
    """The newest replanning of each gap of a post, in the order of time: to the plan's Secretariat only."""
    found = explained_plan(request.viewer, reference)
    found.slots(post)
    made = queries.latest_replannings(request.viewer, found.stored, post)
    return [replanning_answer(one, found.illustrative_pledges) for _day, one in sorted(made.items())]


@router.post(
    "/plans/{reference}/posts/{post}/replannings",
    response={202: ReplanningAnswer, **WRITE_ERRORS},
    summary="Plan a gap anew",
)
def plan_gap_anew(
    request: MusterRequest, reference: Reference, post: Code, body: ReplanningBody
) -> Status[ReplanningAnswer]:
    """Enter a gap to be planned anew and queue it; read it again to see what came of it."""
    made = request_replanning(request.viewer, reference, post, body.gap_from)
    run_queued_replanning.enqueue(made.pk, request.viewer.user_id, request.viewer.organisation_id)
    return Status(202, replanning_answer(made, frozenset()))
