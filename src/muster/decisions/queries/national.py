"""What a State's law and acts say for a dossier: its bodies in turn, tasks that the law does not allow, room left."""

from collections.abc import Iterable
from datetime import date

from muster.authorisations.models import DecisionBody
from muster.authorisations.queries import bodies_on
from muster.authorisations.queries.tasks import TaskMatch
from muster.decisions.rules.dossier_terms import BodyFacts, RoomFacts
from muster.deployments.queries.room import room_left
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

CONFLICTS = ("conditional", "not-covered")


def bodies_of(viewer: Viewer, state: Organisation, day: date) -> tuple[BodyFacts, ...]:
    """Return the bodies with a part in a State's decisions on a day, in their turn."""
    return tuple(body_facts(one) for one in bodies_on(viewer, state, day))


def body_facts(one: DecisionBody) -> BodyFacts:
    """Return a stored body as the rules read it."""
    criteria = tuple(part.strip() for part in one.criteria.split(";") if part.strip())
    return BodyFacts(one.code, one.name, one.part, one.order, criteria, one.must_sign)


def conflicts_in(tasks: Iterable[TaskMatch]) -> tuple[str, ...]:
    """Return, a line each, the tasks that the law does not simply allow."""
    return tuple(_conflict(one) for one in tasks if one.standing in CONFLICTS)


def _conflict(one: TaskMatch) -> str:
    if one.standing == "conditional":
        return f"{one.words}: allowed under a condition: {one.condition}"
    return f"{one.words}: the law does not name it"


def room_on(viewer: Viewer, state: Organisation, day: date, *, on: date, mission: str, category: str) -> RoomFacts:
    """Return the room that national acts leave on a day for a mission and a category, as known on `day`."""
    found = room_left(viewer, state, day, on=on, mission=mission, category=category)
    return RoomFacts(found.is_authorised, found.left, found.act, found.words)
