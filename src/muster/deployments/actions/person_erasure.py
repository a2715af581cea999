"""What an erasure takes of what deployments hold on a person; posts, days and stages stay with the number."""

from muster.deployments.models import Assignment, Nomination, TourExtension
from muster.people.models import Person


def erase_nominations_and_tours(person: Person) -> None:
    """Empty the words that were written of a person."""
    Nomination.objects.filter(person=person).update(reason="")
    Assignment.objects.filter(person=person).update(end_reason="", end_case="")
    TourExtension.objects.filter(assignment__person=person).update(reason="")
