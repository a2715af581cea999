"""Writes to persons: a use case a function, each in one transaction with its event, which holds no personal value."""

from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.audit.models import AuditEvent, PersonalValue
from muster.audit.personal import erase_personal, personal_markers
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer
from muster.people.duplicates import likely_same
from muster.people.erasures import note_erasure, to_erase_again
from muster.people.holdings import erase_elsewhere, held_elsewhere
from muster.people.models import Person, PersonPurpose, PersonShare
from muster.people.name_erasure import erase_names, names_to_erase
from muster.people.purposes import purposes_of
from muster.people.queries import RECEIVER_FIELDS, due_persons, held_persons
from muster.people.rules import (
    PERSONAL_FIELDS,
    Identity,
    default_end,
    end_problems,
    field_problems,
    name_in,
    receiver_problems,
    share_problems,
)
from muster.people.service import erase_service, service_export, service_values
from muster.people.terms import PersonTerms
from muster.reference.parameters import parameter


def retention_months(today: date) -> int:
    """Return how long a person's data are kept at most before somebody renews it, in months."""
    return parameter("person_retention_months", today).integer


@transaction.atomic
def register_person(
    actor: Viewer, terms: PersonTerms, *, organisation: Organisation, today: date, is_another: bool = True
) -> Person:
    """Enter a person whose data `organisation`, the actor's own, is to hold. Raises NotAllowed and Refused.

    Unless the actor says that it is another, somebody who may be on record already is refused with the number.
    """
    visibility.require_owner(actor, organisation.pk, "A person's data")
    if not is_another:
        _refuse_duplicate(actor, terms, organisation)
    person = Person(organisation=organisation, known_from=today)
    _write(person, terms, today)
    audit.record(actor, "people:person:registered", person.subject, after=_content(person))
    return person


def _refuse_duplicate(actor: Viewer, terms: PersonTerms, organisation: Organisation) -> None:
    """Raise Refused where the organisation holds somebody who may be the same."""
    entered = Identity(terms.family_name, terms.given_names, email=terms.email)
    remedy = "add the purpose on that person's page, or say that this is another person"
    alike = likely_same(actor, entered, organisation=organisation.pk)
    problems = [Problem("family name", f"person {one.number} has {one.why}", remedy) for one in alike]
    if problems:
        raise Refused("The person may be on record already.", problems)


@transaction.atomic
def change_person(
    actor: Viewer, number: int, terms: PersonTerms, *, today: date, expected_version: int | None = None
) -> Person:
    """Change a person's data, or renew how long they are kept. `expected_version` refuses if another was quicker."""
    person = _held(actor, number)
    require_version(f"Person {number}", person.version, expected_version)
    before = _content(person)
    _write(person, terms, today)
    after = _content(person)
    if after != before:
        person.version += 1
        person.save(update_fields=["version"])
        changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        audit.record(
            actor,
            "people:person:changed",
            person.subject,
            before={name: before[name] for name in changed if name in before},
            after={name: after[name] for name in changed if name in after},
        )
    return person


@transaction.atomic
def share_person(
    actor: Viewer, number: int, *, organisation: Organisation, purpose: str, until: date, today: date
) -> PersonShare:
    """Hand a person's data to an organisation for a purpose until a day (excluded); again with another day moves it."""
    person = _held(actor, number)
    problems = share_problems(
        purpose=purpose,
        until=until,
        keep_until=person.keep_until,
        today=today,
        is_own=organisation.pk == person.organisation_id,
    ) + receiver_problems(organisation.kind, purpose)
    if problems:
        raise Refused(f"The data of person {number} cannot be handed on.", problems)
    return _hand_on(actor, person, organisation, purpose, until, today)


@transaction.atomic
def pass_person_on(
    actor: Viewer, number: int, *, organisation: Organisation, purpose: str, until: date, today: date
) -> PersonShare:
    """Hand on data that the actor's organisation was handed, for the same purpose and no longer than it has them.

    Whoever nominates a person hands the data to the Secretariat for it and for the mission that the person goes to.
    """
    visibility.require_role(actor, f"Person {number}", Role.OFFICER)
    person = Person.objects.select_for_update(of=("self",)).filter(pk=number, erased_on__isnull=True).first()
    own = PersonShare.objects.filter(
        visibility.rows(actor, RECEIVER_FIELDS), person=person, purpose=purpose, until__gt=today
    )
    had = own.order_by("-until").first() if person else None
    if person is None or had is None:
        raise NotFound(f"Your organisation was handed no person {number} for this.")
    return _hand_on(actor, person, organisation, purpose, min(until, had.until, person.keep_until), today)


def _hand_on(
    actor: Viewer, person: Person, organisation: Organisation, purpose: str, until: date, today: date
) -> PersonShare:
    """Write that an organisation is handed a person's data until a day, with its event."""
    known = PersonShare.objects.filter(person=person, organisation=organisation, purpose=purpose).first()
    share = known or PersonShare(person=person, organisation=organisation, purpose=purpose, shared_on=today)
    before = {"until": known.until} if known else {}
    share.until = until
    share.save()
    after = {"to": organisation.code, "purpose": purpose, "until": until}
    audit.record(actor, "people:person:shared", person.subject, before=before, after=after)
    return share


@transaction.atomic
def erase_person(actor: Viewer, number: int, *, today: date, reason: str) -> Person:
    """Forget a person: the fields and the values behind the log's digests go for good, the number stays.

    Whoever received the data sees them no longer; what they copied is theirs to erase, and the event says to whom it
    was handed. The names give way to a mark in what others wrote. Raises Refused without a reason.
    """
    person = _held(actor, number)
    if not reason.strip():
        raise Refused(f"Person {number}: say why the data are erased.")
    if name_in(reason, [person.family_name, person.given_names]):
        raise Refused(f"Person {number}: the reason stays for good; say it without the person's name.")
    note_erasure(person, today)
    names = names_to_erase(person)
    person.counted_sex = person.sex
    for name in PERSONAL_FIELDS:
        setattr(person, name, "")
    person.erased_on = today
    person.version += 1
    person.save()
    PersonPurpose.objects.filter(person=person).delete()
    erase_service(person)
    erase_elsewhere(person, names)
    erase_names(person, names)
    PersonShare.objects.filter(person=person, until__gt=today).update(until=today)
    erase_personal(actor, person.subject, "people:person:erased", reason=reason.strip())
    return person


def erase_again(actor: Viewer, today: date) -> list[int]:
    """Forget those again whom a restored backup brought back; return their numbers. For the installation itself."""
    if not actor.is_system:
        raise NotAllowed("What a backup brought back is erased by the installation itself.")
    numbers = to_erase_again()
    for number in numbers:
        erase_person(actor, number, today=today, reason="erased before, and brought back by a backup")
    return numbers


def erase_due_persons(actor: Viewer, today: date) -> list[int]:
    """Forget everybody whose time has come, each in a transaction of their own; return their numbers.

    For the installation's daily run; an organisation's officer erases its own that are due.
    """
    numbers = list(due_persons(actor, today).values_list("pk", flat=True))
    for number in numbers:
        erase_person(actor, number, today=today, reason="kept until the day that was set")
    return numbers


@transaction.atomic
def export_of_person(actor: Viewer, number: int, *, today: date) -> dict[str, Any]:
    """Return everything held on a person as JSON content, for the person who asks for it; the export is an event."""
    person = _held(actor, number, erased_too=True)
    audit.record(actor, "people:person:exported", person.subject)
    events = AuditEvent.objects.filter(subject=person.subject).order_by("sequence")
    values = {*(getattr(person, name) for name in PERSONAL_FIELDS), *service_values(person)}
    earlier = PersonalValue.objects.filter(subject=person.subject).exclude(value__in=values).order_by("pk")
    return {
        "number": person.number,
        "held_by": person.organisation.code,
        "purpose": person.purpose,
        "purposes": [
            {"purpose": person.purpose, "until": (person.purpose_until or person.keep_until).isoformat()},
            *({"purpose": one.purpose, "until": one.until.isoformat()} for one in person.further_purposes.all()),
        ],
        **{name: getattr(person, name) for name in PERSONAL_FIELDS},
        "counted_sex": person.counted_sex,
        **service_export(actor, person, today),
        "elsewhere": held_elsewhere(person),
        "earlier_values": list(earlier.values_list("value", flat=True)),
        "known_from": person.known_from.isoformat(),
        "keep_until": person.keep_until.isoformat(),
        "erased_on": person.erased_on.isoformat() if person.erased_on else None,
        "handed_to": [
            {
                "organisation": share.organisation.code,
                "purpose": share.purpose,
                "shared_on": share.shared_on.isoformat(),
                "until": share.until.isoformat(),
            }
            for share in person.shares.select_related("organisation")
        ],
        "events": [
            {
                "sequence": event.sequence,
                "recorded_at": event.recorded_at.isoformat(),
                "action": event.action,
                "on_behalf_of": event.on_behalf_of,
                "reason": event.reason,
            }
            for event in events
        ],
    }


def _held(actor: Viewer, number: int, *, erased_too: bool = False) -> Person:
    """Return a person of the actor's organisation, locked. Raises NotFound, NotAllowed, and Refused if erased."""
    person = held_persons(actor).select_for_update(of=("self",)).filter(pk=number).first()
    if person is None:
        raise NotFound(f"Your organisation holds no person {number}.")
    visibility.require_owner(actor, person.organisation_id, f"Person {number}", Role.OFFICER)
    if person.erased_on is not None and not erased_too:
        raise Refused(f"Person {number} was erased on {person.erased_on}; nothing is held any more.")
    return person


def _write(person: Person, terms: PersonTerms, today: date) -> None:
    """Put the terms into the record. Raises Refused with everything that is wrong."""
    months = retention_months(today)
    keep_until = terms.keep_until or person.keep_until or default_end(today, months)
    is_renewed = keep_until != person.keep_until
    further = [one for one in purposes_of(person) if one != person.purpose] if person.pk else []
    problems = field_problems(terms, further) + (end_problems(keep_until, today, months) if is_renewed else [])
    problems += _purpose_problems(person, terms, keep_until, further)
    if problems:
        raise Refused("The person's data cannot be recorded.", problems)
    for name in ("purpose", *PERSONAL_FIELDS):
        setattr(person, name, getattr(terms, name).strip())
    if is_renewed and person.purpose_until is not None:
        person.purpose_until = None  # the end given holds for the first purpose, and is the last of all
    person.keep_until = keep_until
    require_clean_fields(person, "The person")
    person.save()


def _purpose_problems(person: Person, terms: PersonTerms, keep_until: date, further: list[str]) -> list[Problem]:
    """Return what is wrong where a person has several purposes: none twice, and none outlives the data as a whole."""
    problems = []
    if terms.purpose in further:
        words = f"the person is kept as {terms.purpose} already, as a further purpose"
        problems.append(Problem("purpose", words, "leave the first purpose, or end it on the person's page"))
    last = max((one.until for one in person.further_purposes.all()), default=keep_until) if person.pk else keep_until
    if last > keep_until:
        words = "a further purpose lasts longer"
        problems.append(Problem("keep until", words, f"give {last} or a later day, or end that purpose first"))
    return problems


def _content(person: Person) -> dict[str, Any]:
    """Return a person's content as the audit event keeps it: personal fields by their digests only."""
    personal = personal_markers({name: getattr(person, name) for name in PERSONAL_FIELDS}, person.subject)
    return {"purpose": person.purpose, "keep_until": person.keep_until.isoformat(), **personal}
