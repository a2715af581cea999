"""The API of blocks and rotations: what blocks do to tours, the ways through each handover, and what is accepted."""

from datetime import date
from typing import Annotated, Literal

from ninja import Query, Router
from pydantic import Field

from muster.deployments import actions
from muster.deployments.actions.tours import may_plan
from muster.deployments.endpoints.tours import Rotation, TourAnswer, tour_answers
from muster.deployments.models import TourStage
from muster.deployments.queries.blocked_rotations import BlockedUnit, blocked_unit, blocked_units, seen_mark
from muster.deployments.queries.units import visible_unit
from muster.deployments.rules.blocked_rotations import WAIT, Alternative
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters
from muster.kit.openapi.fields import Code, Reference
from muster.missions.queries import visible_mission
from muster.parties.request import MusterRequest

router = Router(tags=["tours"])
WayThrough = Literal["wait", "forward", "without-relief", "extend", "split"]
SeenMark = Annotated[str, Field(pattern=r"^[0-9a-f]*$", max_length=64, description="`seen` as it was read")]
WAYS_PATTERN = r"^([-a-zA-Z0-9_]{1,20}:[a-z-]{1,20}(,[-a-zA-Z0-9_]{1,20}:[a-z-]{1,20})*)?$"


class BlockedDays(Answer):
    """Days `[start, until)` on which nobody comes or goes."""

    start: date
    until: date


class HeldTour(Answer):
    """A tour that blocks move; without days now it falls away: the unit is not wanted by then."""

    rotation: str
    stage: TourStage
    arrives_before: date
    leaves_before: date
    arrives_now: date | None
    leaves_now: date | None
    days_past_due: int = Field(description="of each of its people")
    person_days_past_due: int


class HandoverWay(Answer):
    """A way of one handover through the block, and what it costs in days."""

    way: WayThrough
    relief_arrives_on: date
    relieved_leaves_on: date
    overstay_days: int
    person_days: int
    days_without_holder: int
    training_days_short: int
    first_people: int = Field(description="of the first of two lifts; 0: there is one lift alone")
    first_leaves_on: date | None
    second_arrives_on: date | None


class HeldHandover(Answer):
    """A handover that a block is in: the tour that relieves, the way that is taken as shown, and all there are."""

    relief: str
    taken: WayThrough
    ways: list[HandoverWay]


class HeldUnit(Answer):
    """What blocks do to a unit's tours."""

    unit: str
    title: str
    state: str
    blocks: list[BlockedDays]
    moved: list[HeldTour]
    handovers: list[HeldHandover]
    person_days_past_due: int
    is_mine: bool = Field(description="true: the caller plans its tours")
    illustrative: bool


class BlockReplanningAnswer(Answer):
    """What blocks do to units; `seen` is sent back when it is accepted."""

    units: list[HeldUnit]
    seen: str | None = Field(description="null: no block moves a tour that the caller plans")


class WaysFilters(Filters):
    """Which way each handover takes, where it is not to wait: `R2:forward,R3:split`."""

    ways: Annotated[str, Field(pattern=WAYS_PATTERN, max_length=600)] = ""

    def by_rotation(self) -> dict[str, str]:
        """Return the ways by rotation of the relief."""
        return dict(one.split(":") for one in self.ways.split(",") if one)


class UnitReplanBody(Body):
    """The tours of a unit as they were shown, each handover by the way named, else waiting."""

    # Without a word on other keys the document would let any through.
    ways: Annotated[
        dict[Rotation, WayThrough], Field(max_length=40, json_schema_extra={"additionalProperties": False})
    ] = {}
    seen: SeenMark


class MissionReplanBody(Body):
    """The tours of a mission's units as they were shown: all wait for the end of its blocks."""

    seen: SeenMark


def _held(found: BlockedUnit, *, is_mine: bool) -> HeldUnit:
    return HeldUnit(
        unit=found.unit.reference,
        title=found.unit.title,
        state=found.unit.state.code,
        blocks=[BlockedDays(start=one.start, until=one.until) for one in found.blocks],
        moved=_moved(found),
        handovers=[_handover(found, number) for number in found.ways],
        person_days_past_due=sum(found.person_days(one) for one in found.overstays),
        is_mine=is_mine,
        illustrative=found.is_illustrative,
    )


def _moved(found: BlockedUnit) -> list[HeldTour]:
    following = {one.number: one for one in found.now}
    over = {one.tour: one for one in found.overstays}
    rows = []
    for was, row in zip(found.plan.tours, found.rows, strict=True):
        now, overstay = following.get(was.number), over.get(was.name)
        if now != was:
            rows.append(
                HeldTour(
                    rotation=row.rotation,
                    stage=TourStage(row.stage),
                    arrives_before=was.arrives_on,
                    leaves_before=was.leaves_on,
                    arrives_now=now.arrives_on if now else None,
                    leaves_now=now.leaves_on if now else None,
                    days_past_due=overstay.days if overstay else 0,
                    person_days_past_due=found.person_days(overstay) if overstay else 0,
                )
            )
    return rows


def _handover(found: BlockedUnit, number: int) -> HeldHandover:
    relief = f"R{number}"
    chosen = found.chosen.get(number)
    ways = [_way(one, found.people(relief)) for one in found.ways[number]]
    return HeldHandover.model_validate({"relief": relief, "taken": chosen.kind if chosen else WAIT, "ways": ways})


def _way(one: Alternative, people: int) -> HandoverWay:
    names = (
        "relief_arrives_on", "relieved_leaves_on", "overstay_days", "days_without_holder", "training_days_short",
        "first_leaves_on", "second_arrives_on",
    )  # fmt: skip
    values = {name: getattr(one, name) for name in names}
    more = {"way": one.kind, "person_days": one.person_days(people), "first_people": one.first_people(people)}
    return HandoverWay.model_validate({**values, **more})


def _shown(request: MusterRequest, found: list[BlockedUnit]) -> BlockReplanningAnswer:
    mine = {one.unit.pk for one in found if may_plan(request.viewer, one.unit)}
    held = [one for one in found if one.is_held and one.unit.pk in mine]
    return BlockReplanningAnswer(
        units=[_held(one, is_mine=one.unit.pk in mine) for one in found if one.is_held or one.ways],
        seen=seen_mark(held) if held else None,
    )


@router.get(
    "/deployed-units/{reference}/replanning",
    response={200: BlockReplanningAnswer, **READ_ERRORS},
    summary="A unit's tours through blocks",
)
def unit_through_blocks(
    request: MusterRequest, reference: Reference, filters: Query[WaysFilters]
) -> BlockReplanningAnswer:
    """What blocks do to a unit's tours by the ways chosen, and the ways of each handover; nothing is written."""
    day = filters.day(request)
    unit = visible_unit(request.viewer, day, reference)
    return _shown(request, [blocked_unit(request.viewer, unit, day, filters.by_rotation())])


@router.post(
    "/deployed-units/{reference}/replanning",
    response={200: list[TourAnswer], **WRITE_ERRORS},
    summary="Plan a unit's tours anew around blocks",
)
def replan_unit(request: MusterRequest, reference: Reference, body: UnitReplanBody) -> list[TourAnswer]:
    """Write a unit's tours by the ways chosen, as they were shown; every tour that is another now."""
    changed = actions.replan_unit_around_blocks(
        request.viewer, reference, ways=body.ways, seen=body.seen, today=request.today
    )
    return tour_answers(request, changed)


@router.get(
    "/missions/{acronym}/replanning",
    response={200: BlockReplanningAnswer, **READ_ERRORS},
    summary="A mission's tours through blocks",
)
def mission_through_blocks(request: MusterRequest, acronym: Code, filters: Query[Filters]) -> BlockReplanningAnswer:
    """What the blocks of a mission do to the tours of its units, all waiting; nothing is written."""
    day = filters.day(request)
    mission = visible_mission(request.viewer, day, acronym)
    return _shown(request, blocked_units(request.viewer, mission.acronym, day))


@router.post(
    "/missions/{acronym}/replanning",
    response={200: list[TourAnswer], **WRITE_ERRORS},
    summary="Plan a mission's tours anew around blocks",
)
def replan_mission(request: MusterRequest, acronym: Code, body: MissionReplanBody) -> list[TourAnswer]:
    """Let all units whose tours the caller plans wait for the end of the blocks, as it was shown: all or none."""
    mission = visible_mission(request.viewer, request.today, acronym)
    changed = actions.replan_mission_around_blocks(request.viewer, mission.acronym, seen=body.seen, today=request.today)
    return tour_answers(request, changed)
