"""The API of what is asked of the planner about a plan, such as its work list. To the plan's Secretariat only."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.errors import NotFound
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Filters
from muster.kit.openapi.fields import Reference
from muster.parties.request import MusterRequest
from muster.plans import queries
from muster.plans.desk_kinds import ActionKind
from muster.plans.endpoints import ParameterAnswer
from muster.plans.models import InquiryStage, WorkList
from muster.plans.tasks import run_queued_work_list
from muster.plans.work_list_actions import request_work_list

router = Router(tags=["plans"])


class PossibleStayAnswer(Answer):
    """A stay `[start, until)`."""

    pledge: str
    state: str
    post: str
    mission: str
    start: date
    until: date
    illustrative: bool = Field(description="the pledge is made up for demonstration")


class WorkItemAnswer(Answer):
    """An action of a work list; gain and cost in points."""

    id: str
    kind: ActionKind
    words: str
    pledge: str = Field(description="empty where it is about no single pledge")
    state: str = Field(description="empty where it is about no single State")
    by: date = Field(description="first day of the month by which it has to be done")
    visit: date | None = Field(description="first day of the month in which its visit is planned; null: needs none")
    gain: int = Field(description="what is lost when this action alone is left out")
    cost: int
    stays: list[PossibleStayAnswer] = Field(description="what it makes possible")


class WorkListAnswer(Answer):
    """A work list; figures in points and unit-months are null until it is done."""

    stage: InquiryStage
    made_at: datetime
    seconds: float | None
    failure: str
    parameters: list[ParameterAnswer]
    gain: int | None
    cost: int | None
    most_gain: float | None = Field(description="no set of the actions brings more")
    gaps_before: int | None
    gaps: int | None
    possible: dict[str, int] = Field(description="how many actions of each kind were weighed")
    items: list[WorkItemAnswer]


def work_list_answer(made: WorkList, made_up: frozenset[str]) -> WorkListAnswer:
    """Return a work list as the API gives it. `made_up`: pledges that are no published facts."""
    report: Mapping[str, Any] = made.report
    return WorkListAnswer.model_validate(
        {
            **{name: getattr(made, name) for name in ("stage", "made_at", "seconds", "failure", "parameters")},
            **{name: report.get(name) for name in ("gain", "cost", "most_gain", "gaps_before", "gaps")},
            "possible": report.get("possible", {}),
            "items": [
                {**row, "stays": [{**stay, "illustrative": stay["pledge"] in made_up} for stay in row["stays"]]}
                for row in report.get("items", ())
            ],
        }
    )


@router.get("/plans/{reference}/work-list", response={200: WorkListAnswer, **READ_ERRORS}, summary="Its work list")
def plan_work_list(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> WorkListAnswer:
    """The newest work list of a plan: what it would take to close its gaps. To the plan's Secretariat only."""
    plan = queries.visible_plan(request.viewer, reference)
    made = queries.latest_work_list(request.viewer, plan)
    if made is None:
        raise NotFound(f"There is no work list of plan {reference} that you may see.")
    return work_list_answer(made, queries.illustrative_pledges(request.viewer, plan))


@router.post(
    "/plans/{reference}/work-list", response={202: WorkListAnswer, **WRITE_ERRORS}, summary="Ask for a work list"
)
def ask_for_work_list(request: MusterRequest, reference: Reference) -> Status[WorkListAnswer]:
    """Enter a work list and queue it; read it again to see how far it is."""
    made = request_work_list(request.viewer, reference)
    run_queued_work_list.enqueue(made.pk, request.viewer.user_id, request.viewer.organisation_id)
    return Status(202, work_list_answer(made, frozenset()))
