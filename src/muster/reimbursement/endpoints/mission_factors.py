"""The API of mission factors: what holds as of a day, entered and corrected."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.facts import true_on
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Body, ListFilters, Page, Sourced, page_of, sourced
from muster.kit.openapi.fields import WHOLE, Code, Day, LongLine, RecordId, Version, Word
from muster.parties.request import MusterRequest
from muster.reimbursement.actions import mission_factors as actions
from muster.reimbursement.endpoints.memorandum_shapes import Percent
from muster.reimbursement.memorandum_terms import FactorTerms
from muster.reimbursement.models import MissionFactorSet
from muster.reimbursement.queries.mission_factors import visible_factors

router = Router(tags=["mission-factors"])
Points = Annotated[int, Field(ge=0, le=32_767), WHOLE]
ZERO = Decimal(0)


class FactorFilters(ListFilters):
    """Which mission factors; `holding`: those alone that hold on the day."""

    mission: Code | None = None
    holding: bool = False


class FactorBody(Body):
    """Mission factors in percent in `[holds_from, holds_until)`; with points, hostile action follows from them."""

    holds_from: Day
    holds_until: Day | None = None
    region: Word = Field("", description="empty: the whole mission")
    environment_percent: Percent = ZERO
    intensified_percent: Percent = ZERO
    hostile_percent: Percent = ZERO
    hostile_points: Points | None = Field(None, description="of the decision sheet")
    source: LongLine = ""


class NewFactors(FactorBody):
    """Factors of a mission; open ones of the region that began earlier end on the first day."""

    mission: Code


class CorrectedFactors(FactorBody):
    """What is on record now, in place of what was; the earlier belief is kept."""

    version: Annotated[Version, Field(description="the version that was read; refused if it has moved on")]


class FactorAnswer(Sourced):
    """Mission factors as believed on the day."""

    number: int
    mission: str
    region: str
    holds_from: date
    holds_until: date | None
    environment_percent: Decimal
    intensified_percent: Decimal
    hostile_percent: Decimal
    hostile_points: int | None
    version: int
    known_from: date


def factor_answer(one: MissionFactorSet) -> FactorAnswer:
    """Return a set of factors as the API answers it."""
    names = (
        "region", "holds_from", "holds_until", "environment_percent", "intensified_percent", "hostile_percent",
        "hostile_points", "version", "known_from",
    )  # fmt: skip
    said = {name: getattr(one, name) for name in names}
    return FactorAnswer.model_validate({**sourced(one), **said, "number": one.pk, "mission": one.mission.acronym})


def _terms(body: FactorBody, mission: str) -> FactorTerms:
    return FactorTerms(mission=mission, **body.model_dump(exclude={"mission", "version"}))


@router.get("/mission-factors", response={200: Page[FactorAnswer], **READ_ERRORS}, summary="Mission factors")
def mission_factors(request: MusterRequest, filters: Query[FactorFilters]) -> Page[FactorAnswer]:
    """The mission factors on record as of the day."""
    day = filters.day(request)
    found = visible_factors(request.viewer, day).filter(**filters.chosen(mission="mission__acronym"))
    if filters.holding:
        found = true_on(found, day, "holds_from", "holds_until")
    return page_of(found, filters, factor_answer)


@router.post("/mission-factors", response={201: FactorAnswer, **WRITE_ERRORS}, summary="Enter mission factors")
def enter_factors(request: MusterRequest, body: NewFactors) -> Status[FactorAnswer]:
    """Enter factors of a mission from a day on: the mission does, or the secretariat that mandates it."""
    made = actions.enter_factors(request.viewer, _terms(body, body.mission), today=request.today)
    return Status(201, factor_answer(made))


@router.put("/mission-factors/{number}", response={200: FactorAnswer, **WRITE_ERRORS}, summary="Correct factors")
def correct_factors(request: MusterRequest, number: RecordId, body: CorrectedFactors) -> FactorAnswer:
    """Correct factors that are on record; what was believed before stays for those who look back."""
    terms = _terms(body, "")
    made = actions.correct_factors(
        request.viewer, number, terms, today=request.today, expected_version=body.version
    )  # fmt: skip
    return factor_answer(made)
