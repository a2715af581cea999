"""What deployments hold on a person: nominations and tours, told for an export of everything held."""

from typing import Any

from muster.deployments.models import Assignment, Nomination
from muster.people.models import Person


def nominations_and_tours(person: Person) -> list[dict[str, Any]]:
    """Return nominations with their steps, and tours, of a person."""
    nominations = Nomination.objects.filter(person=person).select_related("requested__post", "requested__request")
    served = Assignment.objects.filter(person=person).select_related("post").prefetch_related("extensions")
    return [
        *(
            {
                "kind": "nomination",
                "request": one.requested.request.reference,
                "post": one.requested.post.reference,
                "submitted_on": one.submitted_on.isoformat(),
                "stage": one.stage,
                "waived": one.waived,
                "reason": one.reason,
                "steps": [{"stage": step.stage, "on": step.on.isoformat()} for step in one.steps.order_by("pk")],
            }
            for one in nominations.order_by("pk")
        ),
        *(
            {
                "kind": "tour",
                "post": one.post.reference,
                "from": one.held_from.isoformat(),
                "until": one.held_until.isoformat(),
                "ended_as": one.ended_as,
                "reason": one.end_reason,
                "case": one.end_case,
                "extensions": [
                    {"until": further.until.isoformat(), "stage": further.stage, "reason": further.reason}
                    for further in one.extensions.all()
                ],
            }
            for one in served.order_by("pk")
        ),
    ]
