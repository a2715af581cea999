"""Takes the names of a person who is erased out of free texts that others wrote, in this room and those above it.

What belongs to the person is emptied whole; here the other words stay, and the family name gives way to a mark. Given
names alone are taken where they stand beside it: on their own they are anybody's.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from muster.audit.models import AuditEvent, PersonalValue
from muster.audit.personal_rules import PERSONAL
from muster.notices.models import Notice
from muster.people.models import Person, PersonShare, ServiceBar
from muster.people.rules import without_names

NAMES = ("family_name", "given_names")


def names_to_erase(person: Person) -> tuple[str, ...]:
    """Return the names of a person who is about to be erased, the longest first: full ones, then family names.

    Earlier ones too, as long as the log's digests can be read.
    """
    family, given = (_values(person, name) for name in NAMES)
    full = {f"{one} {other}" for one in family for other in given} | {
        f"{one} {other}" for one in given for other in family
    }
    return tuple(sorted(full | family, key=lambda name: (-len(name), name)))


def _values(person: Person, name: str) -> set[str]:
    """Return the values that a field of a person has and had."""
    digests = set()
    for event in AuditEvent.objects.filter(subject=person.subject, action__startswith="people:person:"):
        for said in (event.before, event.after):
            marker = said.get(name)
            if isinstance(marker, dict):
                digests.add(marker.get(PERSONAL, ""))
    earlier = PersonalValue.objects.filter(subject=person.subject, digest__in=digests).values_list("value", flat=True)
    return {one for one in (getattr(person, name), *earlier) if one.strip()}


def redact_names(rows: QuerySet[Any], fields: Sequence[str], names: Sequence[str]) -> int:
    """Put the mark where a name stands as a word in any of the texts of the rows; return how many rows changed."""
    wanted = Q()
    for field in fields:
        for word in {spelling for name in names for spelling in _spellings(name)}:
            wanted |= Q(**{f"{field}__icontains": word})
    if not wanted:
        return 0
    changed = 0
    for row in rows.filter(wanted).order_by("pk"):
        texts = {field: without_names(getattr(row, field), names) for field in fields}
        texts = {field: text for field, text in texts.items() if text != getattr(row, field)}
        if texts:
            cut = {field: text[: row._meta.get_field(field).max_length] for field, text in texts.items()}
            changed += rows.model._default_manager.filter(pk=row.pk).update(**cut)
    return changed


def _spellings(name: str) -> tuple[str, ...]:
    """Return the spellings to look for: a database's own comparison knows capitals of plain letters alone."""
    word = name.split()[0] if name.split() else ""
    return tuple({word, word.upper(), word.lower(), word.title()} - {""})


def erase_names(person: Person, names: Sequence[str]) -> None:
    """Take names out of the words of bars of the holder's other people, and out of what the sides were told."""
    bars = ServiceBar.objects.filter(person__organisation=person.organisation_id).exclude(person=person)
    redact_names(bars, ("reason", "due_process", "case"), names)
    told = {person.organisation_id, *PersonShare.objects.filter(person=person).values_list("organisation", flat=True)}
    redact_names(Notice.objects.filter(organisation__in=told), ("title", "body"), names)
