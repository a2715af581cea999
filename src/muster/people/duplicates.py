"""Who of a holder's own persons may be the same human being as one that is entered. Nobody else's are looked at."""

from collections.abc import Collection
from dataclasses import dataclass

from muster.parties.viewer import Viewer
from muster.people.models import Person, PersonCredential, ServiceDetails
from muster.people.queries import held_persons
from muster.people.rules import Identity, sameness

NUMBERED = ("passport", "driving")
"""Proofs whose number names one person."""


@dataclass(frozen=True)
class Likeness:
    """A person on record, and why it may be the same."""

    number: int
    why: str


def identities(persons: Collection[Person]) -> dict[int, Identity]:
    """Return what tells persons apart, by number, in two queries."""
    numbers = [one.pk for one in persons]
    born = dict(ServiceDetails.objects.filter(person__in=numbers).values_list("person_id", "born_on"))
    proofs: dict[int, set[str]] = {}
    numbered = PersonCredential.objects.filter(person__in=numbers, kind__in=NUMBERED).exclude(number="")
    for number, kind, said in numbered.values_list("person_id", "kind", "number"):
        proofs.setdefault(number, set()).add(f"{kind} {said}")
    return {
        one.pk: Identity(
            one.family_name, one.given_names, born.get(one.pk), one.email, frozenset(proofs.get(one.pk, ()))
        )
        for one in persons
    }


def likely_same(viewer: Viewer, entered: Identity, *, organisation: int, but: int | None = None) -> list[Likeness]:
    """Return the persons of one holder, the viewer's own, who may be the one that is entered, by number."""
    held = held_persons(viewer).filter(organisation=organisation, erased_on__isnull=True)
    if but is not None:
        held = held.exclude(pk=but)
    known = identities(list(held.select_related(None).order_by("pk").only("pk", "family_name", "given_names", "email")))
    found = ((number, sameness(one, entered)) for number, one in known.items())
    return [Likeness(number, why) for number, why in found if why]


def likely_same_as(viewer: Viewer, person: Person) -> list[Likeness]:
    """Return the persons of the same holder, the viewer's own, who may be a person on record."""
    return likely_same(viewer, identities([person])[person.pk], organisation=person.organisation_id, but=person.pk)
