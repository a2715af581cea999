"""Which purposes a person's data are kept for, and what ends with one of them. One identity, several purposes."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Aggregate, CharField, OuterRef, Q, QuerySet, Subquery

from muster.people.models import Person, PersonPurpose

FURTHER = "further_joined"
"""The attribute in which `with_further_purposes` puts what else a person is kept for."""


class _Joined(Aggregate):
    """The texts of a group, joined by commas, on both databases."""

    function = "GROUP_CONCAT"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """Return it in PostgreSQL's words."""
        return self.as_sql(
            compiler, connection, function="STRING_AGG", template="%(function)s(%(expressions)s, ',')", **context
        )


def purposes_of(person: Person) -> tuple[str, ...]:
    """Return what the holder keeps the data for, the first purpose first; none of somebody who was erased."""
    if person.erased_on is not None:
        return ()
    read: str | None = getattr(person, FURTHER, None)
    further = read.split(",") if read else [] if hasattr(person, FURTHER) else _further(person)
    return tuple(dict.fromkeys((person.purpose, *sorted(further))))


def _further(person: Person) -> list[str]:
    return [one.purpose for one in person.further_purposes.all()]


def with_further_purposes(persons: QuerySet[Person]) -> QuerySet[Person]:
    """Return persons with what else they are kept for, read with them: `purposes_of` asks no more of the database."""
    of_person = PersonPurpose.objects.filter(person=OuterRef("pk")).order_by().values("person")
    return persons.annotate(**{FURTHER: Subquery(of_person.values_list(_Joined("purpose")))})


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
