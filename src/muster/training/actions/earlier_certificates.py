"""A State enters a certificate that one of its people holds already, given elsewhere or before the record began."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.audit.personal import personal_markers
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.people.models import CredentialKind, PersonCredential
from muster.people.queries import held_persons
from muster.people.service import credential_content
from muster.reference.required_training import course_standards


@transaction.atomic
def enter_certificate(
    actor: Viewer,
    number: int,
    *,
    standard: str,
    valid_from: date,
    valid_until: date | None = None,
    evidence: str = "",
    today: date,
) -> PersonCredential:
    """Enter a certificate of training of a person whom the actor's organisation holds. Raises Refused, NotFound."""
    person = held_persons(actor).filter(pk=number, erased_on__isnull=True).first()
    if person is None:
        raise NotFound(f"Your organisation holds no person {number}.")
    visibility.require_owner(actor, person.organisation_id, f"Person {number}", Role.OFFICER)
    problems = []
    if standard not in {one.code for one in course_standards()}:
        problems.append(Problem("standard", f"{standard!r} is not in the catalogue", "give a code of it"))
    if valid_from > today:
        problems.append(Problem("valid from", f"{valid_from} is still to come", "give the day it was given"))
    if valid_until is not None and valid_until <= valid_from:
        problems.append(Problem("valid until", "is not after the first day", "give a later day, or none"))
    if problems:
        raise Refused(f"The certificate of person {number} cannot be recorded.", problems)
    made = PersonCredential(
        person=person,
        kind=CredentialKind.TRAINING,
        subject=standard,
        valid_from=valid_from,
        valid_until=valid_until,
        evidence=evidence.strip(),
        known_from=today,
    )
    require_clean_fields(made, f"The certificate of person {number}")
    made.save()
    after = personal_markers(credential_content(made), person.subject)
    audit.record(actor, "people:credential:recorded", person.subject, after=after)
    return made
