"""Reads of what individuals have proven and whether they are barred, as far as the viewer may see it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from muster.documents.queries import visible_documents
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.models import Person, PersonCredential, PersonShare, Purpose, ServiceBar, ServiceDetails
from muster.people.proof_recognition import RecognisedProof, recognitions_of
from muster.people.purposes import kept_for
from muster.people.queries import HOLDER_FIELDS, RECEIVER_FIELDS

BAR_FIELDS = visibility.Fields(owner="person__organisation_id", addressee="imposed_by_id")


def handed_individuals(viewer: Viewer, today: date) -> QuerySet[Person]:
    """Return the individuals whose data the viewer was handed as individuals; no other purpose shows service."""
    received = PersonShare.objects.filter(
        visibility.rows(viewer, RECEIVER_FIELDS), until__gt=today, purpose=Purpose.INDIVIDUAL
    )
    return Person.objects.filter(
        kept_for([Purpose.INDIVIDUAL], today),
        pk__in=received.order_by().values("person"),
        erased_on__isnull=True,
        keep_until__gt=today,
    )


def seen_individuals(viewer: Viewer, today: date) -> QuerySet[Person]:
    """Return the individuals that the viewer holds, or was handed."""
    handed = Q(pk__in=handed_individuals(viewer, today).order_by().values("pk"))
    seen = visibility.either(visibility.rows(viewer, HOLDER_FIELDS), handed)
    return Person.objects.filter(seen, kept_for([Purpose.INDIVIDUAL], today)).order_by()


def service_persons(viewer: Viewer, today: date) -> QuerySet[Person]:
    """Return the persons whose details and proofs the viewer may see: all that it holds, and individuals handed on."""
    handed = Q(pk__in=handed_individuals(viewer, today).order_by().values("pk"))
    return Person.objects.filter(visibility.either(visibility.rows(viewer, HOLDER_FIELDS), handed)).order_by()


def visible_details(viewer: Viewer, today: date) -> QuerySet[ServiceDetails]:
    """Return the details of service that the viewer may see."""
    return ServiceDetails.objects.filter(person__in=service_persons(viewer, today).values("pk"))


def visible_credentials(viewer: Viewer, today: date) -> QuerySet[PersonCredential]:
    """Return the proofs that the viewer may see."""
    return PersonCredential.objects.filter(person__in=service_persons(viewer, today).values("pk"))


@dataclass(frozen=True)
class SeenProof:
    """A proof as its viewer sees it; `recognised` of certificates of training alone.

    The file is its owner's: others see the proof and not the file.
    """

    proof: PersonCredential
    recognised: RecognisedProof | None
    shows_file: bool


def seen_proofs(viewer: Viewer, today: date, person: int) -> list[SeenProof]:
    """Return the proofs of a person that the viewer may see, with the courses' recognition as known today."""
    return as_seen(viewer, visible_credentials(viewer, today).filter(person_id=person), today)


def as_seen(viewer: Viewer, proofs: Iterable[PersonCredential], today: date) -> list[SeenProof]:
    """Return proofs that the viewer may see with what belongs to each, read for all at once."""
    rows = list(proofs)
    recognised = recognitions_of(viewer, rows, today)
    files = {one.document_id for one in rows if one.document_id}
    readable = set(visible_documents(viewer).filter(pk__in=files).values_list("pk", flat=True)) if files else set()
    return [SeenProof(one, recognised.get(one.pk), one.document_id in readable) for one in rows]


def visible_bars(viewer: Viewer) -> QuerySet[ServiceBar]:
    """Return the bars that the viewer may see: those of its own people, and those that it has imposed."""
    return ServiceBar.objects.filter(visibility.rows(viewer, BAR_FIELDS)).select_related("imposed_by")


def barred_numbers(numbers: Collection[int], today: date) -> frozenset[int]:
    """Return which of the persons may not be nominated on a day. For actions: it says nothing of the reason."""
    lasts = Q(barred_until__isnull=True) | Q(barred_until__gt=today)
    found = ServiceBar.objects.filter(lasts, person_id__in=numbers, barred_from__lte=today)
    return frozenset(found.values_list("person_id", flat=True))
