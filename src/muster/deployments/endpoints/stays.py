"""The API of deployments: stays and arrivals."""

from collections.abc import Iterable
from datetime import date

from ninja import Query, Router
from pydantic import Field

from muster.deployments import queries
from muster.deployments.models import Arrival, Stay, StayStage
from muster.kit.openapi import READ_ERRORS, ListFilters, Page, Sourced, page_of, sourced
from muster.kit.openapi.fields import Code, Reference
from muster.missions.mandate_answers import UnderMandate, mandate_flags
from muster.parties.request import MusterRequest
from muster.pledges.queries import visible_pledges

router = Router(tags=["deployments"])


class StayAnswer(UnderMandate):
    """A unit holds a post in `[stay_from, stay_until)`."""

    mission: str
    post: str
    state: str
    unit_type: str
    pledge: str | None = Field(description="the pledge behind it, to those who may see the pledge")
    stay_from: date
    stay_until: date | None
    stage: StayStage
    known_from: date


class ArrivalAnswer(Sourced):
    """An arrival in theatre that happened; counts of people."""

    mission: str
    post: str
    state: str
    pledge: str | None = Field(description="the pledge behind it, to those who may see the pledge")
    rotation: str
    arrived_on: date
    day_is_known: bool
    personnel: int
    women: int | None
    staff_officers: int
    note: str
    known_from: date


class StayFilters(ListFilters):
    """Which stays."""

    mission: Code | None = None
    post: Reference | None = None
    state: Code | None = None
    stage: StayStage | None = None


class ArrivalFilters(ListFilters):
    """Which arrivals."""

    mission: Code | None = None
    post: Reference | None = None
    state: Code | None = None


def seen_pledges(request: MusterRequest, day: date, pledge_ids: Iterable[int | None]) -> frozenset[int]:
    """Return which of the pledges the caller may see, in one query."""
    wanted = [one for one in pledge_ids if one is not None]
    seen = visible_pledges(request.viewer, day).filter(pledge_id__in=wanted)
    return frozenset(seen.values_list("pledge_id", flat=True))


@router.get("/stays", response={200: Page[StayAnswer], **READ_ERRORS}, summary="Stays")
def stays(request: MusterRequest, filters: Query[StayFilters]) -> Page[StayAnswer]:
    """The stays that the caller may see: what is or was in theatre, and their own that are agreed."""
    day = filters.day(request)
    found = queries.visible_stays(request.viewer, day).filter(
        **filters.chosen(
            mission="post__requirement__mission__acronym",
            post="post__reference",
            state="pledge__state__code",
            stage="stage",
        )
    )
    seen: set[int] = set()
    flags = mandate_flags(request.viewer, day)

    def prepare(part: list[Stay]) -> list[Stay]:
        seen.update(seen_pledges(request, day, (stay.pledge_id for stay in part)))
        return part

    def shape(stay: Stay) -> StayAnswer:
        return StayAnswer(
            **sourced(stay),
            **flags.of(stay.post.requirement.mission.acronym, stay.stay_until),
            mission=stay.post.requirement.mission.acronym,
            post=stay.post.reference,
            state=stay.pledge.state.code,
            unit_type=stay.pledge_unit_type,
            pledge=stay.pledge.reference if stay.pledge_id in seen else None,
            stay_from=stay.stay_from,
            stay_until=stay.stay_until,
            stage=StayStage(stay.stage),
            known_from=stay.known_from,
        )

    return page_of(found.order_by("post__reference", "stay_from", "pk"), filters, shape, prepare)


@router.get("/arrivals", response={200: Page[ArrivalAnswer], **READ_ERRORS}, summary="Arrivals")
def arrivals(request: MusterRequest, filters: Query[ArrivalFilters]) -> Page[ArrivalAnswer]:
    """The arrivals in theatre that happened."""
    day = filters.day(request)
    found = queries.visible_arrivals(request.viewer, day).filter(
        **filters.chosen(mission="post__requirement__mission__acronym", post="post__reference", state="state__code")
    )
    seen: set[int] = set()

    def prepare(part: list[Arrival]) -> list[Arrival]:
        seen.update(seen_pledges(request, day, (arrival.pledge_id for arrival in part)))
        return part

    def shape(arrival: Arrival) -> ArrivalAnswer:
        plain = ("rotation", "arrived_on", "day_is_known", "personnel", "women", "staff_officers", "note", "known_from")
        return ArrivalAnswer.model_validate(
            {
                **sourced(arrival),
                **{name: getattr(arrival, name) for name in plain},
                "mission": arrival.post.requirement.mission.acronym,
                "post": arrival.post.reference,
                "state": arrival.state.code,
                "pledge": arrival.pledge.reference if arrival.pledge and arrival.pledge_id in seen else None,
            }
        )

    return page_of(found.order_by("post__reference", "arrived_on", "pk"), filters, shape, prepare)
