"""What an erasure takes away of an individual's service, and what an export of everything held says of it."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from muster.documents.actions import delete_if_unused
from muster.parties.viewer import Viewer
from muster.people.models import Person, PersonCredential, ServiceBar, ServiceDetails
from muster.people.proof_recognition import RecognisedProof, recognitions_of

BAR_WORDS = ("reason", "due_process", "case")


def details_of(person: Person) -> ServiceDetails:
    """Return a person's details; empty ones, unsaved, where none were entered."""
    return ServiceDetails.objects.filter(person=person).first() or ServiceDetails(person=person)


def erase_service(person: Person) -> None:
    """Take details, proofs and the words of bars away; the days of a bar stay with the person's number."""
    ServiceDetails.objects.filter(person=person).delete()
    erase_credentials(PersonCredential.objects.filter(person=person))
    ServiceBar.objects.filter(person=person).update(**dict.fromkeys(BAR_WORDS, ""))


def erase_credentials(found: QuerySet[PersonCredential]) -> None:
    """Delete proofs, with the files that are evidence of nothing else and stand on no other record."""
    files = sorted(set(found.exclude(document=None).values_list("document_id", flat=True)))
    found.delete()
    for number in files:
        delete_if_unused(number)


def credential_values(found: QuerySet[PersonCredential]) -> set[str]:
    """Return the texts of proofs that the log's digests are made of, with the digests of their files."""
    rows = list(found.select_related("document"))
    texts = {value for one in rows for value in credential_content(one).values() if value}
    return texts | {one.document.content_id for one in rows if one.document}


def details_content(details: ServiceDetails) -> dict[str, str]:
    """Return the details as texts, as the log's digests are made of them."""
    days = {"born_on": details.born_on, "service_from": details.service_from}
    return {name: day.isoformat() if day else "" for name, day in days.items()}


def credential_content(credential: PersonCredential) -> dict[str, str]:
    """Return a proof as texts."""
    days = {"valid_from": credential.valid_from, "valid_until": credential.valid_until}
    return {
        "kind": credential.kind,
        "subject": credential.subject,
        **{name: day.isoformat() if day else "" for name, day in days.items()},
        "evidence": credential.evidence,
        "number": credential.number,
        "test": credential.test,
        "score": "" if credential.score is None else str(credential.score.normalize()),
        "course": credential.course,
        "standard_version": credential.standard_version,
    }


def bar_content(bar: ServiceBar) -> dict[str, str]:
    """Return a bar as texts."""
    until = bar.barred_until.isoformat() if bar.barred_until else ""
    words = {name: getattr(bar, name) for name in BAR_WORDS}
    return {"barred_from": bar.barred_from.isoformat(), "barred_until": until, **words}


def service_values(person: Person) -> set[str]:
    """Return the personal texts that stand in the record now."""
    parts = [details_content(details_of(person)), *(bar_content(one) for one in person.service_bars.all())]
    texts = {value for part in parts for value in part.values() if value}
    return texts | credential_values(PersonCredential.objects.filter(person=person))


def service_export(viewer: Viewer, person: Person, today: date) -> dict[str, Any]:
    """Return details, proofs and bars of a person of the viewer's own as JSON content."""
    proofs = list(person.credentials.select_related("document"))
    recognised = recognitions_of(viewer, proofs, today)
    return {
        "service": details_content(details_of(person)),
        "credentials": [
            {**credential_content(one), "file": one.document.name if one.document else "",
             **_recognised_content(recognised.get(one.pk))}
            for one in proofs
        ],
        "bars": [bar_content(one) for one in person.service_bars.all()],
    }  # fmt: skip


def _recognised_content(found: RecognisedProof | None) -> dict[str, str]:
    """Return as texts whether the course of a certificate was recognised; empty ones for other proofs."""
    until = found.until.isoformat() if found and found.until else ""
    return {
        "course_recognised": found.verdict.value if found else "",
        "recognition": found.number if found else "",
        "recognised_until": until,
    }
