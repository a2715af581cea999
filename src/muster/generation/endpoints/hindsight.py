"""The API of a case's forecasts against what happened: the same query as the page."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router
from pydantic import Field

from muster.generation.queries.cases import visible_case
from muster.generation.queries.hindsight import history_of_case
from muster.generation.rules.hindsight import EARLIER, LATER, OPEN, UNDECIDED, WITHIN
from muster.kit.openapi import READ_ERRORS, Answer, Filters
from muster.kit.openapi.fields import Reference
from muster.parties.request import MusterRequest

router = Router(tags=["desk"])
Verdict = Annotated[str, Field(json_schema_extra={"enum": [EARLIER, WITHIN, LATER, OPEN, UNDECIDED]}, max_length=40)]


class PastForecastAnswer(Answer):
    """The forecast as of `day`, and how the arrival fell against it; days are None where the arrival has none."""

    day: date
    steps: list[str] = Field(description="codes of the phases first known to be over on that day")
    arrival_p50: date
    arrival_p90: date
    verdict: Verdict
    days_after_even: int | None = Field(description="from the even chance to the arrival; negative: it came earlier")
    days_after_nine: int | None = Field(description="from nine in ten to the arrival; negative: it came earlier")


class CaseHistoryAnswer(Answer):
    """What is known of a case's arrival, and its forecasts before. `arrived_by` null: it is still to come."""

    case: str
    arrived_on: date | None
    arrived_not_before: date
    arrived_by: date | None
    illustrative: bool
    source: str
    forecasts: list[PastForecastAnswer]


@router.get(
    "/cases/{case}/history",
    response={200: CaseHistoryAnswer, **READ_ERRORS},
    summary="Forecasts of a case against what happened",
)
def read_history(request: MusterRequest, case: Reference, filters: Query[Filters]) -> Any:
    """Tell what the forecasts said on the days on which something became known, by the rules of today."""
    day = filters.day(request)
    found = visible_case(request.viewer, day, case)
    told = history_of_case(found, day)
    names = set(PastForecastAnswer.model_fields) - {"steps"}
    return CaseHistoryAnswer(
        case=found.reference,
        arrived_on=told.arrival.on,
        arrived_not_before=told.arrival.not_before,
        arrived_by=told.arrival.until,
        illustrative=found.illustrative,
        source=found.source,
        forecasts=[
            PastForecastAnswer(**{name: getattr(one, name) for name in names}, steps=list(one.steps))
            for one in told.forecasts
        ],
    )
