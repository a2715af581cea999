"""Law, bodies and acts of a State, unsaved or entered, for the tests of this room and of those above."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from muster.authorisations.actions import record_act
from muster.authorisations.models import ActCeiling, AllowedTask, DecisionBody, NationalAct, NationalLaw, TaskScope
from muster.parties.viewer import SYSTEM
from tests.record import KNOWN, Record


def law(record: Record, reference: str = "law-of-kaz", state: str = "KAZ", **changes: Any) -> NationalLaw:
    """Return an instrument that is not yet entered."""
    values: dict[str, Any] = {
        "state": record.parties.organisations[state],
        "reference": reference,
        "title": f"Title of {reference}",
        "valid_from": date(2015, 6, 15),
        "known_from": KNOWN,
    }
    return NationalLaw(**(values | changes))


def allowed(words: str, *tasks: str, scope: TaskScope = TaskScope.ACTIVITY, **more: Any) -> AllowedTask:
    """Return a task of an instrument that is not yet entered."""
    return AllowedTask(words=words, tasks=";".join(tasks), scope=scope, **more)


def body(record: Record, code: str = "council", state: str = "KAZ", **changes: Any) -> DecisionBody:
    """Return a body that is not yet entered."""
    values: dict[str, Any] = {
        "state": record.parties.organisations[state],
        "code": code,
        "name": f"Name of {code}",
        "part": "approves",
        "valid_from": date(2015, 6, 15),
        "known_from": KNOWN,
    }
    return DecisionBody(**(values | changes))


def act(record: Record, reference: str, state: str = "KAZ", **changes: Any) -> NationalAct:
    """Return an act that is not yet entered."""
    values: dict[str, Any] = {
        "state": record.parties.organisations[state],
        "reference": reference,
        "title": f"Title of {reference}",
        "decided_on": KNOWN,
        "valid_from": KNOWN,
        "known_from": KNOWN,
    }
    return NationalAct(**(values | changes))


def ceiling(record: Record, personnel: int, mission: str = "", category: str = "") -> ActCeiling:
    """Return a ceiling of an act that is not yet entered."""
    return ActCeiling(personnel=personnel, mission=record.missions[mission] if mission else None, category=category)


def enter_act(
    record: Record, reference: str, missions: Sequence[str] = (), ceilings: Sequence[ActCeiling] = (), **changes: Any
) -> NationalAct:
    """Enter an act of Kazakhstan and return it."""
    named = [record.missions[acronym] for acronym in missions]
    return record_act(SYSTEM, act(record, reference, **changes), named, ceilings)
