"""The API of tours: those on record, what the rules propose, a change with all that it moves, steps; the board."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.deployments import actions
from muster.deployments.models import LiftWay, Tour, TourStage
from muster.deployments.queries.companies_seen import companies_seen, company_code
from muster.deployments.queries.tours import changed_plan, proposed_plan
from muster.deployments.queries.units import (
    RotationPlan,
    visible_tour,
    visible_tours,
    visible_unit,
    visible_units,
    with_tours,
)
from muster.deployments.rules.lifts import LiftTerms
from muster.deployments.rules.rotation import PlannedTour, mark_of, tour_findings
from muster.deployments.terms import TourChange, TourTerms
from muster.kit.openapi import (
    READ_ERRORS,
    WRITE_ERRORS,
    Answer,
    Body,
    Filters,
    ListFilters,
    Page,
    page_of,
    sourced,
)
from muster.kit.openapi.fields import Code, Day, LongLine, People, Reference, Strength, Truth, Version
from muster.missions.mandate_answers import MandateFlags, UnderMandate, mandate_flags
from muster.parties.request import MusterRequest

router = Router(tags=["tours"])
ReadVersion = Annotated[Version, Field(description="refused if it has moved on")]
Rotation = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=20)]


class TourAnswer(UnderMandate):
    """A tour, in theatre in `[arrives_on, leaves_on)` as planned, `[arrived_on, left_on)` as it happened."""

    unit: str
    rotation: str
    stage: TourStage
    strength: int
    women: int | None
    company: str | None
    training_from: date | None
    arrives_on: date
    leaves_on: date
    arrived_on: date | None
    left_on: date | None
    note: str
    version: int
    known_from: date


class TourFilters(ListFilters):
    """Which tours."""

    mission: Code | None = None
    state: Code | None = None
    unit: Reference | None = None
    stage: TourStage | None = None


class ProposedTourAnswer(Answer):
    """A tour as the rules have it, with what it does not keep, in words."""

    rotation: str
    request_by: date
    training_from: date
    arrives_on: date
    due_on: date
    leaves_on: date
    findings: list[str]


class ProposedPlanAnswer(Answer):
    """Tours as the rules propose them; `seen` is sent back when they are accepted."""

    tours: list[ProposedTourAnswer]
    seen: str


class PlanUntil(Filters):
    """Until which day tours are proposed."""

    until: Day


class AcceptedPlan(Body):
    """The plan until a day as it was shown; without `seen` whatever the rules say now."""

    until: Day
    seen: Annotated[str | None, Field(max_length=20_000)] = None


class NewTour(Body):
    """A tour as it was, is, or is planned by hand; `company` is the code of a national unit of the State."""

    rotation: Rotation
    strength: Strength
    arrives_on: Day
    leaves_on: Day
    women: People | None = None
    training_from: Day | None = None
    arrived_on: Day | None = None
    left_on: Day | None = None
    is_agreed: Truth = False
    company: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60)] = ""
    note: LongLine = ""
    source: LongLine = ""


class TourDays(Filters):
    """Other days for a tour."""

    arrives_on: Day
    leaves_on: Day


class TourMoveAnswer(Answer):
    """A tour that a change moves; without days now it falls away."""

    rotation: str
    arrives_before: date
    leaves_before: date
    arrives_now: date | None
    leaves_now: date | None
    findings: list[str]


class NewTourDays(Body):
    """Other days for a tour that has not begun, with the reason. `version` is the one that was read."""

    version: ReadVersion
    arrives_on: Day
    leaves_on: Day
    reason: LongLine


class TourStep(Body):
    """The next stage of a tour; arrival and return want a day. `version` is the one that was read."""

    version: ReadVersion
    stage: TourStage
    on: Day | None = None
    people: Strength | None = None
    women: People | None = None


class TourCompany(Body):
    """The national unit that takes a tour, by its code; empty: not settled. `version` is the one that was read."""

    version: ReadVersion
    company: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60)]


class LiftBody(Body):
    """So many people on a day."""

    on: Day
    people: Strength


class TourLiftsBody(Body):
    """The lifts of a tour one way; none: all travel on one day. `version` is the one that was read."""

    version: ReadVersion
    lifts: Annotated[list[LiftBody], Field(max_length=60)]


class LiftAnswer(Answer):
    """One group of a tour's people on one day."""

    way: LiftWay
    on: date
    people: int
    carried_by: str
    has_happened: bool


class BoardRowAnswer(Answer):
    """A unit with its tours, as the rotation board has it."""

    unit: str
    title: str
    state: str
    mission: str
    present_from: date
    present_until: date | None
    tours: list[TourAnswer]


def tour_answer(one: Tour, seen: frozenset[int], flags: MandateFlags) -> TourAnswer:
    """Return a tour as the API gives it; `seen` are the keys of the companies that the caller may see."""
    mission = one.unit.post.requirement.mission.acronym
    plain = (
        "rotation", "strength", "women", "training_from", "arrives_on", "leaves_on", "arrived_on", "left_on", "note",
        "version", "known_from",
    )  # fmt: skip
    values: dict[str, Any] = {name: getattr(one, name) for name in plain}
    values |= {"unit": one.unit.reference, "stage": one.stage, "company": company_code(one, seen)}
    values |= flags.of(mission, one.left_on or one.leaves_on)
    return TourAnswer.model_validate({**sourced(one), **values})


def tour_answers(request: MusterRequest, tours: Iterable[Tour]) -> list[TourAnswer]:
    """Return tours of today as the API gives them."""
    seen = companies_seen(request.viewer, request.today)
    flags = mandate_flags(request.viewer, request.today)
    return [tour_answer(one, seen, flags) for one in tours]


def _findings(plan: RotationPlan, day: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in tour_findings(plan.tours, plan.presence, plan.agreement, day):
        found.setdefault(one.place, []).append(f"{one.words}: {one.remedy}")
    return found


def _proposed(one: PlannedTour, findings: dict[str, list[str]]) -> ProposedTourAnswer:
    names = ("request_by", "training_from", "arrives_on", "due_on", "leaves_on")
    values = {name: getattr(one, name) for name in names}
    return ProposedTourAnswer(rotation=one.name, findings=findings.get(one.name, []), **values)


@router.get("/tours", response={200: Page[TourAnswer], **READ_ERRORS}, summary="Tours")
def tours(request: MusterRequest, filters: Query[TourFilters]) -> Page[TourAnswer]:
    """Tours: what is or was in theatre, and to the sides what is planned and agreed."""
    chosen = filters.chosen(
        mission="unit__post__requirement__mission__acronym",
        state="unit__state__code",
        unit="unit__reference",
        stage="stage",
    )
    day = filters.day(request)
    found = visible_tours(request.viewer, day).filter(**chosen).select_related("unit__post__requirement__mission")
    seen, flags = companies_seen(request.viewer, day), mandate_flags(request.viewer, day)
    ordered = found.order_by("unit__reference", "arrives_on", "pk")
    return page_of(ordered, filters, partial(tour_answer, seen=seen, flags=flags))


@router.get(
    "/deployed-units/{reference}/tours/proposed",
    response={200: ProposedPlanAnswer, **READ_ERRORS},
    summary="Tours as the rules propose them",
)
def proposed_tours(request: MusterRequest, reference: Reference, filters: Query[PlanUntil]) -> ProposedPlanAnswer:
    """What the rules propose until a day, with overlap, training, requests and what they do not keep: to planners."""
    day = filters.day(request)
    unit = visible_unit(request.viewer, day, reference)
    actions.require_planner(request.viewer, unit)
    plan = proposed_plan(request.viewer, unit, filters.until, day)
    findings = _findings(plan, day)
    return ProposedPlanAnswer(tours=[_proposed(one, findings) for one in plan.tours], seen=mark_of(plan.tours))


@router.post(
    "/deployed-units/{reference}/tours/accept",
    response={201: list[TourAnswer], **WRITE_ERRORS},
    summary="Accept the proposed tours",
)
def accept_tours(request: MusterRequest, reference: Reference, body: AcceptedPlan) -> Status[list[TourAnswer]]:
    """Plan the tours until a day by the rules, in place of those that are only planned."""
    made = actions.accept_tours(request.viewer, reference, body.until, today=request.today, seen=body.seen)
    return Status(201, tour_answers(request, made))


@router.post("/deployed-units/{reference}/tours", response={201: TourAnswer, **WRITE_ERRORS}, summary="Enter a tour")
def enter_tour(request: MusterRequest, reference: Reference, body: NewTour) -> Status[TourAnswer]:
    """Enter a tour as it was, or as it is planned by hand."""
    made = actions.enter_tour(request.viewer, reference, TourTerms(**body.model_dump()), today=request.today)
    return Status(201, tour_answers(request, [made])[0])


@router.get(
    "/deployed-units/{reference}/tours/{rotation}/moves",
    response={200: list[TourMoveAnswer], **READ_ERRORS},
    summary="What a change of a tour moves",
)
def moves(
    request: MusterRequest, reference: Reference, rotation: Rotation, filters: Query[TourDays]
) -> list[TourMoveAnswer]:
    """Every tour that other days for one would move, before and then; nothing is written. To planners."""
    day = filters.day(request)
    unit = visible_unit(request.viewer, day, reference)
    actions.require_planner(request.viewer, unit)
    change = TourChange(filters.arrives_on, filters.leaves_on, "")
    before, after = changed_plan(request.viewer, unit, rotation, change, day)
    findings, following = _findings(after, day), {one.number: one for one in after.tours}
    rows = []
    for was in before.tours:
        now = following.get(was.number)
        if now != was:
            rows.append(
                TourMoveAnswer(
                    rotation=was.name,
                    arrives_before=was.arrives_on,
                    leaves_before=was.leaves_on,
                    arrives_now=now.arrives_on if now else None,
                    leaves_now=now.leaves_on if now else None,
                    findings=findings.get(was.name, []) if now else [],
                )
            )
    return rows


@router.post(
    "/deployed-units/{reference}/tours/{rotation}/change",
    response={200: list[TourAnswer], **WRITE_ERRORS},
    summary="Change the days of a tour",
)
def change_tour(
    request: MusterRequest, reference: Reference, rotation: Rotation, body: NewTourDays
) -> list[TourAnswer]:
    """Change the days of a tour that has not begun, and all that it moves; every tour that is another now."""
    change = TourChange(body.arrives_on, body.leaves_on, body.reason)
    written = actions.change_tour(
        request.viewer, reference, rotation, change, today=request.today, expected_version=body.version
    )
    return tour_answers(request, written)


@router.post(
    "/deployed-units/{reference}/tours/{rotation}/step",
    response={200: TourAnswer, **WRITE_ERRORS},
    summary="Next stage of a tour",
)
def step_tour(request: MusterRequest, reference: Reference, rotation: Rotation, body: TourStep) -> TourAnswer:
    """Agree a tour, record its arrival or return, or give it up."""
    stepped = actions.step_tour(
        request.viewer,
        reference,
        rotation,
        body.stage,
        on=body.on,
        people=body.people,
        women=body.women,
        today=request.today,
        expected_version=body.version,
    )
    return tour_answers(request, [stepped])[0]


@router.post(
    "/deployed-units/{reference}/tours/{rotation}/company",
    response={200: TourAnswer, **WRITE_ERRORS},
    summary="Name the company of a tour",
)
def name_company(request: MusterRequest, reference: Reference, rotation: Rotation, body: TourCompany) -> TourAnswer:
    """Say which of the State's national units takes a tour."""
    named = actions.name_company(
        request.viewer, reference, rotation, body.company, today=request.today, expected_version=body.version
    )
    return tour_answers(request, [named])[0]


@router.get(
    "/deployed-units/{reference}/tours/{rotation}/lifts",
    response={200: list[LiftAnswer], **READ_ERRORS},
    summary="The lifts of a tour",
)
def lifts(
    request: MusterRequest, reference: Reference, rotation: Rotation, filters: Query[Filters]
) -> list[LiftAnswer]:
    """The lifts in which a tour's people come and go, by way and day; none: all travel on one day."""
    found = visible_tour(request.viewer, filters.day(request), reference, rotation)
    names = ("way", "on", "people", "carried_by", "has_happened")
    return [LiftAnswer(**{name: getattr(one, name) for name in names}) for one in found.lifts.order_by("way", "on")]


@router.post(
    "/deployed-units/{reference}/tours/{rotation}/lifts/{way}",
    response={200: TourAnswer, **WRITE_ERRORS},
    summary="Plan the lifts of a tour",
)
def plan_lifts(
    request: MusterRequest, reference: Reference, rotation: Rotation, way: LiftWay, body: TourLiftsBody
) -> TourAnswer:
    """Say in which lifts a tour's people come (`in`) or go (`out`): all of them anew."""
    planned = actions.plan_lifts(
        request.viewer, reference, rotation, way.value, [LiftTerms(one.on, one.people) for one in body.lifts],
        today=request.today, expected_version=body.version,
    )  # fmt: skip
    return tour_answers(request, [planned])[0]


@router.get("/rotations", response={200: Page[BoardRowAnswer], **READ_ERRORS}, summary="The rotation board")
def rotations(request: MusterRequest, filters: Query[ListFilters]) -> Page[BoardRowAnswer]:
    """Units with their tours, by mission and title: the data of the rotation board."""
    day = filters.day(request)
    order = ("post__requirement__mission__acronym", "title", "pk")
    units = with_tours(request.viewer, visible_units(request.viewer, day).order_by(*order), day)
    seen, flags = companies_seen(request.viewer, day), mandate_flags(request.viewer, day)

    def shape(one: Any) -> BoardRowAnswer:
        for tour in one.known_tours:
            tour.unit = one  # loaded with its mission
        return BoardRowAnswer(
            unit=one.reference,
            title=one.title,
            state=one.state.code,
            mission=one.post.requirement.mission.acronym,
            present_from=one.present_from,
            present_until=one.present_until,
            tours=[tour_answer(tour, seen, flags) for tour in one.known_tours],
        )

    return page_of(units, filters, shape)
