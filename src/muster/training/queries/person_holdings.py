"""What training holds on a person: pool, camps, enrolments, rosters; told for an export, words taken by an erasure."""

from typing import Any

from muster.people.holdings import Holding
from muster.people.models import Person
from muster.training.models import (
    CampCandidate,
    CampResult,
    Enrolment,
    EnrolmentEvent,
    PoolEntry,
    PoolStageEvent,
    RosterPlace,
)


def _pool_told(person: Person) -> list[dict[str, Any]]:
    """Return the places in the pool with their stages, and the camps with results."""
    told = []
    for entry in PoolEntry.objects.filter(person=person).order_by("pk"):
        results = CampResult.objects.filter(entry=entry).select_related("camp").order_by("pk")
        called = CampCandidate.objects.filter(entry=entry).select_related("camp").order_by("pk")
        told.append(
            {
                "track": entry.track,
                "stage": entry.stage,
                "pooled_until": entry.pooled_until.isoformat() if entry.pooled_until else None,
                "is_volunteer": entry.is_volunteer,
                "stages": [
                    {"stage": one.stage, "from": one.held_from.isoformat(), "reason": one.reason}
                    for one in entry.stage_events.all()
                ],
                "camps": [one.camp.reference for one in called],
                "results": [
                    {"camp": one.camp.reference, "test": one.test, "passed": one.has_passed, "result": one.value}
                    for one in results
                ],
            }
        )
    return told


def _erase_pool(person: Person) -> None:
    """Take figures and reasons away; stages, camps and whether a test was passed stay with the number, for counts."""
    CampResult.objects.filter(entry__person=person).update(value="")
    PoolStageEvent.objects.filter(entry__person=person).update(reason="")
    PoolEntry.objects.filter(person=person).update(is_volunteer=None)


def _enrolments_told(person: Person) -> list[dict[str, Any]]:
    """Return the sessions with their steps and results."""
    found = Enrolment.objects.filter(person=person).select_related("session").order_by("pk")
    return [
        {
            "session": one.session.reference,
            "stage": one.stage,
            "score": one.score,
            "steps": [
                {"stage": step.stage, "from": step.held_from.isoformat(), "reason": step.reason}
                for step in one.stage_events.all()
            ],
        }
        for one in found
    ]


def _erase_enrolments(person: Person) -> None:
    """Take reasons and marks away; session, State and stage stay with the number, for counts."""
    EnrolmentEvent.objects.filter(enrolment__person=person).update(reason="")
    Enrolment.objects.filter(person=person).update(score=None)


def _rosters_told(person: Person) -> list[dict[str, Any]]:
    """Return the rosters on which the person stands or stood."""
    found = RosterPlace.objects.filter(person=person).select_related("unit").order_by("pk")
    return [
        {
            "unit": one.unit.reference,
            "rotation": one.rotation,
            "function": one.function,
            "removed_on": one.removed_on.isoformat() if one.removed_on else None,
        }
        for one in found
    ]


def _erase_nothing(_person: Person) -> None:
    """Leave a roster as it is: unit, rotation and function are no words of the person's."""


HOLDINGS = (
    Holding("national pool", _pool_told, _erase_pool),
    Holding("enrolments", _enrolments_told, _erase_enrolments),
    Holding("rosters", _rosters_told, _erase_nothing),
)
