"""Which purposes a person's data are kept for, and what ends with one of them. One identity, several purposes."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from muster.people.models import Person, PersonPurpose


def purposes_of(person: Person) -> tuple[str, ...]:
    """Return what the holder keeps the data for, the first purpose first; none of somebody who was erased."""
    if person.erased_on is not None:
        return ()
    return tuple(dict.fromkeys((person.purpose, *(one.purpose for one in person.further_purposes.all()))))


def kept_for(purposes: Collection[str], today: date) -> Q:
    """Return the condition that holds for persons who are kept today for any of the purposes."""
    lasting = Q(purpose_until__isnull=True) | Q(purpose_until__gt=today)
    further = PersonPurpose.objects.filter(purpose__in=purposes, until__gt=today)
    return (Q(purpose__in=purposes) & lasting) | Q(pk__in=further.order_by().values("person"))


def ended_purposes(persons: QuerySet[Person], today: date) -> QuerySet[Person]:
    """Return those of the persons of whom a purpose has ended while another lasts, by number."""
    further = PersonPurpose.objects.filter(until__lte=today).order_by().values("person")
    ended = Q(purpose_until__lte=today) | Q(pk__in=further)
    return persons.filter(ended, erased_on__isnull=True, keep_until__gt=today).order_by("pk")
