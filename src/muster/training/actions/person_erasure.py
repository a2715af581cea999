"""What an erasure takes of what training holds on a person; stages, States and days stay, for counts."""

from muster.people.models import Person
from muster.training.models import CampResult, Enrolment, EnrolmentEvent, PoolEntry, PoolStageEvent


def erase_pool(person: Person) -> None:
    """Take figures, reasons and willingness away; stages, camps and whether a test was passed stay."""
    CampResult.objects.filter(entry__person=person).update(value="")
    PoolStageEvent.objects.filter(entry__person=person).update(reason="")
    PoolEntry.objects.filter(person=person).update(is_volunteer=None)


def erase_enrolments(person: Person) -> None:
    """Take reasons and marks away; session, State and stage stay."""
    EnrolmentEvent.objects.filter(enrolment__person=person).update(reason="")
    Enrolment.objects.filter(person=person).update(score=None)


def leave_rosters(_person: Person) -> None:
    """Leave a roster as it is: unit, rotation and function are no words of the person's."""
