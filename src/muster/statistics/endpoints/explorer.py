"""The API of the explorer: the figures of the public record, as the commands tell them. Everybody may read them."""

from datetime import date
from typing import Annotated

from ninja import Query, Router
from pydantic import Field

from muster.kit.errors import Problem, Refused
from muster.kit.openapi import WRITE_ERRORS, DatedRequest, Filters
from muster.kit.openapi.fields import Code, Day, Word
from muster.parties.request import MusterRequest
from muster.statistics import figures
from muster.statistics.endpoints import figure_shapes as shapes
from muster.statistics.figures.state_strength import MONTH_GRAIN, YEAR_GRAIN
from muster.statistics.store import open_store

router = Router(tags=["statistics"])
MOST_ROWS = 500
Mission = Annotated[Word | None, Field(description="a mission, by acronym or name; else all")]
State = Annotated[Word | None, Field(description="a State, by code or any name; else all")]
Type = Annotated[Word, Field(description="all, troops, police, individual_police, formed_police, experts, ...")]


class DayFilters(Filters):
    """Of which day."""

    on: Annotated[Day | None, Field(description="the day; else that as of which the request is answered")] = None

    def of_day(self, request: DatedRequest) -> date:
        """Return the day that is asked about."""
        return self.on or self.day(request)


class RankingFilters(DayFilters):
    """Of which day, mission and type."""

    mission: Mission = None
    type: Type = "all"
    top: Annotated[int | None, Field(ge=1, le=MOST_ROWS, description="so many of the first")] = None


class MissionDayFilters(DayFilters):
    """Of which day and mission."""

    mission: Mission = None


class WomenFilters(MissionDayFilters):
    """Of which day, mission and type."""

    type: Type = "all"


class UnderWayFilters(DayFilters):
    """Of which day and region."""

    region: Annotated[Word | None, Field(description="Africa, Europe, Middle East, ...")] = None


class SpanFilters(Filters):
    """Of which time: `[since, until)`."""

    since: Day | None = None
    until: Day | None = None
    mission: Mission = None


class StateFilters(SpanFilters):
    """Of which time and mission, and by months or years."""

    grain: Annotated[str | None, Field(pattern="^(month|year)$", description="else what covers more of the time")] = (
        None
    )


class DeathFilters(Filters):
    """Of which time and mission."""

    since: Day
    until: Day
    mission: Mission = None


class CrossingFilters(SpanFilters):
    """Of which time, State, mission and type, and what counts as a contingent."""

    state: State = None
    type: Type = "troops"
    threshold: Annotated[int | None, Field(ge=1, le=100_000, description="people; else 100")] = None


class OverlapFilters(MissionDayFilters):
    """Of which day, and of which State, mission or both."""

    state: State = None


class BurdenFilters(Filters):
    """Of which year."""

    year: Annotated[int, Field(ge=1948, le=2100)]


@router.get(
    "/statistics/missions/{mission}/strength",
    response={200: shapes.MissionCount, **WRITE_ERRORS},
    summary="Strength of a mission",
)
def mission_strength(request: MusterRequest, mission: Code, filters: Query[DayFilters]) -> shapes.MissionCount:
    """The last count of a mission not after the day."""
    found = figures.mission_strength(open_store(), mission, filters.of_day(request))
    return shapes.MissionCount.model_validate(found.as_json())


@router.get(
    "/statistics/states/{state}/strength",
    response={200: shapes.StateOverTime, **WRITE_ERRORS},
    summary="Strength of a State over time",
)
def state_strength(request: MusterRequest, state: Code, filters: Query[StateFilters]) -> shapes.StateOverTime:
    """A State's people by month, or by year where that covers more of the time."""
    since, until = _span(filters.since, filters.until)
    grain = {"month": MONTH_GRAIN, "year": YEAR_GRAIN}.get(filters.grain or "")
    found = figures.state_strength(open_store(), state, filters.mission, since, until, grain)
    return shapes.StateOverTime.model_validate(found.as_json())


@router.get(
    "/statistics/contributors",
    response={200: shapes.ContributorRanking, **WRITE_ERRORS},
    summary="Contributors ranked",
)
def contributors(request: MusterRequest, filters: Query[RankingFilters]) -> shapes.ContributorRanking:
    """States by the uniformed people that they have on a day."""
    found = figures.contributors(
        open_store(), filters.of_day(request), filters.mission, filters.type, filters.top or MOST_ROWS
    )
    return shapes.ContributorRanking.model_validate(found.as_json())


@router.get(
    "/statistics/concentration",
    response={200: shapes.ContributorConcentration, **WRITE_ERRORS},
    summary="Concentration of contributors",
)
def concentration(request: MusterRequest, filters: Query[MissionDayFilters]) -> shapes.ContributorConcentration:
    """The Herfindahl index of contributors on a day."""
    found = figures.concentration(open_store(), filters.of_day(request), filters.mission)
    return shapes.ContributorConcentration.model_validate(found.as_json())


@router.get(
    "/statistics/under-way",
    response={200: shapes.OperationsUnderWay, **WRITE_ERRORS},
    summary="Operations under way",
)
def under_way(request: MusterRequest, filters: Query[UnderWayFilters]) -> shapes.OperationsUnderWay:
    """The United Nations peacekeeping operations under way on a day."""
    found = figures.operations_under_way(open_store(), filters.of_day(request), filters.region)
    return shapes.OperationsUnderWay.model_validate(found.as_json())


@router.get("/statistics/women", response={200: shapes.WomenOnDay, **WRITE_ERRORS}, summary="Women")
def women(request: MusterRequest, filters: Query[WomenFilters]) -> shapes.WomenOnDay:
    """The share of women on a day by State, with target and traffic light."""
    found = figures.women(open_store(), filters.of_day(request), filters.type, filters.mission)
    return shapes.WomenOnDay.model_validate(found.as_json())


@router.get("/statistics/fatalities", response={200: shapes.DeathsInPeriod, **WRITE_ERRORS}, summary="Deaths")
def fatalities(request: MusterRequest, filters: Query[DeathFilters]) -> shapes.DeathsInPeriod:
    """Deaths in a period and their rate per 1,000 person-years."""
    _span(filters.since, filters.until)
    found = figures.fatalities(open_store(), filters.since, filters.until, filters.mission).as_json()
    return shapes.DeathsInPeriod.model_validate({"since": found.pop("from"), **found})


@router.get(
    "/statistics/missions/{mission}/build-up",
    response={200: shapes.MissionBuildUp, **WRITE_ERRORS},
    summary="Build-up of a mission",
)
def build_up(request: MusterRequest, mission: Code, filters: Query[Filters]) -> shapes.MissionBuildUp:
    """How a mission grew in its first three years."""
    return shapes.MissionBuildUp.model_validate(figures.build_up_curve(open_store(), mission).as_json())


@router.get(
    "/statistics/crossings",
    response={200: shapes.EntriesAndExits, **WRITE_ERRORS},
    summary="Entries and exits of contributors",
)
def crossings(request: MusterRequest, filters: Query[CrossingFilters]) -> shapes.EntriesAndExits:
    """Months in which a State's people in a mission crossed a threshold."""
    since, until = _span(filters.since, filters.until)
    found = figures.comings_and_goings(
        open_store(),
        since,
        until,
        state=filters.state,
        mission=filters.mission,
        of_type=filters.type,
        threshold=filters.threshold,
    )
    return shapes.EntriesAndExits.model_validate(found.as_json())


@router.get(
    "/statistics/overlaps",
    response={200: shapes.SourcesBesideEachOther, **WRITE_ERRORS},
    summary="One figure in every source",
)
def overlaps(request: MusterRequest, filters: Query[OverlapFilters]) -> shapes.SourcesBesideEachOther:
    """What each source says of a mission, a State or a State in a mission on a day."""
    found = figures.overlaps(open_store(), filters.of_day(request), mission=filters.mission, state=filters.state)
    return shapes.SourcesBesideEachOther.model_validate(found.as_json())


@router.get("/statistics/burden", response={200: shapes.BurdenOfYear, **WRITE_ERRORS}, summary="Who pays, who sends")
def burden(request: MusterRequest, filters: Query[BurdenFilters]) -> shapes.BurdenOfYear:
    """Assessed shares of a year against shares of uniformed people."""
    return shapes.BurdenOfYear.model_validate(figures.burden(open_store(), filters.year).as_json())


def _span(since: date | None, until: date | None) -> tuple[date | None, date | None]:
    """The span as asked. Raises Refused where it holds no day."""
    if since and until and since >= until:
        message = f"{until.isoformat()} is not after {since.isoformat()}"
        raise Refused(problems=[Problem("until", message, "give a later end")])
    return since, until
