"""The API of the rules that change statements: what is switched, and the switch itself. Money in whole US cents."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Body, ListFilters, Page, Sourced, page_of, sourced
from muster.kit.openapi.fields import WHOLE, Code, Day, LongLine, People, Truth
from muster.parties.request import MusterRequest
from muster.reimbursement.actions.adjustments import switch_adjustment
from muster.reimbursement.adjustment_terms import SwitchTerms
from muster.reimbursement.endpoints.loss_shapes import Cents, LossReference
from muster.reimbursement.queries.adjustments import visible_switches
from muster.reimbursement.rules.adjustments import AdjustmentRule, is_assumption

router = Router(tags=["reimbursement"])
Percent = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,4})?$", examples=["7.5"])]
"""A percentage as a decimal string."""


class AdjustmentFilters(ListFilters):
    """Which switches."""

    memorandum: LossReference | None = None
    mission: Code | None = None
    rule: AdjustmentRule | None = None


class AdjustmentAnswer(Sourced):
    """A rule set on or off for a memorandum or for a mission; the last of a rule holds."""

    memorandum: str | None
    mission: str | None = Field(description="set for all memoranda of it that have no switch of their own")
    rule: AdjustmentRule
    number: int = Field(description="counts the switches of one rule and scope; what is sent as version")
    is_on: bool
    is_assumption: bool = Field(description="true: the rule is recalled only")
    holds_from: date | None
    holds_until: date | None
    percent: Decimal | None
    people: int | None
    premium_first_cents: int | None
    premium_second_cents: int | None
    premium_third_cents: int | None
    reason: str
    set_by: str | None
    known_from: date


class AdjustmentBody(Body):
    """A rule set on or off. One of `memorandum` and `mission` is named. `version`: number of the last switch, or 0."""

    memorandum: LossReference | None = None
    mission: Code | None = None
    rule: AdjustmentRule
    is_on: Truth
    reason: Annotated[LongLine, Field(min_length=1)]
    holds_from: Day | None = None
    holds_until: Day | None = None
    percent: Percent | None = None
    people: People | None = None
    premium_first_cents: Cents | None = None
    premium_second_cents: Cents | None = None
    premium_third_cents: Cents | None = None
    version: Annotated[int, Field(ge=0, le=2**31 - 1), WHOLE]


def _answer(one: Any) -> AdjustmentAnswer:
    names = (
        "rule", "number", "is_on", "holds_from", "holds_until", "percent", "people", "premium_first_cents",
        "premium_second_cents", "premium_third_cents", "reason", "known_from",
    )  # fmt: skip
    return AdjustmentAnswer.model_validate(
        {
            **sourced(one),
            **{name: getattr(one, name) for name in names},
            "memorandum": one.memorandum.reference if one.memorandum else None,
            "mission": one.mission.acronym if one.mission else None,
            "is_assumption": is_assumption(one.rule),
            "set_by": one.set_by.code if one.set_by else None,
        }
    )


@router.get(
    "/adjustment-switches",
    response={200: Page[AdjustmentAnswer], **READ_ERRORS},
    summary="Switches of deductions and premiums",
)
def switches(request: MusterRequest, filters: Query[AdjustmentFilters]) -> Page[AdjustmentAnswer]:
    """The switches that the caller may see, the latest first; those that a later one has replaced are among them."""
    found = visible_switches(request.viewer, filters.day(request)).filter(
        **filters.chosen(memorandum="memorandum__reference", mission="mission__acronym", rule="rule")
    )
    return page_of(found, filters, _answer)


@router.post(
    "/adjustment-switches",
    response={201: AdjustmentAnswer, **WRITE_ERRORS},
    summary="Switch a deduction or premium",
)
def switch(request: MusterRequest, body: AdjustmentBody) -> Status[AdjustmentAnswer]:
    """Set a rule on or off: an approver of the secretariat that mandates the mission does."""
    terms = SwitchTerms(
        rule=body.rule.value,
        is_on=body.is_on,
        reason=body.reason,
        memorandum=body.memorandum or "",
        mission=body.mission or "",
        holds_from=body.holds_from,
        holds_until=body.holds_until,
        percent=None if body.percent is None else Decimal(body.percent),
        people=body.people,
        premium_cents=(body.premium_first_cents, body.premium_second_cents, body.premium_third_cents),
    )
    made = switch_adjustment(request.viewer, terms, today=request.today, expected_version=body.version)
    return Status(201, _answer(visible_switches(request.viewer, request.today).get(pk=made.pk)))
