"""What a dossier asks of other parts of the house, each in one place: the law, the room under acts, settled changes.

A part that is not installed answers as one that knows nothing: no conflict, no ceiling, nothing settled.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib import import_module
from typing import Any

from muster.authorisations.models import DecisionBody
from muster.decisions.data.point import DataPoint
from muster.decisions.models import Assessment
from muster.decisions.rules.dossier_terms import BodyFacts, RoomFacts
from muster.kit.facts import true_on
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

BODY_FIELDS = visibility.Fields(owner="state_id")
SIMPLY_ALLOWED = "allowed"


def _part(module: str, name: str) -> Callable[..., Any] | None:
    """Return a function of another part, None where the part is not installed."""
    try:
        found: Callable[..., Any] | None = getattr(import_module(module), name, None)
    except ModuleNotFoundError as error:
        if error.name is None or not module.startswith(error.name):
            raise
        return None
    return found


def bodies_of(viewer: Viewer, state: Organisation, day: date) -> tuple[BodyFacts, ...]:
    """Return the bodies with a part in a State's decisions on a day, in their turn."""
    return tuple(body_facts(one) for one in bodies_on(viewer, state, day))


def bodies_on(viewer: Viewer, state: Organisation, day: date) -> Iterable[DecisionBody]:
    """Return the stored bodies of a State on a day, in their turn."""
    asked = _part("muster.authorisations.queries", "bodies_on")
    if asked is not None:
        found: Iterable[DecisionBody] = asked(viewer, state, day)
        return found
    rows = true_on(DecisionBody.objects.filter(visibility.rows(viewer, BODY_FIELDS), state=state), day)
    return rows.order_by("order", "code")


def body_facts(one: DecisionBody) -> BodyFacts:
    """Return a stored body as the rules read it."""
    criteria = tuple(part.strip() for part in one.criteria.split(";") if part.strip())
    return BodyFacts(one.code, one.name, one.part, one.order, criteria, one.must_sign)


def tasks_on(viewer: Viewer, state: Organisation, day: date, acronym: str) -> tuple[Any, ...]:
    """Return the mandated tasks of a mission beside the State's law: TaskMatch rows of the room of acts."""
    asked = _part("muster.authorisations.queries.tasks", "tasks_against_mandate")
    return () if asked is None else tuple(asked(viewer, state, day, acronym))


def conflicts_in(tasks: Iterable[Any]) -> tuple[str, ...]:
    """Return, a line each, the tasks that the law does not simply allow."""
    return tuple(_conflict(one) for one in tasks if str(one.standing) in ("conditional", "not-covered"))


def _conflict(one: Any) -> str:
    if str(one.standing) == "conditional":
        return f"{one.words}: allowed under a condition: {one.condition}"
    return f"{one.words}: the law does not name it"


def room_on(viewer: Viewer, state: Organisation, day: date, *, on: date, mission: str, category: str) -> RoomFacts:
    """Return the room that national acts leave on a day for a mission and a category, as known on `day`."""
    asked = _part("muster.deployments.queries.room", "room_left")
    if asked is None:
        return RoomFacts()
    found = asked(viewer, state, day, on=on, mission=mission, category=category)
    return RoomFacts(bool(found.is_authorised), found.left, str(found.act or ""), str(found.words))


def kept(points: Iterable[DataPoint]) -> list[dict[str, Any]]:
    """Return data as an assessment keeps them."""
    asked = _part("muster.decisions.data.keeping", "kept")
    if asked is not None:
        found: list[dict[str, Any]] = list(asked(tuple(points)))
        return found
    return [
        {
            "key": one.key,
            "label": one.label,
            "value": one.value,
            "unit": one.unit,
            "words": one.words,
            "source": one.source,
            "known_from": None if one.known_from is None else one.known_from.isoformat(),
        }
        for one in points
    ]


def as_mapping(one: DataPoint) -> Mapping[str, Any]:
    """Return a datum of today in the shape of a kept one, with its page."""
    return {
        "key": one.key, "label": one.label, "value": one.value, "unit": one.unit, "words": one.words,
        "source": one.source, "page": one.page,
    }  # fmt: skip


def settle(assessment: Assessment) -> None:
    """Settle what was due again by an assessment of the same criterion."""
    asked = _part("muster.decisions.reassessing", "settle")
    if asked is not None:
        asked(assessment)
        return
    known = assessment.dossier.reassessments.filter(criterion=assessment.criterion, settled_by__isnull=True)
    known.filter(known_from__lte=assessment.known_from).update(settled_by=assessment)
