"""The API of the room that a State's acts leave on a day to come."""

from datetime import date

from ninja import Query, Router
from pydantic import Field

from muster.authorisations.models import ActCategory
from muster.authorisations.queries.access import state_of_law
from muster.deployments.queries.room import room_left
from muster.kit.openapi import READ_ERRORS, Answer, Filters
from muster.kit.openapi.fields import Code, Day
from muster.parties.request import MusterRequest

router = Router(tags=["national law"])


class RoomFilters(Filters):
    """Where, for whom and on which day (the day looked at where none is said)."""

    mission: Code
    category: ActCategory = ActCategory.CONTINGENT
    on: Day | None = None


class RoomLeftAnswer(Answer):
    """What the tightest ceiling leaves; null: none is set. `left` is below nought where it is exceeded."""

    state: str
    mission: str
    category: ActCategory
    on: date
    is_authorised: bool
    ceiling: int | None
    held: int = Field(description="people who count on the day, both contingents of a handover")
    left: int | None
    act: str
    words: str


@router.get("/law/{state}/room", response={200: RoomLeftAnswer, **READ_ERRORS}, summary="Room under a State's acts")
def national_room(request: MusterRequest, state: Code, filters: Query[RoomFilters]) -> RoomLeftAnswer:
    """The room for people of a category in a mission: for the State itself and for secretariats."""
    of_state, day = state_of_law(request.viewer, state), filters.day(request)
    on = max(filters.on or day, day)
    room = room_left(request.viewer, of_state, day, on=on, mission=filters.mission, category=filters.category.value)
    return RoomLeftAnswer(state=of_state.code, mission=filters.mission, category=filters.category, on=on, **vars(room))
