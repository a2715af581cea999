"""What other rooms tell of a State's law: room left under its acts, and its law held against the mandate's tasks.

The one place where they are asked. An installation without such a part has a named absence instead of an answer.
"""

from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from muster.decisions.data.point import Asked
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

ROOM = ("muster.deployments.queries", "room", "room_left")
TASKS = ("muster.authorisations.queries", "tasks", "tasks_against_mandate")


def room_left(viewer: Viewer, state: Organisation, asked: Asked, day: date) -> Any | None:
    """Return how many people the State's acts leave room for (`RoomLeft`); None where nothing can tell."""
    found = _asked_of(*ROOM)
    if found is None:
        return None
    return found(viewer, state, day, on=asked.wanted_on or day, mission=asked.mission, category=asked.category)


def task_matches(viewer: Viewer, state: Organisation, asked: Asked, day: date) -> tuple[Any, ...] | None:
    """Return the mandate's tasks held against the State's law (`TaskMatch`), none where nothing can tell."""
    found = _asked_of(*TASKS)
    return None if found is None else tuple(found(viewer, state, day, asked.mission))


def _asked_of(package: str, module: str, name: str) -> Any | None:
    """Return the question of another room, None where the room does not have it."""
    place = import_module(package)
    if not hasattr(place, "__path__") or find_spec(f"{package}.{module}") is None:
        return None
    return getattr(import_module(f"{package}.{module}"), name)
