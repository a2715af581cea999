"""What may be kept of a person, for what, and for how long. Pure: no database, no clock.

The rules of this file are Muster's own (local choice), after the principles common to data protection: a purpose is
named, no more is kept than it needs, and not for longer. The organisation that holds the data answers for its choice.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.kit.intervals import add_months
from muster.people.terms import PersonTerms

PERSONAL_FIELDS = ("family_name", "given_names", "rank", "sex", "post", "email", "telephone")
"""The fields that say something of a person; they go into the audit log as salted digests only."""

CONTACT_FIELDS = ("family_name", "given_names", "rank", "post", "email", "telephone")
ALLOWED_FIELDS = {
    "focal-point": CONTACT_FIELDS,
    "visit-team": CONTACT_FIELDS,
    "pool-candidate": (*CONTACT_FIELDS, "sex"),
    "individual": (*CONTACT_FIELDS, "sex"),
    "trainee": ("family_name", "given_names", "rank", "sex"),
    "instructor": CONTACT_FIELDS,
    "unit-member": ("family_name", "given_names", "rank", "sex"),
}
"""Purpose: the fields that it needs. Sex is asked for where the share of women among individuals is reported."""


ERASED_NAME = "[…]"
"""What stands where the name of somebody who was erased stood in words that others wrote."""

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
"""A word as names are compared: letters and figures, with the marks that follow them."""


def allowed_fields(purposes: Collection[str]) -> tuple[str, ...]:
    """Return the personal fields that any of the purposes allows, in their order; whoever holds for none sees none."""
    allowed = {name for purpose in purposes for name in ALLOWED_FIELDS[purpose]}
    return tuple(name for name in PERSONAL_FIELDS if name in allowed)


def field_problems(terms: PersonTerms, further: Collection[str] = ()) -> list[Problem]:
    """Return what is wrong with the fields: each purpose allows the fields that it needs, and no other.

    Nobody may waive it; `further` are the other purposes of the same person, each with its own end.
    """
    if terms.purpose not in ALLOWED_FIELDS:
        known = ", ".join(ALLOWED_FIELDS)
        return [Problem("purpose", f"{terms.purpose!r} is no purpose", f"give one of {known}")]
    allowed = allowed_fields([terms.purpose, *further])
    problems = []
    if not terms.family_name.strip():
        problems.append(Problem("family name", "there is none", "give the name that the person goes by"))
    for name in PERSONAL_FIELDS:
        if getattr(terms, name) and name not in allowed:
            words = f"is not needed of a person kept as {terms.purpose}"
            problems.append(Problem(name.replace("_", " "), words, "leave it empty"))
    return problems


def default_end(today: date, retention_months: int) -> date:
    """Return the first day on which the data are no longer kept, where nobody names one (a parameter, local choice)."""
    return add_months(today, retention_months)


def end_problems(keep_until: date, today: date, retention_months: int) -> list[Problem]:
    """Return what is wrong with the end: it lies ahead, and no further than the retention reckoned from today.

    The holder may renew it before it comes, by a change; so somebody looks at each person's data once in that time.
    """
    latest = default_end(today, retention_months)
    if keep_until <= today:
        return [Problem("keep until", f"{long_day(keep_until)} is not after today", "give a later day, or erase")]
    if keep_until > latest:
        words = f"{long_day(keep_until)} is more than {retention_months} months away"
        return [Problem("keep until", words, f"give {long_day(latest)} or an earlier day, and renew it in time")]
    return []


def share_problems(*, purpose: str, until: date, keep_until: date, today: date, is_own: bool) -> list[Problem]:
    """Return what is wrong with handing data on: to another organisation, for a named purpose, no longer than kept."""
    problems = []
    if is_own:
        problems.append(Problem("organisation", "holds the data itself", "name another organisation"))
    if purpose not in ALLOWED_FIELDS:
        problems.append(Problem("purpose", f"{purpose!r} is no purpose", f"give one of {', '.join(ALLOWED_FIELDS)}"))
    if until <= today:
        problems.append(Problem("until", f"{long_day(until)} is not after today", "give a later day"))
    elif until > keep_until:
        words = f"{long_day(until)} is after the day on which the data go"
        problems.append(Problem("until", words, f"give {long_day(keep_until)} or an earlier day"))
    return problems


MISSION_PURPOSES = ("focal-point", "visit-team")
"""What a holder may hand a person's data to a mission for; individuals come to it with the travel authorisation."""


def receiver_problems(kind: str, purpose: str) -> list[Problem]:
    """Return why data are not handed to an organisation of a kind: never to an analyst, to a mission for few purposes.

    A mission sees those who are assigned to it, and is handed them by whoever authorises their travel.
    """
    if kind == "analyst":
        return [Problem("organisation", "is an analyst, who sees no person's data", "hand on counts instead")]
    if kind == "mission" and purpose not in MISSION_PURPOSES:
        words = f"is a mission, which is handed nobody as {purpose} by the holder"
        return [Problem("organisation", words, "nominate the person; the mission sees those who are assigned to it")]
    return []


def is_due(keep_until: date, today: date) -> bool:
    """Return whether the data are to be erased: `keep_until` is the first day on which they are no longer kept."""
    return keep_until <= today


ALLOWED_PROOFS = {
    "focal-point": (),
    "visit-team": (),
    "individual": ("passport", "language", "driving", "medical", "vetting", "training"),
    "pool-candidate": ("passport", "language", "driving", "medical", "training"),
    "trainee": ("language", "medical", "training"),
    "instructor": ("language", "training"),
    "unit-member": ("driving", "training"),
}
"""Purpose: the kinds of proof that it needs."""

PURPOSES_WITH_DETAILS = ("individual", "pool-candidate", "trainee")
"""Purposes that need to know when somebody was born and entered service."""


def allowed_proofs(purposes: Collection[str]) -> frozenset[str]:
    """Return the kinds of proof that any of the purposes allows."""
    return frozenset(kind for one in purposes for kind in ALLOWED_PROOFS[one])


def allows_details(purposes: Collection[str]) -> bool:
    """Return whether any of the purposes needs the days of birth and of entry into service."""
    return not set(purposes).isdisjoint(PURPOSES_WITH_DETAILS)


def name_in(words: str, names: Collection[str]) -> str:
    """Return the first of the names that stands in the words, whole and in any case; empty where none does."""
    said = name_words(words)
    return next((one for one in names if (parts := name_words(one)) and _holds(said, parts)), "")


def unnamed_problems(place: str, words: str, names: Collection[str]) -> list[Problem]:
    """Return why words that stay for good may not be kept: they have the person's name. Empty: they may."""
    if not name_in(words, names):
        return []
    return [Problem(place, "has the person's name, and stays for good", "say it without the name")]


def without_names(words: str, names: Sequence[str]) -> str:
    """Return the words with a mark wherever one of the names stands in them whole, in any case and accents.

    `names`: the longest first, so that a full name gives way to one mark.
    """
    for name in names:
        parts = name_words(name)
        while parts and (place := _place_of(words, parts)) is not None:
            words = f"{words[: place[0]]}{ERASED_NAME}{words[place[1] :]}"
    return words


def _place_of(words: str, parts: tuple[str, ...]) -> tuple[int, int] | None:
    """Return where in the words the parts of a name follow each other: the first sign and the one after the last."""
    found = [(one.span(), name_words(one.group())) for one in WORD.finditer(words)]
    flat = [(span, part) for span, said in found for part in said]
    for at in range(len(flat) - len(parts) + 1):
        if tuple(part for _span, part in flat[at : at + len(parts)]) == parts:
            return flat[at][0][0], flat[at + len(parts) - 1][0][1]
    return None


def _holds(said: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    return any(said[at : at + len(parts)] == parts for at in range(len(said) - len(parts) + 1))


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: without case, accents and marks."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    return tuple("".join(one if one.isalnum() else " " for one in plain).split())


@dataclass(frozen=True)
class Identity:
    """What tells whether two records are of one person: names, and the day of birth and numbers where known."""

    family_name: str
    given_names: str = ""
    born_on: date | None = None
    email: str = ""
    numbers: frozenset[str] = frozenset()


def sameness(one: Identity, other: Identity) -> str:
    """Return why two records of one holder may be of the same person; empty where nothing says so.

    A number of a document, an e-mail address, or the same names in any order; not where both days of birth are known
    and differ (local choice).
    """
    if one.born_on and other.born_on and one.born_on != other.born_on:
        return ""
    if one.numbers & other.numbers:
        return "the same number of a document"
    if one.email and one.email.casefold() == other.email.casefold():
        return "the same e-mail address"
    names, others = (sorted(name_words(f"{x.given_names} {x.family_name}")) for x in (one, other))
    if not names or names != others:
        return ""
    return "the same names and day of birth" if one.born_on and other.born_on else "the same names"
