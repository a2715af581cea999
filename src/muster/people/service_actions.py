"""Writes to what is kept of individuals: details, proofs, bars. Each is an event, which holds no personal value."""

from datetime import date
from pathlib import PurePath

from django.db import transaction

from muster.audit import actions as audit
from muster.audit.personal import personal_markers
from muster.documents.actions import store_document
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer
from muster.people.models import Person, PersonCredential, ServiceBar, ServiceDetails
from muster.people.purposes import purposes_of
from muster.people.queries import held_persons, visible_persons
from muster.people.rules import unnamed_problems
from muster.people.service import bar_content, credential_content, details_content, details_of, erase_credentials
from muster.people.service_queries import handed_individuals, visible_bars, visible_credentials
from muster.people.service_rules import (
    ISSUED_BY_SECRETARIAT,
    bar_problems,
    credential_problems,
    detail_problems,
    details_problems,
    ending_problems,
    proof_problems,
)


@transaction.atomic
def record_details(
    actor: Viewer,
    number: int,
    *,
    born_on: date | None,
    service_from: date | None,
    today: date,
    expected_version: int | None = None,
) -> ServiceDetails:
    """Enter when an individual of the actor's organisation was born and entered service; None is not known.

    `expected_version` is that of the person whose details were read; a change moves it on.
    """
    person = _held(actor, number)
    _require_purpose(person, details_problems(purposes_of(person)))
    require_version(f"Person {number}", person.version, expected_version)
    problems = detail_problems(born_on, service_from, today)
    if problems:
        raise Refused(f"The details of person {number} cannot be recorded.", problems)
    details = details_of(person)
    before = personal_markers(details_content(details), person.subject)
    details.born_on, details.service_from = born_on, service_from
    details.save()
    after = personal_markers(details_content(details), person.subject)
    if before != after:
        person.version += 1
        person.save(update_fields=["version"])
        audit.record(actor, "people:person:details-recorded", person.subject, before=before, after=after)
    return details


@transaction.atomic
def record_credential(actor: Viewer, number: int, credential: PersonCredential, *, today: date) -> PersonCredential:
    """Enter a proof (unsaved) of an individual, by the holder, or for vetting the Secretariat that was handed them."""
    person = _individual_to_prove(actor, number, credential.kind, today)
    credential.person, credential.known_from = person, today
    problems = credential_problems(
        credential.kind, credential.subject, credential.valid_from, credential.valid_until, today
    )
    if problems:
        raise Refused(f"The proof of person {number} cannot be recorded.", problems)
    require_clean_fields(credential, f"The proof of person {number}")
    credential.save(force_insert=True)
    after = personal_markers(credential_content(credential), person.subject)
    audit.record(actor, "people:credential:recorded", person.subject, after=after)
    return credential


@transaction.atomic
def attach_evidence(
    actor: Viewer, number: int, credential_number: int, *, name: str, data: bytes, today: date
) -> PersonCredential:
    """Put a file beside a proof as its evidence, by whoever may enter one of its kind.

    The file is kept under a name of its own, since the log keeps the names of files for good. Raises NotFound,
    NotAllowed and Refused.
    """
    person, credential = _own_credential(actor, number, credential_number, today)
    if credential.document_id is not None:
        raise Refused(f"Proof {credential_number} of person {number} has its file; enter a new proof for another.")
    neutral = f"proof-{credential.pk}-of-person-{person.pk}{PurePath(name).suffix.lower()}"
    holder = Organisation.objects.get(pk=actor.organisation_id or person.organisation_id)
    credential.document = store_document(
        actor, owner=holder, name=neutral, data=data, today=today, of_person=person.subject
    )
    credential.save(update_fields=["document"])
    audit.record(actor, "people:credential:evidence-attached", person.subject, after={"proof": credential.pk})
    return credential


@transaction.atomic
def end_credential(actor: Viewer, number: int, credential_number: int, *, on: date, today: date) -> PersonCredential:
    """Let a proof end on a day (excluded) before its own, by whoever may enter one of its kind: lost, or withdrawn."""
    person, credential = _own_credential(actor, number, credential_number, today)
    problems = ending_problems(credential.valid_from, credential.valid_until, on)
    if problems:
        raise Refused(f"Proof {credential_number} of person {number} cannot end then.", problems)
    before = personal_markers(credential_content(credential), person.subject)
    credential.valid_until = on
    credential.save(update_fields=["valid_until"])
    after = personal_markers(credential_content(credential), person.subject)
    audit.record(actor, "people:credential:ended", person.subject, before=before, after=after)
    return credential


@transaction.atomic
def remove_credential(actor: Viewer, number: int, credential_number: int, *, today: date) -> None:
    """Take a proof away that was entered in error, with its file, by whoever may enter one of its kind."""
    person, credential = _own_credential(actor, number, credential_number, today)
    before = personal_markers(credential_content(credential), person.subject)
    erase_credentials(PersonCredential.objects.filter(pk=credential.pk))
    audit.record(actor, "people:credential:removed", person.subject, before=before)


@transaction.atomic
def bar_person(actor: Viewer, number: int, bar: ServiceBar, *, today: date) -> ServiceBar:
    """Bar a person (bar unsaved) that the actor's secretariat was handed. An approver decides; it needs due process.

    Raises NotAllowed, NotFound for a person whose data the actor may not see, and Refused.
    """
    visibility.require_secretariat(actor, f"A bar of person {number}", Role.APPROVER)
    person = visible_persons(actor, today).filter(pk=number).first()
    if person is None:
        raise NotFound(f"There is no person {number} whose data you may see.")
    problems = bar_problems(reason=bar.reason, due_process=bar.due_process)
    if bar.barred_until is not None and bar.barred_until <= bar.barred_from:
        problems.append(Problem("barred until", "is not after its first day", "give a later day, or none"))
    if problems:
        raise Refused(f"Person {number} cannot be barred.", problems)
    bar.person, bar.known_from = person, today
    bar.imposed_by_id = actor.organisation_id or person.organisation_id
    require_clean_fields(bar, f"The bar of person {number}")
    bar.save(force_insert=True)
    after = personal_markers(bar_content(bar), person.subject)
    audit.record(actor, "people:bar:imposed", person.subject, after=after)
    return bar


@transaction.atomic
def lift_bar(actor: Viewer, bar_number: int, *, reason: str, today: date) -> ServiceBar:
    """End a bar from today on, by an approver of the secretariat that imposed it; the reason names nobody."""
    bar = visible_bars(actor).select_for_update(of=("self",)).filter(pk=bar_number).first()
    if bar is None:
        raise NotFound(f"There is no bar {bar_number} that you may see.")
    visibility.require_owner(actor, bar.imposed_by_id, f"Bar {bar_number}", Role.APPROVER)
    if not reason.strip():
        raise Refused(f"Bar {bar_number}: say why it is lifted.")
    if problems := unnamed_problems("reason", reason, [bar.person.family_name, bar.person.given_names]):
        raise Refused(f"Bar {bar_number} cannot be lifted.", problems)
    if bar.barred_until is not None and bar.barred_until <= today:
        raise Refused(f"Bar {bar_number} has ended already.")
    bar.barred_until = max(today, bar.barred_from)
    bar.save(update_fields=["barred_until"])
    audit.record(actor, "people:bar:lifted", bar.person.subject, after={"until": bar.barred_until}, reason=reason)
    return bar


def _own_credential(actor: Viewer, number: int, credential_number: int, today: date) -> tuple[Person, PersonCredential]:
    """Return a proof that the actor may enter one of its kind of, and its person, locked."""
    credential = visible_credentials(actor, today).filter(person_id=number, pk=credential_number).first()
    if credential is None:
        raise NotFound(f"Person {number} has no proof {credential_number} that you may see.")
    return _individual_to_prove(actor, number, credential.kind, today), credential


def _individual_to_prove(actor: Viewer, number: int, kind: str, today: date) -> Person:
    """Return the individual that the actor may enter a proof of a kind of. Raises NotFound, NotAllowed and Refused."""
    if kind not in ISSUED_BY_SECRETARIAT or actor.is_system:
        person = _held(actor, number)
        _require_purpose(person, proof_problems(purposes_of(person), kind))
        return person
    visibility.require_secretariat(actor, f"Vetting of person {number}")
    handed = handed_individuals(actor, today).filter(pk=number).first()
    if handed is None:
        raise NotFound(f"Your organisation was handed no individual {number}.")
    return handed


def _require_purpose(person: Person, problems: list[Problem]) -> None:
    """Raise Refused where no purpose of the person needs what is to be kept."""
    if problems:
        raise Refused(f"That is not kept of person {person.pk}.", problems)


def _held(actor: Viewer, number: int) -> Person:
    """Return a person of the actor's organisation, locked. Raises NotFound, NotAllowed and Refused."""
    person = held_persons(actor).select_for_update(of=("self",)).filter(pk=number).first()
    if person is None:
        raise NotFound(f"Your organisation holds no person {number}.")
    visibility.require_owner(actor, person.organisation_id, f"Person {number}", Role.OFFICER)
    if person.erased_on is not None:
        raise Refused(f"Person {number} was erased on {person.erased_on}; nothing is held any more.")
    return person
