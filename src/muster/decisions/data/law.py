"""Part of criterion 4: room left under the State's acts, and the mandate's tasks held against its law."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from muster.authorisations.queries.tasks import tasks_against_mandate
from muster.decisions.data import keys
from muster.decisions.data.making import absent, yes_or_no
from muster.decisions.data.point import Asked, DataPoint
from muster.deployments.queries.room import room_left
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

NOT_COVERED, CONDITIONAL = "not-covered", "conditional"


def law_points(viewer: Viewer, asked: Asked, day: date) -> list[DataPoint]:
    """Return whether the State's acts have room for the people asked, and which tasks its law does not cover."""
    state = Organisation(pk=asked.state_id, code=asked.state)
    return [*_room(viewer, state, asked, day), *_tasks(viewer, state, asked, day)]


def _room(viewer: Viewer, state: Organisation, asked: Asked, day: date) -> list[DataPoint]:
    label = _("authorised by a national act")
    found = room_left(viewer, state, day, on=asked.wanted_on or day, mission=asked.mission, category=asked.category)
    act = str(found.act or "")
    points = [
        DataPoint(keys.AUTHORISED, label, yes_or_no(found.is_authorised), "", str(found.words), act or "Muster record")
    ]
    if not found.is_authorised or found.left is None:
        return points
    suffices = has_room(asked.people, found.ceiling, found.held, found.left)
    words = str(found.words)
    left = DataPoint(keys.ROOM_LEFT, _("room left under acts"), str(found.left), _("people"), words, act)
    enough = _("acts have room for the people asked")
    return [*points, left, DataPoint(keys.ROOM_SUFFICES, enough, yes_or_no(suffices), "", words, act)]


def has_room(people: int, ceiling: int | None, held: int, left: int) -> bool:
    """Return whether acts have room for the people asked.

    Where as many are held already, those asked are taken to be among them: then nobody more is needed.
    """
    if held >= people and ceiling is not None:
        return held <= ceiling
    return people <= left


def _tasks(viewer: Viewer, state: Organisation, asked: Asked, day: date) -> list[DataPoint]:
    label, conditions = _("tasks that the law does not cover"), _("tasks that the law allows under a condition")
    found = tasks_against_mandate(viewer, state, day, asked.mission)
    if not found:
        return [absent(keys.TASK_CONFLICTS, label, _("No task of the mandate, or no law of the State, is on record."))]
    return [
        _listed(keys.TASK_CONFLICTS, label, [one for one in found if one.standing == NOT_COVERED], len(found)),
        _listed(keys.TASK_CONDITIONS, conditions, [one for one in found if one.standing == CONDITIONAL], len(found)),
    ]


def _listed(key: str, label: str, matches: Iterable[Any], every: int) -> DataPoint:
    """Return tasks as a value of their codes, `none` where there are none, and in words with their paragraphs."""
    rows = sorted(matches, key=lambda one: (str(one.task), str(one.paragraph)))
    codes = ";".join(dict.fromkeys(str(one.task) for one in rows)) or "none"
    told = [_task_words(one) for one in rows]
    words = "; ".join(told) if told else _("None of the %(every)d tasks of the mandate.") % {"every": every}
    laws = ", ".join(dict.fromkeys(str(one.law) for one in rows if one.law))
    return DataPoint(key, label, codes, "", words, laws or "Muster record")


def _task_words(one: Any) -> str:
    words = str(one.words or one.task)
    told = f"{words} ({one.paragraph})" if one.paragraph else words
    return f"{told}: {one.condition}" if one.condition else told
