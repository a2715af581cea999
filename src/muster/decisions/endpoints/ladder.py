"""The API of a dossier's ladder; the same action as the page."""

from datetime import date
from typing import Annotated

from ninja import Query, Router
from pydantic import Field

from muster.decisions.actions.ladder import LadderTerms, enter_ladder_step
from muster.decisions.queries.dossiers import visible_dossier
from muster.decisions.queries.ladder import KnownRung, ladder_of
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters
from muster.kit.openapi.fields import WHOLE, Day, LongLine, Reference
from muster.parties.request import MusterRequest

router = Router(tags=["decisions"])


class LadderStepAnswer(Answer):
    """A step: its days, what is on record of it, and its place on the plan."""

    step: str
    number: int
    name: str
    led_by: str
    days: int
    started_on: date | None
    ready_on: date | None
    said_by: str
    note: str
    starts_on: date | None
    ends_on: date | None
    latest_end: date | None
    slack_days: int | None
    is_critical: bool
    is_late: bool
    source: str
    standing: str


class LadderAnswer(Answer):
    """The ladder of a dossier as known on the day."""

    dossier: str
    wanted_on: date | None
    arrival_on: date
    late_days: int
    start_by: date | None
    critical_path: list[str]
    contingents_at_once: int | None
    steps: list[LadderStepAnswer]


class LadderStepBody(Body):
    """How far the State is on a step; what is left out is not known."""

    days: Annotated[int, Field(ge=0, le=3650), WHOLE] | None = None
    started_on: Day | None = None
    ready_on: Day | None = None
    note: LongLine = ""


def _step(one: KnownRung) -> LadderStepAnswer:
    placed = one.planned
    return LadderStepAnswer(
        step=one.rung.code,
        number=one.rung.number,
        name=one.rung.name,
        led_by=one.rung.led_by,
        days=one.days,
        started_on=one.entered.started_on,
        ready_on=one.entered.ready_on,
        said_by=one.said_by,
        note=one.note,
        starts_on=placed.starts_on if placed else one.begins_on,
        ends_on=placed.ends_on if placed else None,
        latest_end=placed.latest_end if placed else None,
        slack_days=placed.slack_days if placed else None,
        is_critical=placed.is_critical if placed else False,
        is_late=placed.is_late if placed else False,
        source=one.rung.source,
        standing=one.rung.standing,
    )


def _answer(request: MusterRequest, reference: str, day: date) -> LadderAnswer:
    found = ladder_of(request.viewer, visible_dossier(request.viewer, day, reference), day)
    return LadderAnswer(
        dossier=reference,
        wanted_on=found.plan.wanted_on,
        arrival_on=found.plan.arrival_on,
        late_days=found.plan.late_days,
        start_by=found.plan.start_by,
        critical_path=list(found.plan.critical_path),
        contingents_at_once=found.contingents,
        steps=[_step(one) for one in found.rungs],
    )


@router.get(
    "/dossiers/{reference}/ladder", response={200: LadderAnswer, **READ_ERRORS}, summary="The ladder of a dossier"
)
def ladder(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> LadderAnswer:
    """The steps of 7.1 as a plan, with the path that decides the arrival."""
    return _answer(request, reference, filters.day(request))


@router.post(
    "/dossiers/{reference}/ladder/{step}",
    response={200: LadderAnswer, **WRITE_ERRORS},
    summary="Enter a step of a ladder",
)
def enter_step(request: MusterRequest, reference: Reference, step: Reference, body: LadderStepBody) -> LadderAnswer:
    """Enter how far the State is on a step, in place of what it said before; an officer of the State does."""
    dossier = visible_dossier(request.viewer, request.today, reference)
    enter_ladder_step(request.viewer, dossier, step, LadderTerms(**body.model_dump()), today=request.today)
    return _answer(request, reference, request.today)


routers: tuple[Router, ...] = (router,)
