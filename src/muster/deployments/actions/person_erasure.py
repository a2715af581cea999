"""What an erasure takes of what deployments hold on a person; posts, days and stages stay with the number."""

from collections.abc import Sequence

from muster.deployments.models import Assignment, Nomination, PersonnelRequest, TourExtension
from muster.people.models import Person
from muster.people.name_erasure import redact_names


def erase_nominations_and_tours(person: Person, names: Sequence[str]) -> None:
    """Empty the words that were written of a person, and take the names out of those of others of the same State."""
    Nomination.objects.filter(person=person).update(reason="")
    Assignment.objects.filter(person=person).update(end_reason="", end_case="")
    TourExtension.objects.filter(assignment__person=person).update(reason="")
    state = person.organisation_id
    redact_names(PersonnelRequest.objects.filter(state=state), ("remarks",), names)
    redact_names(Nomination.objects.filter(requested__request__state=state), ("reason",), names)
    redact_names(Assignment.objects.filter(state=state), ("end_reason", "end_case"), names)
    redact_names(TourExtension.objects.filter(assignment__state=state), ("reason",), names)
