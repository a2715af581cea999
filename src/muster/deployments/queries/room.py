"""What a State's acts leave for people of a category in a mission, on any day to come."""

from dataclasses import dataclass
from datetime import date

from muster.authorisations.models import ActCategory
from muster.authorisations.queries import laws_in_force
from muster.deployments.queries.abroad import Abroad, abroad_of
from muster.deployments.rules.abroad import Room, room_on
from muster.kit.day_text import long_day
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer


@dataclass(frozen=True)
class RoomLeft:
    """Whether acts let people of a category into a mission on a day, and how many more.

    `ceiling` and `left` None: no ceiling is set. `held`: who counts under the tightest ceiling on the day, both
    contingents of a handover; `left` is below nought where it is exceeded. `act`: the act that says so; `words`: all of
    it in one line. A State without any act on record is held back only where its law asks for a decision of parliament.
    """

    is_authorised: bool
    ceiling: int | None
    held: int
    left: int | None
    act: str
    words: str


def room_left(
    viewer: Viewer, state: Organisation, day: date, *, on: date, mission: str, category: str = "contingent"
) -> RoomLeft:
    """Return the room on the day `on` as known on `day`. A day before `day` is taken as `day` itself. Eight queries."""
    return room_in(viewer, state, day, abroad_of(viewer, state, day), on=on, mission=mission, category=category)


def room_in(
    viewer: Viewer,
    state: Organisation,
    day: date,
    found: Abroad,
    *,
    on: date,
    mission: str,
    category: str = "contingent",
    needs_parliament: str | None = None,
) -> RoomLeft:
    """Return the same from the people abroad and acts read before by `abroad_of`.

    `needs_parliament`: the law that asks for a decision of parliament (empty: none does), read where it is not given.
    """
    on = max(on, day)
    room = room_on(found.contingents, found.acts, on, mission, category)
    if room.is_named:
        return RoomLeft(True, room.ceiling, room.held, room.left, room.act, _words(room, on, mission, category))
    if found.acts:
        on_record = ", ".join(one.reference for one in found.acts)
        words = f"no act in force on {long_day(on)} names {_what(mission, category)}; on record are {on_record}"
        return RoomLeft(False, None, room.held, None, "", words)
    if needs_parliament is None:
        needs_parliament = law_that_asks_parliament(viewer, state, day)
    if needs_parliament:
        words = f"no act is on record; {needs_parliament} asks for a decision of parliament"
        return RoomLeft(False, None, room.held, None, "", words)
    return RoomLeft(True, None, room.held, None, "", "no act is on record: the record does not hold the State back")


def law_that_asks_parliament(viewer: Viewer, state: Organisation, day: date) -> str:
    """Return the instrument in force that asks for a decision of parliament, empty where none does. One query."""
    asking = laws_in_force(viewer, day).filter(state=state, needs_parliament=True).order_by("-valid_from")
    return asking.values_list("reference", flat=True).first() or ""


def _what(mission: str, category: str) -> str:
    return mission if category == ActCategory.CONTINGENT else f"{ActCategory(category).value} in {mission}"


def _words(room: Room, on: date, mission: str, category: str) -> str:
    what = _what(mission, category)
    if room.ceiling is None or room.left is None:
        return f"{room.act} names {what} and sets no ceiling; {room.held} people there on {long_day(on)}"
    part = f" ({room.part})" if room.part else ""
    if room.left < 0:
        return f"{room.act}{part}: {room.held} people of {room.ceiling} on {long_day(on)}, {-room.left} too many"
    return f"{room.act}{part}: room for {room.left} of {room.ceiling} on {long_day(on)}"
