"""What training holds on a person: pool, camps, enrolments, rosters; told for an export of everything held."""

from typing import Any

from muster.people.models import Person
from muster.training.models import (
    CampCandidate,
    CampResult,
    Enrolment,
    Instructor,
    PoolEntry,
    RosterPlace,
)


def pool_told(person: Person) -> list[dict[str, Any]]:
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


def enrolments_told(person: Person) -> list[dict[str, Any]]:
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


def rosters_told(person: Person) -> list[dict[str, Any]]:
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


def instructors_told(person: Person) -> list[dict[str, Any]]:
    """Return where a person teaches and what they are qualified for, each with its evidence."""
    found = Instructor.objects.filter(person=person).select_related("institution").prefetch_related("qualifications")
    return [
        {
            "institution": one.institution.code,
            "from": one.teaches_from.isoformat(),
            "until": one.teaches_until.isoformat() if one.teaches_until else None,
            "qualifications": [
                {
                    "standard": each.standard,
                    "evidence": each.evidence,
                    "from": each.valid_from.isoformat(),
                    "until": each.valid_until.isoformat() if each.valid_until else None,
                }
                for each in one.qualifications.all()
            ],
        }
        for one in found.order_by("pk")
    ]
