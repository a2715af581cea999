"""Writes to the purposes of a person: add one, end one, and let go what no remaining purpose needs."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.audit.personal import erase_personal_values
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.people.models import Person, PersonCredential, PersonPurpose, PersonShare, ServiceDetails
from muster.people.purposes import ended_purposes, purposes_of
from muster.people.queries import held_persons
from muster.people.rules import (
    ALLOWED_FIELDS,
    PERSONAL_FIELDS,
    allowed_fields,
    allowed_proofs,
    allows_details,
    default_end,
    end_problems,
)
from muster.people.service import credential_values, details_content, erase_credentials
from muster.reference.parameters import parameter

RETENTION_KEY = "person_retention_months"


def locked_person(actor: Viewer, number: int) -> Person:
    """Return a person of the actor's organisation, locked. Raises NotFound, NotAllowed, and Refused if erased."""
    person = held_persons(actor).select_for_update(of=("self",)).filter(pk=number).first()
    if person is None:
        raise NotFound(f"Your organisation holds no person {number}.")
    visibility.require_owner(actor, person.organisation_id, f"Person {number}", Role.OFFICER)
    if person.erased_on is not None:
        raise Refused(f"Person {number} was erased on {person.erased_on}; nothing is held any more.")
    return person


@transaction.atomic
def add_purpose(
    actor: Viewer,
    number: int,
    purpose: str,
    *,
    until: date | None = None,
    today: date,
    expected_version: int | None = None,
) -> Person:
    """Keep a person for a further purpose until a day (excluded), or renew that purpose; nothing is entered twice.

    Without a day the longest time allowed holds. The data as a whole are kept until the last purpose ends. Raises
    NotFound, NotAllowed and Refused.
    """
    person = locked_person(actor, number)
    require_version(f"Person {number}", person.version, expected_version)
    months = parameter(RETENTION_KEY, today).integer
    end = until or default_end(today, months)
    problems = end_problems(end, today, months)
    if purpose not in ALLOWED_FIELDS:
        problems.append(Problem("purpose", f"{purpose!r} is no purpose", f"give one of {', '.join(ALLOWED_FIELDS)}"))
    if problems:
        raise Refused(f"Person {number} cannot be kept for that.", problems)
    first_until = person.purpose_until or person.keep_until
    if purpose == person.purpose:
        first_until = end
    else:
        PersonPurpose.objects.update_or_create(
            person=person, purpose=purpose, defaults={"until": end}, create_defaults={"since": today, "until": end}
        )
    _settle(person, first_until)
    after = {"purpose": purpose, "until": end.isoformat()}
    audit.record(actor, "people:person:purpose-added", person.subject, after=after)
    return person


@transaction.atomic
def end_purpose(
    actor: Viewer, number: int, purpose: str, *, today: date, expected_version: int | None = None
) -> Person:
    """End one of several purposes today; fields and proofs that no other needs go, as does what was handed on for it.

    Raises NotFound, NotAllowed, and Refused for the last purpose: that is an erasure.
    """
    person = locked_person(actor, number)
    require_version(f"Person {number}", person.version, expected_version)
    kept = purposes_of(person)
    if purpose not in kept:
        raise Refused(f"Person {number} is not kept as {purpose}; what the data are kept for is {', '.join(kept)}.")
    if len(kept) == 1:
        raise Refused(f"Person {number} is kept for nothing else; erase the data.")
    if purpose == person.purpose:
        person.purpose_until = today
    PersonPurpose.objects.filter(person=person, purpose=purpose).delete()
    _let_go(actor, person, today)
    return person


def end_due_purposes(actor: Viewer, today: date) -> int:
    """End what has come to its day while another purpose lasts, each person in a transaction; return how many.

    For the daily run.
    """
    numbers = list(ended_purposes(held_persons(actor), today).values_list("pk", flat=True))
    for number in numbers:
        with transaction.atomic():
            person = locked_person(actor, number)
            if ended_purposes(held_persons(actor), today).filter(pk=number).exists():
                _let_go(actor, person, today)
    return len(numbers)


def _settle(person: Person, first_until: date) -> None:
    """Write until when all is kept: the last end of any purpose."""
    ends = [first_until, *person.further_purposes.all().values_list("until", flat=True)]
    person.keep_until = max(ends)
    person.purpose_until = first_until if first_until < person.keep_until else None
    person.version += 1
    person.save()


def _let_go(actor: Viewer, person: Person, today: date) -> None:
    """Take away the purposes that have ended, and what none of the others needs."""
    before = set(PersonPurpose.objects.filter(person=person).values_list("purpose", flat=True)) | {person.purpose}
    PersonPurpose.objects.filter(person=person, until__lte=today).delete()
    if person.purpose_until is not None and person.purpose_until <= today:
        longest = PersonPurpose.objects.filter(person=person).order_by("-until", "purpose").first()
        if longest is None:  # the last one: the erasure of the day takes it
            return
        person.purpose, person.purpose_until, first_until = longest.purpose, None, longest.until
        longest.delete()
    else:
        first_until = person.purpose_until or person.keep_until
    kept = purposes_of(person)
    gone = _drop_values(person, kept)
    _settle(person, first_until)
    until = [person.keep_until, today]
    PersonShare.objects.filter(person=person, until__gt=min(until)).exclude(purpose__in=kept).update(until=today)
    after = {"ended": sorted(before - set(kept)), "kept": list(kept), "keep_until": person.keep_until.isoformat()}
    erase_personal_values(actor, gone, person.subject, "people:person:purpose-ended", after=after)


def _drop_values(person: Person, kept: tuple[str, ...]) -> set[str]:
    """Empty the fields, details and proofs that no purpose allows; return the values that are thereby gone."""
    allowed = allowed_fields(kept)
    gone: set[str] = set()
    for name in PERSONAL_FIELDS:
        if name not in allowed and getattr(person, name):
            gone.add(getattr(person, name))
            setattr(person, name, "")
    if not allows_details(kept):
        for details in ServiceDetails.objects.filter(person=person):
            gone.update(filter(None, details_content(details).values()))
        ServiceDetails.objects.filter(person=person).delete()
    unneeded = PersonCredential.objects.filter(person=person).exclude(kind__in=allowed_proofs(kept))
    gone.update(credential_values(unneeded))
    erase_credentials(unneeded)
    staying = {getattr(person, name) for name in PERSONAL_FIELDS}
    staying.update(credential_values(PersonCredential.objects.filter(person=person)))
    return gone - staying
